/// The parameters that a `#` hides from the server, moved before it.
enum MovedParameters {
    /// The URL without a fragment, in which the parameters of the fragment follow those of the query; nil where the
    /// fragment has none.
    ///
    /// What comes before the first of them, as in an unencoded `redirect_uri=https://app.example/#/cb&state=…`, is cut: a
    /// redirect URI must have no fragment (RFC 6749 §3.1.2).
    static func url(of reading: ParameterReading) -> [UInt8]? {
        guard let fragment = reading.parts.fragment else { return nil }
        let octets = reading.octets
        let pieces = Array(QueryPieces(octets[fragment]))
        guard pieces.contains(where: { isKnown($0, in: octets) }), let first = pieces.first else { return nil }
        var url = Array(octets[..<(fragment.lowerBound - 1)])
        var hasQuery = reading.parts.query != nil
        let start = start(of: first, in: octets).map { [$0..<first.range.upperBound] } ?? []
        let moved = start + pieces.dropFirst().map(\.range)
        for range in moved where !range.isEmpty {
            url.append(hasQuery ? ascii("&") : ascii("?"))
            hasQuery = true
            for octet in octets[range] { url += octet == ascii("#") ? Array("%23".utf8) : [octet] }
        }
        return url
    }

    /// Where a parameter starts in the piece: at its start, or after a `?`. Nil where it is no parameter.
    private static func start(of piece: QueryPieces.Piece, in octets: [UInt8]) -> Int? {
        let name = octets[piece.name]
        let start = name.lastIndex(of: ascii("?")).map { $0 + 1 } ?? name.startIndex
        let word = octets[start..<piece.name.upperBound]
        let isWord = word.allSatisfy { $0.isUnreserved && $0 != ascii("~") }
        return piece.name.upperBound < piece.range.upperBound && !word.isEmpty && isWord ? start : nil
    }

    private static func isKnown(_ piece: QueryPieces.Piece, in octets: [UInt8]) -> Bool {
        guard let start = start(of: piece, in: octets) else { return false }
        return KnownParameter.byName[octets[start..<piece.name.upperBound]]?.isOfRequest ?? false
    }
}
