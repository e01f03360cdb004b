/// The states before and after the present one, for undo and redo.
package struct History<State: Equatable & Sendable>: Equatable, Sendable {
    package static var longest: Int { 500 }

    private var past: [State] = []
    private var future: [State] = []

    package init() {}

    package var canUndo: Bool { !past.isEmpty }
    package var canRedo: Bool { !future.isEmpty }

    /// Remembers the state that a change is about to replace.
    package mutating func record(_ state: State) {
        past.append(state)
        if past.count > Self.longest { past.removeFirst() }
        future.removeAll()
    }

    /// The state before the present one, which is kept for `redo`.
    package mutating func undo(from present: State) -> State? {
        guard let state = past.popLast() else { return nil }
        future.append(present)
        return state
    }

    /// Changes all states that undo and redo bring back.
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
