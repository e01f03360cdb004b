import OAuth

/// The user's own clients, scopes and values of variables for a provider, which are added to those of its file.
///
/// They are in a file of their own, so that a provider file written by hand keeps its comments and its order
/// (`docs/decisions/0015-own-entries-beside-the-file.md`).
package struct OwnEntries: Equatable, Sendable {
    /// A client of the user's own.
    package struct OwnClient: Equatable, Sendable {
        package var client: Client
        /// The `client_id` of the client in the provider's file that it replaces, or nil for a new client.
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
    /// The `client_id`s of the clients in the provider's file that the user has deleted.
    package var removedClients: [String] = []
    package var scopes: [OwnScope] = []
    /// The values of variables in the provider's addresses, by name.
    package var variables: [Parameter] = []
    /// Requests that were kept under a name. They change nothing in the provider.
    package var requests: [NamedRequest] = []

    package init() {}

    package var isEmpty: Bool {
        clients.isEmpty && removedClients.isEmpty && scopes.isEmpty && variables.isEmpty && requests.isEmpty
    }

    /// Returns the provider with the user's entries: the variables of its addresses filled in, changed clients in their
    /// old places, and new entries at the end.
    ///
    /// The provider's file may have changed since. Ids that it no longer has are ignored. A client of the user hides
    /// one of the file with the same id. If several replace the same client, the first gets its place, and the others
    /// are new. A scope that the file has now is the file's.
    package func applied(to provider: Provider) -> Provider {
        var result = provider.filled(with: variables)
        guard !isEmpty else { return result }
        // The keys are printable ASCII, so equal strings have equal octets.
        var standIns: [String: Int] = [:]
        for index in clients.indices.reversed() {
            if let id = clients[index].replaces { standIns[id] = index }
        }
        let hidden = Set(removedClients).union(clients.map(\.client.clientID))
        var isPlaced = Array(repeating: false, count: clients.count)
        result.clients = provider.clients.compactMap { client in
            if let index = standIns[client.clientID] {
                isPlaced[index] = true
                return clients[index].client
            }
            return hidden.contains(client.clientID) ? nil : client
        }
        for index in clients.indices where !isPlaced[index] { result.clients.append(clients[index].client) }
        for scope in scopes { result.scopes.append(name: Array(scope.name.utf8), summary: Array(scope.summary.utf8)) }
        return result
    }
}
