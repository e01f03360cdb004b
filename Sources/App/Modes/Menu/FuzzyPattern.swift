/// A search pattern: letters that must occur in a name in this order, not necessarily next to each other. The case of
/// ASCII letters does not matter.
///
/// For example, `prv` finds `provider`. Letters that start a word or are next to each other score higher, so that the
/// best match comes first.
package struct FuzzyPattern: Equatable, Sendable {
    /// The places in a text where the letters may be.
    package enum Strictness: Equatable, Sendable {
        /// Anywhere: for names.
        case anywhere
        /// In runs that begin at the start of a word: for sentences, which would otherwise match nearly every pattern.
        case wordStarts
    }

    package struct Match: Equatable, Sendable {
        /// Higher is better.
        package var score: Int
        /// The indices of the matching scalars of the text, ascending, 0 for the first.
        package var places: [Int]
    }

    /// The longest pattern. A longer one matches nothing, because names are shorter.
    private static let longest = 64
    /// The number of scalars of a text that are searched.
    private static let longestText = 256

    private let letters: [UInt32]
    private let isTooLong: Bool

    /// - Parameter text: Its spaces are ignored.
    package init(_ text: String) {
        letters = text.unicodeScalars.filter { $0 != " " }.prefix(Self.longest + 1).map(\.folded)
        isTooLong = letters.count > Self.longest
    }

    package var isEmpty: Bool { letters.isEmpty }

    /// Returns the best match in the text, or nil when there is none. An empty pattern matches with score 0.
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
        // A match of the whole name is better than a match in a longer name.
        if scalars.count == letters.count { match.score += 10 }
        return match
    }
}

/// A table with a row per letter of the pattern and a column per scalar of the text. A cell has the best score of the
/// letters so far, when the last of them is in that column (the Smith–Waterman algorithm).
private struct Table {
    private struct Cell {
        var score: Int
        /// The column of the previous letter; -1 for the first letter.
        var before: Int
    }

    private static let gap = 3
    private static let consecutive = 8

    private let columns: Int
    private var cells: [Cell?]
    /// For each column, the best cell of the row above that is left of it, less the cost of the gap.
    private var reachable: [Cell?]
    private var rows = 0

    init(rows: Int, columns: Int) {
        self.columns = columns
        cells = Array(repeating: nil, count: rows * columns)
        reachable = Array(repeating: nil, count: columns)
    }

    /// Records that the letter of a row matches in a column.
    mutating func pick(_ row: Int, _ column: Int, worth: Int, mayBegin: Bool) {
        var best: Cell?
        if row == 0 {
            // A match that starts further on scores a little less.
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

    /// Computes the best score with which each column of the next row can be reached over a gap.
    mutating func passGaps(_ row: Int) {
        rows = row + 1
        var best: Cell?
        for column in 0..<columns {
            // A gap has at least one scalar, so the cell directly to the left does not count.
            reachable[column] = best
            best?.score -= 1
            guard column > 0, let cell = cells[row * columns + column - 1] else { continue }
            let candidate = Cell(score: cell.score - Self.gap, before: column - 1)
            if candidate.score >= best?.score ?? .min { best = candidate }
        }
    }

    /// The best match of all letters.
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
    /// The value, in lower case for ASCII letters.
    fileprivate var folded: UInt32 { ("A"..."Z").contains(self) ? value + 32 : value }

    fileprivate var isWordScalar: Bool {
        value >= 0x80 || ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
    }
}
