import BitCollections
import OAuth

extension Session {
    /// The operations that each scope unlocks. Nil when no operations are known, and until it is needed.
    var operationIndex: OperationIndex? { knowledge.value?.index }

    /// Updates the data computed from the provider's operations.
    mutating func refreshOperations() {
        if !choice.hasRows(of: provider.operations) { choice.follow(provider.operations) }
        guard knowledge.value.map({ !$0.belongs(to: provider) }) ?? !provider.operations.isEmpty else { return }
        knowledge.value = OperationKnowledge(of: provider)
        choice.use(nil)
    }

    /// Ticks or unticks an operation.
    mutating func tick(operation row: Int) {
        choice.tick { if $0.remove(row) == nil { $0.insert(row) } }
    }

    /// Computes the smallest set of scopes for the ticked operations, unless that has been done.
    mutating func solve() {
        guard choice.result == nil, !choice.ticked.isEmpty, let index = operationIndex else { return }
        choice.use(SmallestScopeSet(for: Array(choice.ticked), in: index, steps: solvingSteps))
    }

    /// Whether the selected scopes allow every operation of the result that scopes can allow.
    func isAllAllowed(_ result: SmallestScopeSet) -> Bool {
        operationIndex.map { index in
            result.scoped.allSatisfy { index.allows($0, with: draft.scopes.contains) }
        } ?? false
    }
}
