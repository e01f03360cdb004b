import JSON
import OAuth

/// A security scheme of an API description.
struct SecurityScheme {
    /// The description of a grant (RFC 6749 §1.3).
    struct Flow {
        enum Kind: Equatable {
            case authorizationCode
            case implicit
            /// Any other. The value is its name in the document.
            case other(String)
        }

        var kind: Kind
        /// The name as written.
        var name: String
        /// The endpoints as written, with their places.
        var authorizationURL: (text: String, offset: Int)?
        var tokenURL: (text: String, offset: Int)?
        var scopes = ScopeList()
        /// The fault because of which the flow cannot be used.
        var fault: JSONError?
    }

    enum Form {
        case oauth2([Flow])
        /// Tokens in the `Authorization` field (RFC 6750), from any source.
        case bearer
        /// Anything else. The value is a description with advice.
        case other(String)
        /// Only a reference, or broken.
        case unknown
    }

    var form: Form
    /// The URL of the server's metadata (OpenAPI 3.2).
    var metadataURL: String?
    /// The name of the flow in Swagger 2.0, when it is not a known one.
    var unknownFlow: String?
    /// The offset of the scheme's name, or of the scheme itself when it is the target of a reference.
    var offset: Int

    var flows: [Flow] { if case .oauth2(let flows) = form { flows } else { [] } }

    /// The reason why the scheme cannot be used, in words that follow its name, or nil when it is unknown.
    var reason: String? {
        switch form {
        case .unknown: return nil
        case .bearer: return "is HTTP authentication, not OAuth 2.0"
        case .other(let reason): return reason
        case .oauth2(let flows):
            let advice = metadataURL.map { "; its metadata has the endpoints: import \($0)" } ?? ""
            if let unknownFlow {
                return "has the flow \(quoted(unknownFlow)), not accessCode, and is not used here" + advice
            }
            guard !flows.isEmpty else { return "is OAuth 2.0 without a flow" + advice }
            let names = flows.prefix(4).map(\.name).joined(separator: " and ")
            return "has no authorization code flow, only \(names), which is not used here" + advice
        }
    }

    /// Whether the scheme is OAuth 2.0.
    var isOAuth: Bool {
        switch form {
        case .oauth2: true
        case .bearer, .other, .unknown: false
        }
    }
}

/// A reader for security schemes. It accepts the names of OpenAPI 3 and of Swagger 2.0 in both formats, because
/// documents mix them.
struct SecuritySchemeReader {
    /// The most schemes that are read.
    static let maximumSchemes = 1_000

    let document: JSONReader
    /// Whether the document is Swagger 2.0.
    let isSwagger: Bool
    let notes: ImportNotes
    private let references: ReferenceFollower

    init(_ document: JSONReader, isSwagger: Bool, notes: ImportNotes) {
        self.document = document
        self.isSwagger = isSwagger
        self.notes = notes
        references = ReferenceFollower(document)
    }

    // MARK: - The places of schemes

    /// The names of objects that list security schemes.
    static let lists: Set<String> = ["securitySchemes", "securityDefinitions"]

    /// Reads all schemes into the description: those in the right place, and those in a wrong one.
    func readSchemes(of outline: DocumentOutline, into description: inout APIDescription) throws(JSONError) {
        var found: [(name: String, scheme: Referable<SecurityScheme>)] = []
        if var json = try outline.value("components") {
            description.schemesOffset = json.valueOffset()
            try readLists(in: &json, properName: isSwagger ? nil : "securitySchemes", into: &found, &description)
        }
        for name in ["securityDefinitions", "securitySchemes"] {
            guard var json = try outline.value(name) else { continue }
            description.schemesOffset = json.valueOffset()
            if !isSwagger || name != "securityDefinitions" { noteMisplaced(name, at: json.valueOffset()) }
            try readList(&json, into: &found)
        }
        if found.isEmpty, !outline.has("securityDefinitions") {
            // With wrong indentation in YAML, they are in another object.
            var json = document.reading(at: 0)
            _ = try json.looseObject { json, name throws(JSONError) in
                guard name != "components", try json.nextKind() == .object else { return try json.skip() }
                try readLists(in: &json, properName: nil, into: &found, &description)
            }
        }
        description.schemes = try resolved(found)
    }

