/// Optimal string alignment: insert, delete, substitute, swap neighbours.
@usableFromInline package enum EditDistance {
    /// Returns the distance of two texts if it is at most `limit`, otherwise nil. The limit bounds the work.
    package static func distance(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        let beyond = limit + 1
        // Keeps three rows, and fills only the cells near the diagonal.
        var older = [Int](repeating: beyond, count: right.count + 1)
        var old = older
        var row = (0...right.count).map { min($0, beyond) }
        for i in 0..<left.count {
            (older, old, row) = (old, row, older)
            let columns = max(0, i - limit)..<min(right.count, i + limit + 1)
            row[columns.lowerBound] = columns.lowerBound == 0 ? min(i + 1, beyond) : beyond
            var best = row[columns.lowerBound]
            for j in columns {
                let substitution = old[j] + (left[i] == right[j] ? 0 : 1)
                var cell = min(substitution, row[j] + 1, old[j + 1] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cell = min(cell, older[j - 1] + 1)
                }
                row[j + 1] = min(cell, beyond)
                best = min(best, cell)
            }
            if columns.upperBound < right.count { row[columns.upperBound + 1] = beyond }
            if best > limit { return nil }
        }
        return row[right.count] <= limit ? row[right.count] : nil
    }

    /// Returns one bit for each letter and digit that occurs. An edit changes at most one bit on either side, so texts
    /// whose masks differ more need not be compared.
    @inlinable package static func mask(_ text: some Sequence<UInt32>) -> UInt64 {
        text.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }

    @inlinable package static func canBeNear(_ left: UInt64, _ right: UInt64, limit: Int) -> Bool {
        (left & ~right).nonzeroBitCount <= limit && (right & ~left).nonzeroBitCount <= limit
    }
}
