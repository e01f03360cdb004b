import OAuth

/// What the user has added to a provider on the screen: it is laid over what the provider's file says.
///
/// It lies in a file of its own, so that a file written by hand keeps its comments and its order
/// (`docs/decisions/0015-own-entries-beside-the-file.md`).
package struct OwnEntries: Equatable, Sendable {
    /// A client of the user's own.
    package struct OwnClient: Equatable, Sendable {
        package var client: Client
        /// The `client_id` of the provider file's client that it stands for, or nil for a new one.
        package var replaces: String?

        package init(_ client: Client, replaces: String? = nil) {
            self.client = client
            self.replaces = replaces
        }
    }

    /// A scope that the provider's list does not have.
    package struct OwnScope: Equatable, Sendable {
        package var name: String
        package var summary: String

        package init(name: String, summary: String = "") {
            self.name = name
            self.summary = summary
        }
    }

    package var clients: [OwnClient] = []
    /// The `client_id` of each client of the provider's file that is not to be shown.
    package var removedClients: [String] = []
    package var scopes: [OwnScope] = []

    package init() {}

    package var isEmpty: Bool { clients.isEmpty && removedClients.isEmpty && scopes.isEmpty }

    /// The provider with the user's own entries: a changed client in its old place, new ones at the end.
    package func applied(to provider: Provider) -> Provider {
        guard !isEmpty else { return provider }
        var result = provider
        var added = clients
        result.clients = provider.clients.compactMap { client in
            if let index = added.firstIndex(where: { $0.replaces == client.clientID }) {
                return added.remove(at: index).client
            }
            return removedClients.contains(client.clientID) ? nil : client
        }
        result.clients += added.map(\.client)
        for scope in scopes { result.scopes.append(name: Array(scope.name.utf8), summary: Array(scope.summary.utf8)) }
        return result
    }
}
