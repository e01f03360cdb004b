import JSON
import OAuth

extension ProviderFile {
    /// Returns the text of a file that `read` reads back unchanged. Members with default values are left out.
    ///
    /// The text is readable: each scope, client and operation is on a line of its own.
    package static func text(of provider: Provider) -> String {
        var members = Members()
        members.add("authscope", .number(JSONNumber(formatVersion)))
        members.add("id", .string(provider.id))
        members.add("name", .string(provider.name))
        members.add("imported_from", provider.importedFrom)
        members.add("authorization_endpoint", .string(provider.authorizationEndpoint))
        members.add("token_endpoint", provider.tokenEndpoint)
        members.add("issuer", provider.issuer)
        members.add("issuer_in_response", provider.issuerInResponse, default: false)
        members.add("variables", provider.variables.map(value(of:)))
        members.add("scope_separator", provider.habits.scopeSeparator == .comma ? "comma" : nil)
        members.add("scopes_complete", provider.habits.scopesAreComplete, default: true)
        members.add("scopes", provider.scopes.indices.map { scope($0, of: provider.scopes) })
        members.add("undeclared_scopes", provider.undeclaredScopes)
        members.add("suggested_scopes", provider.suggestedScopes)
        members.add("clients", provider.clients.map(value(of:)))
        members.add("required_parameters", provider.requiredParameters)
        members.add("extra_parameters", provider.extraParameters)
        members.add("parameter_names", provider.habits.names.list)
        members.add("parameters", provider.habits.parameters)
        members.add("token_parameters", provider.habits.tokenParameters)
        if let types = provider.responseTypes { members.add("response_types", .texts(types)) }
        if let modes = provider.responseModes { members.add("response_modes", .texts(modes)) }
        members.add("challenge_methods", provider.challengeMethods, default: ["S256", "plain"])
        members.add("requires_pkce", provider.requiresPKCE, default: false)
        members.add("requires_pushed_requests", provider.requiresPushedRequests, default: false)
        members.add("allows_any_loopback_port", provider.allowsAnyLoopbackPort, default: true)
        members.add("client_id_pattern", provider.clientIDPattern?.source)
        if let versions = provider.apiVersions { members.add("api_versions", value(of: versions)) }
        members.add("accept_language", provider.acceptLanguage)
        if provider.token != TokenHabits() { members.add("token", value(of: provider.token)) }
        members.add("sources", provider.sources.map(value(of:)))
        members.add("operations_inferred", provider.areOperationsInferred, default: false)
        members.add("operations", provider.operations.map(value(of:)))
        return text(of: members.list)
    }

    /// Returns the whole object with one member per line, and in lists of objects with one object per line.
    private static func text(of members: [JSONValue.Member]) -> String {
        var text = "{"
        for (index, member) in members.enumerated() {
            text += index == 0 ? "\n  " : ",\n  "
            text += JSONWriter.text(.string(member.name)) + ": "
            guard case .array(let elements) = member.value, case .object? = elements.first else {
                text += JSONWriter.text(member.value, style: .line)
                continue
            }
            for (index, element) in elements.enumerated() {
                text += index == 0 ? "[\n    " : ",\n    "
                text += JSONWriter.text(element, style: .line)
            }
            text += "\n  ]"
        }
        return text + "\n}\n"
    }

    private static func scope(_ row: Int, of scopes: ScopeList) -> JSONValue {
        var members = Members()
        members.add("name", .string(scopes.name(at: row)))
        members.add("summary", nonEmpty: scopes.summary(at: row))
        return .object(members.list)
    }

    private static func value(of client: Client) -> JSONValue {
        var members = Members()
        members.add("name", .string(client.name))
        members.add("client_id", .string(client.clientID))
        members.add("redirect_uris", client.redirectURIs)
        if client.kind != .public { members.add("kind", .string(client.kind.rawValue)) }
        members.add("note", nonEmpty: client.note)
        members.add("client_authentication", client.authentication?.rawValue)
        members.add("is_example", client.isExample, default: false)
        return .object(members.list)
    }

    private static func value(of variable: AddressVariable) -> JSONValue {
        var members = Members()
        members.add("name", .string(variable.name))
        members.add("summary", nonEmpty: variable.summary)
        members.add("default", variable.standard)
        members.add("allowed", variable.allowed)
        return .object(members.list)
    }

    private static func value(of source: Provider.Source) -> JSONValue {
        .object([.init("url", .string(source.url)), .init("date", .string(source.date))])
    }

    private static func value(of versions: APIVersions) -> JSONValue {
        var members = Members()
        members.add("header", .string(versions.header))
        members.add("latest_stable", .string(versions.latestStable))
        members.add("versions", versions.versions.map(value(of:)))
        return .object(members.list)
    }

    private static func value(of version: APIVersions.Version) -> JSONValue {
        var members = Members()
        members.add("number", .string(version.number))
        if version.status != .stable { members.add("status", .string(version.status.rawValue)) }
        members.add("note", nonEmpty: version.note)
        return .object(members.list)
    }

    private static func value(of habits: TokenHabits) -> JSONValue {
        let standard = TokenHabits()
        var members = Members()
        if habits.grantType != standard.grantType { members.add("grant_type", .string(habits.grantType)) }
        members.add("required_fields", habits.requiredFields)
        members.add("accepts_json", habits.acceptsJSON, default: standard.acceptsJSON)
        if habits.redirectURI != standard.redirectURI {
            members.add("redirect_uri", .string(habits.redirectURI.rawValue))
        }
        members.add(
            "refresh_client_id", habits.identifiesClientOnRefresh, default: standard.identifiesClientOnRefresh)
        members.add("client_authentication", habits.clientAuthentication.map(\.rawValue))
        return .object(members.list)
    }

    private static func value(of operation: Operation) -> JSONValue {
        var members = Members()
        members.add("method", .string(operation.method))
        members.add("path", .string(operation.path))
        members.add("summary", nonEmpty: operation.summary)
        members.add("id", operation.id)
        if operation.access != .token {
            members.add("access", .string(operation.access.rawValue))
        } else if operation.alternatives != [[]] {
            members.add("scopes", .array(operation.alternatives.map { .texts($0) }))
        }
        return .object(members.list)
    }
}

/// A builder for the members of an object. Members with default values are left out.
private struct Members {
    private(set) var list: [JSONValue.Member] = []

    mutating func add(_ name: String, _ value: JSONValue) {
        list.append(.init(name, value))
    }

    mutating func add(_ name: String, _ text: String?) {
        if let text { add(name, .string(text)) }
    }

    mutating func add(_ name: String, nonEmpty text: String) {
        if !text.isEmpty { add(name, .string(text)) }
    }

    mutating func add(_ name: String, _ flag: Bool, default standard: Bool) {
        if flag != standard { add(name, .bool(flag)) }
    }

    mutating func add(_ name: String, _ texts: [String], default standard: [String] = []) {
        if texts != standard { add(name, .texts(texts)) }
    }

    /// Adds the parameters as an object of texts.
    mutating func add(_ name: String, _ parameters: [Parameter]) {
        if !parameters.isEmpty { add(name, .object(parameters.map { .init($0.name, .string($0.value)) })) }
    }

    mutating func add(_ name: String, _ values: [JSONValue]) {
        if !values.isEmpty { add(name, .array(values)) }
    }
}

extension JSONValue {
    fileprivate static func texts(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }
}
