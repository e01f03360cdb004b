/// The pieces of a query between its `&` signs (T5).
struct QueryPieces: Sequence, IteratorProtocol {
    /// One piece, empty ones included: the ranges of its name, its `=` and its value.
    struct Piece {
        var range: Range<Int>
        var name: Range<Int>
        /// Empty, at the end, when there is no `=`.
        var value: Range<Int>

        var isEmpty: Bool { range.isEmpty }
        var hasEqualsSign: Bool { name.upperBound < range.upperBound }
    }

    private let octets: Octets
    private var upcoming: Int?

    /// An empty query has no pieces.
    init(_ query: Octets) {
        octets = query
        upcoming = query.isEmpty ? nil : query.startIndex
    }

    mutating func next() -> Piece? {
        guard let start = upcoming else { return nil }
        let end = octets[start...].firstIndex(of: ascii("&")) ?? octets.endIndex
        upcoming = end < octets.endIndex ? end + 1 : nil
        let equals = octets[start..<end].firstIndex(of: ascii("="))
        return Piece(
            range: start..<end, name: start..<(equals ?? end), value: (equals.map { $0 + 1 } ?? end)..<end)
    }
}
