/// Questions about Unicode code points that the linter, the sanitiser and the JSON writer answer alike.
@usableFromInline package enum CodePoint {
    /// C0, DEL and C1.
    @inlinable package static func isControl(_ value: UInt32) -> Bool {
        value < 0x20 || value &- 0x7F < 0x21
    }

    /// U+FE0E and U+FE0F, which ask for the text form or the emoji form of the character before them.
    @inlinable package static func isEmojiSelector(_ value: UInt32) -> Bool {
        value == 0xFE0E || value == 0xFE0F
    }
}
