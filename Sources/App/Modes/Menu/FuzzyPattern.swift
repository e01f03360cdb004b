/// A few letters of a name, in order and not necessarily next to each other, whatever their case (ASCII).
///
/// `prv` finds `provider`. Letters that start a word or follow one another count more, so that what was meant comes
/// first.
package struct FuzzyPattern: Equatable, Sendable {
    /// Where a pattern may pick its letters from.
    package enum Strictness: Equatable, Sendable {
        /// From anywhere: for names.
        case anywhere
        /// In runs that begin where a word does: for sentences, which would hold nearly every pattern otherwise.
        case wordStarts
    }

    package struct Match: Equatable, Sendable {
        /// Higher is better.
        package var score: Int
        /// The scalars of the text that were picked, ascending, 0 for the first.
        package var places: [Int]
    }

    /// Longer patterns match nothing: names are shorter.
    private static let longest = 64
    /// Scalars of a text that are looked at.
    private static let longestText = 256

    private let letters: [UInt32]
    private let isTooLong: Bool

    /// - Parameter text: Its spaces are ignored.
    package init(_ text: String) {
        letters = text.unicodeScalars.filter { $0 != " " }.prefix(Self.longest + 1).map(\.folded)
        isTooLong = letters.count > Self.longest
    }

    package var isEmpty: Bool { letters.isEmpty }

    /// The best way to pick the letters from the text, or nil when there is none. An empty pattern matches with 0.
    package func match(in text: String, _ strictness: Strictness = .anywhere) -> Match? {
        guard !isTooLong else { return nil }
        guard !letters.isEmpty else { return Match(score: 0, places: []) }
        let scalars = Array(text.unicodeScalars.prefix(Self.longestText))
        guard scalars.count >= letters.count else { return nil }
        var table = Table(rows: letters.count, columns: scalars.count)
        for row in letters.indices {
            for column in scalars.indices where scalars[column].folded == letters[row] {
                let isStart = column == 0 || !scalars[column - 1].isWordScalar && scalars[column].isWordScalar
                let mayBegin = isStart || strictness == .anywhere
                table.pick(row, column, worth: isStart ? 12 : 4, mayBegin: mayBegin)
            }
            table.passGaps(row)
        }
        guard var match = table.best else { return nil }
        // The whole name is better than the start of a longer one.
        if scalars.count == letters.count { match.score += 10 }
        return match
    }
}

/// The best score of the first letters of a pattern for each place of the last one (Smith and Waterman's way).
private struct Table {
    private struct Cell {
        var score: Int
        /// The place of the letter before; -1 for the first letter.
        var before: Int
    }

    private static let gap = 3
    private static let consecutive = 8

    private let columns: Int
    private var cells: [Cell?]
    /// The best cell of the row above, left of each column, with what the gap to there costs.
    private var reachable: [Cell?]
    private var rows = 0

    init(rows: Int, columns: Int) {
        self.columns = columns
        cells = Array(repeating: nil, count: rows * columns)
        reachable = Array(repeating: nil, count: columns)
    }

    /// Notes that a letter stands in a column.
    mutating func pick(_ row: Int, _ column: Int, worth: Int, mayBegin: Bool) {
        var best: Cell?
        if row == 0 {
            // What starts further on is worth a little less.
            if mayBegin { best = Cell(score: worth - min(column, 3), before: -1) }
        } else {
            if column > 0, let neighbour = cells[(row - 1) * columns + column - 1] {
                best = Cell(score: neighbour.score + worth + Self.consecutive, before: column - 1)
            }
            if mayBegin, let distant = reachable[column], distant.score + worth > best?.score ?? .min {
                best = Cell(score: distant.score + worth, before: distant.before)
            }
        }
        cells[row * columns + column] = best
    }

    /// Prepares the next row: how well each of its columns is reached from this one over a gap.
    mutating func passGaps(_ row: Int) {
        rows = row + 1
        var best: Cell?
        for column in 0..<columns {
            // A gap has at least one scalar: the cell next to this column is none of those behind a gap.
            reachable[column] = best
            best?.score -= 1
            guard column > 0, let cell = cells[row * columns + column - 1] else { continue }
            let candidate = Cell(score: cell.score - Self.gap, before: column - 1)
            if candidate.score >= best?.score ?? .min { best = candidate }
        }
    }

    /// The best match that ends in the last row.
    var best: FuzzyPattern.Match? {
        var end: (column: Int, score: Int)?
        for column in 0..<columns {
            guard let cell = cells[(rows - 1) * columns + column] else { continue }
            if cell.score > end?.score ?? .min { end = (column, cell.score) }
        }
        guard let end else { return nil }
        var places: [Int] = []
        var column = end.column
        for row in (0..<rows).reversed() {
            places.append(column)
            column = cells[row * columns + column]?.before ?? -1
        }
        return FuzzyPattern.Match(score: end.score, places: places.reversed())
    }
}

extension Unicode.Scalar {
    /// Its value in lower case (ASCII).
    fileprivate var folded: UInt32 { ("A"..."Z").contains(self) ? value + 32 : value }

    fileprivate var isWordScalar: Bool {
        value >= 0x80 || ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
    }
}