    private func readLists(
        in json: inout JSONReader, properName: String?,
        into found: inout [(name: String, scheme: Referable<SecurityScheme>)], _ description: inout APIDescription
    ) throws(JSONError) {
        let fault = try json.looseObject { json, name throws(JSONError) in
            guard Self.lists.contains(name) else { return try json.skip() }
            description.schemesOffset = json.nameOffset
            if name != properName { noteMisplaced(name, at: json.nameOffset) }
            try readList(&json, into: &found)
        }
        if let fault { notes.add(.part, fault, "the part that should have the security schemes is left out") }
    }

    private func noteMisplaced(_ name: String, at offset: Int) {
        let place = isSwagger ? "securityDefinitions at its top" : "securitySchemes in components"
        notes.add(
            .part, at: offset, "\(name) is not where it belongs, but was read anyway: this format has \(place)")
    }

    /// Reads an object of schemes by name.
    private func readList(
        _ json: inout JSONReader, into found: inout [(name: String, scheme: Referable<SecurityScheme>)]
    ) throws(JSONError) {
        let fault = try object(&json, "the security schemes") { json, name throws(JSONError) in
            let nameOffset = json.nameOffset
            guard !name.hasPrefix("x-") || Self.isObject(json) else { return try json.skip() }
            guard !found.contains(where: { $0.name.hasSameOctets(as: name) }) else { return try json.skip() }
            guard found.count < Self.maximumSchemes else {
                notes.add(
                    .scheme, at: nameOffset, "the security scheme \(quoted(name)) is left out: the limit is 1,000")
                return try json.skip()
            }
            var scheme = try scheme(&json, name: name)
            scheme.value.offset = nameOffset
            found.append((name, scheme))
        }
        if let fault { notes.add(.scheme, fault, "the security schemes are left out") }
    }

    private func resolved(
        _ found: [(name: String, scheme: Referable<SecurityScheme>)]
    ) throws(JSONError) -> [(name: String, scheme: SecurityScheme)] {
        let references = try References(of: found.lazy.compactMap(\.scheme.reference?.text), in: document) {
            json throws(JSONError) in try scheme(&json, name: "")
        }
        return found.map { name, scheme in
            guard let reference = scheme.reference else { return (name, scheme.value) }
            do throws(References<SecurityScheme>.Failure) {
                guard var end = try references.values(of: reference.text).last else { return (name, scheme.value) }
                end.offset = scheme.value.offset
                return (name, end)
            } catch {
                notes.add(error.sort, at: reference.offset, error.message(reference.text))
                return (name, scheme.value)
            }
        }
    }

    /// Returns whether the value is an object. Extensions begin with `x-`, but the name of a scheme may too.
    private static func isObject(_ json: JSONReader) -> Bool {
        var reader = json
        return (try? reader.nextKind()) == .object
    }

    // MARK: - A scheme

    /// The members of a scheme, before its type is known.
    private struct Written {
        var type: String?
        var httpScheme: String?
        var discoveryURL: String?
        var flows: [SecurityScheme.Flow] = []
        /// The flow of Swagger 2.0, whose members are those of the scheme itself.
        var flowName: (text: String, offset: Int)?
        var flow = SecurityScheme.Flow(kind: .other(""), name: "")
        var flowsOffset: Int?
        var fault: JSONError?
    }

