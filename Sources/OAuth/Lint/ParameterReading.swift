import Text

/// A defect that makes a name or value unreadable (T6, T7). Ranges are octets of the URL or body.
enum TextDefect {
    case percentMalformed(Range<Int>)
    case controlCharacter(UInt32, Range<Int>)
    case invisible(UInt32, Range<Int>)
    case doubleEncoded(Range<Int>)

    var range: Range<Int> {
        switch self {
        case .percentMalformed(let range), .controlCharacter(_, let range), .invisible(_, let range),
            .doubleEncoded(let range):
            range
        }
    }
}

/// A URL or a form body, split and decoded (T4, T5), for the rules.
struct ParameterReading {
    /// A name and value. It is small, because there can be tens of thousands.
    struct Pair {
        var piece: QueryPieces.Piece
        /// The start of the decoded name. The value follows it up to the end.
        fileprivate var start: Int
        fileprivate var middle: Int
        fileprivate var end: Int
        /// The index of the name, or nil when the pair is ignored (T6).
        var nameIndex: Int?
        /// The next pair with this name.
        fileprivate(set) var next: Int?
        /// The index of the remark about its text, or nil.
        fileprivate var remark: Int?

        /// The ranges in `decoded`.
        var name: Range<Int> { start..<middle }
        var value: Range<Int> { middle..<end }
    }

    /// The defects and traits of a pair's text.
    struct Remark {
        var nameDefect: TextDefect?
        /// The defect of the value.
        var defect: TextDefect?
        var traits: RawTraits
    }

    /// A name, and its occurrences.
    struct Name {
        var octets: Octets
        var known: KnownParameter?
        var first: Int
        var last: Int
        var count = 1
        /// The first occurrence that is not empty, which is the one that counts (T8).
        var checked: Int?
        /// The first empty occurrence.
        var empty: Int?
    }

    /// The URL, or the body.
    let octets: [UInt8]
    /// The parts of the URL. A body has none.
    let parts: URIReference
    private(set) var pairs: [Pair] = []
    private(set) var names: [Name] = []
    private var remarks: [Remark] = []
    /// The first empty piece (T5).
    private(set) var emptyPiece: Int?
    /// The first triplet in an unusual style.
    private(set) var unusualTriplet: Range<Int>?
    private(set) var decoded: [UInt8] = []
    /// The names again, to find one quickly.
    private var nameTable = OctetTable()
    private var knownIndices = [Int?](repeating: nil, count: KnownParameter.allCases.count)
    /// The provider's names for parameters of the standard.
    private let sentNames: ParameterNames

    init(_ url: [UInt8], names: ParameterNames) {
        octets = url
        sentNames = names
        parts = URIReference(url[...])
        if let query = parts.query { read(query) }
    }

    /// Reads `application/x-www-form-urlencoded` (RFC 6749 Appendix B).
    init(form body: [UInt8], names: ParameterNames) {
        octets = body
        sentNames = names
        parts = URIReference([])
        read(body.indices)
    }

    private mutating func read(_ query: Range<Int>) {
        decoded.reserveCapacity(query.count)
        pairs.reserveCapacity(octets[query].count { $0 == ascii("&") } + 1)
        for piece in QueryPieces(octets[query]) {
            if piece.isEmpty {
                emptyPiece = emptyPiece ?? piece.range.lowerBound
            } else {
                read(piece)
            }
        }
        enterNames()
    }

    private mutating func read(_ piece: QueryPieces.Piece) {
        var decoder = PieceDecoder(url: octets, decoded: decoded)
        decoded = []
        let name = decoder.decode(piece.name)
        let nameDefect = decoder.defect
        var traits = decoder.traits
        let value = decoder.decode(piece.value)
        // A raw + matters only in a value.
        traits.plus = nil
        traits.join(decoder.traits)
        unusualTriplet = unusualTriplet ?? traits.unusualTriplet
        decoded = decoder.decoded
        var pair = Pair(piece: piece, start: name.lowerBound, middle: value.lowerBound, end: value.upperBound)
        if nameDefect != nil || decoder.defect != nil || !traits.isPlain {
            pair.remark = remarks.count
            remarks.append(Remark(nameDefect: nameDefect, defect: decoder.defect, traits: traits))
        }
        pairs.append(pair)
    }

