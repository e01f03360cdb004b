import BitCollections
import OAuth

/// A map from the rows of a scope list to those of another list that begins with the same rows.
struct ScopeMap {
    let from: ScopeList
    let to: ScopeList
    /// The number of equal scopes at the start of both lists.
    let shared: Int

    /// The row of the same scope in the other list, or nil when that list does not contain it.
    subscript(row: Int) -> Int? {
        if row < shared { return row }
        return from.indices.contains(row) ? to.index(of: from.nameOctets(at: row)) : nil
    }
}

extension Draft {
    /// Keeps the client and the scopes when the provider's lists have changed.
    ///
    /// - Parameter shared: How many scopes at the start of both lists are the same.
    mutating func follow(from old: Provider, to new: Provider, sharing shared: Int) {
        let id = client.map { old.clients[$0].clientID }
        client = new.clients.firstIndex { $0.clientID == id }
        let rows = ScopeMap(from: old.scopes, to: new.scopes, shared: shared)
        scopes = BitSet(scopes.compactMap { rows[$0] })
    }
}
