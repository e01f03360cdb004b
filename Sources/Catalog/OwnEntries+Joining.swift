import OAuth

extension OwnEntries {
    /// The result of merging two versions of the entries.
    package struct Joined: Equatable, Sendable {
        package var entries: OwnEntries
        /// Whether a part of their version is not in `entries`: both changed the same client or scope in different
        /// ways, two clients have the same name, or there are more entries than a file can have.
        package var hasConflict = false

        package init(entries: OwnEntries) { self.entries = entries }
    }

    /// Merges the changes made here with another version.
    ///
    /// Clients are the same if they have the same `client_id`, scopes if they have the same name. If both versions
    /// changed one of them in different ways, this version wins.
    ///
    /// - Parameters:
    ///   - theirs: The version that is in the file now.
    ///   - base: The version that both were made from.
    package func joined(with theirs: OwnEntries, since base: OwnEntries) -> Joined {
        // In the usual cases, the lists keep their order.
        if theirs == base || theirs == self { return Joined(entries: self) }
        if self == base { return Joined(entries: theirs) }
        var result = Joined(entries: OwnEntries())
        let clients = Lists(base: base.clients, mine: self.clients, theirs: theirs.clients) { $0.client.clientID }
        let removed = Lists(base: base.removedClients, mine: removedClients, theirs: theirs.removedClients) { $0 }
        let scopes = Lists(base: base.scopes, mine: self.scopes, theirs: theirs.scopes) { $0.name }
        let variables = Lists(base: base.variables, mine: self.variables, theirs: theirs.variables) { $0.name }
        let requests = Lists(base: base.requests, mine: self.requests, theirs: theirs.requests) { $0.name }
        result.entries.requests = requests.joined(
            atMost: EntryCheck.mostRequests, conflict: &result.hasConflict)
        result.entries.variables = variables.joined(
            atMost: FieldReader.maximumListCount, conflict: &result.hasConflict)
        result.entries.removedClients = removed.joined(
            atMost: EntryCheck.mostClients, conflict: &result.hasConflict)
        result.entries.scopes = scopes.joined(atMost: EntryCheck.mostScopes, conflict: &result.hasConflict)
        result.entries.clients = unmistakable(
            clients.joined(atMost: EntryCheck.mostClients, conflict: &result.hasConflict),
            conflict: &result.hasConflict)
        return result
    }

    /// Returns the clients, if no two of them share a name or id, which a file cannot have. Otherwise returns mine, and
    /// those of theirs whose names and ids are different.
    private func unmistakable(_ joined: [OwnClient], conflict: inout Bool) -> [OwnClient] {
        var labels: Set<[UInt8]> = []
        let isClear = joined.allSatisfy { own in labels.insert(own) }
        guard !isClear else { return joined }
        conflict = true
        labels = []
        for own in clients { labels.insert(own) }
        let theirs = joined.filter { own in labels.insert(own) }
        return Array((clients + theirs).prefix(EntryCheck.mostClients))
    }
}

extension Set<[UInt8]> {
    /// Inserts the name and the id of a client. Returns false when one of them is there already.
    @discardableResult
    fileprivate mutating func insert(_ own: OwnEntries.OwnClient) -> Bool {
        let labels = Set([Array(own.client.name.utf8), Array(own.client.clientID.utf8)])
        guard isDisjoint(with: labels) else { return false }
        formUnion(labels)
        return true
    }
}

/// A list before the changes, and as two sides have changed it.
private struct Lists<Element: Equatable> {
    let base: [Element]
    let mine: [Element]
    let theirs: [Element]
    /// Returns the identity of an element, which is compared octet by octet.
    let identity: (Element) -> String

    /// Returns their list with my changes. The elements that I added come at the end.
    func joined(atMost limit: Int, conflict: inout Bool) -> [Element] {
        let before = byIdentity(base)
        let here = byIdentity(mine)
        let there = byIdentity(theirs)
        var result: [Element] = []
        for element in theirs {
            let key = key(of: element)
            let old = before[key]
            if let own = here[key] {
                if own != element, old != element, old != own { conflict = true }
                // Theirs is used only if I have not changed the element.
                result.append(own == old ? element : own)
            } else if old == nil {
                result.append(element)
            } else if old != element {
                // They changed an element that I removed.
                conflict = true
            }
        }
        for element in mine {
            let key = key(of: element)
            guard there[key] == nil else { continue }
            // An element that they removed is gone, unless I have changed it.
            guard let old = before[key] else {
                result.append(element)
                continue
            }
            guard old != element else { continue }
            conflict = true
            result.append(element)
        }
        guard result.count > limit else { return result }
        conflict = true
        // Elements that are not mine are still in their version of the file.
        var surplus = result.count - limit
        return result.filter { element in
            guard surplus > 0, here[key(of: element)] == nil else { return true }
            surplus -= 1
            return false
        }
    }

    private func key(of element: Element) -> [UInt8] { Array(identity(element).utf8) }

    private func byIdentity(_ elements: [Element]) -> [[UInt8]: Element] {
        Dictionary(elements.map { (key(of: $0), $0) }) { first, _ in first }
    }
}
