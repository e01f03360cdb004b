/// The pieces of a query between its `&` signs (T5).
struct QueryPieces: Sequence, IteratorProtocol {
    /// One piece, empty ones included.
    struct Piece {
        fileprivate var start: Int
        /// The place of the `=`, or the end.
        fileprivate var equals: Int
        fileprivate var end: Int

        var range: Range<Int> { start..<end }
        var name: Range<Int> { start..<equals }
        /// Empty when there is no `=`.
        var value: Range<Int> { Swift.min(equals + 1, end)..<end }
        var isEmpty: Bool { start == end }
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
        let equals = octets[start..<end].firstIndex(of: ascii("=")) ?? end
        return Piece(start: start, equals: equals, end: end)
    }
}