    private func scheme(_ json: inout JSONReader, name: String) throws(JSONError) -> Referable<SecurityScheme> {
        var result = Referable(value: SecurityScheme(form: .unknown, offset: json.valueOffset()))
        var written = Written()
        let fault = try json.looseObject { json, name throws(JSONError) in
            switch name {
            case "$ref": result.reference = try json.reference()
            case "type": written.type = try json.looseText()
            case "scheme": written.httpScheme = try json.looseText()
            case "openIdConnectUrl": written.discoveryURL = try json.looseText()
            case "oauth2MetadataUrl": result.value.metadataURL = try json.looseText()
            case "flows":
                written.flowsOffset = json.nameOffset
                written.fault = try flows(&json, into: &written.flows)
            case "flow":
                let offset = json.valueOffset()
                written.flowName = try json.looseText().map { ($0, offset) }
            default: try member(name, &json, of: &written.flow)
            }
        }
        if let fault {
            notes.add(.scheme, fault, "the security scheme \(quoted(name)) is left out")
            return result
        }
        if let fault = written.fault {
            notes.add(.oauthScheme, fault, "the flows of the security scheme \(quoted(name)) are left out")
        }
        take(written, into: &result.value)
        return result
    }

    private func take(_ written: Written, into scheme: inout SecurityScheme) {
        guard let type = written.type else { return }
        switch type.lowercased() {
        case "oauth2": takeFlows(of: written, into: &scheme)
        case "openidconnect":
            let advice = written.discoveryURL.map { "import \($0)" } ?? "it does not say where its metadata is"
            scheme.form = .other("is OpenID Connect, whose metadata has the endpoints and scopes; \(advice)")
        case "http": scheme.form = written.httpScheme?.lowercased() == "bearer" ? .bearer : Self.http
        case "basic": scheme.form = Self.http
        case "apikey": scheme.form = .other("is an API key, not OAuth 2.0")
        case "mutualtls": scheme.form = .other("is mutual TLS, not OAuth 2.0")
        default: scheme.form = .other("has the type \(quoted(type)), not oauth2")
        }
    }

    private static let http = SecurityScheme.Form.other("is HTTP authentication, not OAuth 2.0")

    /// Takes the flows of OpenAPI's `flows`, and the one of Swagger's `flow`.
    private func takeFlows(of written: Written, into scheme: inout SecurityScheme) {
        var flows = written.flows
        if let (name, offset) = written.flowName {
            var flow = written.flow
            (flow.kind, flow.name) = (Self.kind(of: name), name)
            if case .other = flow.kind { scheme.unknownFlow = flows.isEmpty ? name : nil }
            flows.append(flow)
            if !isSwagger { notes.add(.part, at: offset, "\"flow\" belongs to Swagger 2.0, but was read anyway") }
        }
        if isSwagger, let offset = written.flowsOffset {
            notes.add(.part, at: offset, "\"flows\" belongs to OpenAPI 3, but was read anyway")
        }
        scheme.form = .oauth2(flows)
    }

    /// Returns the flow that a name means. OpenAPI 3 and Swagger 2.0 have different names, and some documents yet
    /// others.
    private static func kind(of name: String) -> SecurityScheme.Flow.Kind {
        switch name.lowercased().filter({ $0 != "_" && $0 != "-" }) {
        case "authorizationcode", "accesscode", "code": .authorizationCode
        case "implicit": .implicit
        default: .other(name)
        }
    }

    private func flows(_ json: inout JSONReader, into flows: inout [SecurityScheme.Flow]) throws(JSONError)
        -> JSONError?
    {
        try object(&json) { json, name throws(JSONError) in
            guard !name.hasPrefix("x-") else { return try json.skip() }
            var flow = SecurityScheme.Flow(kind: Self.kind(of: name), name: name)
            let fault = try object(&json) { json, name throws(JSONError) in try member(name, &json, of: &flow) }
            flow.fault = flow.fault ?? fault
            flows.append(flow)
        }
    }

