import OAuth
import Text

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
    /// The address that the text is sent to as a form; empty if it is not known.
    var address: [Element] = []
    /// The method and the header fields that go with a form; nil if they are not known.
    var head: (method: String, fields: [HTTPField])?
    /// Whether there may be other header fields, or a value in `head` is not, or not wholly, literal.
    var hasOpenHead = true

    /// Whether the source has more of the text than was read.
    var isCut: Bool { elements.count >= Self.longest }

    /// The address with harmless values for the holes of its query; empty if the part before the query has holes or no
    /// scheme.
    var filledAddress: [Element] {
        let path = address.prefix { $0.octet != ascii("?") }
        guard !path.contains(where: \.isHole), String(octets: path.map(\.octet)).contains("://") else { return [] }
        return address.map { $0.isHole ? Element(octet: ascii("x"), source: $0.source) : $0 }
    }
}

extension WrittenText.Element {
    static func hole(_ source: Range<Int>) -> Self { Self(octet: 0, source: source) }
}
