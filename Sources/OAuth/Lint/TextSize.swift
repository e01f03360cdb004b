import Text

/// How large a URL or a form is, found out before it is read (T3).
struct TextSize {
    /// What is judged at most.
    static let most = (octets: 65_536, pairs: 2_048)

    let octets: Int
    /// Pieces between `&` signs that hold something.
    let pairs: Int

    /// - Parameter read: The URL whose pairs are read, where it is another (T5b).
    init(url: Octets, read: [UInt8]? = nil) {
        octets = url.count
        let url = read.map { $0[...] } ?? url
        // The pairs of what is too long anyway are not counted.
        let query = octets > Self.most.octets ? nil : URIReference(url).query
        pairs = query.map { Self.pairs(in: url[$0]) } ?? 0
    }

    init(form: Octets) {
        octets = form.count
        pairs = octets > Self.most.octets ? 0 : Self.pairs(in: form)
    }

    /// Whether nothing of it is to be read.
    var isTooLarge: Bool { octets > Self.most.octets || pairs > Self.most.pairs }

    private static func pairs(in query: Octets) -> Int {
        QueryPieces(query).reduce(0) { $0 + ($1.isEmpty ? 0 : 1) }
    }
}
