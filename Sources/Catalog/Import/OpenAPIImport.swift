import JSON
import OAuth
import Text

/// The import of OpenAPI 3: Security Scheme Objects, Server Objects and Paths
/// (`https://spec.openapis.org/oas/v3.2.0.html`).
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
                at: "openapi", "this version of OpenAPI is not supported; \(ImportFormats.readable)")
        }
        var description = APIDescription()
        try OpenAPIImport(outline: outline, source: source).readServers(&description, notes: notes)
        try SecuritySchemeReader(outline.document, isSwagger: false, notes: notes)
            .readSchemes(of: outline, into: &description)
        return try description.completed(as: .openAPI(version), from: outline, notes: notes)
    }

    // MARK: - Servers

    private func readServers(_ description: inout APIDescription, notes: ImportNotes) throws(JSONError) {
        var servers: [(url: String, variables: [AddressVariable])] = []
        if var json = try outline.value("servers") {
            let fault = try json.looseArray { json throws(JSONError) in
                var url: String?
                var variables: [AddressVariable] = []
                let fault = try json.looseObject { json, name throws(JSONError) in
                    switch name {
                    case "url": url = try json.looseText()
                    case "variables": variables = try Self.variables(&json, notes: notes)
                    default: try json.skip()
                    }
                }
                if let fault { notes.add(.part, fault, "a server is left out") }
                guard let url, servers.count < FieldReader.maximumListCount else { return }
                servers.append((url, variables))
            }
            if let fault { notes.add(.part, fault, "the servers are left out") }
        }
        let base = servers.first { URIResolution.isAbsolute($0.url) }
        description.variables = (base ?? servers.first)?.variables ?? []
        if let base { return description.baseURL = base.url }
        // The URL of a server may itself be relative, to the URL of the document or to its `$self` (OpenAPI 3.2).
        guard let place = try outline.text("$self").flatMap({ URIResolution.isAbsolute($0) ? $0 : nil }) ?? source.url
        else { return }
        description.baseURL = servers.first.flatMap { URIResolution.resolve($0.url, base: place) } ?? place
    }

    /// Reads server variables (OpenAPI 3, Server Variable Object). Values that cannot be a part of a URL are left out.
    private static func variables(
        _ json: inout JSONReader, notes: ImportNotes
    ) throws(JSONError) -> [AddressVariable] {
        var variables: [AddressVariable] = []
        let fault = try json.looseObject { json, name throws(JSONError) in
            var variable = AddressVariable(name: name)
            let fault = try json.looseObject { json, member throws(JSONError) in
                switch member {
                case "default": variable.standard = try json.looseText()
                case "description":
                    variable.summary = PlainText.line((try json.looseText() ?? "").utf8, maximumScalars: 200).text
                case "enum":
                    _ = try json.looseArray { json throws(JSONError) in
                        guard let value = try json.looseText(), variable.allowed.count < FieldReader.maximumListCount
                        else { return }
                        variable.allowed.append(value)
                    }
                default: try json.skip()
                }
            }
            if let fault { notes.add(.part, fault, "the server variable \(quoted(name)) is left out") }
            guard variables.count < VariableCheck.maximumCount else { return }
            variables.append(usable(variable))
        }
        if let fault { notes.add(.part, fault, "the server variables are left out") }
        return variables
    }

    private static func usable(_ variable: AddressVariable) -> AddressVariable {
        var usable = variable
        usable.allowed = variable.allowed.filter { VariableCheck.faultOfValue($0) == nil }
        usable.standard = variable.standard.flatMap { VariableCheck.faultOfValue($0) == nil ? $0 : nil }
        if let standard = usable.standard, !usable.allowed.isEmpty, !usable.allowed.contains(standard) {
            usable.allowed.insert(standard, at: 0)
        }
        return usable
    }
}

extension ProviderImport.Kind {
    /// Returns OpenAPI 3 with its version as written, such as `3.0.3`.
    package static func openAPI(_ version: String) -> ProviderImport.Kind {
        ProviderImport.Kind(name: "OpenAPI \(version)")
    }
}
