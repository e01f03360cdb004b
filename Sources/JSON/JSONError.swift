/// Why a text is not the JSON that is asked for, and where.
package struct JSONError: Error, Equatable {
    /// Counted from 1; only LF ends a line.
    package var line: Int
    /// Unicode scalars from the start of the line, counted from 1.
    package var column: Int
    package var message: String

    package init(line: Int, column: Int, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }
}

/// What a reader accepts before it gives up (`docs/security.md` S8).
package struct JSONLimits: Equatable, Sendable {
    /// The size of the whole text in octets.
    package var octets: Int
    /// How many arrays and objects may lie within each other.
    package var depth: Int
    /// Whether an object may have a name twice, which RFC 8259 §4 leaves open, for a caller who tells it himself.
    package var allowsRepeatedNames: Bool
    /// Whether an escape that is half of a surrogate pair (RFC 8259 §8.2) is read as U+FFFD, and not refused.
    package var replacesHalfSurrogates: Bool
    /// Whether a comma may follow the last member or element, as in files that people write.
    package var allowsTrailingCommas: Bool

    package init(
        octets: Int = 16 << 20, depth: Int = 16, allowsRepeatedNames: Bool = false,
        replacesHalfSurrogates: Bool = false, allowsTrailingCommas: Bool = false
    ) {
        self.octets = octets
        self.depth = depth
        self.allowsRepeatedNames = allowsRepeatedNames
        self.replacesHalfSurrogates = replacesHalfSurrogates
        self.allowsTrailingCommas = allowsTrailingCommas
    }
}
