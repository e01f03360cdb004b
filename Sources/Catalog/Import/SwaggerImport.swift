import JSON
import OAuth
import Text

/// Reads Swagger 2.0: Security Definitions, Paths, and `host` with `schemes` (`https://swagger.io/specification/v2/`).
struct SwaggerImport {
    let outline: DocumentOutline
    let source: ImportSource
    let notes: ImportNotes

    func result() throws(JSONError) -> ProviderImport {
        var description = APIDescription()
        description.baseURL = try baseURL()
        if var json = try outline.value("securityDefinitions") {
            description.schemesOffset = json.valueOffset()
            let reader = SecuritySchemeReader(notes: notes)
            description.schemes = try reader.schemes(&json, in: outline.document) { json throws(JSONError) in
                try scheme(&json, reader: reader)
            }
        }
        return try description.completed(as: .swagger, from: outline, notes: notes)
    }

    /// The URL of the API; what is missing of it is that of the document.
    private func baseURL() throws(JSONError) -> String? {
        var schemes: [String] = []
        if var json = try outline.value("schemes") { schemes = try json.looseTexts() ?? [] }
        let path = try outline.text("basePath") ?? "/"
        guard let host = try outline.text("host") else {
            return source.url.flatMap { URIResolution.resolve(path, base: $0) }
        }
        let scheme = schemes.contains("https") ? "https" : schemes.first ?? "https"
        return "\(scheme)://\(host)\(path.hasPrefix("/") ? "" : "/")\(path)"
    }

    private func scheme(
        _ json: inout JSONReader, reader: SecuritySchemeReader
    ) throws(JSONError) -> Referable<SecurityScheme> {
        var result = Referable(value: SecurityScheme(form: .unknown, offset: json.valueOffset()))
        var flow = SecurityScheme.Flow()
        var type: String?
        var flowName: String?
        try json.looseObject { json, name throws(JSONError) in
            switch name {
            case "$ref": result.reference = try json.reference()
            case "type": type = try json.looseText()
            case "flow": flowName = try json.looseText()
            case "authorizationUrl": flow.authorizationURL = try SecuritySchemeReader.url(&json)
            case "tokenUrl": flow.tokenURL = try SecuritySchemeReader.url(&json)
            case "scopes": flow.scopes = try reader.scopes(&json, hasExtensions: true)
            default: try json.skip()
            }
        }
        if let type { result.value.form = Self.form(type: type, flowName: flowName, flow: flow) }
        return result
    }

    private static func form(type: String, flowName: String?, flow: SecurityScheme.Flow) -> SecurityScheme.Form {
        switch (type, flowName) {
        case ("oauth2", "accessCode"): .authorizationCode(flow)
        case ("oauth2", let name?): .other("has the flow \(quoted(name)), not accessCode, and is not used here")
        case ("oauth2", nil): .other("is OAuth 2.0 without any flow")
        case ("basic", _): .other("is HTTP authentication, not OAuth 2.0")
        case ("apiKey", _): .other("is an API key, not OAuth 2.0")
        default: .other("has the type \(quoted(type)), not oauth2")
        }
    }
}
