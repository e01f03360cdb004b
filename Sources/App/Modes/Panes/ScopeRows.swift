import BitCollections
import OAuth

/// The rows of a scope list that are shown, in the order of the list.
package struct ScopeRows: Equatable, Sendable {
    private let total: Int
    /// The shown scopes, ascending, or nil when all are shown.
    private let shown: [Int32]?

    package init(all total: Int) {
        self.total = total
        shown = nil
    }

    package init(_ shown: [Int32], of total: Int) {
        self.total = total
        self.shown = shown
    }

    package var count: Int { shown?.count ?? total }
    package var isEmpty: Bool { count == 0 }

    /// Returns the scope in a row.
    package subscript(row: Int) -> Int { shown.map { Int($0[row]) } ?? row }

    /// The scopes in all rows.
    package var scopes: BitSet { shown.map { BitSet($0.lazy.map { Int($0) }) } ?? BitSet(0..<total) }

    /// Returns the first row that shows this scope or a later one, or `count` when there is none.
    package func firstRow(from scope: Int) -> Int {
        guard let shown else { return min(max(0, scope), total) }
        return shown.firstPlace(from: Int32(clamping: scope))
    }

    package func contains(_ scope: Int) -> Bool {
        let row = firstRow(from: scope)
        return row < count && self[row] == scope
    }

    /// Returns those of these rows whose name or description contains every word. The case of ASCII letters does not
    /// matter.
    package func matching(_ words: SearchWords, in list: ScopeList) -> ScopeRows {
        guard !words.isEmpty else { return self }
        return ScopeRows(words.rows(of: list, among: shown), of: total)
    }
}
