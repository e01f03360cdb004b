import JSON
import OAuth

/// The file that describes a provider (`docs/provider-format.md`).
package enum ProviderFile {
    /// The supported version of the format, which is the value of the key `authscope`.
    package static let formatVersion = 1

    /// Whether the text can be a provider's id.
    package static func isID(_ text: String) -> Bool { TextCheck.providerID(text) == nil }

    /// Reads a provider. Throws at the first error. The path is for messages only.
    ///
    /// - Parameter places: The places in the file, when the octets were made from YAML.
    package static func read(
        _ octets: [UInt8], places: SourceMap? = nil, path: String
    ) throws(FileProblem) -> Provider {
        do {
            return try read(try JSONReader(octets, places: places))
        } catch {
            throw FileProblem(path: path, error)
        }
    }

    /// Reads a provider from a reader at the start of the text.
    static func read(_ json: JSONReader) throws(JSONError) -> Provider {
        var file = FieldReader(json)
        let provider = try file.provider()
        try file.json.finish()
        return provider
    }
}

extension FieldReader {
    static let providerKeys = [
        "authscope", "id", "name", "authorization_endpoint", "token_endpoint", "issuer", "issuer_in_response",
        "scopes", "suggested_scopes", "clients", "required_parameters", "extra_parameters", "response_types",
        "response_modes", "challenge_methods", "requires_pkce", "requires_pushed_requests",
        "allows_any_loopback_port", "client_id_pattern", "api_versions", "accept_language", "token",
        "operations", "operations_inferred", "undeclared_scopes", "imported_from", "scope_separator",
        "scopes_complete", "parameter_names", "parameters", "token_parameters", "variables", "sources",
    ]

    fileprivate mutating func provider() throws(JSONError) -> Provider {
        var provider = Provider(id: "", name: "", authorizationEndpoint: "")
        var suggestedOffset = 0
        var undeclaredOffset = 0
        var referredScopes = ReferredScopes()
        var openAddresses = OpenAddresses()
        try object(
            known: Self.providerKeys, required: ["authscope", "id", "name", "authorization_endpoint"]
        ) { file, key throws(JSONError) in
            switch key {
            case "suggested_scopes": suggestedOffset = file.json.valueOffset()
            case "undeclared_scopes": undeclaredOffset = file.json.valueOffset()
            default: break
            }
            switch key {
            case "operations": provider.operations = try file.operations(&referredScopes)
            case "authorization_endpoint": provider.authorizationEndpoint = try file.address(&openAddresses)
            case "token_endpoint": provider.tokenEndpoint = try file.address(&openAddresses)
            case "issuer": provider.issuer = try file.address(&openAddresses)
            default: try file.read(key, of: &provider)
            }
        }
        if let fault = openAddresses.fault(with: provider.variables) {
            throw json.error(at: fault.offset, fault.message)
        }
        if !provider.scopes.isEmpty, let name = provider.suggestedScopes.first(where: { !provider.scopes.contains($0) })
        {
            throw json.error(at: suggestedOffset, "the suggested scope \"\(name)\" is not among \"scopes\"")
        }
        if let name = provider.undeclaredScopes.first(where: { !provider.scopes.contains($0) }) {
            throw json.error(at: undeclaredOffset, "the undeclared scope \"\(name)\" is not among \"scopes\"")
        }
        try check(referredScopes, against: provider.scopes)
        return provider
    }

    private mutating func read(_ key: String, of provider: inout Provider) throws(JSONError) {
        switch key {
        case "authscope": try formatVersion()
        case "id": provider.id = try text(TextCheck.providerID)
        case "name": provider.name = try text()
        case "issuer_in_response": provider.issuerInResponse = try json.bool()
        case "scopes": provider.scopes = try scopes()
        case "suggested_scopes": provider.suggestedScopes = try list(ScopeCheck.fault)
        case "clients": provider.clients = try clients()
        case "required_parameters": provider.requiredParameters = try list(TextCheck.word)
        case "extra_parameters": provider.extraParameters = try list(TextCheck.word)
        case "response_types": provider.responseTypes = try list(TextCheck.printable)
        case "response_modes": provider.responseModes = try list(TextCheck.word)
        case "challenge_methods": provider.challengeMethods = try list(TextCheck.word)
        case "requires_pkce": provider.requiresPKCE = try json.bool()
        case "requires_pushed_requests": provider.requiresPushedRequests = try json.bool()
        case "allows_any_loopback_port": provider.allowsAnyLoopbackPort = try json.bool()
        case "client_id_pattern": provider.clientIDPattern = try clientIDPattern()
        case "api_versions": provider.apiVersions = try apiVersions()
        case "accept_language": provider.acceptLanguage = try text(TextCheck.printable)
        case "operations_inferred": provider.areOperationsInferred = try json.bool()
        case "undeclared_scopes":
            provider.undeclaredScopes = try list(maximum: ScopeCheck.maximumCount, ScopeCheck.fault)
        case "scope_separator": provider.habits.scopeSeparator = try scopeSeparator()
        case "scopes_complete": provider.habits.scopesAreComplete = try json.bool()
        case "parameter_names": provider.habits.names = try parameterNames()
        case "parameters":
            provider.habits.parameters = try parameters(ParameterCheck.faultOfRequestName, TextCheck.printable)
        case "token_parameters":
            provider.habits.tokenParameters = try parameters(ParameterCheck.faultOfTokenName, TextCheck.printable)
        case "variables": provider.variables = try variables()
        case "sources": provider.sources = try sources()
        case "imported_from": provider.importedFrom = try text(maximumScalars: 4_096)
        default: provider.token = try tokenHabits()
        }
    }

    mutating func formatVersion() throws(JSONError) {
        let start = json.valueOffset()
        let version = try json.integer()
        guard version == ProviderFile.formatVersion else {
            throw json.error(
                at: start, "this authscope reads version \(ProviderFile.formatVersion) of the format only")
        }
    }

    /// Reads a regular expression. Expressions that the program cannot check are kept too.
    mutating func clientIDPattern() throws(JSONError) -> ClientIDPattern {
        ClientIDPattern(try text(maximumScalars: 256))
    }
}
