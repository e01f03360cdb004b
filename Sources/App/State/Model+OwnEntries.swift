import BitCollections
import Catalog
import OAuth

extension Model {
    /// Changes what the user has added to the provider, in one step of the history, and has it written.
    ///
    /// - Parameter follow: Changes the draft, which has kept to its client and scopes, where more follows from it.
    mutating func changeOwn(
        _ change: (inout OwnEntries) -> Void, then follow: (inout Draft, Provider) -> Void = { _, _ in }
    ) -> [Effect] {
        var next = present
        change(&next.own)
        guard next.own != own else { return [] }
        let changed = next.own.applied(to: base)
        next.draft.follow(from: provider, to: changed, sharing: base.scopes.count)
        follow(&next.draft, changed)
        let before = draft
        let url = outcome.url
        let wasIssued = isIssued
        history.record(present)
        let effects = put(next, changed)
        // Most of what is added to a list changes nothing in the URL.
        let asks = outcome.url != url && wantsValues(after: before, wasIssued: wasIssued)
        return effects + (asks ? [.drawValues(.nextURL)] : [])
    }

    /// Puts a step in place without touching the history.
    mutating func put(_ step: Moment) -> [Effect] {
        put(step, step.own == own ? provider : step.own.applied(to: base))
    }

    private mutating func put(_ step: Moment, _ changed: Provider) -> [Effect] {
        guard step.own != own else {
            replaceDraft(step.draft)
            return []
        }
        let old = provider
        own = step.own
        provider = changed
        replaceDraft(step.draft)
        keepToRows(of: old)
        return [.saveOwn(own)]
    }

    /// Takes in what others have changed in the file, also into what undo and redo bring back.
    mutating func join(_ joined: OwnEntries, aside: String?) -> [Effect] {
        if joined != own {
            let saved = own
            // Most steps have the same entries as the one before.
            var known: (own: OwnEntries, joined: OwnEntries, old: Provider, new: Provider)?
            history.change { [base] step in
                if known?.own != step.own {
                    let entries = step.own.joined(with: joined, since: saved).entries
                    known = (step.own, entries, step.own.applied(to: base), entries.applied(to: base))
                }
                guard let known else { return }
                step.draft.follow(from: known.old, to: known.new, sharing: base.scopes.count)
                step.own = known.joined
            }
            let old = provider
            var next = draft
            own = joined
            provider = joined.applied(to: base)
            next.follow(from: old, to: provider, sharing: base.scopes.count)
            replaceDraft(next)
            keepToRows(of: old, seekingNew: false)
        }
        return aside.map { say("Changed elsewhere too: the other version is kept as \($0)", .warning) }
            ?? say("Saved, together with what was changed elsewhere")
    }

    /// Keeps cursors and lists to what they stand on, after the lists have changed.
    ///
    /// - Parameter seekingNew: Whether what is new gets the cursor.
    private mutating func keepToRows(of old: Provider, seekingNew: Bool = true) {
        let known = Set(old.clients.map(\.clientID))
        let client = old.clients[safely: clientCursor]?.clientID
        let new = seekingNew ? provider.clients.firstIndex { !known.contains($0.clientID) } : nil
        clientCursor =
            new
            ?? provider.clients.firstIndex { $0.clientID == client }
            ?? min(clientCursor, max(0, provider.clients.count - 1))
        setFilter(clientFilter, of: .clients)

        let shared = base.scopes.count
        let added =
            seekingNew
            ? (shared..<provider.scopes.count).first { !old.scopes.contains(provider.scopes.name(at: $0)) } : nil
        let rows = ScopeMap(from: old.scopes, to: provider.scopes, shared: shared)
        scopeCursor = added ?? rows[scopeCursor] ?? max(0, min(scopeCursor, provider.scopes.count - 1))
        if let chosen = chosenScopes {
            let scopes = BitSet(chosen.scopes.compactMap { rows[$0] })
            chosenScopes = ScopeRows(scopes.map { Int32($0) }, of: provider.scopes.count)
        }
        refreshScopeRows()
    }

    /// Whether a row of the scope list is the user's own: those come after the provider's.
    func isOwnScope(_ row: Int) -> Bool { row >= base.scopes.count }
}

/// Where the rows of a scope list are in another one that begins with the same rows.
private struct ScopeMap {
    let from: ScopeList
    let to: ScopeList
    let shared: Int

    subscript(row: Int) -> Int? {
        if row < shared { return row }
        return from.indices.contains(row) ? to.index(of: from.nameOctets(at: row)) : nil
    }
}

extension Draft {
    /// Keeps to the same client and the same scopes in other lists.
    ///
    /// - Parameter shared: How many scopes at the start of both lists are the same.
    fileprivate mutating func follow(from old: Provider, to new: Provider, sharing shared: Int) {
        let id = client.map { old.clients[$0].clientID }
        client = new.clients.firstIndex { $0.clientID == id }
        let rows = ScopeMap(from: old.scopes, to: new.scopes, shared: shared)
        scopes = BitSet(scopes.compactMap { rows[$0] })
    }
}
