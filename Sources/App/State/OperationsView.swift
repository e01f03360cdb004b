/// The page that lists the operations beside the least scopes for those that are ticked.
package struct OperationsView: Equatable, Sendable {
    /// What moves with the arrow keys.
    package enum Half: Equatable, Sendable {
        case list, result
    }

    package internal(set) var filter = ""
    /// The operations listed, in the order of the provider.
    package internal(set) var rows: [Int]
    /// The operations that `s` has picked out, or nil when all are listed.
    package internal(set) var chosen: [Int]?
    /// The operation under the cursor.
    package internal(set) var cursor = 0
    /// The row of `rows` shown first.
    package internal(set) var top = 0
    package internal(set) var focus = Half.list
    /// The line of the result shown first.
    package internal(set) var resultTop = 0
    /// Whether the half with the focus has all the room.
    package internal(set) var isZoomed = false
    var lines = SmallestSetLines()

    init(count: Int, cursor: Int) {
        rows = Array(0..<count)
        self.cursor = cursor
    }

    /// The place of the cursor among the rows listed; that of the next operation where its own is not listed.
    var cursorRow: Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < cursor { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether the operation under the cursor is listed.
    var hasCursor: Bool { rows[safely: cursorRow] == cursor }
}
