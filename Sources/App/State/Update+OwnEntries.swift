import Catalog
import OAuth

extension Model {
    // MARK: Clients

    /// `a` in Clients: a form, with what was typed in Request and is registered nowhere.
    mutating func addClient() -> [Effect] {
        if let effects = refuseMoreClients() { return effects }
        let isKnown = provider.clients.contains { $0.clientID == draft.clientID }
        let uris = redirectRow == .otherRedirect && !draft.redirectURI.isEmpty ? [draft.redirectURI] : []
        let client = Client(name: "", clientID: isKnown ? "" : draft.clientID, redirectURIs: uris)
        var form = Form(.newClient, client)
        form.isFromRequest = !client.clientID.isEmpty || !uris.isEmpty
        return open(form)
    }

    mutating func editClient() -> [Effect] {
        guard let client = clientAtCursor else { return [] }
        let isOwn = own.clients.contains { $0.client.clientID == client.clientID }
        if !isOwn, let effects = refuseMoreClients() { return effects }
        return open(Form(.client(id: client.clientID), client))
    }

    /// `D` in Clients: a form that has everything of the client but its id.
    mutating func duplicateClient() -> [Effect] {
        guard var client = clientAtCursor else { return [] }
        if let effects = refuseMoreClients() { return effects }
        let subject = Form.Subject.copy(of: client.clientID)
        client.name = freeName(like: client.name)
        client.clientID = ""
        client.isExample = false
        var form = Form(subject, client)
        form.current = .clientID
        return open(form)
    }

    mutating func deleteClient() -> [Effect] {
        guard let client = clientAtCursor, let row = clientRows.firstIndex(of: clientCursor) else { return [] }
        let neighbour = clientRows[safely: row + 1] ?? clientRows[safely: row - 1]
        let next = neighbour.map { provider.clients[$0].clientID }
        let isChosen = draft.client == clientCursor
        let effects = changeOwn {
            [base] in
            $0.remove(clientID: client.clientID, in: base)
        } then: { draft, provider in
            if isChosen { draft.forget(client, of: provider, insteadUse: next) }
        }
        if let next, let row = provider.clients.firstIndex(where: { $0.clientID == next }) { clientCursor = row }
        return effects + say("Deleted \(brief(client.name)). u brings it back")
    }

    private var clientAtCursor: Client? {
        clientRows.contains(clientCursor) ? provider.clients[safely: clientCursor] : nil
    }

    /// Why the client under the cursor cannot be changed, or nil when it can.
    var whyNoClient: String? { clientAtCursor == nil ? "No client is listed here: a adds one" : nil }

    private mutating func refuseMoreClients() -> [Effect]? {
        guard own.clients.count >= EntryCheck.mostClients else { return nil }
        return say("\(EntryCheck.mostClients.grouped) clients of your own are the most that are kept", .warning)
    }

    private func freeName(like name: String) -> String {
        let stem = "\(name) copy"
        let names = [stem] + (2...EntryCheck.mostClients * 2).lazy.map { "\(stem) \($0)" }
        return names.first { name in !provider.clients.contains { $0.name == name } } ?? stem
    }

    // MARK: Scopes

    mutating func addScope() -> [Effect] {
        guard provider.scopes.count < EntryCheck.mostScopes else {
            return say("\(EntryCheck.mostScopes.grouped) scopes are the most that a list can have", .warning)
        }
        return open(Form(.newScope, OwnEntries.OwnScope(name: "")))
    }

    mutating func editScope() -> [Effect] {
        guard let scope = ownScopeAtCursor else { return [] }
        return open(Form(.scope(name: scope.name), scope))
    }

    mutating func deleteScope() -> [Effect] {
        guard let scope = ownScopeAtCursor else { return [] }
        let row = scopeRows.firstRow(from: scopeCursor)
        let effects = changeOwn { $0.remove(scope: scope.name) }
        // The next one has come up into its row.
        if !scopeRows.isEmpty { scopeCursor = scopeRows[min(row, scopeRows.count - 1)] }
        return effects + say("Deleted \(brief(scope.name)). u brings it back")
    }

    private var ownScopeAtCursor: OwnEntries.OwnScope? {
        guard scopeRows.contains(scopeCursor), isOwnScope(scopeCursor) else { return nil }
        let list = provider.scopes
        return OwnEntries.OwnScope(name: list.name(at: scopeCursor), summary: list.summary(at: scopeCursor))
    }

