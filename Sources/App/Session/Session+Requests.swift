import BitCollections
import Catalog
import OAuth

extension Session {
    /// Returns the present request for saving under a name, and the names of the parameters that are left out.
    func named(_ name: String) -> (request: NamedRequest, leftOut: [String]) {
        var request = NamedRequest(name: name)
        request.clientID = draft.clientID
        request.redirectURI = draft.redirectURI
        request.scopes = names(of: draft.scopes)
        request.method = draft.method
        request.sendsState = draft.stateChoice != .none
        request.apiVersion = draft.apiVersion
        var leftOut: [String] = []
        for extra in draft.extras {
            let isKept =
                NamedRequestCheck.faultOfParameterName(extra.parameter.name) == nil
                && extra.parameter.value.unicodeScalars.count <= NamedRequestCheck.longestValue
            if isKept, request.parameters.count < NamedRequestCheck.mostParameters {
                request.parameters.append(.init(extra.parameter, to: extra.destination.named))
            } else {
                leftOut.append(extra.parameter.name)
            }
        }
        return (request, leftOut)
    }

    /// Returns a saved request in one line: the client, the method and the scopes.
    func summary(of request: NamedRequest) -> String {
        let client = provider.clients.first { $0.clientID == request.clientID }?.name ?? request.clientID
        let scopes = request.scopes.count == 1 ? request.scopes[0] : request.scopes.count.counted("scope")
        let method = request.method == .none ? "no PKCE" : request.method.rawValue
        return [client, method, scopes, request.redirectURI].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension OwnEntries {
    /// Returns a name that no saved request has: this one, or this one with a number.
    func freeName(like name: String) -> String {
        var name = name
        if let last = name.lastIndex(of: " "), Int(name[name.index(after: last)...]) != nil {
            name = String(name[..<last])
        }
        var number = 2
        var free = name
        while request(named: free) != nil {
            free = "\(name) \(number)"
            number += 1
        }
        return free
    }
}

extension ExtraParameter.Destination {
    fileprivate var named: NamedRequest.Destination {
        switch self {
        case .url: .url
        case .token: .token
        case .both: .both
        }
    }
}

extension NamedRequest.Destination {
    fileprivate var extra: ExtraParameter.Destination {
        switch self {
        case .url: .url
        case .token: .token
        case .both: .both
        }
    }
}

extension Draft {
    /// Replaces the values that a saved request has. Random values stay: they are never saved.
    mutating func use(_ request: NamedRequest, of provider: Provider) {
        clientID = request.clientID
        selectClient(of: provider)
        redirectURI = request.redirectURI
        scopes = BitSet(request.scopes.compactMap { provider.scopes.index(of: $0) })
        method = request.method
        stateChoice = request.sendsState ? .random : .none
        extras = request.parameters.map { ExtraParameter($0.parameter, to: $0.destination.extra) }
        if provider.apiVersions != nil { apiVersion = request.apiVersion ?? provider.apiVersions?.latestStable }
    }

    /// Copies a request from elsewhere into the draft. State and verifier stay random: they are new in each attempt.
    ///
    /// - Parameter known: The verifier of the request's challenge, if it was made here.
    mutating func take(
        _ request: AuthorizationRequest, headers: [HTTPField], provider: Provider, verifier known: CodeVerifier?
    ) {
        let before = self
        var request = request
        // A secret is never saved, and no authorization request should have one.
        request.parameters.removeAll { parameter in
            Redaction.hides(parameter: provider.habits.names.standard(parameter.name) ?? parameter.name)
        }
        adopt(request, headers: headers, provider: provider, fresh: nil)
        selectClient(of: provider)
        if request["state"] != nil {
            // Its state is sent again only if this program has drawn it.
            stateChoice = before.state == request["state"] ? before.stateChoice : .random
            ownState = before.ownState
        }
        guard request["code_challenge"] != nil else { return }
        let name = request["code_challenge_method"]
        method = name.map { ChallengeMethod(rawValue: $0) ?? .s256 } ?? .plain
        if let known {
            verifier = known.text
            hasOwnVerifier = false
        }
    }

    /// Chooses the row of the client with the present id, if the provider has one.
    mutating func selectClient(of provider: Provider) {
        if let row = provider.clients.firstIndex(where: { $0.clientID == clientID }) { client = row }
    }
}
