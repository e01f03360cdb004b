import Text

extension JSONReader {
    /// Reads a string.
    package mutating func string() throws(JSONError) -> String {
        String(decoding: try stringOctets(), as: UTF8.self)
    }

    /// Reads a string as valid UTF-8. Without escapes, the result is a slice of the text itself.
    package mutating func stringOctets() throws(JSONError) -> ArraySlice<UInt8> {
        skipSpace()
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(wanted: "a string") }
        return try readString()
    }

    /// Reads a string whose opening quote is the next octet.
    mutating func readString() throws(JSONError) -> ArraySlice<UInt8> {
        let opening = position
        position += 1
        let start = position
        while true {
            position = endOfPlainText(from: position)
            guard let octet = peek() else { throw error(at: opening, "this string has no closing quote") }
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                return octets[start..<(position - 1)]
            case UInt8(ascii: "\\"):
                return try readEscapedString(start: start, opening: opening)
            default:
                try passScalar()
            }
        }
    }

    /// Reads the rest of a string from its first escape on, into a new buffer.
    private mutating func readEscapedString(start: Int, opening: Int) throws(JSONError) -> ArraySlice<UInt8> {
        var text = Array(octets[start..<position])
        while true {
            let plain = position
            position = endOfPlainText(from: position)
            text.append(contentsOf: octets[plain..<position])
            guard let octet = peek() else { throw error(at: opening, "this string has no closing quote") }
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                return text[...]
            case UInt8(ascii: "\\"):
                let scalar = try readEscape()
                text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            default:
                let first = position
                try passScalar()
                text.append(contentsOf: octets[first..<position])
            }
        }
    }

    private func endOfPlainText(from start: Int) -> Int {
        octets.withUnsafeBytes { Self.endOfPlainText(in: $0, from: start) }
    }

    /// Skips a scalar that is not printable ASCII. Checks its form (RFC 3629 §4), and rejects control characters.
    private mutating func passScalar() throws(JSONError) {
        let first = octets[position]
        guard first >= 0x80 else {
            throw error(at: position, "a string may not hold a raw control character; write it as \\u00\(hex(first))")
        }
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        guard length > 0, position + length <= octets.count, second.contains(octets[position + 1]),
            octets[(position + 2)..<(position + max(2, length))].allSatisfy({ $0 & 0xC0 == 0x80 })
        else { throw error(at: position, "the byte 0x\(hex(first)) here is not valid UTF-8") }
        position += length
    }

    /// Reads an escape (RFC 8259 §7). The next octet must be its backslash.
    private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let octet = peek() else { throw error(at: start, "the text ends within an escape") }
        position += 1
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(octet)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readCodeUnits(start: start)
        default: throw error(at: start, "JSON has no such escape; a backslash itself is written \\\\")
        }
    }

    /// Reads the code unit, or the surrogate pair, after `\u`.
    private mutating func readCodeUnits(start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try readHex4(start: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, octets[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            return try halfSurrogate(start: start, end: position)
        }
        let end = position
        position += 2
        let second = try readHex4(start: end)
        guard 0xDC00...0xDFFF ~= second,
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { return try halfSurrogate(start: start, end: end) }
        return scalar
    }

    /// Returns the replacement for half of a surrogate pair. The escape after it is read separately.
    private mutating func halfSurrogate(start: Int, end: Int) throws(JSONError) -> Unicode.Scalar {
        guard limits.replacesHalfSurrogates else {
            throw error(at: start, "this escape is half of a surrogate pair")
        }
        position = end
        return "\u{FFFD}"
    }

    private mutating func readHex4(start: Int) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let octet = peek(), let digit = octet.hexValue else {
                throw error(at: start, "\\u needs four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private func hex(_ octet: UInt8) -> String {
        let digits = String(octet, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
    }
}
