import JSON
import Text

/// A scheme and the scopes that a call needs: a member of OpenAPI's Security Requirement Object.
struct SecurityRequirement {
    var scheme: String
    var scopes: [String]
    /// The offset of the scheme's name.
    var offset: Int
}

/// The `security` of an OpenAPI document or operation.
struct Security {
    /// The alternatives. One of them is enough, and each needs all of its requirements.
    var alternatives: [[SecurityRequirement]] = []
    /// Whether some alternatives cannot be read. If none can, it is unknown who may call.
    var hasUnreadable = false
    /// Whether there are more alternatives than the limit. Nothing is known about the operation then.
    var isTooLong = false

    /// Whether a call needs no token. An alternative that cannot be read never makes an operation open.
    var isOpen: Bool {
        alternatives.contains(where: \.isEmpty) || alternatives.isEmpty && !hasUnreadable && !isTooLong
    }
}

/// A reader for the `security` of a document or an operation.
struct SecurityReader {
    /// The most names in all lists of a document together (`docs/security.md` S8).
    static let maximumEntries = 500_000

    let notes: ImportNotes
    private var entries = 0

    init(notes: ImportNotes) {
        self.notes = notes
    }

    /// Reads the list. Returns nil when there is none.
    mutating func security(_ json: inout JSONReader) throws(JSONError) -> Security? {
        let start = json.valueOffset()
        var security = Security()
        switch try json.nextKind() {
        case .null:
            try json.null()
            return nil
        case .object:
            notes.add(.security, at: start, "security is an array of objects; this object was read as its only element")
            try readAlternative(&json, into: &security)
        case .array:
            try json.beginArray()
            while try json.nextElement() { try readAlternative(&json, into: &security) }
        case .string, .number, .bool:
            notes.add(.security, at: start, "security must be an array of objects; it is left out, and allows no call")
            security.hasUnreadable = true
            try json.skip()
        }
        return security
    }

    private mutating func readAlternative(_ json: inout JSONReader, into security: inout Security) throws(JSONError) {
        let offset = json.valueOffset()
        guard isWithinLimit(offset) else {
            security.isTooLong = true
            return try json.skip()
        }
        guard try json.nextKind() == .object else {
            notes.add(
                .security, at: offset, "a requirement must be an object; this one is left out, and allows no call")
            security.hasUnreadable = true
            return try json.skip()
        }
        var requirements: [SecurityRequirement] = []
        var isReadable = true
        try json.beginObject()
        while let scheme = try json.nextMember() {
            let nameOffset = json.nameOffset
            guard isWithinLimit(nameOffset) else {
                security.isTooLong = true
                try json.skip()
                continue
            }
            if let scopes = try scopes(&json, of: scheme) {
                requirements.append(
                    SecurityRequirement(scheme: Self.name(of: scheme), scopes: scopes, offset: nameOffset))
            } else {
                isReadable = false
            }
        }
        if isReadable { security.alternatives.append(requirements) } else { security.hasUnreadable = true }
    }

    /// Reads the scopes of a requirement. Returns nil when they cannot be read.
    private mutating func scopes(_ json: inout JSONReader, of scheme: String) throws(JSONError) -> [String]? {
        let offset = json.valueOffset()
        switch try json.nextKind() {
        case .null:
            try json.null()
            return []
        case .string: return words(of: try json.string(), at: offset)
        case .number, .bool, .object:
            notes.add(
                .security, at: offset,
                "the scopes of \(quoted(scheme)) must be an array; this requirement is left out, and allows no call")
            try json.skip()
            return nil
        case .array:
            var scopes: [String]? = []
            try json.beginArray()
            while try json.nextElement() {
                let offset = json.valueOffset()
                _ = isWithinLimit(offset)
                let kind = try json.nextKind()
                if let text = try json.looseText() {
                    scopes?.append(contentsOf: words(of: text, at: offset))
                } else if kind != .null {
                    notes.add(
                        .security, at: offset,
                        "a scope of \(quoted(scheme)) must be a text; this requirement is left out, and allows no call")
                    scopes = nil
                }
            }
            return scopes
        }
    }

    /// Returns the scopes in a text. Names have no spaces (RFC 6749 §3.3), so each word is a scope.
    private func words(of text: String, at offset: Int) -> [String] {
        let words = text.split(separator: " ").map { String($0) }
        guard words.count > 1 else { return [text] }
        notes.add(.security, at: offset, "\(quoted(text)) was read as \(words.count) scopes")
        return words
    }

    /// Returns the name of a scheme. In OpenAPI 3.2 it may be a reference to the scheme.
    private static func name(of scheme: String) -> String {
        guard let tokens = JSONPointer(reference: scheme)?.tokens, tokens.count == 3, tokens[0] == "components",
            tokens[1] == "securitySchemes"
        else { return scheme }
        return tokens[2]
    }

    /// Counts one more name or alternative. Returns false beyond the limit.
    private mutating func isWithinLimit(_ offset: Int) -> Bool {
        entries += 1
        guard entries > Self.maximumEntries else { return true }
        notes.add(.security, at: offset, "the operations of this document have more requirements than can be read")
        return false
    }
}
