import Glibc
import Text

/// Reads the parameters of a request from a dictionary or an object, such as `{"response_type": "code", "client_id": id}`.
///
/// Programs add to such a dictionary elsewhere, and libraries have settings of their own in it. So the message is open, and
/// parameters that no rule knows are not reported.
struct DictionaryReader {
    private typealias Element = WrittenText.Element

    /// The longest dictionary, in octets of the source.
    private static let longest = 8_192
    /// The end of both names: `response_type` and `grant_type`. Every request has one of them.
    private static let nameEnd = Array("_type".utf8)
    private static let heads = ["response", "grant"].map { Array($0.utf8) }

    private let octets: [UInt8]
    private var place: Int
    private let end: Int
    /// The end of what was read.
    private var furthest = 0

    private init(octets: [UInt8], place: Int, end: Int) {
        self.octets = octets
        self.place = place
        self.end = end
    }

    /// Returns the next place at or after one where a dictionary has one of the names as a key; nil if there is none.
    static func nextKey(in octets: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = octets.baseAddress else { return nil }
        var index = start
        while index < octets.count, let found = memchr(base + index, Int32(ascii("_")), octets.count - index) {
            let place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            index = place + 1
            guard place + nameEnd.count < octets.count, octets[place + 1] == ascii("t"),
                octets[place..<place + nameEnd.count].elementsEqual(nameEnd)
            else { continue }
            index = place + nameEnd.count
            for head in heads where head.count <= place - start {
                let begin = place - head.count
                guard octets[begin..<place].elementsEqual(head), isKey(octets, begin..<index) else { continue }
                return begin
            }
        }
        return nil
    }

