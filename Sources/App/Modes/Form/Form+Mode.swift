import Catalog
import OAuth
import Screen

extension Form {
    package var cover: Cover { .screen(or: popup.value) }
    package var isTyping: Bool { line(of: current) != nil }
    /// Esc keeps the typed text.
    package var losesText: Bool { false }

    package func contexts(on desk: Desk) -> [Binding.Context] { [.form, .text] }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        switch action {
        case .accept: save(on: &desk)
        case .back: close(on: &desk)
        case .down: moveToField(by: 1)
        case .up: moveToField(by: -1)
        case .formReset: reset()
        case .toggle, .textLeft, .textRight:
            if isTyping { _ = edit { $0.apply(action) } } else { changeChoice() }
        default: _ = edit { $0.apply(action) }
        }
        return true
    }

    package mutating func insert(_ text: String, on desk: inout Desk) {
        _ = edit { $0.insert(text) }
    }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        guard isTyping else {
            desk.say("Nothing to type here: \(desk.key(.toggle, in: .form)) changes it", .warning)
            return true
        }
        let dropped = paste(text)
        if dropped.uris > 0 {
            let most = EntryCheck.mostRedirectURIs
            desk.say("A client has at most \(most) redirect URIs: \(dropped.uris) left out", .warning)
        } else {
            desk.say(leftOut: dropped.controls)
        }
        return true
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        if let row, let field = fields[safely: row], field != current { go(to: field) }
    }

    /// Chooses the radio button that was clicked. A double click does the same: Enter would save the whole form.
    package mutating func pick(box: Int?, on desk: inout Desk) -> Action? {
        if let box { choose(box: box) }
        return nil
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        let lines = FormLines(self, width: room.page.width)
        let height = room.page.height
        top = clamped(top + rows, of: lines.lines.count, height: height)
        guard lines.current.lowerBound < top || lines.current.upperBound > top + height else { return }
        let shown = lines.lines.dropFirst(top).prefix(height).compactMap { line -> Field? in
            if case .field(let field) = line { field } else { nil }
        }
        if let next = lines.current.lowerBound < top ? shown.first : shown.last { go(to: next) }
    }

    /// Handles Enter: saves the form, or goes to the first field that needs fixing.
    private mutating func save(on desk: inout Desk) {
        check(for: desk.provider, base: desk.session.base)
        if let field = fieldAtFault {
            isTried = true
            current = field
            return desk.say(
                "Not saved: \(label(of: field)) \(line(of: field)?.isEmpty == true ? "is empty" : "needs fixing")",
                .problem)
        }
        desk.keptForms[subject] = nil
        desk.close()
        switch subject {
        case .newClient, .copy: desk.add(client)
        case .client(let id): desk.replace(clientID: id, with: client)
        case .newScope: desk.add(scope)
        case .scope(let name): desk.replace(scope: name, with: scope)
        case .variables: desk.keep(texts.values, of: variables)
        }
    }

    /// Handles Esc: closes the form and keeps the draft, so no question is needed.
    private func close(on desk: inout Desk) {
        desk.close()
        desk.keptForms[subject] = isChanged ? self : nil
        guard isChanged else { return }
        let key = desk.keys.label(subject.opener, in: subject.contexts)
        desk.say("Draft kept: \(key.isEmpty ? ":addresses" : key) continues")
    }

    // MARK: Settling

    package mutating func settle(on desk: inout Desk, in room: Room) {
        check(for: desk.provider, base: desk.session.base)
        guard room.kind != .tooSmall else { return }
        let count = FormLines(self, width: room.popupColumns).lines.count
        popup.value = room.popup(rows: count, columns: room.popupColumns)
        let page = room.with(popup: popup.value).page
        let lines = FormLines(self, width: page.width)
        top = scrolled(top, toShow: lines.current, of: lines.lines.count, height: page.height)
    }
}

extension Desk {
    /// Opens a form, or the draft that was kept when the same form was closed.
    mutating func openForm(_ blank: Form) {
        let kept = keptForms[blank.subject]
        open(kept ?? blank)
        if kept != nil { say("Draft restored · \(keys.label(.formReset, in: [.form])) clears it") }
    }

    // MARK: Saving a form

    mutating func add(_ client: Client) {
        effects += session.changeOwn {
            $0.add(client)
        } then: { draft, provider in
            guard let index = provider.clients.firstIndex(where: { $0.clientID == client.clientID }) else { return }
            draft.choose(client: index, of: provider)
        }
        session.place = provider.usualPlace(of: client)
        say("Added and chosen: \(brief(client.name))\(undoTip)")
    }

    fileprivate mutating func replace(clientID id: String, with client: Client) {
        let old = provider.clients.first { $0.clientID == id }
        let isChosen = session.client?.clientID == id
        let changes = session.changeOwn { [base = session.base] in
            $0.replace(clientID: id, with: client, in: base)
        } then: { draft, provider in
            if isChosen, let old { draft.follow(old, changedTo: client, of: provider) }
        }
        guard !changes.isEmpty else { return say("No change") }
        effects += changes
        if isChosen { session.place = provider.usualPlace(of: client) }
        say("Changed \(brief(client.name))\(undoTip)")
    }

    mutating func add(_ scope: OwnEntries.OwnScope) {
        effects += session.changeOwn { $0.add(scope) }
        say("Added \(brief(scope.name)): \(key(.toggle)) turns it on\(undoTip)")
    }

    /// Saves the values of variables. With an empty text, a variable has the provider's default.
    mutating func keep(_ values: [String], of variables: [AddressVariable]) {
        let changes = session.changeOwn { own in
            for (variable, value) in zip(variables, values) {
                own.set(variable: variable.name, to: value.isEmpty ? nil : value)
            }
        }
        guard !changes.isEmpty else { return say("No change") }
        effects += changes
        say("The addresses are now on \(brief(provider.host ?? ""))\(undoTip)")
    }

    fileprivate mutating func replace(scope name: String, with scope: OwnEntries.OwnScope) {
        let isOn = provider.scopes.index(of: name).map { draft.scopes.contains($0) } ?? false
        let changes = session.changeOwn {
            $0.replace(scope: name, with: scope)
        } then: { draft, provider in
            // It is the same scope with another name.
            if isOn, let row = provider.scopes.index(of: scope.name) { draft.scopes.insert(row) }
        }
        guard !changes.isEmpty else { return say("No change") }
        effects += changes
        say("Changed \(brief(scope.name))\(undoTip)")
    }
}

extension Draft {
    /// Replaces the values of the changed client in the draft.
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

extension Form.Subject {
    /// The action that opens the form.
    fileprivate var opener: Action {
        switch self {
        case .newClient: .addClient
        case .copy: .duplicateClient
        case .client: .editClient
        case .newScope: .addScope
        case .scope: .editScope
        case .variables: .variables
        }
    }

    fileprivate var contexts: [Binding.Context] {
        switch self {
        case .newClient, .copy, .client: [.clients]
        case .newScope, .scope: [.scopes]
        case .variables: [.global]
        }
    }
}
