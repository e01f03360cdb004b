import Catalog
import JSON
import OAuth

extension RoundTripTask: Message {
    enum Kind: String, CaseIterable {
        case prepare, authorize, answer, consent, secret, authenticate, exchange, refresh, reveal, claims, copy, end
    }

    package init(_ value: JSONValue) throws(MessageProblem) {
        let fields = MessageFields(value)
        switch try fields.choice("task", Kind.self) {
        case .prepare: self = .prepare(try Preparation(fields))
        case .authorize: self = .authorize(try Authorization(fields))
        case .answer: self = .takeAnswer(try fields.text("text"))
        case .consent: self = .consent(allows: try fields.flag("allows"))
        case .secret: self = .useClientSecret(try fields.text("secret"))
        case .authenticate: self = .authenticate(try fields.choice("method"))
        case .exchange: self = .exchange
        case .refresh: self = .refresh
        case .reveal: self = .revealTokens
        case .claims: self = .revealClaims
        case .copy: self = .copyAccessToken
        case .end: self = .end
        }
    }

    package var value: JSONValue {
        switch self {
        case .prepare(let preparation): Self.value(.prepare, preparation.members)
        case .authorize(let authorization): Self.value(.authorize, authorization.members)
        case .takeAnswer(let text): Self.value(.answer, [.init("text", .string(text))])
        case .consent(let allows): Self.value(.consent, [.init("allows", .bool(allows))])
        case .useClientSecret(let secret): Self.value(.secret, [.init("secret", .string(secret))])
        case .authenticate(let method): Self.value(.authenticate, [.init("method", .string(method.rawValue))])
        case .exchange: Self.value(.exchange)
        case .refresh: Self.value(.refresh)
        case .revealTokens: Self.value(.reveal)
        case .revealClaims: Self.value(.claims)
        case .copyAccessToken: Self.value(.copy)
        case .end: Self.value(.end)
        }
    }

    private static func value(_ kind: Kind, _ members: [JSONValue.Member] = []) -> JSONValue {
        .object([.init("task", .string(kind.rawValue))] + members)
    }
}

extension RoundTripTask.Preparation {
    fileprivate init(_ fields: MessageFields) throws(MessageProblem) {
        self.init(
            place: try fields.choice("place"), fault: try fields.optionalText("fault").flatMap { Fault(rawValue: $0) },
            provider: try fields.provider(), redirectURI: try fields.optionalText("redirect_uri"),
            catching: try fields.choice("catching"), seconds: try fields.integer("seconds"))
    }

    fileprivate var members: [JSONValue.Member] {
        [
            .init("place", .string(place.rawValue)), .init("fault", .optional(fault?.rawValue)),
            .init("provider", .string(ProviderFile.text(of: provider))),
            .init("redirect_uri", .optional(redirectURI)), .init("catching", .string(catching.rawValue)),
            .init("seconds", .number(JSONNumber(seconds))),
        ].filter { $0.value != .null }
    }
}

extension RoundTripTask.Authorization {
    fileprivate init(_ fields: MessageFields) throws(MessageProblem) {
        let provider = try fields.provider()
        let client = try fields.optionalInteger("client")
        guard client.map(provider.clients.indices.contains) ?? true else { throw MessageProblem(member: "client") }
        let request = try fields.object("request")
        self.init(
            provider: provider, client: client.map { provider.clients[$0] },
            request: AuthorizationRequest(
                endpoint: try request.text("endpoint"), parameters: try request.parameters("parameters"),
                names: provider.habits.names),
            verifier: try fields.optionalText("verifier"), version: try fields.optionalText("version"),
            tokenParameters: try fields.parameters("token_parameters"),
            authentication: try fields.choice("authentication"))
    }

    fileprivate var members: [JSONValue.Member] {
        [
            .init("provider", .string(ProviderFile.text(of: provider))),
            .init("client", .optional(client.flatMap { provider.clients.firstIndex(of: $0) })),
            .init(
                "request",
                .fields([
                    "endpoint": .string(request.endpoint), "parameters": .parameters(request.parameters),
                ])),
            .init("verifier", .optional(verifier)), .init("version", .optional(version)),
            .init("token_parameters", .parameters(tokenParameters)),
            .init("authentication", .string(authentication.rawValue)),
        ].filter { $0.value != .null }
    }
}

extension JSONValue {
    fileprivate static func parameters(_ list: [Parameter]) -> JSONValue {
        .array(list.map { .fields(["name": .string($0.name), "value": .string($0.value)]) })
    }
}

extension MessageFields {
    fileprivate func parameters(_ name: String) throws(MessageProblem) -> [Parameter] {
        var parameters: [Parameter] = []
        for parameter in try objects(name) {
            parameters.append(Parameter(try parameter.text("name"), try parameter.text("value")))
        }
        return parameters
    }

    /// Returns the provider, which is sent in the form of a provider file.
    func provider() throws(MessageProblem) -> Provider {
        do {
            return try ProviderFile.read(Array(try text("provider").utf8), path: "provider")
        } catch {
            throw MessageProblem(member: "provider")
        }
    }
}
