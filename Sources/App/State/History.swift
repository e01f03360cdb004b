/// The drafts before and after the present one, for undo and redo.
package struct History: Equatable, Sendable {
    package static let longest = 500

    private var past: [Draft] = []
    private var future: [Draft] = []

    package init() {}

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }

    /// Remembers the draft that a change is about to replace.
    package mutating func record(_ draft: Draft) {
        past.append(draft)
        if past.count > Self.longest { past.removeFirst() }
        future.removeAll()
    }

    /// The draft before the present one, which is kept for `redo`.
    package mutating func undo(from present: Draft) -> Draft? {
        guard let draft = past.popLast() else { return nil }
        future.append(present)
        return draft
    }

    package mutating func redo(from present: Draft) -> Draft? {
        guard let draft = future.popLast() else { return nil }
        past.append(present)
        return draft
    }
}
