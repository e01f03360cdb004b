import BitCollections
import OAuth
import Screen

extension Model {
    /// Which operations each scope unlocks; nil where no operations are known, and until it is needed.
    var operationIndex: OperationIndex? { knowledge.value?.index }

    /// Brings what follows from the operations up to date, as far as it is shown.
    mutating func settleOperations() {
        let haveChanged = choice.follow(provider.operations)
        if haveChanged, let view = operationsView {
            operationsView = OperationsView(count: provider.operations.count, cursor: view.cursor)
        }
        var page: Int?
        if case .scope(let scope)? = viewer?.page { page = scope }
        let isShown = operationsView != nil || page != nil || pane == .scopes
        if isShown, knowledge.value.map({ !$0.belongs(to: provider) }) ?? !provider.operations.isEmpty {
            knowledge.value = OperationKnowledge(of: provider)
            // What was made of the old one.
            choice.take(nil)
            scopePage = ScopePage()
            operationsView?.lines = SmallestSetLines()
        }
        scopePage.update(for: self, scope: page)
        settleOperationsView()
    }

    private mutating func settleOperationsView() {
        guard var view = operationsView else { return }
        if choice.result == nil, !choice.ticked.isEmpty, let index = operationIndex {
            choice.take(SmallestScopeSet(for: Array(choice.ticked), in: index, steps: solvingSteps))
        }
        if !view.rows.isEmpty, !view.hasCursor { view.cursor = view.rows[min(view.cursorRow, view.rows.count - 1)] }
        let layout = operationsLayout
        view.lines.update(for: self, width: layout.result.width)
        let row = view.cursorRow
        let height = layout.list.height
        if row >= view.top + height { view.top = row - height + 1 }
        view.top = max(0, min(view.top, row, view.rows.count - height))
        view.resultTop = max(0, min(view.resultTop, view.lines.count - layout.result.height))
        operationsView = view
    }

    /// Where the Operations view has its two halves.
    var operationsLayout: OperationsLayout {
        OperationsLayout(
            page: layout.page, kind: layout.kind, focus: operationsView?.focus ?? .list,
            isZoomed: operationsView?.isZoomed ?? false)
    }

    /// Whether the scopes that are on allow everything that scopes can allow.
    func isAllAllowed(_ result: SmallestScopeSet) -> Bool {
        operationIndex.map { index in
            result.scoped.allSatisfy { index.allows($0, with: draft.scopes.contains) }
        } ?? false
    }

    /// The names of scopes, in the order given.
    func names(of scopes: some Sequence<Int>) -> [String] { scopes.map { provider.scopes.name(at: $0) } }
}
