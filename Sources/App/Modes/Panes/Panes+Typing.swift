import Catalog
import OAuth
import Screen

extension Panes {
    package mutating func insert(_ text: String, on desk: inout Desk) {
        editing?.editor.insert(text)
        follow(on: &desk)
    }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        guard editing != nil else {
            return pane == .scopes && !PastedMessage.isRecognised(text) && desk.offerScopes(in: text)
        }
        desk.say(leftOut: editing?.editor.insert(text) ?? 0)
        follow(on: &desk)
        return true
    }

    /// Handles an action while a line is being typed. In a filter, the arrow keys still move in the list.
    mutating func performWhileTyping(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        switch action {
        case .accept: keepLine(thenMoves: false, on: &desk, in: room)
        case .acceptAndGoOn:
            if case .filter = editing?.target { return turnOnAndGoOn(on: &desk, in: room) }
            keepLine(thenMoves: true, on: &desk, in: room)
        case .back: cancelLine(on: &desk)
        default:
            if let distance = action.distance(page: pageLength(on: desk, in: room)) {
                move(by: distance, on: desk, in: room)
            } else if editing?.editor.apply(action) == true {
                follow(on: &desk)
            }
        }
        return true
    }

    /// Handles Tab in a filter: turns on the row under the cursor, and goes to the next one.
    private mutating func turnOnAndGoOn(on desk: inout Desk, in room: Room) -> Bool {
        guard whyNoChoice(on: desk) == nil || pane == .clients && client(on: desk) != nil else { return true }
        switch pane {
        case .scopes: if !desk.draft.scopes.contains(scopeCursor) { toggleScope(on: &desk) }
        default: if clientCursor != desk.draft.client { chooseClient(on: &desk) }
        }
        move(by: 1, on: desk, in: room)
        return true
    }

    /// Updates the draft or the list while the line is being typed.
    private mutating func follow(on desk: inout Desk) {
        switch editing?.target {
        case .row(let row, let before):
            desk.session.replaceDraft(before.changed(by: editing?.editor.text ?? "", in: row))
        case .filter(let pane): filter(editing?.editor.text ?? "", of: pane, on: desk.provider)
        case nil: break
        }
    }

    /// Changes the filter, and moves the cursor to the first match.
    private mutating func filter(_ text: String, of pane: Pane, on provider: Provider) {
        guard text != (pane == .scopes ? scopeFilter : clientFilter) else { return }
        setFilter(text, of: pane, on: provider)
        guard !text.isEmpty else { return }
        if pane == .scopes {
            if !scopeRows.isEmpty { scopeCursor = scopeRows[0] }
        } else if let first = clientRows.first {
            clientCursor = first
        }
    }

    mutating func keepLine(thenMoves: Bool, on desk: inout Desk, in room: Room) {
        guard let editing else { return }
        guard case .row(let row, let before) = editing.target else {
            self.editing = nil
            return
        }
        let text = editing.editor.text
        if case .variable(let index) = row, let variable = desk.provider.variables[safely: index] {
            return keep(text, for: variable, thenMoves: thenMoves, on: &desk, in: room)
        }
        if row.isExtra, text.hasPrefix("=") { return desk.say("A parameter needs a name: name=value", .problem) }
        self.editing = nil
        desk.session.replaceDraft(before)
        desk.edit { $0 = before.changed(by: text, in: row) }
        if thenMoves { move(by: 1, on: desk, in: room) }
    }

    /// Sets a variable to the typed value. The line stays open if the value cannot be a part of an address.
    private mutating func keep(
        _ text: String, for variable: AddressVariable, thenMoves: Bool, on desk: inout Desk, in room: Room
    ) {
        if !text.isEmpty, let fault = VariableCheck.fault(of: text, for: variable, in: desk.session.base) {
            return desk.say("Not accepted: \(fault)", .problem)
        }
        editing = nil
        desk.set(variable: variable, to: text.isEmpty ? nil : text)
        if thenMoves { move(by: 1, on: desk, in: room) }
    }

    private mutating func cancelLine(on desk: inout Desk) {
        switch editing?.target {
        case .row(_, let before): desk.session.replaceDraft(before)
        case .filter(let pane): setFilter("", of: pane, on: desk.provider)
        case nil: break
        }
        editing = nil
    }
}

extension RequestRow {
    /// Whether it is the row of an extra parameter.
    fileprivate var isExtra: Bool {
        switch self {
        case .extra, .newExtra: true
        default: false
        }
    }
}
