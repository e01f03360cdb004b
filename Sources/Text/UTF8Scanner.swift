/// Reads UTF-8 strictly.
@usableFromInline package enum UTF8Scanner {
    /// Returns the scalar that starts at `index` and its length in octets; nil if the octets are not UTF-8 (including
    /// overlong forms and surrogates, RFC 3629 §3).
    @inlinable package static func scalar(in octets: Octets, at index: Int) -> (value: UInt32, length: Int)? {
        let first = octets[index]
        if first < 0x80 { return (UInt32(first), 1) }
        let length: Int
        let least: UInt32
        var value: UInt32
        switch first {
        case 0xc2...0xdf: (length, least, value) = (2, 0x80, UInt32(first & 0x1f))
        case 0xe0...0xef: (length, least, value) = (3, 0x800, UInt32(first & 0x0f))
        case 0xf0...0xf4: (length, least, value) = (4, 0x10000, UInt32(first & 0x07))
        default: return nil
        }
        guard index + length <= octets.endIndex else { return nil }
        for next in octets[index + 1..<index + length] {
            guard next & 0xc0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3f)
        }
        guard value >= least, value <= 0x10ffff, !(0xd800...0xdfff).contains(value) else { return nil }
        return (value, length)
    }

    /// Returns the index and place of the first octet that is not UTF-8; nil if all are.
    package static func firstInvalid(in octets: [UInt8]) -> (index: Int, place: TextPlace)? {
        if String(validating: octets, as: UTF8.self) != nil { return nil }
        var index = 0
        while index < octets.count, let scalar = scalar(in: octets[...], at: index) { index += scalar.length }
        return (index, TextPlace(of: index, in: octets))
    }

    /// Returns the number of Unicode scalars in well-formed UTF-8.
    @inlinable package static func scalarCount(_ octets: Octets) -> Int {
        var count = 0
        for octet in octets where octet & 0xc0 != 0x80 { count += 1 }
        return count
    }
}
