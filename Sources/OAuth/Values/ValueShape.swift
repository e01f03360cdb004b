import Text

/// The form of all values of one kind: a set of characters and a length, such as 80 hex digits.
public struct ValueShape: Equatable, Sendable {
    /// A bit for each character of ASCII.
    private let characters: UInt128
    /// The allowed lengths, up to `Int.max` if there is no limit.
    private let lengths: ClosedRange<Int>

    /// Reads a regular expression that only describes a set of characters and a length: `^[set]{n}$`, or with `{n,}`,
    /// `{n,m}`, `+` or `*`.
    ///
    /// The set may have printable ASCII: characters, ranges such as `a-z`, `\d`, `\w`, and punctuation after a
    /// backslash. A number has at most four digits.
    ///
    /// - Parameter expression: The regular expression.
    /// - Returns: Nil for any other expression.
    public init?(expression: String) {
        let octets = Array(expression.utf8)
        guard octets.starts(with: "^[".utf8), octets.last == UInt8(ascii: "$") else { return nil }
        var rest = octets[2...].dropLast()
        guard let characters = Self.readSet(&rest), let lengths = Self.lengths(rest) else { return nil }
        self.characters = characters
        self.lengths = lengths
    }

    /// Returns the reason why the value does not match.
    ///
    /// - Parameter value: The value to check.
    /// - Returns: A reason such as `has 3 characters`; nil if the value matches.
    public func fault(of value: String) -> String? {
        let scalars = value.unicodeScalars
        let count = scalars.count
        guard lengths.contains(count) else { return "has \(count.counted("character"))" }
        guard let (index, scalar) = scalars.enumerated().first(where: { !contains($0.element.value) }) else {
            return nil
        }
        // Upper-case and lower-case letters differ in one bit.
        let isInWrongCase = scalar.properties.isAlphabetic && contains(scalar.value ^ 0x20)
        let kind = !isInWrongCase ? "" : scalar.value & 0x20 == 0 ? "the upper-case letter " : "the lower-case letter "
        return "has \(kind)\(Wording.character(scalar.value)) at place \(index + 1)"
    }

    private func contains(_ value: UInt32) -> Bool { value < 128 && characters >> value & 1 == 1 }

    // MARK: In words

    /// The shape for people, such as `80 hex digits`.
    public var text: String {
        let kind = Self.text(of: characters)
        switch (lengths.lowerBound, lengths.upperBound) {
        case (...1, .max): return kind
        case (let least, .max): return "\(least) or more \(kind)"
        case (0, 1): return "at most one of \(kind)"
        case (0, let most): return "at most \(most) \(kind)"
        case (1, 1): return "one of \(kind)"
        case (let least, let most): return least == most ? "\(most) \(kind)" : "\(least) to \(most) \(kind)"
        }
    }

    private static let digits = members("0", "9")
    private static let lowerCase = members("a", "z")
    private static let upperCase = members("A", "Z")

    private static func text(of set: UInt128) -> String {
        switch set {
        case digits | members("a", "f"), digits | members("a", "f") | members("A", "F"): return "hex digits"
        case digits | members("A", "F"): return "upper-case hex digits"
        default: break
        }
        var rest = set
        var parts: [String] = []
        let kinds = [
            (lowerCase | upperCase, "letters"), (lowerCase, "lower-case letters"), (upperCase, "upper-case letters"),
            (digits, "digits"),
        ]
        for (kind, name) in kinds where rest & kind == kind {
            parts.append(name)
            rest &= ~kind
        }
        let start = parts.isEmpty ? "characters of " : ""
        while rest != 0 {
            let first = rest.trailingZeroBitCount
            let last = first + (~(rest >> first)).trailingZeroBitCount - 1
            let (low, high) = (Wording.character(UInt32(first)), Wording.character(UInt32(last)))
            parts += last - first > 1 ? ["\(low) to \(high)"] : last > first ? [low, high] : [low]
            rest &= ~members(UInt8(first), UInt8(last))
        }
        let last = parts.removeLast()
        return start + (parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last)
    }

    // MARK: Reading

    private static func members(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> UInt128 {
        members(UInt8(ascii: first), UInt8(ascii: last))
    }

    private static func members(_ first: UInt8, _ last: UInt8) -> UInt128 {
        ((1 << UInt128(last - first + 1)) - 1) << first
    }

    /// Reads the set, including the bracket that ends it.
    private static func readSet(_ rest: inout ArraySlice<UInt8>) -> UInt128? {
        var set: UInt128 = 0
        while let octet = rest.popFirst() {
            guard octet.isVisible else { return nil }
            switch Unicode.Scalar(octet) {
            case "]": return set == 0 ? nil : set
            // A negated set, or a set within a set.
            case "^" where set == 0, "[": return nil
            case "-":
                guard set == 0 || rest.first == UInt8(ascii: "]") else { return nil }
                set |= members(octet, octet)
            case "\\":
                guard let escaped = escaped(rest.popFirst()), !startsRange(rest) else { return nil }
                set |= escaped
            default:
                var last = octet
                if startsRange(rest) {
                    last = rest[rest.startIndex + 1]
                    rest.removeFirst(2)
                    guard last.isVisible, last >= octet, !"[\\".utf8.contains(last) else { return nil }
                }
                set |= members(octet, last)
            }
        }
        return nil
    }

    /// Whether the next octet is a hyphen that is followed by something other than the end of the set.
    private static func startsRange(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.count > 1 && rest.first == UInt8(ascii: "-") && rest[rest.startIndex + 1] != UInt8(ascii: "]")
    }

    /// Returns the characters that a backslash and this character represent.
    private static func escaped(_ octet: UInt8?) -> UInt128? {
        let word = digits | lowerCase | upperCase | members("_", "_")
        switch octet {
        case UInt8(ascii: "d"): return digits
        case UInt8(ascii: "w"): return word
        case let octet?: return octet.isVisible && members(octet, octet) & word == 0 ? members(octet, octet) : nil
        case nil: return nil
        }
    }

    private static func lengths(_ text: ArraySlice<UInt8>) -> ClosedRange<Int>? {
        if text.elementsEqual("+".utf8) { return 1...Int.max }
        if text.elementsEqual("*".utf8) { return 0...Int.max }
        guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count <= 2, let least = number(parts[0]),
            let most = parts.count == 1 ? least : parts[1].isEmpty ? Int.max : number(parts[1]), most >= max(least, 1)
        else { return nil }
        return least...most
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard 1...4 ~= digits.count, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
