import Text

/// A set of octets, as a pattern has it in brackets.
struct OctetSet: Equatable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    static func == (left: OctetSet, right: OctetSet) -> Bool { left.words == right.words }

    func contains(_ octet: UInt8) -> Bool {
        let bit = UInt64(1) << UInt64(octet & 63)
        return switch octet >> 6 {
        case 0: words.0 & bit != 0
        case 1: words.1 & bit != 0
        case 2: words.2 & bit != 0
        default: words.3 & bit != 0
        }
    }

    private mutating func insert(_ octet: UInt8) {
        let bit = UInt64(1) << UInt64(octet & 63)
        switch octet >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    private var inverted: OctetSet {
        var set = self
        set.words = (~words.0, ~words.1, ~words.2, ~words.3)
        return set
    }

    /// Reads a set (glob(7)).
    ///
    /// - Parameter start: The place of the opening bracket.
    /// - Returns: The set and the place after the closing bracket; nil without one, or with an unknown class.
    static func read(_ pattern: Octets, after start: Int) -> (OctetSet, Int)? {
        var set = OctetSet()
        var place = start + 1
        guard place < pattern.endIndex else { return nil }
        let isInverted = pattern[place] == ascii("!") || pattern[place] == ascii("^")
        if isInverted { place += 1 }
        var previous: UInt8?
        var isFirst = true
        while place < pattern.endIndex {
            var octet = pattern[place]
            if octet == ascii("]"), !isFirst { return (isInverted ? set.inverted : set, place + 1) }
            isFirst = false
            if octet == ascii("["), place + 1 < pattern.endIndex, pattern[place + 1] == ascii(":") {
                if let end = pattern[(place + 2)...].firstIndex(of: ascii("]")) {
                    if end > place + 2, pattern[end - 1] == ascii(":") {
                        guard let members = members(of: String(octets: pattern[place + 2..<end - 1])) else {
                            return nil
                        }
                        for member in UInt8.min...UInt8.max where members(member) { set.insert(member) }
                        previous = nil
                        place = end + 1
                        continue
                    }
                } else {
                    return nil
                }
            } else if octet == ascii("-"), let low = previous, place + 1 < pattern.endIndex,
                pattern[place + 1] != ascii("]")
            {
                var high = pattern[place + 1]
                place += 2
                if high == ascii("\\") {
                    guard place < pattern.endIndex else { return nil }
                    high = pattern[place]
                    place += 1
                }
                if low <= high { for member in low...high { set.insert(member) } }
                previous = nil
                continue
            } else if octet == ascii("\\") {
                place += 1
                guard place < pattern.endIndex else { return nil }
                octet = pattern[place]
            }
            set.insert(octet)
            previous = octet
            place += 1
        }
        return nil
    }

    /// Returns a class of POSIX, for ASCII.
    private static func members(of name: String) -> ((UInt8) -> Bool)? {
        switch name {
        case "alnum": { $0.isLetter || $0.isDigit }
        case "alpha": { $0.isLetter }
        case "blank": { $0 == 0x20 || $0 == 0x09 }
        case "cntrl": { $0 < 0x20 || $0 == 0x7F }
        case "digit": { $0.isDigit }
        case "graph": { 0x21...0x7E ~= $0 }
        case "lower": { 0x61...0x7A ~= $0 }
        case "print": { 0x20...0x7E ~= $0 }
        case "punct": { 0x21...0x7E ~= $0 && !$0.isLetter && !$0.isDigit }
        case "space": { $0 == 0x20 || 0x09...0x0D ~= $0 }
        case "upper": { 0x41...0x5A ~= $0 }
        case "xdigit": { $0.isHexDigit }
        default: nil
        }
    }
}
