import JSON
import OAuth
import Text

/// Reads OpenAPI 3: Security Scheme Objects, Server Objects, Paths (`https://spec.openapis.org/oas/v3.2.0.html`).
struct OpenAPIImport: ImportFormat {
    static let name = "OpenAPI 3"
    static let members = ["openapi", "$self", "servers"] + APIDescription.members

    private let outline: DocumentOutline
    private let source: ImportSource

    static func isFormat(of outline: DocumentOutline) -> Bool { outline.has("openapi") }

    static func result(
        of outline: DocumentOutline, from source: ImportSource, notes: ImportNotes
    ) throws(JSONError) -> ProviderImport {
        let version = try outline.text("openapi") ?? ""
        guard version == "3" || version.hasPrefix("3."), version.utf8.count <= 16 else {
            throw outline.error(
                at: "openapi", "this version of OpenAPI is not known here; \(ImportFormats.readable)")
        }
        var description = APIDescription()
        try OpenAPIImport(outline: outline, source: source).readServers(&description, notes: notes)
        try SecuritySchemeReader(outline.document, isSwagger: false, notes: notes)
            .readSchemes(of: outline, into: &description)
        return try description.completed(as: .openAPI(version), from: outline, notes: notes)
    }

    // MARK: - Servers

    private func readServers(_ description: inout APIDescription, notes: ImportNotes) throws(JSONError) {
        var servers: [(url: String, variables: [String: String])] = []
        if var json = try outline.value("servers") {
            let fault = try json.looseArray { json throws(JSONError) in
                var url: String?
                var values: [String: String] = [:]
                let fault = try json.looseObject { json, name throws(JSONError) in
                    switch name {
                    case "url": url = try json.looseText()
                    case "variables": values = try Self.defaults(&json, notes: notes)
                    default: try json.skip()
                    }
                }
                if let fault { notes.add(.part, fault, "a server is left out") }
                guard let url, servers.count < FieldReader.maximumListCount else { return }
                servers.append((url, values))
            }
            if let fault { notes.add(.part, fault, "the servers are left out") }
        }
        description.variables = servers.first?.variables ?? [:]
        let base = servers.first { URIResolution.isAbsolute(APIDescription.filled($0.url, with: $0.variables)) }
        if let base {
            description.baseURL = APIDescription.filled(base.url, with: base.variables)
            description.baseURLAsWritten = base.url
            return
        }
        // The URL of a server may itself be relative, to where the document is, or says it is (OpenAPI 3.2).
        guard let place = try outline.text("$self").flatMap({ URIResolution.isAbsolute($0) ? $0 : nil }) ?? source.url
        else { return }
        let filled = servers.first.map { APIDescription.filled($0.url, with: $0.variables) }
        description.baseURL = filled.flatMap { URIResolution.resolve($0, base: place) } ?? place
        description.baseURLAsWritten = filled == servers.first?.url ? description.baseURL : servers.first?.url
    }

    /// The default values of server variables.
    private static func defaults(_ json: inout JSONReader, notes: ImportNotes) throws(JSONError) -> [String: String] {
        var values: [String: String] = [:]
        let fault = try json.looseObject { json, variable throws(JSONError) in
            let fault = try json.looseObject { json, name throws(JSONError) in
                if name == "default" { values[variable] = try json.looseText() } else { try json.skip() }
            }
            if let fault { notes.add(.part, fault, "the server variable \(quoted(variable)) is left out") }
        }
        if let fault { notes.add(.part, fault, "the server variables are left out") }
        return values
    }
}

extension ProviderImport.Kind {
    /// OpenAPI 3, by the version as written, such as `3.0.3`.
    package static func openAPI(_ version: String) -> ProviderImport.Kind {
        ProviderImport.Kind(name: "OpenAPI \(version)")
    }
}
