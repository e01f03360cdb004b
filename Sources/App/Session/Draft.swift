import BitCollections
import OAuth

/// The user's choices. The request, the URL and the findings are computed from them.
package struct Draft: Equatable, Sendable {
    package enum StateChoice: String, CaseIterable, Sendable {
        case random, own, none
    }

    /// The row of the chosen client, or nil when the provider lists none.
    package var client: Int?
    package var clientID: String
    package var redirectURI: String
    /// Rows of the provider's scope list.
    package var scopes: BitSet
    package var method: ChallengeMethod
    /// The code verifier: random, or as the user typed it.
    package var verifier: String
    package var hasOwnVerifier = false
    package var stateChoice = StateChoice.random
    package var randomState: String
    package var ownState = ""
    /// Parameters that have no field here, in the order in which they were added.
    package var extras: [ExtraParameter]
    /// The value of the provider's version header, or nil when the provider has no such header.
    package var apiVersion: String?

    /// Creates the draft of a first start: the first client, its first redirect URI, the suggested scopes, S256.
    package init(provider: Provider, fresh: FreshValues) {
        client = provider.clients.isEmpty ? nil : 0
        clientID = provider.clients.first?.clientID ?? ""
        redirectURI = provider.clients.first?.redirectURIs.first ?? ""
        scopes = BitSet(provider.suggestedScopes.compactMap { provider.scopes.index(of: $0) })
        method = ChallengeMethod.allCases.first { provider.challengeMethods.contains($0.rawValue) } ?? .none
        verifier = fresh.verifier.text
        randomState = fresh.state
        apiVersion = provider.apiVersions?.latestStable
        extras = ExtraParameter.all(of: provider.habits)
    }

    /// The value of `state` that is sent, or nil when none is sent.
    package var state: String? {
        switch stateChoice {
        case .random: randomState
        case .own: ownState
        case .none: nil
        }
    }

    /// Whether the URL has random values, which each attempt replaces.
    var hasRandomValues: Bool { (method != .none && !hasOwnVerifier) || stateChoice == .random }

    /// Replaces the verifier, and the state unless none is sent, with random values.
    package mutating func renew(with fresh: FreshValues) {
        verifier = fresh.verifier.text
        hasOwnVerifier = false
        randomState = fresh.state
        if stateChoice == .own { stateChoice = .random }
    }

    /// Chooses a client and the first redirect URI registered for it.
    package mutating func choose(client index: Int, of provider: Provider) {
        guard provider.clients.indices.contains(index) else { return }
        client = index
        clientID = provider.clients[index].clientID
        redirectURI = provider.clients[index].redirectURIs.first ?? ""
    }
}
