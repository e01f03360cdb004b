import Catalog

/// What was before and after the present, for undo and redo.
package struct History: Equatable, Sendable {
    /// What one step brings back.
    package struct Step: Equatable, Sendable {
        package var draft: Draft
        /// The draft's rows are those of the provider with these entries.
        package var own: OwnEntries
    }

    package static let longest = 500

    private var past: [Step] = []
    private var future: [Step] = []

    package init() {}

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }

    /// Remembers what a change is about to replace.
    package mutating func record(_ step: Step) {
        past.append(step)
        if past.count > Self.longest { past.removeFirst() }
        future.removeAll()
    }

    /// What was before the present, which is kept for `redo`.
    package mutating func undo(from present: Step) -> Step? {
        guard let step = past.popLast() else { return nil }
        future.append(present)
        return step
    }

    package mutating func redo(from present: Step) -> Step? {
        guard let step = future.popLast() else { return nil }
        past.append(present)
        return step
    }
}
