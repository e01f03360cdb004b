import BitCollections
import OAuth

/// The operations that an app must be able to call, and the smallest set of scopes for them.
package struct OperationChoice: Equatable, Sendable {
    /// Rows of the operations that are ticked.
    package private(set) var ticked = BitSet()
    /// The operations that `ticked` has rows of.
    private var operations: [Operation] = []
    private var history = History<BitSet>()

    /// The smallest set of scopes for the ticked operations. Nil if none is ticked, and until it has been computed.
    package private(set) var result: SmallestScopeSet?
    /// The number of the set shown, among those in `result`.
    package private(set) var alternative = 0

    package init() {}

    package var canUndo: Bool { history.canUndo }
    package var canRedo: Bool { history.canRedo }

    /// The scopes of the set shown, as rows of the provider's list, or nil when there is no result.
    package var scopes: [Int]? { result?.sets[safely: alternative] }

    /// Changes the ticks, as one step of undo.
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

    /// Ticks the operations with these names, as an earlier session did. The history is empty after it.
    mutating func restore(_ names: [String], of operations: [Operation]) {
        self = OperationChoice()
        self.operations = operations
        guard !names.isEmpty else { return }
        let wanted = Set(names.map { Array($0.utf8) })
        ticked = BitSet(operations.indices.filter { wanted.contains(Array(operations[$0].name.utf8)) })
    }

    /// Keeps the ticked operations when the provider's list of operations has changed.
    mutating func follow(_ operations: [Operation]) { restore(names, of: operations) }

    /// Whether the rows are those of these operations.
    func hasRows(of operations: [Operation]) -> Bool { operations == self.operations }

    /// Shows the next set of the same size.
    mutating func showNextSet() {
        guard let count = result?.sets.count, count > 0 else { return }
        alternative = (alternative + 1) % count
    }

    /// The names of the operations that are ticked, such as `GET /me`.
    package var names: [String] { ticked.map { operations[$0].name } }

    /// Stores the smallest sets for the ticked operations, or nil if they must be computed again.
    mutating func use(_ result: SmallestScopeSet?) {
        self.result = result
        alternative = 0
    }

    private mutating func replace(_ next: BitSet) {
        ticked = next
        use(nil)
    }
}