    /// Reads a member of a flow.
    private func member(
        _ name: String, _ json: inout JSONReader, of flow: inout SecurityScheme.Flow
    ) throws(JSONError) {
        switch name {
        case "authorizationUrl": flow.authorizationURL = try Self.url(&json)
        case "tokenUrl": flow.tokenURL = try Self.url(&json)
        case "scopes":
            let fault = try scopes(&json, into: &flow.scopes)
            flow.fault = fault.map { JSONError(line: $0.line, column: $0.column, message: "its scopes: \($0.message)") }
        default: try json.skip()
        }
    }

    /// Reads a URL and its place. Returns nil when there is none.
    private static func url(_ json: inout JSONReader) throws(JSONError) -> (text: String, offset: Int)? {
        let offset = json.valueOffset()
        guard let text = try json.looseText() else { return nil }
        // Block scalars of YAML end with a line break.
        let octets = text.utf8.drop { $0 <= 0x20 }
        let end = octets.lastIndex { $0 > 0x20 }.map { octets.index(after: $0) } ?? octets.startIndex
        return end == octets.startIndex ? nil : (String(octets[..<end]) ?? text, offset)
    }

    /// Reads `scopes`: names with descriptions. In Swagger 2.0, names that begin with `x-` are not scopes.
    ///
    /// - Returns: An error when the value has another type.
    private func scopes(_ json: inout JSONReader, into scopes: inout ScopeList) throws(JSONError) -> JSONError? {
        try object(&json) { json, name throws(JSONError) in
            let nameOffset = json.nameOffset
            let offset = json.valueOffset()
            let kind = try json.nextKind()
            let description: ArraySlice<UInt8>
            if kind == .string {
                description = try json.stringOctets()
            } else {
                description = Array((try json.looseText() ?? "").utf8)[...]
            }
            // An extension can have any value; the description of a scope is a text.
            if name.hasPrefix("x-"), isSwagger || kind != .string { return }
            if let fault = ScopeCheck.fault(name) ?? ScopeCheck.faultOfOneMore(in: scopes) {
                return notes.add(.scope, at: nameOffset, "the scope \(quoted(name)) is left out: \(fault)")
            }
            let line = PlainText.line(description, maximumScalars: ScopeCheck.maximumSummaryScalars)
            if line.isCut {
                notes.add(.cut, at: offset, "the description of \(name) is cut to 1,024 characters")
            }
            scopes.append(name: Array(name.utf8), summary: Array(line.text.utf8))
        }
    }

    /// Reads an object, and then the object that its `$ref` refers to, if it has one.
    ///
    /// - Parameter what: The name of the object, for a note about a reference to another file.
    private func object(
        _ json: inout JSONReader, _ what: String? = nil, depth: Int = 0,
        _ body: (inout JSONReader, String) throws(JSONError) -> Void
    ) throws(JSONError) -> JSONError? {
        var reference: (text: String, offset: Int)?
        let fault = try json.looseObject { json, name throws(JSONError) in
            if name == "$ref" { reference = try json.reference() } else { try body(&json, name) }
        }
        guard let reference else { return fault }
        do throws(ReferenceFailure) {
            var target = try references.reader(at: reference.text, depth: depth)
            let before = target.remainingCount
            defer { references.charge(before - target.remainingCount) }
            return try read(&target, depth: depth + 1, body).get()
        } catch {
            if let what, case .outside = error {
                notes.add(
                    error.sort, at: reference.offset, "\(what) are at \(quoted(reference.text)), which is not read")
            } else {
                notes.add(error.sort, at: reference.offset, error.message(reference.text))
            }
            return nil
        }
    }

    /// Reads the target of a reference. It returns the error because a `do` block with two types of errors loses both.
    private func read(
        _ json: inout JSONReader, depth: Int, _ body: (inout JSONReader, String) throws(JSONError) -> Void
    ) -> Result<JSONError?, ReferenceFailure> {
        do { return .success(try object(&json, depth: depth, body)) } catch { return .failure(.missing) }
    }
}