    /// Whether the name is a whole word with `:` or `=>` after it.
    private static func isKey(_ octets: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Bool {
        if name.lowerBound > 0, octets[name.lowerBound - 1].isOfName { return false }
        var index = name.upperBound
        if index < octets.count, octets[index] == ascii("\"") || octets[index] == ascii("'") { index += 1 }
        while index < octets.count, octets[index] == 0x20 { index += 1 }
        guard index + 1 < octets.count else { return false }
        return octets[index] == ascii(":") || octets[index] == ascii("=") && octets[index + 1] == ascii(">")
    }

    /// Returns the text of the request of the dictionary around a key, nil if it has no start or end nearby, and the end of
    /// what was read.
    static func read(_ octets: [UInt8], around key: Int, floor: Int) -> (text: WrittenText?, end: Int) {
        let lowest = max(floor, key - longest)
        var depth = 0
        var index = key
        while index > lowest {
            index -= 1
            switch octets[index] {
            case ascii("}"), ascii(")"), ascii("]"): depth += 1
            case ascii("{"), ascii("("), ascii("["):
                if depth == 0 {
                    var reader = DictionaryReader(
                        octets: octets, place: index + 1, end: min(octets.count, index + longest))
                    var text = reader.read(from: index)
                    if let end = text?.source.upperBound,
                        let address = address(octets, before: index, floor: lowest)
                    {
                        text?.address = address.text.elements
                        text?.source = address.start..<end
                    }
                    return (text, max(text?.source.upperBound ?? 0, reader.furthest))
                }
                depth -= 1
            default: break
            }
        }
        return (nil, key)
    }

    /// The longest address before a dictionary, with what is between the two.
    private static let longestAddress = 1_024

    /// The address before a dictionary in a call that sends it, such as `post("https://…", data={`, and the place of its
    /// quotation mark; nil if there is none.
    private static func address(_ octets: [UInt8], before open: Int, floor: Int) -> (text: WrittenText, start: Int)? {
        let lowest = max(floor, open - longestAddress)
        var index = open
        while index > lowest, octets[index - 1].isOfName || "=.( \n".utf8.contains(octets[index - 1]) { index -= 1 }
        // These arguments are not the form.
        let words = String(octets: octets[index..<open])
        guard !["params", "headers", "json"].contains(where: { words.contains($0) }) else { return nil }
        guard index > lowest, octets[index - 1] == ascii(",") else { return nil }
        index -= 1
        while index > lowest, octets[index - 1].isBlank { index -= 1 }
        guard index > lowest, "\"'`".utf8.contains(octets[index - 1]) else { return nil }
        let close = index - 1
        guard let mark = octets[lowest..<close].lastIndex(where: { $0 == octets[close] || $0 == 0x0A }),
            octets[mark] == octets[close]
        else { return nil }
        let text = PieceReader.read(octets, from: TextStart(mark + 1, quote: octets[close]), decodesHTML: false)
        return text.source.upperBound == close ? (text, mark) : nil
    }

    private mutating func read(from start: Int) -> WrittenText? {
        var text = WrittenText(source: start..<start)
        text.isLoose = true
        while let pair = nextPair() {
            if !text.elements.isEmpty, let first = pair.first { text.elements.append(Element(before: first)) }
            text.elements += pair
        }
        furthest = max(furthest, place)
        guard place < end, octets[place].isClosing, let last = text.elements.last else { return nil }
        // More parameters may come from elsewhere.
        text.elements += [Element(before: last), .hole(place..<place)]
        text.source = start..<place + 1
        return text
    }

    /// Reads the next key with its value; empty for something else, nil at the end.
    private mutating func nextPair() -> [Element]? {
        while place < end, octets[place].isBlank || octets[place] == ascii(",") { place += 1 }
        guard place < end, !octets[place].isClosing else { return nil }
        let start = place
        defer { skipValue() }
        if "\"':".utf8.contains(octets[place]) { place += 1 }
        let name = octets[place..<end].prefix { $0.isOfName }
        place = name.endIndex
        if place < end, octets[place] == ascii("\"") || octets[place] == ascii("'") { place += 1 }
        skipSpaces()
        guard !name.isEmpty, place + 1 < end, let sign = separator else {
            place = start
            return []
        }
        place += sign
        while place < end, octets[place].isBlank { place += 1 }
        var pair = name.indices.map { Element(octet: octets[$0], source: $0..<$0 + 1) }
        pair.append(Element(octet: ascii("="), source: name.endIndex..<place))
        return pair + value()
    }

    /// The length of the sign between a key and its value; nil if there is none.
    private var separator: Int? {
        if octets[place] == ascii("="), octets[place + 1] == ascii(">") { return 2 }
        return octets[place] == ascii(":") && octets[place + 1] != ascii(":") ? 1 : nil
    }

    /// Reads the value at the place: a literal, or a hole for any other expression.
    private mutating func value() -> [Element] {
        let start = place
        let hole = { (end: Int) in [Element.hole(start..<max(start + 1, end))] }
        if place < end, "\"'`".utf8.contains(octets[place]) {
            let text = PieceReader.read(octets, from: TextStart(place + 1, quote: octets[place]), decodesHTML: false)
            furthest = text.source.upperBound
            place = min(end, max(place, furthest) + 1)
            skipSpaces()
            let isWhole =
                place < end && (octets[place] == ascii(",") || octets[place].isBlank || octets[place].isClosing)
            if isWhole { return text.elements.flatMap(\.encoded) }
        }
        skipValue()
        return hole(place)
    }

    private mutating func skipSpaces() {
        while place < end, octets[place] == 0x20 || octets[place] == 0x09 { place += 1 }
    }

    /// Goes to the comma or the bracket that ends the value.
    private mutating func skipValue() {
        var depth = 0
        while place < end {
            switch octets[place] {
            case ascii("{"), ascii("("), ascii("["): depth += 1
            case ascii("}"), ascii(")"), ascii("]"):
                if depth == 0 { return }
                depth -= 1
            case ascii(","): if depth == 0 { return }
            case ascii("\""), ascii("'"), ascii("`"):
                let mark = octets[place]
                place = octets[(place + 1)..<end].firstIndex { $0 == mark || $0 == 0x0A } ?? end - 1
            default: break
            }
            place += 1
        }
    }
}

extension WrittenText.Element {
    /// An `&` that the source does not have.
    fileprivate init(before element: Self) {
        self.init(octet: ascii("&"), source: element.source.lowerBound..<element.source.lowerBound)
    }

    /// The octet as a form has it: all but unreserved ones are triplets.
    var encoded: [Self] {
        guard !isHole, !octet.isUnreserved else { return [self] }
        var triplet: [UInt8] = []
        PercentCoding.appendTriplet(octet, to: &triplet)
        return triplet.map { Self(octet: $0, source: source) }
    }
}

extension UInt8 {
    fileprivate var isOfName: Bool { isLetter || isDigit || self == ascii("_") || self == ascii("-") }
    fileprivate var isClosing: Bool { self == ascii("}") || self == ascii(")") || self == ascii("]") }
}
