/// A filter or a search: its text, and the line while it is typed.
package struct FilterLine: Equatable, Sendable {
    package private(set) var text = ""
    package private(set) var editor: LineEditor?

    package var isTyping: Bool { editor != nil }

    /// Begins to type; the text stays until the first change.
    mutating func open(with start: String = "") { editor = LineEditor(start) }

    mutating func clear() {
        editor = nil
        text = ""
    }

    /// Puts text into the line, and returns how many line ends and other controls were left out.
    mutating func insert(_ new: String) -> Int {
        guard var editor else { return 0 }
        let leftOut = editor.insert(new)
        apply(editor)
        return leftOut
    }

    /// Applies an action to the line. Returns true where the list has to follow the text.
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
