import JSON

/// The members of a document's outermost object, found in one pass that checks the whole text.
struct DocumentOutline {
    /// A reader at the start of the text.
    let document: JSONReader
    /// The offsets of the values of known members. Other members are only checked.
    private var offsets: [String: Int] = [:]
    /// The first names of other members, for a message.
    private var otherNames: [String] = []

    /// Reads the text. Throws when it is not JSON, or not an object.
    init(_ document: JSONReader) throws(JSONError) {
        self.document = document
        var reader = document
        let start = reader.valueOffset()
        guard try reader.nextKind() == .object else {
            throw reader.error(at: start, "this is not an object, as an API description is; \(ImportFormats.readable)")
        }
        try reader.beginObject()
        while let name = try reader.nextMember() {
            if Self.knownNames.contains(name) {
                offsets[name] = reader.valueOffset()
            } else if otherNames.count < 5 {
                otherNames.append(name)
            }
            try reader.skip()
        }
        try reader.finish()
    }

    /// Returns a reader for the value of a member, or nil when the member is missing or null.
    func value(_ name: String) throws(JSONError) -> JSONReader? {
        guard let offset = offsets[name] else { return nil }
        var reader = document.reading(at: offset)
        return try reader.nextKind() == .null ? nil : reader
    }

    /// Returns the text of a member, or nil when there is none. Numbers count as text.
    func text(_ name: String) throws(JSONError) -> String? {
        guard var reader = try value(name) else { return nil }
        return try reader.looseText()
    }

    /// Returns the offset of a member's value, or the start of the text.
    func offset(of name: String) -> Int { offsets[name] ?? 0 }

    /// Whether the object has the member, even as null.
    func has(_ name: String) -> Bool { offsets[name] != nil }

    /// Returns an error at a member's value, or at the start of the text.
    func error(at name: String? = nil, _ message: String) -> JSONError {
        var reader = document
        return document.error(at: name.flatMap { offsets[$0] } ?? reader.valueOffset(), message)
    }

    private static let knownNames = Set(ImportFormats.all.flatMap { $0.members } + refusedNames)

    /// Members of formats that cannot be read, but that have an error message of their own.
    private static let refusedNames = [
        "swaggerVersion", "asyncapi", "arazzo", "overlay", "discoveryVersion", "item", "log", "data", "__schema",
        "keys",
        "resource", "authorization_servers", "installed", "web", "$schema", "_type", "authorization",
    ]
}

// MARK: - Unknown formats

extension DocumentOutline {
    /// The error for a document of an unknown format. It names the format that the document seems to have.
    var unknownFormat: JSONError { error("\(seeming); \(ImportFormats.readable)") }

    /// The format that the document seems to have, in words.
    private var seeming: String {
        if has("swaggerVersion") { return "this is Swagger 1, which has to be converted to OpenAPI first" }
        if has("asyncapi") { return "this is an AsyncAPI description, of messages instead of calls" }
        if has("arazzo") || has("overlay") { return "this goes with an OpenAPI description; import that one" }
        if has("discoveryVersion") { return "this is a Google API discovery document; look for the API as OpenAPI" }
        if has("info"), has("item") { return "this is a Postman collection; export the API as OpenAPI" }
        if has("log") { return "this is a recording of requests (HAR)" }
        if has("_type") { return "this is an export of Insomnia; export the API as OpenAPI" }
        if has("__schema") || has("data") { return "this is a GraphQL schema, which has no scopes" }
        if has("keys") { return "these are keys (JWKS); import the metadata that refers to them" }
        if has("resource") || has("authorization_servers") {
            return "this describes a protected resource (RFC 9728); import the metadata of its authorization server"
        }
        if has("installed") || has("web") {
            return "this is a file with a client's credentials; add the client on the screen with a, without its secret"
        }
        if has("paths") || has("components") {
            return "this looks like a part of an API description; import the file that begins with \"openapi\""
        }
        if has("$schema") { return "this is a JSON Schema, or a document that follows one" }
        let names = otherNames.map { quoted($0) }.joined(separator: ", ")
        return names.isEmpty ? "this object is empty" : "this object has \(names), which is not a known format"
    }
}
