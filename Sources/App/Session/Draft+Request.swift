import BitCollections
import OAuth

extension Draft {
    /// The parameters that have a field in the draft; all others are extras.
    private static let modelled = [
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
    ]

    /// Returns the authorization request that this draft describes.
    package func request(to provider: Provider) -> AuthorizationRequest {
        let habits = provider.habits
        var parameters = [Parameter("response_type", "code")]
        if !clientID.isEmpty { parameters.append(Parameter("client_id", clientID)) }
        if !redirectURI.isEmpty { parameters.append(Parameter("redirect_uri", redirectURI)) }
        if !scopes.isEmpty { parameters.append(Parameter("scope", scopeText(in: provider))) }
        if let state { parameters.append(Parameter("state", state)) }
        if let challenge = CodeVerifier.challenge(of: verifier, method) {
            parameters.append(Parameter("code_challenge", challenge))
            parameters.append(Parameter("code_challenge_method", method.rawValue))
        }
        parameters = parameters.map { Parameter(habits.names.sent($0.name), $0.value) }
        parameters += extras.filter { $0.destination != .token }.map(\.parameter)
        return AuthorizationRequest(
            endpoint: provider.authorizationEndpoint, parameters: parameters, names: habits.names)
    }

    /// The extra parameters that go into the token request.
    package var tokenParameters: [Parameter] { extras.filter { $0.destination != .url }.map(\.parameter) }

    /// Returns the header fields of a request sent by hand, as in the provider's example.
    package func headers(for provider: Provider) -> [HTTPField] {
        provider.headerFields(version: apiVersion)
    }

    /// Returns the chosen scopes in the order of the provider's list, joined by one space (RFC 6749 §3.3) or by the
    /// provider's separator.
    private func scopeText(in provider: Provider) -> String {
        let list = provider.scopes
        let separator = provider.habits.scopeSeparator.octet
        var octets: [UInt8] = []
        for index in scopes where list.indices.contains(index) {
            if !octets.isEmpty { octets.append(separator) }
            octets.append(contentsOf: list.nameOctets(at: index))
        }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Copies a request that a fix has changed into the draft.
    ///
    /// - Parameter fresh: The random values that the fix used. A challenge made from them keeps its verifier.
    package mutating func adopt(
        _ request: AuthorizationRequest, headers: [HTTPField], provider: Provider, fresh: FreshValues?
    ) {
        var rest = request.parameters
        var values: [String: String] = [:]
        for name in Self.modelled {
            let sent = provider.habits.names.sent(name)
            guard let index = rest.firstIndex(where: { $0.name == sent }) else { continue }
            values[name] = rest.remove(at: index).value
        }
        adoptExtras(rest)
        clientID = values["client_id"] ?? ""
        redirectURI = values["redirect_uri"] ?? ""
        let names = provider.habits.scopeSeparator.names(in: values["scope"] ?? "")
        scopes = BitSet(names.compactMap { provider.scopes.index(of: $0) })
        adoptState(values["state"], fresh: fresh)
        adoptMethod(values["code_challenge_method"], challenge: values["code_challenge"], fresh: fresh)
        if let header = provider.apiVersions?.header {
            apiVersion = headers.first { $0.name == header }?.value ?? apiVersion
        }
    }

    /// Replaces the extra parameters of the URL. Those that only the token request has are kept.
    private mutating func adoptExtras(_ parameters: [Parameter]) {
        let both = extras.filter { $0.destination == .both }.map(\.parameter)
        extras =
            parameters.map { ExtraParameter($0, to: both.contains($0) ? .both : .url) }
            + extras.filter { $0.destination == .token }
    }

    private mutating func adoptState(_ value: String?, fresh: FreshValues?) {
        guard value != state else { return }
        guard let value else { return stateChoice = .none }
        if value == fresh?.state {
            stateChoice = .random
            randomState = value
        } else {
            stateChoice = .own
            ownState = value
        }
    }

    private mutating func adoptMethod(_ value: String?, challenge: String?, fresh: FreshValues?) {
        method = challenge == nil ? .none : value.flatMap(ChallengeMethod.init) ?? .plain
        if let fresh, let challenge, CodeVerifier.challenge(of: fresh.verifier.text, method) == challenge {
            verifier = fresh.verifier.text
            hasOwnVerifier = false
        }
    }
}
