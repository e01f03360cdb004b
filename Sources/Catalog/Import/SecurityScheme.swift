import JSON
import OAuth

/// A security scheme of an API description.
struct SecurityScheme {
    /// Where users give their consent: the authorization code flow (RFC 6749 §4.1).
    struct Flow {
        /// As written, with the place of each.
        var authorizationURL: (text: String, offset: Int)?
        var tokenURL: (text: String, offset: Int)?
        var scopes = ScopeList()
    }

    enum Form {
        case authorizationCode(Flow)
        /// Anything else, in words, with what to do about it.
        case other(String)
        /// Nothing but a reference, or broken.
        case unknown
    }

    var form: Form
    /// The place of the scheme's name, or of the scheme itself where it was referred to.
    var offset: Int
}

/// Reads the objects that list security schemes, and the parts they share in all versions.
struct SecuritySchemeReader {
    /// More schemes than this are not looked at.
    static let maximumSchemes = 1_000

    let notes: ImportNotes

    /// Reads `securitySchemes` or `securityDefinitions`, following references.
    ///
    /// - Parameter read: reads one scheme.
    func schemes(
        _ json: inout JSONReader, in document: JSONReader,
        read: (inout JSONReader) throws(JSONError) -> Referable<SecurityScheme>
    ) throws(JSONError) -> [(name: String, scheme: SecurityScheme)] {
        var found: [(name: String, scheme: Referable<SecurityScheme>)] = []
        try json.looseObject { json, name throws(JSONError) in
            let nameOffset = json.nameOffset
            guard found.count < Self.maximumSchemes else {
                throw json.error(at: nameOffset, "at most 1,000 security schemes may be listed here")
            }
            if name == "$ref" {
                guard let reference = try json.reference() else { return }
                return notes.add(
                    .outsideReference, at: reference.offset,
                    "the security schemes are at \(quoted(reference.text)), which is not read")
            }
            guard !name.hasPrefix("x-") || Self.isScheme(json) else { return try json.skip() }
            var scheme = try read(&json)
            scheme.value.offset = nameOffset
            found.append((name, scheme))
        }
        let references = try References(of: found.lazy.compactMap(\.scheme.reference?.text), in: document, read: read)
        return found.map { name, scheme in
            guard let reference = scheme.reference else { return (name, scheme.value) }
            do throws(References<SecurityScheme>.Failure) {
                let end = try references.values(of: reference.text).last
                return (name, SecurityScheme(form: end?.form ?? .unknown, offset: scheme.value.offset))
            } catch {
                notes.add(error.sort, at: reference.offset, error.message(reference.text))
                return (name, scheme.value)
            }
        }
    }

    /// Extensions start with `x-`, but a scheme may be called so too.
    private static func isScheme(_ json: JSONReader) -> Bool {
        var reader = json
        return (try? reader.nextKind()) == .object
    }

    /// Reads a URL with its place; nil where there is none.
    static func url(_ json: inout JSONReader) throws(JSONError) -> (text: String, offset: Int)? {
        let offset = json.valueOffset()
        guard let text = try json.looseText() else { return nil }
        // YAML's block scalars end with a line end.
        let octets = text.utf8.drop { $0 <= 0x20 }
        let end = octets.lastIndex { $0 > 0x20 }.map { octets.index(after: $0) } ?? octets.startIndex
        return end == octets.startIndex ? nil : (String(octets[..<end]) ?? text, offset)
    }

    /// Reads `scopes`: names with descriptions.
    ///
    /// - Parameter hasExtensions: whether names that start with `x-` are none (Swagger 2.0, Scopes Object).
    func scopes(_ json: inout JSONReader, hasExtensions: Bool) throws(JSONError) -> ScopeList {
        var scopes = ScopeList()
        try json.looseObject { json, name throws(JSONError) in
            let nameOffset = json.nameOffset
            let offset = json.valueOffset()
            let kind = try json.nextKind()
            let description: ArraySlice<UInt8>
            if kind == .string {
                description = try json.stringOctets()
            } else {
                description = Array((try json.looseText() ?? "").utf8)[...]
            }
            // An extension holds whatever it likes; a scope's description is a text.
            if name.hasPrefix("x-"), hasExtensions || kind != .string { return }
            guard scopes.count < ScopeCheck.maximumCount else {
                throw json.error(at: nameOffset, "a provider may have at most 100,000 scopes")
            }
            if let fault = ScopeCheck.fault(name) {
                return notes.add(.scope, at: nameOffset, "the scope \(quoted(name)) is left out: \(fault)")
            }
            let line = PlainText.line(description, maximumScalars: ScopeCheck.maximumSummaryScalars)
            if line.isCut {
                notes.add(.cut, at: offset, "the description of \(name) is cut to 1,024 characters")
            }
            scopes.append(name: Array(name.utf8), summary: Array(line.text.utf8))
        }
        return scopes
    }
}
