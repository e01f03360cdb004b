/// Properties of Unicode code points that the linter, the sanitiser and the JSON writer share.
@usableFromInline package enum CodePoint {
    /// Returns the hexadecimal digits of Unicode's notation, such as `001B`.
    package static func digits(of value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// Returns whether the code point is in C0 or C1, or is DEL.
    @inlinable package static func isControl(_ value: UInt32) -> Bool {
        value < 0x20 || value &- 0x7F < 0x21
    }

    /// Returns whether the code point is U+FE0E or U+FE0F, which select the text or emoji form of the previous
    /// character.
    @inlinable package static func isEmojiSelector(_ value: UInt32) -> Bool {
        value == 0xFE0E || value == 0xFE0F
    }
}
