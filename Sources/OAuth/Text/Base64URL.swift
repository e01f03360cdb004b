/// Base64 with the alphabet for URLs and without padding (RFC 4648 §5, RFC 7636 Appendix A).
enum Base64URL {
    static func encode(_ octets: some Collection<UInt8>) -> String {
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

    private static func digit(_ value: UInt32) -> UInt8 {
        switch UInt8(truncatingIfNeeded: value) {
        case let value where value < 26: ascii("A") + value
        case let value where value < 52: ascii("a") + (value - 26)
        case let value where value < 62: ascii("0") + (value - 52)
        case 62: ascii("-")
        default: ascii("_")
        }
    }
}

/// Base64 with its standard alphabet and padding (RFC 4648 §4), as Basic authentication wants it (RFC 7617 §2).
enum Base64 {
    static func encode(_ octets: [UInt8]) -> String {
        var text = Base64URL.encode(octets).utf8.map { octet in
            octet == ascii("-") ? ascii("+") : octet == ascii("_") ? ascii("/") : octet
        }
        while text.count % 4 != 0 { text.append(ascii("=")) }
        return String(octets: text)
    }
}
