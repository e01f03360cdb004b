/// A place in a text, as editors show it.
package struct TextPlace: Equatable, Sendable {
    /// The line, counted from 1. Only LF ends a line.
    package var line: Int
    /// The column in Unicode scalars, counted from 1.
    package var column: Int

    /// Finds the place of the octet at an offset, in text that is UTF-8 up to there.
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
