import OAuth
import Text

/// What an import would change of a provider that is there already.
package struct ImportComparison: Equatable, Sendable {
    /// An endpoint whose host is another one than before.
    package struct HostChange: Equatable, Sendable {
        /// Such as `token endpoint`.
        package var endpoint: String
        /// Nil where there was no such endpoint.
        package var old: String?
        package var new: String

        /// In words, without a full stop; the hosts are foreign text.
        package var text: String {
            guard let old else { return "the \(endpoint) is new, at \(new)" }
            return "the host of the \(endpoint) changes from \(old) to \(new)"
        }
    }

    package var newScopes: [String] = []
    /// Scopes with another description.
    package var changedScopes: [String] = []
    package var removedScopes: [String] = []
    package var newOperations = 0
    package var removedOperations = 0
    /// Operations that need something else than before, or are described in another way.
    package var changedOperations = 0
    /// Codes and tokens would go somewhere else: this needs a consent of its own (`docs/security.md` S8.1).
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

    /// An endpoint that was not there before counts as changed where its host is new too; one that goes does not.
    private mutating func compareHost(_ endpoint: String, _ new: String?, _ old: String?, known: [String]) {
        guard let new = new.flatMap(URIResolution.host(of:)) else { return }
        guard let old = old.flatMap(URIResolution.host(of:)) else {
            if !known.contains(new) { changedHosts.append(HostChange(endpoint: endpoint, old: nil, new: new)) }
            return
        }
        if new != old { changedHosts.append(HostChange(endpoint: endpoint, old: old, new: new)) }
    }
}
