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
    mutating func looseObject(_ body: (inout JSONReader, String) throws(JSONError) -> Void) throws(JSONError) {
        switch try nextKind() {
        case .null: try null()
        case .array:
            let start = valueOffset()
            try beginArray()
            guard try !nextElement() else { throw error(at: start, "expected an object here, not an array") }
        default:
            try beginObject()
            while let name = try nextMember() { try body(&self, name) }
        }
    }

    /// Reads an array: `body` is called for each element and must read it. Null is an empty array.
    mutating func looseArray(_ body: (inout JSONReader) throws(JSONError) -> Void) throws(JSONError) {
        if try nextKind() == .null { return try null() }
        try beginArray()
        while try nextElement() { try body(&self) }
    }

    /// Reads an array of texts, passing what is none; nil where there is no array.
    mutating func looseTexts() throws(JSONError) -> [String]? {
        guard try nextKind() == .array else {
            try skip()
            return nil
        }
        var texts: [String] = []
        try looseArray { json throws(JSONError) in
            if let text = try json.looseText() { texts.append(text) }
        }
        return texts
    }

    /// Reads a boolean; nil for anything else.
    mutating func looseBool() throws(JSONError) -> Bool? {
        if try nextKind() == .bool { return try bool() }
        try skip()
        return nil
    }
}
