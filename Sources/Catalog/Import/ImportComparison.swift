import OAuth
import Text

/// The changes that an import would make to a provider that is there already.
package struct ImportComparison: Equatable, Sendable {
    /// An endpoint whose host changes.
    package struct HostChange: Equatable, Sendable {
        /// The name of the endpoint, such as `token endpoint`.
        package var endpoint: String
        /// The old host, or nil when there was no such endpoint.
        package var old: String?
        package var new: String

        /// The change in words, without a full stop. The hosts are foreign text: sanitise them before they are shown.
        package var text: String {
            guard let old else { return "the \(endpoint) is new, at \(new)" }
            return "the host of the \(endpoint) changes from \(old) to \(new)"
        }
    }

    package var newScopes: [String] = []
    /// The scopes with another description.
    package var changedScopes: [String] = []
    package var removedScopes: [String] = []
    package var newOperations = 0
    package var removedOperations = 0
    /// The number of operations with other requirements or another description.
    package var changedOperations = 0
    /// The endpoints that change to another host. Codes and tokens would go there, so the user has to accept it
    /// separately (`docs/security.md` S8.1).
    package var changedHosts: [HostChange] = []

    package init(of new: Provider, with old: Provider) {
        compareScopes(new.scopes, old.scopes)
        compareOperations(new.operations, old.operations)
        let known = old.hosts
        compareHost("authorization endpoint", new.authorizationEndpoint, old.authorizationEndpoint, known: known)
        compareHost("token endpoint", new.tokenEndpoint, old.tokenEndpoint, known: known)
        compareHost("issuer", new.issuer, old.issuer, known: known)
    }

    private mutating func compareScopes(_ new: ScopeList, _ old: ScopeList) {
        for row in new.indices {
            guard let before = old.index(of: new.nameOctets(at: row)) else {
                newScopes.append(new.name(at: row))
                continue
            }
            if new.summaryOctets(at: row) != old.summaryOctets(at: before) { changedScopes.append(new.name(at: row)) }
        }
        removedScopes = old.indices.filter { new.index(of: old.nameOctets(at: $0)) == nil }.map { old.name(at: $0) }
    }

    private mutating func compareOperations(_ new: [OAuth.Operation], _ old: [OAuth.Operation]) {
        var before: [String: OAuth.Operation] = [:]
        for operation in old { before[operation.name] = operation }
        for operation in new {
            guard let other = before.removeValue(forKey: operation.name) else {
                newOperations += 1
                continue
            }
            if other != operation { changedOperations += 1 }
        }
        removedOperations = before.count
    }

    /// Compares the hosts of an endpoint. A new endpoint counts as changed only if its host is new too. A removed one
    /// does not count.
    private mutating func compareHost(_ endpoint: String, _ new: String?, _ old: String?, known: [String]) {
        guard let new = new.flatMap(URIResolution.host(of:)) else { return }
        guard let old = old.flatMap(URIResolution.host(of:)) else {
            if !known.contains(new) { changedHosts.append(HostChange(endpoint: endpoint, old: nil, new: new)) }
            return
        }
        if new != old { changedHosts.append(HostChange(endpoint: endpoint, old: old, new: new)) }
    }
}
