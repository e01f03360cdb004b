import Catalog
import OAuth
import Text

extension Panes {
    // MARK: Clients

    /// Handles `a` in Clients: opens a form, filled in with an unregistered client ID and redirect URI from Request.
    func addClient(on desk: inout Desk) {
        guard desk.hasRoomForClient() else { return }
        let draft = desk.draft
        let isKnown = desk.provider.clients.contains { $0.clientID == draft.clientID }
        let isOther = desk.session.redirectRow == .otherRedirect && !draft.redirectURI.isEmpty
        let uris = isOther ? [draft.redirectURI] : []
        let client = Client(name: "", clientID: isKnown ? "" : draft.clientID, redirectURIs: uris)
        var form = Form(.newClient, client)
        form.isFromRequest = !client.clientID.isEmpty || !uris.isEmpty
        desk.openForm(form)
    }

    func editClient(on desk: inout Desk) {
        guard let client = client(on: desk) else { return }
        let isOwn = desk.session.own.clients.contains { $0.client.clientID == client.clientID }
        guard isOwn || desk.hasRoomForClient() else { return }
        desk.openForm(Form(.client(id: client.clientID), client))
    }

    /// Handles `D` in Clients: opens a form with a copy of the client, without its id.
    func duplicateClient(on desk: inout Desk) {
        guard var client = client(on: desk), desk.hasRoomForClient() else { return }
        let subject = Form.Subject.copy(of: client.clientID)
        client.name = desk.provider.freeName(like: client.name)
        client.clientID = ""
        client.isExample = false
        var form = Form(subject, client)
        form.current = .clientID
        desk.openForm(form)
    }

    mutating func deleteClient(on desk: inout Desk) {
        guard let client = client(on: desk), let row = clientRows.firstIndex(of: clientCursor) else { return }
        let neighbour = clientRows[safely: row + 1] ?? clientRows[safely: row - 1]
        let next = neighbour.map { desk.provider.clients[$0].clientID }
        let isChosen = desk.draft.client == clientCursor
        desk.effects += desk.session.changeOwn { [base = desk.session.base] in
            $0.remove(clientID: client.clientID, in: base)
        } then: { draft, provider in
            if isChosen { draft.forget(client, of: provider, insteadUse: next) }
        }
        desk.say("Deleted \(desk.brief(client.name))\(desk.undoTip)")
    }

    // MARK: Scopes

    func addScope(on desk: inout Desk) {
        guard desk.provider.scopes.count < EntryCheck.mostScopes else {
            return desk.say("A list can have at most \(EntryCheck.mostScopes.grouped) scopes", .warning)
        }
        desk.openForm(Form(.newScope, OwnEntries.OwnScope(name: "")))
    }

    func editScope(on desk: inout Desk) {
        guard let scope = ownScope(on: desk) else { return }
        desk.openForm(Form(.scope(name: scope.name), scope))
    }

    func deleteScope(on desk: inout Desk) {
        guard let scope = ownScope(on: desk) else { return }
        desk.effects += desk.session.changeOwn { $0.remove(scope: scope.name) }
        desk.say("Deleted \(desk.brief(scope.name))\(desk.undoTip)")
    }

    private func ownScope(on desk: Desk) -> OwnEntries.OwnScope? {
        guard scopeRows.contains(scopeCursor), desk.session.isOwnScope(scopeCursor) else { return nil }
        let list = desk.provider.scopes
        return OwnEntries.OwnScope(name: list.name(at: scopeCursor), summary: list.summary(at: scopeCursor))
    }

    /// Returns the reason why the scope under the cursor cannot be changed, or nil when it can.
    func whyNoOwnScope(on desk: Desk) -> String? {
        guard scopeRows.contains(scopeCursor) else {
            return "No scope is listed here: \(desk.keys.way(to: .addScope, in: [.scopes])) adds one"
        }
        guard !desk.session.isOwnScope(scopeCursor) else { return nil }
        let name = desk.brief(desk.provider.scopes.name(at: scopeCursor))
        return "\(name) comes from the provider's file. \(desk.keys.way(to: .addScope, in: [.scopes])) adds your own"
    }
}

extension Desk {
    /// Returns a name shortened so that a message still has room for the words after it.
    func brief(_ name: String) -> String { abridge(name, columns: max(8, min(24, room.size.width / 4))) }

    /// Returns whether the user can have one more client. If not, shows a message.
    fileprivate mutating func hasRoomForClient() -> Bool {
        guard session.own.clients.count >= EntryCheck.mostClients else { return true }
        say("You can save at most \(EntryCheck.mostClients.grouped) clients of your own", .warning)
        return false
    }
}

extension Provider {
    fileprivate func freeName(like name: String) -> String {
        let stem = "\(name) copy"
        let names = [stem] + (2...EntryCheck.mostClients * 2).lazy.map { "\(stem) \($0)" }
        return names.first { name in !clients.contains { $0.name == name } } ?? stem
    }
}

extension Draft {
    /// Replaces a deleted client with another one, or with none. Values that the user typed stay.
    fileprivate mutating func forget(_ client: Client, of provider: Provider, insteadUse next: String?) {
        let id = next ?? provider.clients.first?.clientID
        if let index = provider.clients.firstIndex(where: { $0.clientID == id }) {
            return choose(client: index, of: provider)
        }
        self.client = nil
        if clientID == client.clientID { clientID = "" }
        if client.redirectURIs.contains(redirectURI) { redirectURI = "" }
    }
}
