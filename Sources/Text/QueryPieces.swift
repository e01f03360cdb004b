/// The pieces of a query between its `&` signs (T5).
@usableFromInline package struct QueryPieces: Sequence, IteratorProtocol {
    /// One piece. It may be empty.
    @usableFromInline package struct Piece {
        @usableFromInline var start: Int
        /// The place of the `=`, or the end of the piece.
        @usableFromInline var equals: Int
        @usableFromInline var end: Int

        @inlinable package var range: Range<Int> { start..<end }
        @inlinable package var name: Range<Int> { start..<equals }
        /// The range of the value; empty if there is no `=`.
        @inlinable package var value: Range<Int> { Swift.min(equals + 1, end)..<end }
        @inlinable package var isEmpty: Bool { start == end }

        @inlinable init(start: Int, equals: Int, end: Int) {
            self.start = start
            self.equals = equals
            self.end = end
        }
    }

    @usableFromInline let octets: Octets
    @usableFromInline var upcoming: Int?

    /// An empty query has no pieces.
    @inlinable package init(_ query: Octets) {
        octets = query
        upcoming = query.isEmpty ? nil : query.startIndex
    }

    @inlinable package mutating func next() -> Piece? {
        guard let start = upcoming else { return nil }
        let end = octets[start...].firstIndex(of: ascii("&")) ?? octets.endIndex
        upcoming = end < octets.endIndex ? end + 1 : nil
        let equals = octets[start..<end].firstIndex(of: ascii("=")) ?? end
        return Piece(start: start, equals: equals, end: end)
    }
}
