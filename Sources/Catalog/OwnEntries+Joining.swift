import OAuth

extension OwnEntries {
    /// Two versions of the entries in one.
    package struct Joined: Equatable, Sendable {
        package var entries: OwnEntries
        /// Whether something of their version is not in `entries`: both changed the same client or scope in different
        /// ways, two clients have one name, or there are more than a file holds.
        package var hasConflict = false

        package init(entries: OwnEntries) { self.entries = entries }
    }

    /// Applies what was changed here to what is there now.
    ///
    /// A client is the same one while its `client_id` is the same, a scope while its name is. Where both versions
    /// changed one of them in different ways, it is as this version has it.
    ///
    /// - Parameters:
    ///   - base: What was there when the changes began.
    ///   - theirs: What is there now.
    package func joined(with theirs: OwnEntries, since base: OwnEntries) -> Joined {
        // The usual cases keep the order of their lists.
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

    /// The clients, where no two have one name or id, which a file does not hold; else mine, and those of theirs that
    /// have names and ids of their own.
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
    /// Takes in the name and the id of a client; false where there is one of them already.
    @discardableResult
    fileprivate mutating func insert(_ own: OwnEntries.OwnClient) -> Bool {
        let labels = Set([Array(own.client.name.utf8), Array(own.client.clientID.utf8)])
        guard isDisjoint(with: labels) else { return false }
        formUnion(labels)
        return true
    }
}

/// A list as it was, and as two sides have changed it.
private struct Lists<Element: Equatable> {
    let base: [Element]
    let mine: [Element]
    let theirs: [Element]
    /// What makes two elements the same one; compared octet by octet.
    let identity: (Element) -> String

    /// Their list with the changes of mine: what I have added comes at the end.
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
                // Theirs counts only where I have changed nothing.
                result.append(own == old ? element : own)
            } else if old == nil {
                result.append(element)
            } else if old != element {
                // They changed what I removed.
                conflict = true
            }
        }
        for element in mine {
            let key = key(of: element)
            guard there[key] == nil else { continue }
            // What they removed is gone, unless I have changed it.
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
        // What is not mine is kept in their version of the file.
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
