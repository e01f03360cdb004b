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
    /// The values of variables in the provider's addresses, by name.
    package var variables: [Parameter] = []
    /// Requests that were kept under a name. They change nothing in the provider.
    package var requests: [NamedRequest] = []

    package init() {}

    package var isEmpty: Bool {
        clients.isEmpty && removedClients.isEmpty && scopes.isEmpty && variables.isEmpty && requests.isEmpty
    }

    /// The provider with the user's own entries: its addresses filled in, a changed client in its old place, new ones at
    /// the end.
    ///
    /// The provider's file may have changed since. Ids that it no longer has mean nothing; an own client hides the
    /// file's with the same id; of several that stand for the same client the first has its place, and the others
    /// are new ones; a scope that the file lists now is the file's.
    package func applied(to provider: Provider) -> Provider {
        var result = provider.filled(with: variables)
        guard !isEmpty else { return result }
        // The keys are printable ASCII, of which no two spellings are equal.
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