    /// Why the scope under the cursor cannot be changed, or nil when it can.
    var whyNoOwnScope: String? {
        guard scopeRows.contains(scopeCursor) else { return "No scope is listed here: a adds one" }
        guard !isOwnScope(scopeCursor) else { return nil }
        let name = brief(provider.scopes.name(at: scopeCursor))
        return "\(name) is the provider's, in its file. a adds your own"
    }

    // MARK: What a form was filled in with

    /// Takes what was typed into the lists.
    mutating func take(_ form: Form) -> [Effect] {
        switch form.subject {
        case .newClient, .copy: return add(form.client)
        case .client(let id): return replace(clientID: id, with: form.client)
        case .newScope: return add(form.scope)
        case .scope(let name): return replace(scope: name, with: form.scope)
        }
    }

    private mutating func add(_ client: Client) -> [Effect] {
        let effects = changeOwn {
            $0.add(client)
        } then: { draft, provider in
            draft.choose(clientID: client.clientID, of: provider)
        }
        place = provider.usualPlace(of: client)
        if !clientRows.contains(clientCursor) { setFilter("", of: .clients) }
        return effects + say("Added \(brief(client.name)), and chosen. u undoes")
    }

    private mutating func replace(clientID id: String, with client: Client) -> [Effect] {
        let old = provider.clients.first { $0.clientID == id }
        let isChosen = draft.client.map { provider.clients[$0].clientID == id } ?? false
        let effects = changeOwn {
            [base] in
            $0.replace(clientID: id, with: client, in: base)
        } then: { draft, provider in
            if isChosen, let old { draft.follow(old, changedTo: client, of: provider) }
        }
        guard !effects.isEmpty else { return say("Nothing was changed") }
        if let row = provider.clients.firstIndex(where: { $0.clientID == client.clientID }) { clientCursor = row }
        if isChosen { place = provider.usualPlace(of: client) }
        return effects + say("Changed \(brief(client.name)). u undoes")
    }

    private mutating func add(_ scope: OwnEntries.OwnScope) -> [Effect] {
        let effects = changeOwn { $0.add(scope) }
        reveal(scope.name)
        return effects + say("Added \(brief(scope.name)). Space turns it on, u undoes")
    }

    private mutating func replace(scope name: String, with scope: OwnEntries.OwnScope) -> [Effect] {
        let isOn = provider.scopes.index(of: name).map { draft.scopes.contains($0) } ?? false
        let effects = changeOwn {
            $0.replace(scope: name, with: scope)
        } then: { draft, provider in
            // It is the same scope by another name.
            if isOn, let row = provider.scopes.index(of: scope.name) { draft.scopes.insert(row) }
        }
        guard !effects.isEmpty else { return say("Nothing was changed") }
        reveal(scope.name)
        return effects + say("Changed \(brief(scope.name)). u undoes")
    }

    /// Puts the cursor on a scope, and lists it where a filter does not.
    private mutating func reveal(_ name: String) {
        guard let row = provider.scopes.index(of: name) else { return }
        scopeCursor = row
        if chosenScopes.map({ !$0.contains(row) }) ?? false { chosenScopes = nil }
        refreshScopeRows()
        if !scopeRows.contains(row) { setFilter("", of: .scopes) }
    }

    /// A name short enough for what stands behind it to be read.
    private func brief(_ name: String) -> String { abridge(name, columns: max(8, min(24, size.width / 4))) }
}

extension Draft {
    /// Chooses a client by its id.
    fileprivate mutating func choose(clientID: String, of provider: Provider) {
        guard let index = provider.clients.firstIndex(where: { $0.clientID == clientID }) else { return }
        choose(client: index, of: provider)
    }

    /// Takes another client, or none, for one that is gone; what was typed by hand stays.
    fileprivate mutating func forget(_ client: Client, of provider: Provider, insteadUse next: String?) {
        if let next = next ?? provider.clients.first?.clientID { return choose(clientID: next, of: provider) }
        self.client = nil
        if clientID == client.clientID { clientID = "" }
        if client.redirectURIs.contains(redirectURI) { redirectURI = "" }
    }

    /// Sends the new values of the chosen client where its old ones were sent.
    fileprivate mutating func follow(_ old: Client, changedTo new: Client, of provider: Provider) {
        client = provider.clients.firstIndex { $0.clientID == new.clientID }
        if clientID == old.clientID { clientID = new.clientID }
        if redirectURI.isEmpty { redirectURI = new.redirectURIs.first ?? "" }
        guard !new.redirectURIs.contains(redirectURI), let row = old.redirectURIs.firstIndex(of: redirectURI) else {
            return
        }
        redirectURI = new.redirectURIs[safely: row] ?? new.redirectURIs.first ?? ""
    }
}
