/// A place in a text, as editors show it.
package struct TextPlace: Equatable, Sendable {
    /// Counted from 1; only LF ends a line.
    package var line: Int
    /// Unicode scalars from the start of the line, counted from 1.
    package var column: Int

    /// The place of the octet at an offset, in text that is UTF-8 up to there.
    package init(of offset: Int, in octets: UnsafeBufferPointer<UInt8>) {
        line = 1
        column = 1
        for octet in octets.prefix(offset) {
            if octet == ascii("\n") {
                line += 1
                column = 1
            } else if octet & 0xC0 != 0x80 {
                column += 1
            }
        }
    }

    package init(of offset: Int, in octets: [UInt8]) {
        self = octets.withUnsafeBufferPointer { TextPlace(of: offset, in: $0) }
    }
}
