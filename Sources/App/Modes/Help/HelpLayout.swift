import Screen

/// The layout of the help: the rows under the headings of their sections, in as many columns as fit.
struct HelpLayout {
    enum Item: Equatable {
        case gap
        case heading(String)
        /// A row, by its number.
        case row(Int)
    }

    private(set) var items: [Item] = []
    /// The number of lines, the same in all columns.
    private(set) var lines = 1
    /// The columns for the names of keys, and the gap after them.
    let keyColumns: Int
    private let width: Int
    private let count: Int

    /// The fewest columns in which a row is readable.
    private static let narrowest = 58

    init(_ rows: [Binding], in room: Room) {
        var context: Binding.Context?
        for (number, binding) in rows.enumerated() {
            if binding.context != context {
                if context != nil { items.append(.gap) }
                items.append(.heading(binding.context.title))
                context = binding.context
            }
            items.append(.row(number))
        }
        let height = max(1, room.page.height)
        let needed = (items.count + height - 1) / height
        count = max(1, min(needed, room.size.width / Self.narrowest))
        width = room.size.width / count
        lines = max(min(height, items.count), (items.count + count - 1) / count, 1)
        // Most labels are short. Of a longer one, the help shows as many keys as fit.
        keyColumns = min(rows.reduce(4) { max($0, $1.label.columns) }, width / 3) + 1
    }

    func line(place: Int) -> Int { place % lines }

    func columns(place: Int) -> Range<Int> {
        let start = place / lines * width
        return start..<start + width - (count > 1 ? 1 : 0)
    }

    private func place(of row: Int) -> Int { items.firstIndex(of: .row(row)) ?? 0 }

    func line(of row: Int) -> Int { line(place: place(of: row)) }

    /// Returns the row in the same line of another column, or the next row after that place.
    func row(beside row: Int, columns: Int) -> Int {
        let target = place(of: row) + columns * lines
        guard items.indices.contains(target) else { return row }
        for item in items[target...] { if case .row(let found) = item { return found } }
        return row
    }

    /// Returns the row in sight that is nearest to this one, in the same column.
    func row(near row: Int, from top: Int, height: Int) -> Int {
        let place = place(of: row)
        let sight = top..<top + height
        guard !sight.contains(line(place: place)) else { return row }
        let column = place / lines * lines
        let seen = sight.compactMap { line -> Int? in
            guard line < lines, items.indices.contains(column + line), case .row(let found) = items[column + line]
            else {
                return nil
            }
            return found
        }
        return (line(place: place) < top ? seen.first : seen.last) ?? row
    }
}
