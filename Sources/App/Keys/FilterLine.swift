/// A filter or a search: its text, and the editor while it is being typed.
package struct FilterLine: Equatable, Sendable {
    package private(set) var text = ""
    package private(set) var editor: LineEditor?

    package var isTyping: Bool { editor != nil }

    /// Starts typing. The text stays until the first change.
    mutating func open(with start: String = "") { editor = LineEditor(start) }

    mutating func clear() {
        editor = nil
        text = ""
    }

    /// Inserts text and returns how many line breaks and other control characters were left out.
    mutating func insert(_ new: String) -> Int {
        guard var editor else { return 0 }
        let leftOut = editor.insert(new)
        apply(editor)
        return leftOut
    }

    /// Applies an action to the line. Returns whether the text has changed, so that the list must be filtered again.
    mutating func apply(_ action: Action) -> Bool {
        switch action {
        case .accept, .acceptAndGoOn:
            editor = nil
            return false
        case .back:
            clear()
            return true
        default:
            guard var editor, editor.apply(action) else { return false }
            apply(editor)
            return true
        }
    }

    private mutating func apply(_ editor: LineEditor) {
        self.editor = editor
        text = editor.text
    }
}
