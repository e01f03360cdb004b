import JSON
import OAuth
import Text

/// The import of Swagger 2.0, the predecessor of OpenAPI: Security Definitions, Paths, and `host` with `schemes`
/// (`https://swagger.io/specification/v2/`).
struct SwaggerImport: ImportFormat {
    static let name = "Swagger 2.0"
    static let members = ["swagger", "host", "basePath", "schemes"] + APIDescription.members

    static func isFormat(of outline: DocumentOutline) -> Bool { outline.has("swagger") }

    static func result(
        of outline: DocumentOutline, from source: ImportSource, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport {
        // YAML reads an unquoted 2.0 as a number.
        guard ["2.0", "2", "2.0.0"].contains(try outline.text("swagger") ?? "") else {
            throw outline.error(
                at: "swagger", "this version of Swagger is not supported; \(ImportFormats.readable)")
        }
        var description = APIDescription()
        description.baseURL = try baseURL(outline, source: source)
        try SecuritySchemeReader(outline.document, isSwagger: true, notes: notes)
            .readSchemes(of: outline, into: &description)
        return try description.completed(as: .swagger, from: outline, notes: notes)
    }

    /// Returns the URL of the API. Missing parts are those of the document's URL.
    private static func baseURL(_ outline: DocumentOutline, source: ImportSource) throws(JSONError) -> String? {
        var schemes: [String] = []
        if var json = try outline.value("schemes"), case .success(let texts)? = try json.looseTexts() {
            schemes = texts
        }
        let path = try outline.text("basePath") ?? "/"
        guard let host = try outline.text("host") else {
            return source.url.flatMap { URIResolution.resolve(path, base: $0) }
        }
        let scheme = schemes.contains("https") ? "https" : schemes.first ?? "https"
        return "\(scheme)://\(host)\(path.hasPrefix("/") ? "" : "/")\(path)"
    }
}

extension ProviderImport.Kind {
    /// Swagger 2.0.
    package static let swagger = ProviderImport.Kind(name: "Swagger 2.0")
}
