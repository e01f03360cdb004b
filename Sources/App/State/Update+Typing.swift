import OAuth
import Screen

extension Model {
    /// A key while a line is being typed.
    mutating func type(_ key: Key) -> [Effect] {
        guard var editing else { return [] }
        if case .character(let scalar) = key {
            editing.editor.insert(String(scalar))
            return retype(editing)
        }
        guard let action = KeyTable.action(for: key, in: .text) else { return arrow(key) }
        switch action {
        case .textAccept: return accept(editing, thenMove: false)
        case .textAcceptNext:
            if case .importSource = editing.target { return [.completePath(editing.editor.text)] }
            return accept(editing, thenMove: true)
        case .textCancel: return cancel(editing)
        default:
            guard editing.editor.apply(action) else { return [] }
            return retype(editing)
        }
    }

    /// A paste goes into the line being typed and nowhere else: it never presses keys.
    mutating func paste(_ text: String) -> [Effect] {
        if let effects = pasteAnswer(text) { return effects }
        if editing == nil, question == nil, viewer == nil, menu != nil {
            menu?.retype { $0.insert(text) }
            return []
        }
        guard var editing else {
            if viewer == nil, question == nil, form != nil { return pasteIntoForm(text) }
            return say("Paste goes into a field: open one with Enter, or / to filter", .warning)
        }
        // The line end that was selected along with a path is not worth a word.
        let dropped = editing.editor.insert(editing.target == .importSource ? text.trimmed : text)
        return retype(editing) + tell(leftOut: dropped)
    }

    mutating func tell(leftOut count: Int) -> [Effect] {
        count > 0 ? say("Left out of the paste: \(count.grouped) line ends or controls", .warning) : []
    }

    /// While a filter is typed, the arrows still move in the list.
    private mutating func arrow(_ key: Key) -> [Effect] {
        guard let action = KeyTable.action(for: key, in: .global) else { return [] }
        if editing?.target == .operationFilter {
            switch action {
            case .up: moveOperation(by: -1)
            case .down: moveOperation(by: 1)
            case .pageUp: moveOperation(by: -operationsPageLength)
            case .pageDown: moveOperation(by: operationsPageLength)
            default: break
            }
        } else if case .filter? = editing?.target {
            switch action {
            case .up: move(by: -1)
            case .down: move(by: 1)
            case .pageUp: move(by: -pageLength)
            case .pageDown: move(by: pageLength)
            default: break
            }
        }
        return []
    }

    private mutating func retype(_ next: Editing) -> [Effect] {
        editing = next
        switch next.target {
        case .row(let row, let before): preview(next.editor.text, in: row, before: before)
        case .filter(let pane): setFilter(next.editor.text, of: pane)
        case .operationFilter: setOperationFilter(next.editor.text)
        case .search: search(for: next.editor.text)
        case .answer, .clientSecret, .importSource: break
        }
        return []
    }

    private mutating func accept(_ editing: Editing, thenMove: Bool) -> [Effect] {
        if case .answer = editing.target { return acceptAnswer(editing.editor.text) }
        if case .importSource = editing.target { return acceptImportSource(editing.editor.text) }
        if case .clientSecret = editing.target { return acceptClientSecret(editing.editor.text) }
        guard case .row(let row, let before) = editing.target else {
            self.editing = nil
            return []
        }
        let text = editing.editor.text
        if case .newExtra = row, text.hasPrefix("=") { return say("A parameter needs a name: name=value", .problem) }
        if case .extra = row, text.hasPrefix("=") { return say("A parameter needs a name: name=value", .problem) }
        self.editing = nil
        replaceDraft(before)
        let effects = edit { $0 = Self.draft(before, with: text, in: row) }
        if thenMove { move(by: 1) }
        return effects
    }

    private mutating func cancel(_ editing: Editing) -> [Effect] {
        self.editing = nil
        switch editing.target {
        case .row(_, let before): replaceDraft(before)
        case .filter(let pane): setFilter("", of: pane)
        case .operationFilter: setOperationFilter("")
        case .search: search(for: "")
        case .importSource: importText = editing.editor.text
        case .answer, .clientSecret: break
        }
        return []
    }
}
