import JSON

/// Reading what people write by hand or generate: what is null counts as missing, and a value of another kind is
/// passed where nothing depends on it.
extension JSONReader {
    /// Reads a string, or a number or boolean as it is written, as YAML makes them of unquoted words; nil for others.
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

    /// Reads an object: `body` is called with each name and must read the value. Null is an empty object, and so is an
    /// empty array, which PHP writes for one.
    ///
    /// - Returns: the fault where there is something else, which is passed.
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

    /// Reads an array: `body` is called for each element and must read it. Null is an empty array.
    ///
    /// - Returns: the fault where there is something else, which is passed.
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

    /// Passes a value that is not what is begun here, and returns what is wrong with it.
    private mutating func passing(_ begin: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) -> JSONError?
    {
        var fault: JSONError?
        var other = reading(at: valueOffset())
        do { try begin(&other) } catch { fault = error }
        try skip()
        return fault
    }

    /// Reads an array of texts, passing what is none; a text alone is an array of one.
    ///
    /// - Returns: nil for null, and the fault where there is something else, which is passed.
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

    /// Reads a boolean, or the text of one; nil for anything else.
    mutating func looseBool() throws(JSONError) -> Bool? {
        switch try looseText() {
        case "true": true
        case "false": false
        default: nil
        }
    }
}
