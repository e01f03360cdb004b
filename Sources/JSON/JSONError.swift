/// An error in a JSON text, with its place.
package struct JSONError: Error, Equatable {
    /// The line, counted from 1. Only LF ends a line.
    package var line: Int
    /// The column in Unicode scalars, counted from 1.
    package var column: Int
    package var message: String

    package init(line: Int, column: Int, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }
}

/// The limits of a reader (`docs/security.md` S8).
package struct JSONLimits: Equatable, Sendable {
    /// The largest text in octets.
    package var octets: Int
    /// The most arrays and objects within each other.
    package var depth: Int
    /// Whether an object may have a name twice, which RFC 8259 §4 leaves open. For callers that report it themselves.
    package var allowsRepeatedNames: Bool
    /// Whether an escape that is half of a surrogate pair (RFC 8259 §8.2) is read as U+FFFD instead of rejected.
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
