/// A text in a source file, octet by octet, with the pieces that are not literal.
struct WrittenText {
    /// An octet of the text, and its octets in the source.
    struct Element: Equatable {
        /// Zero for a hole.
        var octet: UInt8
        var source: Range<Int>

        /// Whether this is a piece whose text is not known, such as `${name}`.
        var isHole: Bool { octet == 0 }
    }

    /// The longest text that is read, in octets. The linter reports more than 65,536 as too long and reads no further.
    static let longest = 70_000

    var elements: [Element] = []
    /// Whether there may be parameters that are not of the message.
    var isLoose = false
    /// The octets of the source, with quotation marks and operators between the pieces.
    var source: Range<Int>
}

extension WrittenText.Element {
    static func hole(_ source: Range<Int>) -> Self { Self(octet: 0, source: source) }
}
