import Text

/// Finds escapes in a URL that was copied out of JSON, a shell or HTML, and removes them (T2b).
struct EscapedText {
    enum Language: String {
        case json = "JSON"
        case shell = "a shell"
        case html = "HTML"
    }

    /// An escape and its meaning.
    struct Escape {
        var language: Language
        var written: String
        var meaning: String
        /// The octets of the escape in the input.
        var range: Range<Int>?
    }

    private struct Place {
        var language: Language
        var range: Range<Int>
        /// The octet that the escape encodes.
        var octet: UInt8
        /// Whether the escape is `\/`, which counts only if there are two.
        var isSlash = false
    }

    /// The URL without the escapes.
    private(set) var text: PlacedText
    /// The first escape.
    private(set) var first: Escape?

    /// - Parameter readsHTML: Whether `&amp;` counts. In a request, another finding covers it.
    init(_ url: PlacedText, readsHTML: Bool) {
        text = url
        let found = Self.places(in: url.octets, readsHTML: readsHTML)
        let shell = found.count { $0.language == .shell }
        let slashes = found.count { $0.isSlash }
        let places = found.filter { place in
            place.isSlash ? slashes > 1 : place.language == .shell ? shell > 1 : true
        }
        guard let first = places.first else { return }
        self.first = Escape(
            language: first.language, written: String(octets: url.octets[first.range]),
            meaning: String(octets: [first.octet]), range: url.placement.range(first.range))
        text = PlacedText()
        var index = 0
        for place in places {
            text.append(index..<place.range.lowerBound, of: url)
            text.append([place.octet], madeOf: place.range, of: url)
            index = place.range.upperBound
        }
        text.append(index..<url.octets.count, of: url)
    }

    private static func places(in url: [UInt8], readsHTML: Bool) -> [Place] {
        guard url.contains(ascii("\\")) || readsHTML && url.contains(ascii("&")) else { return [] }
        var places: [Place] = []
        var index = 0
        while index < url.count {
            switch url[index] {
            case ascii("\\"):
                // After two rounds of escaping there are several in a row. All of them belong to the escape.
                let next = url[index...].firstIndex { $0 != ascii("\\") } ?? url.count
                let place = backslash(in: url, from: index, before: next)
                if let place { places.append(place) }
                index = place?.range.upperBound ?? next
            case ascii("&") where readsHTML && url[index...].starts(with: "&amp;".utf8):
                places.append(Place(language: .html, range: index..<index + 5, octet: ascii("&")))
                index += 5
            default: index += 1
            }
        }
        return places
    }

    private static func backslash(in url: [UInt8], from start: Int, before next: Int) -> Place? {
        guard next < url.count else { return nil }
        switch url[next] {
        case ascii("?"), ascii("="), ascii("&"):
            return Place(language: .shell, range: start..<next + 1, octet: url[next])
        case ascii("/"): return Place(language: .json, range: start..<next + 1, octet: url[next], isSlash: true)
        case ascii("u"):
            guard let octet = unicodeEscape(url[next...].prefix(5)) else { return nil }
            return Place(language: .json, range: start..<next + 5, octet: octet)
        default: return nil
        }
    }

    /// `u0026`, `u003d`, `u003f` and `u002f` (RFC 8259 §7).
    private static func unicodeEscape(_ text: Octets) -> UInt8? {
        switch String(octets: text.asciiLowercased) {
        case "u0026": ascii("&")
        case "u003d": ascii("=")
        case "u003f": ascii("?")
        case "u002f": ascii("/")
        default: nil
        }
    }
}

/// Decodes a query that was percent-encoded as a whole, once (T5b).
struct EncodedQuery {
    /// The URL with the decoded query; nil if the query was not encoded as a whole.
    let text: PlacedText?
    /// The range of the query in the original URL.
    let range: Range<Int>

    /// - Parameter names: Parameters of which such a query has at least one.
    init(_ url: PlacedText, names: [String]) {
        let query = URIReference(url.octets[...]).query ?? 0..<0
        range = query
        text = Self.decoded(url, query, names: names)
    }

    private static func decoded(_ url: PlacedText, _ query: Range<Int>, names: [String]) -> PlacedText? {
        let octets = url.octets[query]
        guard octets.contains(ascii("%")), !octets.contains(ascii("=")) else { return nil }
        let units = PercentCoding.units(of: octets)
        let values = units.map(\.octet)
        let isSound =
            units.allSatisfy { $0.octet != ascii("%") || $0.range.count == 3 }
            && String(validating: values, as: UTF8.self) != nil
        guard isSound, QueryPieces(values[...]).contains(where: { isNamed(values[$0.range], names) }) else {
            return nil
        }
        var text = PlacedText()
        text.append(0..<query.lowerBound, of: url)
        var place = query.lowerBound
        for unit in units where unit.range.count == 3 {
            text.append(place..<unit.range.lowerBound, of: url)
            // A query cannot contain `#`.
            let made = unit.octet == ascii("#") ? Array("%23".utf8) : [unit.octet]
            text.append(made, madeOf: unit.range, of: url)
            place = unit.range.upperBound
        }
        text.append(place..<url.octets.count, of: url)
        return text
    }

    private static func isNamed(_ piece: Octets, _ names: [String]) -> Bool {
        names.contains { piece.starts(with: $0.utf8) && piece.dropFirst($0.utf8.count).first == ascii("=") }
    }
}
