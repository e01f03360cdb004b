import JSON
import OAuth
import Text

/// Reads OpenAPI 3: Security Scheme Objects, Server Objects, Paths (`https://spec.openapis.org/oas/v3.1.1.html`).
struct OpenAPIImport {
    let version: String
    let outline: DocumentOutline
    let source: ImportSource
    let notes: ImportNotes

    func result() throws(JSONError) -> ProviderImport {
        var description = APIDescription()
        try readServers(&description)
        try readSchemes(&description)
        return try description.completed(as: .openAPI(version), from: outline, notes: notes)
    }

    // MARK: - Servers

    private func readServers(_ description: inout APIDescription) throws(JSONError) {
        var urls: [String] = []
        var variables: [String: String] = [:]
        if var json = try outline.value("servers"), try json.nextKind() == .array {
            try json.looseArray { json throws(JSONError) in
                var url: String?
                var values: [String: String] = [:]
                try json.looseObject { json, name throws(JSONError) in
                    switch name {
                    case "url": url = try json.looseText()
                    case "variables": values = try Self.defaults(&json)
                    default: try json.skip()
                    }
                }
                guard let url, urls.count < FieldReader.maximumListCount else { return }
                urls.append(APIDescription.filled(url, with: values))
                if urls.count == 1 { variables = values }
            }
        }
        description.variables = variables
        // The URL of a server may itself be relative, to where the document is.
        description.baseURL =
            urls.first(where: URIResolution.isAbsolute)
            ?? source.url.map { url in urls.first.flatMap { URIResolution.resolve($0, base: url) } ?? url }
    }

    /// The default values of server variables.
    private static func defaults(_ json: inout JSONReader) throws(JSONError) -> [String: String] {
        var values: [String: String] = [:]
        try json.looseObject { json, variable throws(JSONError) in
            try json.looseObject { json, name throws(JSONError) in
                if name == "default" { values[variable] = try json.looseText() } else { try json.skip() }
            }
        }
        return values
    }

    // MARK: - Security schemes

    private func readSchemes(_ description: inout APIDescription) throws(JSONError) {
        guard var components = try outline.value("components") else { return }
        description.schemesOffset = components.valueOffset()
        let reader = SecuritySchemeReader(notes: notes)
        try components.looseObject { json, name throws(JSONError) in
            guard name == "securitySchemes" else { return try json.skip() }
            description.schemesOffset = json.nameOffset
            description.schemes = try reader.schemes(&json, in: outline.document) { json throws(JSONError) in
                try scheme(&json, reader: reader)
            }
        }
    }

    private func scheme(
        _ json: inout JSONReader, reader: SecuritySchemeReader
    ) throws(JSONError) -> Referable<SecurityScheme> {
        var result = Referable(value: SecurityScheme(form: .unknown, offset: json.valueOffset()))
        var type: String?
        var discoveryURL: String?
        var flows: [String] = []
        var flow: SecurityScheme.Flow?
        try json.looseObject { json, name throws(JSONError) in
            switch name {
            case "$ref": result.reference = try json.reference()
            case "type": type = try json.looseText()
            case "openIdConnectUrl", "oauth2MetadataUrl": discoveryURL = try json.looseText()
            case "flows":
                try json.looseObject { json, name throws(JSONError) in
                    if !name.hasPrefix("x-") { flows.append(name) }
                    guard name == "authorizationCode" else { return try json.skip() }
                    flow = try self.flow(&json, reader: reader)
                }
            default: try json.skip()
            }
        }
        if let type { result.value.form = Self.form(type: type, flow: flow, flows: flows, discoveryURL: discoveryURL) }
        return result
    }

    private static func form(
        type: String, flow: SecurityScheme.Flow?, flows: [String], discoveryURL: String?
    ) -> SecurityScheme.Form {
        switch type {
        case "oauth2":
            if let flow { return .authorizationCode(flow) }
            let names = flows.prefix(4).joined(separator: " and ")
            return .other(
                flows.isEmpty
                    ? "is OAuth 2.0 without any flow"
                    : "has no authorization code flow, only \(names), which is not used here")
        case "openIdConnect":
            let advice = discoveryURL.map { "import \($0)" } ?? "it does not say where its metadata is"
            return .other("is OpenID Connect, whose metadata has the endpoints and scopes; \(advice)")
        case "http": return .other("is HTTP authentication, not OAuth 2.0")
        case "apiKey": return .other("is an API key, not OAuth 2.0")
        case "mutualTLS": return .other("is mutual TLS, not OAuth 2.0")
        default: return .other("has the type \(quoted(type)), not oauth2")
        }
    }

    private func flow(
        _ json: inout JSONReader, reader: SecuritySchemeReader
    ) throws(JSONError) -> SecurityScheme.Flow {
        var flow = SecurityScheme.Flow()
        try json.looseObject { json, name throws(JSONError) in
            switch name {
            case "authorizationUrl": flow.authorizationURL = try SecuritySchemeReader.url(&json)
            case "tokenUrl": flow.tokenURL = try SecuritySchemeReader.url(&json)
            case "scopes": flow.scopes = try reader.scopes(&json, hasExtensions: false)
            default: try json.skip()
            }
        }
        return flow
    }
}
