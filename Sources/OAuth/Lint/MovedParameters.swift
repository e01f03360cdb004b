import Text

/// Moves parameters that a `#` hides from the server before it.
///
/// Text before the first of these parameters, as in an unencoded `redirect_uri=https://app.example/#/cb&state=…`, is
/// removed: a redirect URI must not have a fragment (RFC 6749 §3.1.2).
struct MovedParameters {
    /// The URL without its fragment. The parameters of the fragment follow those of the query.
    let url: [UInt8]
    private let cut: Octets

    /// Returns nil if the fragment has no known parameter.
    init?(of reading: ParameterReading) {
        guard let fragment = reading.parts.fragment else { return nil }
        let octets = reading.octets
        let pieces = Array(QueryPieces(octets[fragment]))
        guard pieces.contains(where: { Self.isKnown($0, in: octets) }), let first = pieces.first else { return nil }
        let start = Self.start(of: first, in: octets)
        cut = octets[first.range.lowerBound..<(start ?? first.range.upperBound)]
        var url = Array(octets[..<(fragment.lowerBound - 1)])
        var hasQuery = reading.parts.query != nil
        for range in (start.map { [$0..<first.range.upperBound] } ?? []) + pieces.dropFirst().map(\.range)
        where !range.isEmpty {
            url.append(hasQuery ? ascii("&") : ascii("?"))
            hasQuery = true
            for octet in octets[range] { url += octet == ascii("#") ? Array("%23".utf8) : [octet] }
        }
        self.url = url
    }

    /// The change in a few words.
    var label: String {
        "move the parameters before the #" + (cut.isEmpty ? "" : " and cut #\(String(octets: cut)) off")
    }

    /// Returns the offset of a parameter in the piece: its start, or the octet after a `?`. Nil if it is not a
    /// parameter.
    private static func start(of piece: QueryPieces.Piece, in octets: [UInt8]) -> Int? {
        let name = octets[piece.name]
        let start = name.lastIndex(of: ascii("?")).map { $0 + 1 } ?? name.startIndex
        let word = octets[start..<piece.name.upperBound]
        let isWord = word.allSatisfy { $0.isUnreserved && $0 != ascii("~") }
        return piece.name.upperBound < piece.range.upperBound && !word.isEmpty && isWord ? start : nil
    }

    private static func isKnown(_ piece: QueryPieces.Piece, in octets: [UInt8]) -> Bool {
        guard let start = start(of: piece, in: octets) else { return false }
        return KnownParameter(octets: octets[start..<piece.name.upperBound])?.isOfRequest ?? false
    }
}
