/// Base64 with the alphabet for URLs and without padding (RFC 4648 §5, RFC 7636 Appendix A).
@usableFromInline package enum Base64URL {
    @inlinable package static func encode(_ octets: some Collection<UInt8>) -> String {
        let length = (octets.count * 4 + 2) / 3
        return String(unsafeUninitializedCapacity: length) { text in
            var bits: UInt32 = 0
            var count: UInt32 = 0
            var place = 0
            for octet in octets {
                bits = (bits << 8 | UInt32(octet)) & 0x3fff
                count += 8
                while count >= 6 {
                    count -= 6
                    text[place] = digit(bits >> count & 0x3f)
                    place += 1
                }
            }
            if count > 0 {
                text[place] = digit(bits << (6 - count) & 0x3f)
                place += 1
            }
            return place
        }
    }

    /// Returns the octets, or nil when the text has other characters, or padding.
    package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for character in text {
            let value: UInt32
            switch character {
            case ascii("A")...ascii("Z"): value = UInt32(character - ascii("A"))
            case ascii("a")...ascii("z"): value = UInt32(character - ascii("a")) + 26
            case ascii("0")...ascii("9"): value = UInt32(character - ascii("0")) + 52
            case ascii("-"): value = 62
            case ascii("_"): value = 63
            default: return nil
            }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            octets.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        // A single character is not a whole octet.
        return count < 6 ? octets : nil
    }

    @usableFromInline static func digit(_ value: UInt32) -> UInt8 {
        switch UInt8(truncatingIfNeeded: value) {
        case let value where value < 26: ascii("A") + value
        case let value where value < 52: ascii("a") + (value - 26)
        case let value where value < 62: ascii("0") + (value - 52)
        case 62: ascii("-")
        default: ascii("_")
        }
    }
}

/// Base64 with the standard alphabet and padding (RFC 4648 §4), for Basic authentication (RFC 7617 §2).
package enum Base64 {
    /// Returns the octets, or nil when the text has other characters, or wrong padding.
    package static func decode(_ text: String) -> [UInt8]? {
        let digits = text.utf8.prefix { $0 != ascii("=") }
        guard text.utf8.count % 4 == 0, text.utf8.count - digits.count <= 2 else { return nil }
        guard text.utf8.dropFirst(digits.count).allSatisfy({ $0 == ascii("=") }) else { return nil }
        var octets: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for digit in digits {
            guard let value = value(of: digit) else { return nil }
            bits = (bits << 6 | value) & 0x3fff
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            octets.append(UInt8(truncatingIfNeeded: bits >> count))
        }
        return octets
    }

    private static func value(of digit: UInt8) -> UInt32? {
        switch digit {
        case ascii("A")...ascii("Z"): UInt32(digit - ascii("A"))
        case ascii("a")...ascii("z"): UInt32(digit - ascii("a")) + 26
        case ascii("0")...ascii("9"): UInt32(digit - ascii("0")) + 52
        case ascii("+"): 62
        case ascii("/"): 63
        default: nil
        }
    }

    package static func encode(_ octets: [UInt8]) -> String {
        var text = Base64URL.encode(octets).utf8.map { octet in
            octet == ascii("-") ? ascii("+") : octet == ascii("_") ? ascii("/") : octet
        }
        while text.count % 4 != 0 { text.append(ascii("=")) }
        return String(octets: text)
    }
}
