/// The states that undo and redo bring back.
package struct History<State: Equatable & Sendable>: Equatable, Sendable {
    package static var longest: Int { 500 }

    private var past: [State] = []
    private var future: [State] = []

    package init() {}

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }

    /// Saves the state that a change is about to replace. Nothing can be redone after it.
    package mutating func record(_ state: State) {
        past.append(state)
        if past.count > Self.longest { past.removeFirst() }
        future.removeAll()
    }

    /// Returns the state before the present one, or nil when there is none. The present one is kept for `redo`.
    package mutating func undo(from present: State) -> State? {
        guard let state = past.popLast() else { return nil }
        future.append(present)
        return state
    }

    /// Applies a change to all saved states.
    package mutating func change(_ body: (inout State) -> Void) {
        for index in past.indices { body(&past[index]) }
        for index in future.indices { body(&future[index]) }
    }

    package mutating func redo(from present: State) -> State? {
        guard let state = future.popLast() else { return nil }
        past.append(present)
        return state
    }
}
