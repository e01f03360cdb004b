import JSON

/// Lenient reading, for documents written by hand or generated: null counts as missing, and a value of the wrong type
/// is skipped.
extension JSONReader {
    /// Reads a string, or a number or boolean as text: YAML turns unquoted words into them. Returns nil for other
    /// types.
    mutating func looseText() throws(JSONError) -> String? {
        switch try nextKind() {
        case .string: return try string()
        case .number: return try number().text
        case .bool: return try bool() ? "true" : "false"
        case .null, .object, .array:
            try skip()
            return nil
        }
    }

    /// Reads an object. `body` is called with each name and must read the value. Null counts as an empty object, and so
    /// does an empty array, because PHP writes one for an empty object.
    ///
    /// - Returns: An error when the value has another type. The value is skipped then.
    mutating func looseObject(
        _ body: (inout JSONReader, String) throws(JSONError) -> Void
    ) throws(JSONError) -> JSONError? {
        switch try nextKind() {
        case .null: try null()
        case .object:
            try beginObject()
            while let name = try nextMember() { try body(&self, name) }
        case .array:
            let start = valueOffset()
            try beginArray()
            guard try nextElement() else { return nil }
            repeat { try skip() } while try nextElement()
            return error(at: start, "expected an object here, not an array")
        default: return try passing { json throws(JSONError) in try json.beginObject() }
        }
        return nil
    }

    /// Reads an array. `body` is called for each element and must read it. Null counts as an empty array.
    ///
    /// - Returns: An error when the value has another type. The value is skipped then.
    mutating func looseArray(_ body: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) -> JSONError? {
        switch try nextKind() {
        case .null: try null()
        case .array:
            try beginArray()
            while try nextElement() { try body(&self) }
        default: return try passing { json throws(JSONError) in try json.beginArray() }
        }
        return nil
    }

    /// Skips a value of the wrong type and returns the error.
    private mutating func passing(_ begin: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) -> JSONError?
    {
        var fault: JSONError?
        var other = reading(at: valueOffset())
        do { try begin(&other) } catch { fault = error }
        try skip()
        return fault
    }

    /// Reads an array of texts. Other elements are skipped. A single text counts as an array with one element.
    ///
    /// - Returns: Nil for null, and an error when the value has another type. The value is skipped then.
    mutating func looseTexts() throws(JSONError) -> Result<[String], JSONError>? {
        switch try nextKind() {
        case .null:
            try null()
            return nil
        case .string, .number, .bool: return .success(try looseText().map { [$0] } ?? [])
        case .object, .array:
            var texts: [String] = []
            let fault = try looseArray { json throws(JSONError) in
                if let text = try json.looseText() { texts.append(text) }
            }
            return fault.map { .failure($0) } ?? .success(texts)
        }
    }

    /// Reads a boolean, or the text of one. Returns nil for anything else.
    mutating func looseBool() throws(JSONError) -> Bool? {
        switch try looseText() {
        case "true": true
        case "false": false
        default: nil
        }
    }
}
