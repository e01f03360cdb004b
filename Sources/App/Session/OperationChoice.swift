import BitCollections
import OAuth

/// The operations that an app must be able to call, and the least scopes for them.
package struct OperationChoice: Equatable, Sendable {
    /// Rows of the provider's operations.
    package private(set) var ticked = BitSet()
    /// What the rows above are rows of.
    private var operations: [Operation] = []
    private var history = History<BitSet>()

    /// The least scopes for what is ticked; nil where nothing is, and until it is asked for.
    package private(set) var result: SmallestScopeSet?
    /// Which of the sets in `result` is shown.
    package private(set) var alternative = 0

    package init() {}

    package var canUndo: Bool { history.canUndo }
    package var canRedo: Bool { history.canRedo }

    /// The scopes of the set shown, as rows of the provider's list; nil where there is no result.
    package var scopes: [Int]? { result?.sets[safely: alternative] }

    /// Ticks and unticks, as one step of undo.
    mutating func tick(_ change: (inout BitSet) -> Void) {
        var next = ticked
        change(&next)
        guard next != ticked else { return }
        history.record(ticked)
        replace(next)
    }

    mutating func undo() {
        history.undo(from: ticked).map { replace($0) }
    }

    mutating func redo() {
        history.redo(from: ticked).map { replace($0) }
    }

    /// Ticks what an earlier session has ticked, by the names of the operations; the history begins again.
    mutating func restore(_ names: [String], of operations: [Operation]) {
        self = OperationChoice()
        self.operations = operations
        guard !names.isEmpty else { return }
        let wanted = Set(names.map { Array($0.utf8) })
        ticked = BitSet(operations.indices.filter { wanted.contains(Array(operations[$0].name.utf8)) })
    }

    /// Keeps what is ticked where the provider has become one with other operations.
    mutating func follow(_ operations: [Operation]) {
        guard operations != self.operations else { return }
        restore(names, of: operations)
    }

    /// Shows the next of several sets that are as small.
    mutating func showNextSet() {
        guard let count = result?.sets.count, count > 0 else { return }
        alternative = (alternative + 1) % count
    }

    /// The names of the operations that are ticked, such as `GET /me`.
    package var names: [String] { ticked.map { operations[$0].name } }

    /// Takes in the least scopes for what is ticked; nil where they are to be found again.
    mutating func use(_ result: SmallestScopeSet?) {
        self.result = result
        alternative = 0
    }

    private mutating func replace(_ next: BitSet) {
        ticked = next
        use(nil)
    }
}
