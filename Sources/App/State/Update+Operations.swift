import BitCollections
import OAuth
import Screen

extension Model {
    // MARK: Coming and going

    /// `O`: the Operations view.
    mutating func openOperations() -> [Effect] {
        guard roundTrip == nil else { return say("Esc leaves the attempt first", .warning) }
        isVerifierShown = false
        let first = choice.ticked.first ?? 0
        operationsView = OperationsView(count: provider.operations.count, cursor: first)
        return []
    }

    /// A key while the Operations view lies over the panes.
    mutating func press(_ key: Key, in view: OperationsView) -> [Effect] {
        guard let action = KeyTable.action(for: key, in: .operations) ?? KeyTable.action(for: key, in: .global)
        else { return [] }
        if let refusal = refusal(of: action, in: view) { return say(refusal, .warning) }
        if view.focus == .result, scrollResult(action) { return [] }
        switch action {
        case .up: moveOperation(by: -1)
        case .down: moveOperation(by: 1)
        case .pageUp: moveOperation(by: -operationsPageLength)
        case .pageDown: moveOperation(by: operationsPageLength)
        case .first: moveOperation(by: -.max / 2)
        case .last: moveOperation(by: .max / 2)
        case .toggle: tick(operation: view.cursor)
        case .accept: viewer = Viewer(.operation(view.cursor))
        case .operationsAll: return tickAllShown(in: view)
        case .operationsChosen: toggleTickedOnly(in: view)
        case .operationsNextSet: showNextSet()
        case .operationsApply: return applySet(keepsOthers: false)
        case .operationsAdd: return applySet(keepsOthers: true)
        case .undo: choice.undo()
        case .redo: choice.redo()
        case .filter:
            operationsView?.focus = .list
            editing = Editing(target: .operationFilter, editor: LineEditor(view.filter))
        case .nextPane, .previousPane, .left, .right:
            let next: OperationsView.Half = view.focus == .list ? .result : .list
            operationsView?.focus = next
        case .zoom: operationsView?.isZoomed = !view.isZoomed
        case .back: leaveOneLevel(of: view)
        case .operations: operationsView = nil
        case .clientsPane, .scopesPane, .requestPane, .validationPane, .urlPane:
            operationsView = nil
            return perform(action)
        case .copy, .plain, .open, .palette, .provider, .importProvider, .help, .quit, .interrupt:
            return perform(action)
        default: break
        }
        return []
    }

    /// One level back: the filter, what `s` has picked out, the zoom, the view.
    private mutating func leaveOneLevel(of view: OperationsView) {
        if !view.filter.isEmpty {
            setOperationFilter("")
        } else if view.chosen != nil {
            operationsView?.chosen = nil
            listOperations()
        } else if view.isZoomed {
            operationsView?.isZoomed = false
        } else {
            operationsView = nil
        }
    }

    // MARK: The list

    /// Moves the cursor by some rows, stopping at both ends.
    mutating func moveOperation(by rows: Int) {
        guard let view = operationsView, !view.rows.isEmpty else { return }
        let row = min(view.cursorRow, view.rows.count - 1)
        let next = view.rows[clamp(row, by: rows, count: view.rows.count)]
        operationsView?.cursor = next
    }

    /// How far PgUp and PgDn go in the list.
    var operationsPageLength: Int { max(1, operationsLayout.list.height - 1) }

    mutating func tick(operation row: Int) {
        choice.tick { if $0.remove(row) == nil { $0.insert(row) } }
    }

    /// Ticks all rows shown, or none of them when all are ticked.
    private mutating func tickAllShown(in view: OperationsView) -> [Effect] {
        let shown = BitSet(view.rows)
        let allOn = shown.isSubset(of: choice.ticked)
        choice.tick { if allOn { $0.subtract(shown) } else { $0.formUnion(shown) } }
        let count = "\(view.rows.count.grouped) \(view.rows.count == 1 ? "operation" : "operations")"
        return say("\(allOn ? "Unticked" : "Ticked"): \(count). u undoes")
    }

    private mutating func toggleTickedOnly(in view: OperationsView) {
        operationsView?.chosen = view.chosen == nil ? Array(choice.ticked) : nil
        listOperations()
    }

    mutating func setOperationFilter(_ text: String) {
        guard let view = operationsView else { return }
        // A longer filter finds its rows among those of the shorter one.
        let narrows = !view.filter.isEmpty && text.hasPrefix(view.filter)
        operationsView?.filter = text
        listOperations(among: narrows ? view.rows : nil)
    }

    private mutating func listOperations(among rows: [Int]? = nil) {
        guard let view = operationsView else { return }
        let base = rows ?? view.chosen ?? Array(provider.operations.indices)
        operationsView?.rows = knowledge.value?.rows(matching: SearchWords(view.filter), among: base) ?? base
    }

    // MARK: The result

    /// A key that goes to the result instead of the list; false where it means the same in both.
    private mutating func scrollResult(_ action: Action) -> Bool {
        let page = max(1, operationsLayout.result.height - 1)
        let top = operationsView?.resultTop ?? 0
        switch action {
        case .up: operationsView?.resultTop = top - 1
        case .down: operationsView?.resultTop = top + 1
        case .pageUp: operationsView?.resultTop = top - page
        case .pageDown, .toggle: operationsView?.resultTop = top + page
        case .first: operationsView?.resultTop = 0
        case .last: operationsView?.resultTop = .max / 2
        case .accept: operationsView?.focus = .list
        default: return false
        }
        return true
    }

    private mutating func showNextSet() {
        guard let count = choice.result?.sets.count else { return }
        choice.alternative = (choice.alternative + 1) % count
    }

    /// Turns the scopes of the set shown on, and goes back to the panes.
    ///
    /// - Parameter keepsOthers: Whether the scopes that are on besides stay on.
    private mutating func applySet(keepsOthers: Bool) -> [Effect] {
        guard let scopes = choice.scopes else { return [] }
        let before = draft.scopes
        let set = BitSet(scopes)
        let next = keepsOthers ? before.union(set) : set
        guard next != before else { return say("These scopes are on already") }
        let effects = edit { $0.scopes = next }
        operationsView = nil
        pane = .scopes
        if let first = next.subtracting(before).first ?? next.first { scopeCursor = first }
        let off = before.subtracting(next).count
        var parts: [String] = []
        if keepsOthers {
            parts = ["\(next.subtracting(before).count.grouped) more on"]
        } else {
            parts = [next.count == 1 ? "1 scope on" : "\(next.count.grouped) scopes on"]
        }
        if off > 0 { parts.append("\(off.grouped) off") }
        return effects + say("\(parts.joined(separator: ", ")). u undoes")
    }
}
