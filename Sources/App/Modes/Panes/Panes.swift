import BitCollections
import OAuth
import Screen

/// The mode at the bottom: five panes, each with its cursor, filter and rows. One has the focus.
package struct Panes: ModeState {
    /// A line that is being typed in a pane.
    package struct Editing: Equatable, Sendable {
        package enum Target: Equatable, Sendable {
            /// A value of the request. Esc restores the draft `before`.
            indirect case row(RequestRow, before: Draft)
            case filter(Pane)
        }

        package var target: Target
        package var editor: LineEditor
    }

    package internal(set) var pane = Pane.scopes
    /// The client under the cursor, by its row in the provider's list.
    package internal(set) var clientCursor = 0
    /// The scope under the cursor, by its row in the provider's list.
    package internal(set) var scopeCursor = 0
    package internal(set) var requestCursor = RequestRow.client
    /// The row of Validation under the cursor.
    package internal(set) var findingCursor = 0
    /// Whether Validation lists the passed checks.
    package internal(set) var showsPassed = false
    /// The current row of the list of parameters, or the first row shown in the other views of the URL pane.
    package internal(set) var urlCursor = 0
    /// The first row or line shown in each pane.
    package internal(set) var tops = PerPane(0)
    package internal(set) var isZoomed = false

    package internal(set) var clientFilter = ""
    package internal(set) var scopeFilter = ""
    /// The prefix that all scope names share, if it is long. It is shown once, in the rule.
    package internal(set) var scopePrefix: String
    package internal(set) var clientRows: [Int]
    package internal(set) var scopeRows: ScopeRows
    /// The scopes that `s` restricts the list to, or nil when all are listed.
    package internal(set) var chosenScopes: ScopeRows?

    package internal(set) var editing: Editing?
    /// The verifier that is shown for a few seconds.
    var revealedVerifier: String?

    /// The lists that the rows refer to.
    var listed: Listed
    var validationLines = Kept(ValidationLines())
    /// The places of the panes, which are computed at the end of `settle`.
    var layout = Kept(PanesLayout?.none)

    package init(_ session: Session) {
        let provider = session.provider
        listed = Listed(session)
        clientRows = Array(provider.clients.indices)
        scopeRows = ScopeRows(all: provider.scopes.count)
        scopePrefix = provider.scopes.sharedPrefix
        clientCursor = session.draft.client ?? 0
        scopeCursor = session.draft.scopes.first ?? 0
        if provider.clients.isEmpty { pane = .clients }
    }

    package var cover: Cover { .screen }
    package var isTyping: Bool { editing != nil }
    package var placeToKeep: String { pane.name }

    package func contexts(on desk: Desk) -> [Binding.Context] {
        switch editing?.target {
        case .row: [.text]
        case .filter: [.listing, .text]
        case nil: pane.context.map { [$0, .global] } ?? [.global]
        }
    }

    package func commands(on desk: Desk) -> [Binding] {
        let named = desk.keys.bindings.filter { $0.command != nil }
        let elsewhere: [Binding.Context] = [.roundTrip, .operations, .inspecting, .comparing, .requests, .touring]
        return named.filter { $0.context.pane == pane }
            + named.filter { !elsewhere.contains($0.context) && $0.context.pane != pane }
    }

    package func isVerifierShown(on desk: Desk) -> Bool { revealedVerifier == desk.draft.verifier }

    package mutating func hideSecrets() { revealedVerifier = nil }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        // An action of another pane first moves the focus there, and is checked then.
        guard editing == nil, KeyTable.pane(of: action).map({ $0.pane == pane }) ?? true else { return nil }
        let session = desk.session
        switch action {
        case .undo: return session.history.canUndo ? nil : "Nothing to undo"
        case .redo: return session.history.canRedo ? nil : "Nothing to redo"
        case .toggle, .accept: return whyNoChoice(on: desk)
        case .reset: return whyNoReset(on: desk)
        case .filter:
            return pane == .scopes || pane == .clients
                ? nil
                : "\(desk.keys.way(to: .filter)) filters the lists: \(desk.title(of: .clients)), \(desk.title(of: .scopes))"
        case .editClient, .duplicateClient, .deleteClient:
            return client(on: desk) == nil
                ? "No client is listed here: \(desk.keys.way(to: .addClient, in: [.clients])) adds one" : nil
        case .editScope, .deleteScope: return whyNoOwnScope(on: desk)
        case .all: return scopeRows.isEmpty ? "No scope is listed here" : nil
        case .chosen: return chosenScopes == nil && session.draft.scopes.isEmpty ? "No scope is on yet" : nil
        case .fix:
            guard let finding = currentFinding(on: desk) else { return "Nothing to fix in this row" }
            return finding.fix == nil ? desk.remedy(for: finding) : nil
        case .explainRule: return currentFinding(on: desk) == nil ? "No rule is about this row" : nil
        default: return nil
        }
    }

    // MARK: Actions

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if editing != nil { return performWhileTyping(action, on: &desk, in: room) }
        if let (place, reach) = KeyTable.pane(of: action), place != pane {
            focus(place)
            guard reach != .row else {
                // The user must see the row before it is changed.
                let key = desk.keys.label(action, in: contexts(on: desk))
                desk.say("\(place.title): \(key) acts on the row under the cursor", .warning)
                return true
            }
            if let refusal = refusal(of: action, on: desk) {
                desk.say(refusal, .warning)
                return true
            }
        }
        if let distance = action.distance(page: pageLength(on: desk, in: room)) {
            move(by: distance, on: desk, in: room)
            return true
        }
        switch action {
        case .nextPane: focus(pane.next)
        case .previousPane: focus(pane.previous)
        case .clientsPane: focus(.clients)
        case .scopesPane: focus(.scopes)
        case .requestPane: focus(.request)
        case .validationPane: focus(.validation)
        case .urlPane: focus(.url)
        case .left: changeValue(by: -1, on: &desk)
        case .right: changeValue(by: 1, on: &desk)
        case .zoom: isZoomed.toggle()
        case .toggle: toggle(on: &desk)
        case .accept: accept(on: &desk)
        case .back: back(on: &desk)
        case .filter:
            editing = Editing(target: .filter(pane), editor: LineEditor(pane == .scopes ? scopeFilter : clientFilter))
        case .newValues: desk.effects.append(.drawValues(.userAsked))
        case .nextMethod: desk.edit { $0.method = $0.method.next }
        case .urlView:
            urlCursor = 0
            return false
        case .undo: desk.effects += desk.session.undo()
        case .redo: desk.effects += desk.session.redo()
        case .all: toggleAllShown(on: &desk)
        case .chosen: toggleChosenOnly(on: desk)
        case .addClient: addClient(on: &desk)
        case .editClient: editClient(on: &desk)
        case .duplicateClient: duplicateClient(on: &desk)
        case .deleteClient: deleteClient(on: &desk)
        case .addScope: addScope(on: &desk)
        case .editScope: editScope(on: &desk)
        case .deleteScope: deleteScope(on: &desk)
        case .edit: editRow(on: &desk)
        case .reset: resetRow(on: &desk)
        case .fix: currentFinding(on: desk).map { desk.fix($0, with: nil) }
        case .explainRule: currentFinding(on: desk).map { desk.open(Page(.rule($0.rule))) }
        default: return false
        }
        return true
    }

    mutating func focus(_ next: Pane) {
        if next != pane { hideSecrets() }
        pane = next
    }

    package mutating func go(to place: Step.Place, on desk: Desk) {
        switch place {
        case .parameter(let name):
            let field = field(of: name, on: desk.session)
            // The URL itself cannot be edited; the findings say what is wrong with it.
            focus(field.pane == .url ? .validation : field.pane)
            if let row = field.row { requestCursor = row }
        case .scope(let scope):
            focus(.scopes)
            if let scope { scopeCursor = scope }
        case .pane(let name): pane = Pane(name: name) ?? pane
        }
    }

    /// Goes back one level: clears the pane's filter, ends the zoom, or stops reading a document. Never quits.
    private mutating func back(on desk: inout Desk) {
        if pane == .scopes, !scopeFilter.isEmpty {
            setFilter("", of: .scopes, on: desk.provider)
        } else if pane == .scopes, chosenScopes != nil {
            chosenScopes = nil
            refreshScopeRows(of: desk.provider)
        } else if pane == .clients, !clientFilter.isEmpty {
            setFilter("", of: .clients, on: desk.provider)
        } else if isZoomed {
            isZoomed = false
        } else {
            _ = desk.cancelReading()
        }
    }

    /// Handles Space: turns the row on or off, or chooses it.
    private mutating func toggle(on desk: inout Desk) {
        switch pane {
        case .clients: chooseClient(on: &desk)
        case .scopes: toggleScope(on: &desk)
        case .request: chooseRow(on: &desk)
        case .validation: goToField(on: desk)
        case .url: showParameter(on: &desk)
        }
    }

    /// Handles Enter: does the main action of the row.
    private mutating func accept(on desk: inout Desk) {
        switch pane {
        case .clients: chooseClient(on: &desk)
        case .scopes: explainScope(on: &desk)
        case .request: requestCursor.isTyped ? editRow(on: &desk) : chooseRow(on: &desk)
        case .validation: goToField(on: desk)
        case .url: if !showParameter(on: &desk) { desk.steps.append(.perform(.copy)) }
        }
    }

    /// Opens a page with the whole value of a parameter, if the parameters are listed.
    @discardableResult
    private func showParameter(on desk: inout Desk) -> Bool {
        guard desk.urlView == .parameters, let parameter = desk.shownRequest.parameters[safely: urlCursor] else {
            return false
        }
        desk.open(Page(.parameter(name: parameter.name, value: parameter.value)))
        return true
    }

    /// Moves the cursor of the pane by some rows, stopping at both ends.
    mutating func move(by rows: Int, on desk: Desk, in room: Room) {
        switch pane {
        case .clients:
            guard !clientRows.isEmpty else { return }
            let row = clientRows.firstIndex(of: clientCursor) ?? 0
            clientCursor = clientRows[clamp(row, by: rows, count: clientRows.count)]
        case .scopes:
            guard !scopeRows.isEmpty else { return }
            let row = min(scopeRows.firstRow(from: scopeCursor), scopeRows.count - 1)
            scopeCursor = scopeRows[clamp(row, by: rows, count: scopeRows.count)]
        case .request:
            let all = requestRows(on: desk, in: room)
            let row = all.firstIndex(of: requestCursor) ?? 0
            let next = all[clamp(row, by: rows, count: all.count)]
            if next != requestCursor { hideSecrets() }
            requestCursor = next
        case .validation:
            findingCursor = clamp(findingCursor, by: rows, count: validationRows(on: desk).count)
        case .url:
            let count =
                desk.urlView == .parameters
                ? desk.shownRequest.parameters.count
                : URLLines(desk, width: room.size.width).count - PanesLayout(self, desk, room).height(of: .url) + 1
            urlCursor = clamp(urlCursor, by: rows, count: max(1, count))
        }
    }

    /// Returns the number of rows that PgUp and PgDn go in the pane with the focus.
    func pageLength(on desk: Desk, in room: Room) -> Int {
        max(1, PanesLayout(self, desk, room).height(of: pane) - 1)
    }
}

extension Binding.Context {
    /// The pane whose keys these are, or nil.
    package var pane: Pane? { Pane.allCases.first { $0.context == self } }
}

extension Panes {
    package func face(on desk: Desk, in room: Room) -> Face { PanesView(self, desk, room).face }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        PanesView(self, desk, room).draw(on: &frame)
    }
}
