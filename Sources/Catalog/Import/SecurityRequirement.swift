import JSON

/// A scheme that a call needs, and the scopes of it: a member of OpenAPI's Security Requirement Object.
struct SecurityRequirement {
    var scheme: String
    var scopes: [String]
    /// The place of the scopes.
    var offset: Int
}

/// OpenAPI's `security`: any of the alternatives will do, and each needs all of its requirements.
typealias Security = [[SecurityRequirement]]

/// Reads `security`, of a document or of an operation.
struct SecurityReader {
    /// How many names all lists of a document may have together (`docs/security.md` S8).
    static let maximumEntries = 500_000

    let notes: ImportNotes
    private var entries = 0

    init(notes: ImportNotes) {
        self.notes = notes
    }

    /// Reads the list; nil where there is none, or nothing that can be understood as one.
    mutating func security(_ json: inout JSONReader) throws(JSONError) -> Security? {
        let start = json.valueOffset()
        guard try json.nextKind() == .array else {
            if try json.nextKind() != .null {
                notes.add(.security, at: start, "security must be an array of objects; it is taken as missing here")
            }
            try json.skip()
            return nil
        }
        var alternatives: Security = []
        try json.beginArray()
        while try json.nextElement() {
            let offset = json.valueOffset()
            guard alternatives.count < OperationCheck.maximumAlternatives else {
                throw json.error(
                    at: offset, "at most \(OperationCheck.maximumAlternatives) alternatives may be listed here")
            }
            guard try json.nextKind() == .object else {
                notes.add(.security, at: offset, "a requirement must be an object; this one is left out")
                try json.skip()
                continue
            }
            alternatives.append(try alternative(&json))
        }
        return alternatives
    }

    private mutating func alternative(_ json: inout JSONReader) throws(JSONError) -> [SecurityRequirement] {
        var requirements: [SecurityRequirement] = []
        try count(json.valueOffset(), json)
        try json.beginObject()
        while let scheme = try json.nextMember() {
            let offset = json.valueOffset()
            try count(offset, json)
            var scopes: [String] = []
            if try json.nextKind() == .array {
                try json.beginArray()
                while try json.nextElement() {
                    try count(json.valueOffset(), json)
                    let scopeOffset = json.valueOffset()
                    guard let scope = try json.looseText() else { continue }
                    guard scopes.count < OperationCheck.maximumScopes else {
                        throw json.error(at: scopeOffset, "at most 1,000 scopes may be listed here")
                    }
                    scopes.append(scope)
                }
            } else {
                if try json.nextKind() != .null {
                    notes.add(
                        .security, at: offset,
                        "the scopes of \(quoted(scheme)) must be an array; they are not read here")
                }
                try json.skip()
            }
            requirements.append(SecurityRequirement(scheme: scheme, scopes: scopes, offset: offset))
        }
        return requirements
    }

    private mutating func count(_ offset: Int, _ json: JSONReader) throws(JSONError) {
        entries += 1
        guard entries <= Self.maximumEntries else {
            throw json.error(at: offset, "the operations of this document have more requirements than can be read")
        }
    }
}