    private mutating func enterNames() {
        for index in pairs.indices where remark(on: pairs[index])?.nameDefect == nil {
            let key = decoded[pairs[index].name]
            let isEmpty = pairs[index].piece.value.isEmpty
            if let name = nameTable.index(of: key) {
                pairs[names[name].last].next = index
                names[name].last = index
                names[name].count += 1
                pairs[index].nameIndex = name
            } else {
                pairs[index].nameIndex = names.count
                nameTable.append(key)
                let known = sentNames.known(key)
                if let known { knownIndices[known.rawValue] = names.count }
                names.append(Name(octets: key, known: known, first: index, last: index))
            }
            guard let name = pairs[index].nameIndex else { continue }
            if isEmpty {
                names[name].empty = names[name].empty ?? index
            } else {
                names[name].checked = names[name].checked ?? index
                enterDoubleEncoding(at: index, of: names[name].known)
            }
        }
    }

    /// Records double encoding (T7). This comes last, because it needs the decoded value.
    private mutating func enterDoubleEncoding(at index: Int, of known: KnownParameter?) {
        guard defect(of: pairs[index]) == nil, let known else { return }
        let value = decoded[pairs[index].value]
        let isBroken =
            switch known {
            case .redirectURI, .resource, .iss: DoubleEncoding.isURI(value)
            case .responseType, .scope, .codeChallenge, .codeChallengeMethod: PercentCoding.holdsTriplet(value)
            default: false
            }
        guard isBroken else { return }
        let place = pairs[index].remark ?? remarks.count
        if place == remarks.count { remarks.append(Remark(traits: RawTraits())) }
        remarks[place].defect = .doubleEncoded(pairs[index].piece.value)
        pairs[index].remark = place
    }

    subscript(known: KnownParameter) -> Name? { knownIndices[known.rawValue].map { names[$0] } }

    func remark(on pair: Pair) -> Remark? { pair.remark.map { remarks[$0] } }

    /// Returns the defect of the pair's value (T7), or nil.
    func defect(of pair: Pair) -> TextDefect? { remark(on: pair)?.defect }

    /// - Parameter name: A standard name, or one that only this provider has.
    func index(ofName name: String) -> Int? { nameTable.index(of: sentNames.sent(name)) }

    /// Returns whether the parameter has a value, even if it is broken (T7, T8).
    func has(_ known: KnownParameter) -> Bool { self[known]?.checked != nil }

    /// Returns the pair of the parameter that counts, unless its value is broken.
    func checked(_ known: KnownParameter) -> Pair? {
        guard let index = self[known]?.checked, defect(of: pairs[index]) == nil else { return nil }
        return pairs[index]
    }

    func isBroken(_ known: KnownParameter) -> Bool { has(known) && checked(known) == nil }

    func value(of pair: Pair) -> Octets { decoded[pair.value] }

    /// Returns the value that counts, or nil when there is none or it is broken.
    func value(_ known: KnownParameter) -> Octets? { checked(known).map { value(of: $0) } }

    func occurrences(of name: Name) -> [Pair] {
        var occurrences: [Pair] = []
        occurrences.reserveCapacity(name.count)
        var next: Int? = name.first
        while let index = next {
            occurrences.append(pairs[index])
            next = pairs[index].next
        }
        return occurrences
    }

    /// Returns the value as in a request: text that cannot be decoded stays as written.
    func text(of pair: Pair) -> String { PercentCoding.decode(octets[pair.piece.value]) }

    /// Returns the range in the URL of a part of the decoded value.
    func rawRange(of part: Range<Int>, in pair: Pair) -> Range<Int> {
        PieceDecoder.rawRange(
            of: part.lowerBound - pair.value.lowerBound..<part.upperBound - pair.value.lowerBound,
            in: octets[pair.piece.value])
    }
}
