import Text

/// Properties of a name or value before decoding. Positions are octets of the URL.
struct RawTraits {
    var space: Int?
    /// The position of an ASCII character that a URL must encode, or of a scalar from U+0080 up.
    var forbidden: Int?
    var plus: Int?
    var unusualTriplet: Range<Int>?

    /// Whether there is nothing to report.
    var isPlain: Bool { space == nil && forbidden == nil && plus == nil }

    mutating func join(_ other: RawTraits) {
        space = space ?? other.space
        forbidden = forbidden ?? other.forbidden
        plus = plus ?? other.plus
        unusualTriplet = unusualTriplet ?? other.unusualTriplet
    }
}

/// Decodes names and values into one buffer and records their properties (T5–T7).
struct PieceDecoder {
    let url: [UInt8]
    private(set) var decoded: [UInt8]
    /// The defect of the piece that was decoded last.
    private(set) var defect: TextDefect?
    private(set) var traits = RawTraits()

    init(url: [UInt8], decoded: [UInt8]) {
        self.url = url
        self.decoded = decoded
    }

    /// Decodes a piece. Returns the range of its decoded octets.
    mutating func decode(_ range: Range<Int>) -> Range<Int> {
        let start = decoded.count
        var malformed: Int?
        var needsScalars = false
        traits = RawTraits()
        defect = nil
        var index = range.lowerBound
        while index < range.upperBound {
            var octet = url[index]
            if octet == ascii("%") {
                if let value = PercentCoding.triplet(in: url[..<range.upperBound], at: index) {
                    if traits.unusualTriplet == nil, isUnusual(value, at: index) {
                        traits.unusualTriplet = index..<index + 3
                    }
                    octet = value
                    index += 2
                } else {
                    malformed = malformed ?? index
                }
            } else if octet == ascii("+") {
                traits.plus = traits.plus ?? index
                octet = 0x20
            } else if octet == 0x20 {
                traits.space = traits.space ?? index
            } else if octet >= 0x80 || RawCharacters.isForbidden(octet) {
                traits.forbidden = traits.forbidden ?? index
            }
            needsScalars = needsScalars || octet < 0x20 || octet >= 0x7f
            decoded.append(octet)
            index += 1
        }
        // T7: only the first of these is reported.
        if let malformed {
            defect = .percentMalformed(malformed..<min(malformed + 3, range.upperBound))
        } else if needsScalars {
            defect = scalarDefect(in: decoded[start...], of: range)
        }
        return start..<decoded.count
    }

    private func isUnusual(_ value: UInt8, at index: Int) -> Bool {
        // 0x61... are lower-case digits. Form serialisers encode the tilde.
        url[index + 1] >= 0x61 || url[index + 2] >= 0x61 || value.isUnreserved && value != ascii("~")
    }

    private func scalarDefect(in octets: Octets, of range: Range<Int>) -> TextDefect? {
        var control: (UInt32, Range<Int>)?
        var invisible: (UInt32, Range<Int>)?
        func place(_ start: Int, _ length: Int) -> Range<Int> {
            let offset = start - octets.startIndex
            return Self.rawRange(of: offset..<offset + length, in: url[range])
        }
        var index = octets.startIndex
        while index < octets.endIndex {
            guard let scalar = UTF8Scanner.scalar(in: octets, at: index) else {
                return .percentMalformed(place(index, 1))
            }
            if control == nil, CodePoint.isControl(scalar.value) {
                control = (scalar.value, place(index, scalar.length))
            }
            if invisible == nil, CodePoint.isInvisible(scalar.value) {
                invisible = (scalar.value, place(index, scalar.length))
            }
            index += scalar.length
        }
        if let control { return .controlCharacter(control.0, control.1) }
        if let invisible { return .invisible(invisible.0, invisible.1) }
        return nil
    }

    /// Returns the range in the original text of decoded octets, counted from 0.
    static func rawRange(of part: Range<Int>, in text: Octets) -> Range<Int> {
        var index = text.startIndex
        var offset = 0
        var start = text.startIndex
        while index < text.endIndex, offset < part.upperBound {
            if offset == part.lowerBound { start = index }
            index += PercentCoding.triplet(in: text, at: index) == nil ? 1 : 3
            offset += 1
        }
        return min(start, index)..<index
    }
}

/// Signs of a second percent-encoding in a decoded value.
enum DoubleEncoding {
    /// `scheme%3A…`
    static func isURI(_ value: Octets) -> Bool {
        guard let percent = value.firstIndex(of: ascii("%")), percent > value.startIndex,
            value[value.startIndex].isLetter, PercentCoding.triplet(in: value, at: percent) == ascii(":")
        else { return false }
        return value[..<percent].allSatisfy {
            $0.isLetter || $0.isDigit || $0 == ascii("+") || $0 == ascii("-") || $0 == ascii(".")
        }
    }

    /// Returns the text, decoded until no triplet is left; nil if that takes too long or fails.
    static func resolved(_ text: String) -> String? {
        var text = text
        for _ in 0..<8 {
            let octets = Array(text.utf8)
            guard PercentCoding.holdsTriplet(octets[...]) else { return text }
            text = PercentCoding.decode(octets[...])
        }
        return nil
    }
}
