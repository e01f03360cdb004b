import Text

/// The size of a URL or form, determined before it is parsed (T3).
struct TextSize {
    /// The largest text that is checked.
    static let most = (octets: 65_536, pairs: 2_048)

    let octets: Int
    /// The number of pieces between `&` signs that are not empty.
    let pairs: Int

    /// - Parameter read: The URL whose pairs are read, if it differs (T5b).
    init(url: Octets, read: [UInt8]? = nil) {
        octets = url.count
        let url = read.map { $0[...] } ?? url
        // Pairs are not counted if the text is too long anyway.
        let query = octets > Self.most.octets ? nil : URIReference(url).query
        pairs = query.map { Self.pairs(in: url[$0]) } ?? 0
    }

    init(form: Octets) {
        octets = form.count
        pairs = octets > Self.most.octets ? 0 : Self.pairs(in: form)
    }

    /// Whether the text is too large to be parsed.
    var isTooLarge: Bool { octets > Self.most.octets || pairs > Self.most.pairs }

    private static func pairs(in query: Octets) -> Int {
        QueryPieces(query).reduce(0) { $0 + ($1.isEmpty ? 0 : 1) }
    }
}
