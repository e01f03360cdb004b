import BitCollections
import OAuth
import Screen
import Text

/// The page with the list of operations, and beside it the smallest set of scopes for those that are ticked.
package struct Operations: ModeState {
    /// A half of the page. The arrow keys act on the one with the focus.
    package enum Half: Int, Sendable {
        case list, result
    }

    package private(set) var filter = FilterLine()
    /// The operations listed, in the order of the provider.
    package internal(set) var rows: [Int]
    /// The operations that `s` restricts the list to, or nil when all are listed.
    package internal(set) var chosen: [Int]?
    /// The operation under the cursor.
    package internal(set) var cursor = 0
    /// The first of `rows` that is shown.
    package internal(set) var top = 0
    package internal(set) var focus = Half.list
    /// The first line shown of the result.
    package internal(set) var resultTop = 0
    /// Whether the half with the focus fills the page.
    package internal(set) var isZoomed = false
    /// The operations that `rows` refers to.
    private var listed: [Operation]
    var lines = Kept(SmallestSetLines())

    init(on desk: Desk) {
        listed = desk.provider.operations
        rows = Array(listed.indices)
        cursor = desk.session.choice.ticked.first ?? 0
    }

    package var cover: Cover { .screen }
    package var isTyping: Bool { filter.isTyping }

    package func contexts(on desk: Desk) -> [Binding.Context] {
        isTyping ? [.listing, .text] : [.operations, .global]
    }

    /// The index of the cursor's operation in `rows`, or that of the next operation when it is not listed.
    var cursorRow: Int { rows.firstPlace(from: cursor) }

    /// Whether the operation under the cursor is listed.
    var hasCursor: Bool { rows[safely: cursorRow] == cursor }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        guard !isTyping else { return nil }
        let choice = desk.session.choice
        switch action {
        case .undo: return choice.canUndo ? nil : "Nothing to undo here"
        case .redo: return choice.canRedo ? nil : "Nothing to redo here"
        case .toggle, .accept: return hasCursor || focus == .result ? nil : "No operation is listed here"
        case .operationsAll: return rows.isEmpty ? "No operation is listed here" : nil
        case .operationsChosen: return chosen == nil && choice.ticked.isEmpty ? "No operation is ticked yet" : nil
        case .operationsApply, .operationsAdd: return choice.scopes == nil ? "\(desk.key(.toggle)) ticks an operation first" : nil
        case .operationsNextSet:
            guard let count = choice.result?.sets.count else { return "\(desk.key(.toggle)) ticks an operation first" }
            return count > 1 ? nil : "No other set is as small"
        case .filter: return desk.provider.operations.isEmpty ? "No operations to filter" : nil
        case .tryIt, .newValues, .nextMethod, .urlView: return "Esc goes back to the panes first"
        default: return nil
        }
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if isTyping { return performWhileTyping(action, on: &desk, in: room) }
        let layout = layout(in: room)
        if focus == .result, scrollResult(action, page: max(1, layout.result.height - 1)) { return true }
        if move(action, page: max(1, layout.list.height - 1)) { return true }
        switch action {
        case .toggle: desk.session.tick(operation: cursor)
        case .accept: desk.open(Page(.operation(cursor)))
        case .operationsAll: tickAllShown(on: &desk)
        case .operationsChosen:
            chosen = chosen == nil ? Array(desk.session.choice.ticked) : nil
            list(on: &desk.session)
        case .operationsNextSet: desk.session.choice.showNextSet()
        case .operationsApply: applySet(keepsOthers: false, on: &desk)
        case .operationsAdd: applySet(keepsOthers: true, on: &desk)
        case .undo: desk.session.choice.undo()
        case .redo: desk.session.choice.redo()
        case .filter:
            focus = .list
            filter.open(with: filter.text)
        case .nextPane, .previousPane, .left, .right: focus = focus == .list ? .result : .list
        case .zoom: isZoomed.toggle()
        case .back: back(on: &desk)
        case .operations: desk.close()
        case .clientsPane, .scopesPane, .requestPane, .validationPane, .urlPane:
            desk.close()
            desk.steps.append(.perform(action))
        default: return false
        }
        return true
    }

    /// Goes back one level: clears the filter, shows all rows again, ends the zoom, or closes the page.
    private mutating func back(on desk: inout Desk) {
        if !filter.text.isEmpty {
            change(on: &desk.session) { $0.clear() }
        } else if chosen != nil {
            chosen = nil
            list(on: &desk.session)
        } else if isZoomed {
            isZoomed = false
        } else {
            desk.close()
        }
    }

    // MARK: The list

    /// Moves the cursor. Returns false for any other action.
    private mutating func move(_ action: Action, page: Int) -> Bool {
        guard let distance = action.distance(page: page) else { return false }
        if !rows.isEmpty { cursor = rows[clamp(min(cursorRow, rows.count - 1), by: distance, count: rows.count)] }
        return true
    }

    /// Ticks all rows shown, or none of them when all are ticked.
    private func tickAllShown(on desk: inout Desk) {
        let shown = BitSet(rows)
        let allOn = shown.isSubset(of: desk.session.choice.ticked)
        desk.session.choice.tick { if allOn { $0.subtract(shown) } else { $0.formUnion(shown) } }
        desk.say("\(allOn ? "Unticked" : "Ticked") \(rows.count.counted("operation"))\(desk.undoTip)")
    }

    // MARK: The filter

    package mutating func insert(_ text: String, on desk: inout Desk) {
        change(on: &desk.session) { _ = $0.insert(text) }
    }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        guard isTyping else { return false }
        desk.say(leftOut: change(on: &desk.session) { $0.insert(text) })
        return true
    }

    private mutating func performWhileTyping(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if move(action, page: max(1, layout(in: room).list.height - 1)) { return true }
        if action == .acceptAndGoOn {
            // Tab in the filter: ticks the row and goes to the next one.
            guard hasCursor else { return true }
            if !desk.session.choice.ticked.contains(cursor) { desk.session.tick(operation: cursor) }
            return move(.down, page: 1)
        }
        change(on: &desk.session) { _ = $0.apply(action) }
        return true
    }

    /// Changes the filter and lists the operations that match it.
    private mutating func change<Result>(on session: inout Session, _ change: (inout FilterLine) -> Result) -> Result {
        let before = filter.text
        let result = change(&filter)
        guard filter.text != before else { return result }
        // A longer filter matches only rows that the shorter one matched.
        let narrows = !before.isEmpty && filter.text.hasPrefix(before)
        list(among: narrows ? rows : nil, on: &session)
        if !filter.text.isEmpty, let first = rows.first { cursor = first }
        return result
    }

    private mutating func list(among narrowed: [Int]? = nil, on session: inout Session) {
        let base = narrowed ?? chosen ?? Array(listed.indices)
        rows = session.knowledge.value?.rows(matching: SearchWords(filter.text), among: base) ?? base
    }

    // MARK: The mouse

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        guard let half = Half(rawValue: list) else { return }
        if isTyping { change(on: &desk.session) { _ = $0.apply(.accept) } }
        focus = half
        if half == .list, let row, let operation = rows[safely: row] { cursor = operation }
    }

    package mutating func pick(box: Int?, on desk: inout Desk) -> Action? { .toggle }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        guard list == Half.list.rawValue else {
            resultTop += rows
            return
        }
        let height = layout(in: room).list.height
        top = clamped(top + rows, of: self.rows.count, height: height)
        if let row = inSight(cursorRow, from: top, of: self.rows.count, height: height) { cursor = self.rows[row] }
    }

    // MARK: The result

    /// Handles an action that acts on the result when it has the focus. Returns false for any other action.
    private mutating func scrollResult(_ action: Action, page: Int) -> Bool {
        if action == .accept {
            focus = .list
        } else if let distance = action == .toggle ? page : action.distance(page: page) {
            resultTop += distance
        } else {
            return false
        }
        return true
    }

    /// Turns on the scopes of the set shown, and goes back to the panes.
    ///
    /// - Parameter keepsOthers: Whether other scopes stay on.
    private func applySet(keepsOthers: Bool, on desk: inout Desk) {
        guard let scopes = desk.session.choice.scopes else { return }
        let before = desk.draft.scopes
        let set = BitSet(scopes)
        let next = keepsOthers ? before.union(set) : set
        guard next != before else { return desk.say("These scopes are on already") }
        desk.edit { $0.scopes = next }
        let added = next.subtracting(before)
        desk.steps.append(.goTo(.scope(added.first ?? next.first)))
        let off = before.subtracting(next).count
        let on = keepsOthers ? "\(added.count.grouped) more on" : "\(next.count.counted("scope")) on"
        desk.say("\(on)\(off > 0 ? ", \(off.grouped) off" : "")\(desk.undoTip)")
    }

    // MARK: Settling

    package mutating func settle(on desk: inout Desk, in room: Room) {
        desk.session.refreshOperations()
        desk.session.solve()
        if listed != desk.provider.operations { self = Operations(on: desk) }
        if !rows.isEmpty, !hasCursor { cursor = rows[min(cursorRow, rows.count - 1)] }
        let layout = layout(in: room)
        lines.value.update(for: desk.session, width: layout.result.width, KeyNames(desk.keys, contexts(on: desk)))
        top = scrolled(top, toShow: cursorRow..<cursorRow + 1, of: rows.count, height: layout.list.height)
        resultTop = clamped(resultTop, of: lines.value.count, height: layout.result.height)
    }

    /// Returns the places of the two halves.
    func layout(in room: Room) -> OperationsLayout {
        OperationsLayout(
            page: room.page, kind: room.kind, focus: focus, isZoomed: isZoomed, detailsColumns: room.detailsColumns)
    }

    package func face(on desk: Desk, in room: Room) -> Face { OperationsView(self, desk, room).face }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        OperationsView(self, desk, room).draw(on: &frame)
    }
}
