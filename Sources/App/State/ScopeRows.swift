import OAuth

/// The rows of a scope list that are shown, in the order of the list.
package struct ScopeRows: Equatable, Sendable {
    private let total: Int
    /// Ascending rows of the list; nil when all of them are shown.
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

    /// The scope in a row.
    package subscript(row: Int) -> Int { shown.map { Int($0[row]) } ?? row }

    /// The first row that shows this scope or a later one; `count` when there is none.
    package func firstRow(from scope: Int) -> Int {
        guard let shown else { return min(max(0, scope), total) }
        var low = 0
        var high = shown.count
        while low < high {
            let middle = (low + high) / 2
            if Int(shown[middle]) < scope { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package func contains(_ scope: Int) -> Bool {
        let row = firstRow(from: scope)
        return row < count && self[row] == scope
    }

    /// The rows among these whose name or description holds every word, whatever its case (ASCII).
    package func matching(_ words: FilterWords, in list: ScopeList) -> ScopeRows {
        guard !words.isEmpty else { return self }
        var matches: [Int32] = []
        let test = { (scope: Int, name: UnsafeBufferPointer<UInt8>, summary: UnsafeBufferPointer<UInt8>) in
            if words.match(name, summary) { matches.append(Int32(scope)) }
        }
        if let shown {
            list.forEachScope(at: shown, test)
        } else {
            list.forEachScope(test)
        }
        return ScopeRows(matches, of: total)
    }
}
