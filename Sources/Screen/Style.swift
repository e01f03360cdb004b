/// What a cell means; the palette of the terminal decides its colour.
package enum Role: UInt8, CaseIterable, Sendable {
    case text
    /// Titles and what can be pressed.
    case accent
    case ok
    case warning
    case error
    /// Less important than the rest: hints, passed checks, separators.
    case dim
    /// The host of the URL, which decides who gets the request.
    case host
    /// A parameter's name in the URL.
    case name
    /// A parameter's value in the URL.
    case value
    /// The value of every second parameter, so that one is told from the next.
    case valueBeside
}

/// A role and the attributes that carry meaning where there is no colour.
package struct Style: Equatable, Sendable {
    package struct Attributes: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// The general one is not inlined and costs a hundred times as much.
        package init(arrayLiteral elements: Attributes...) {
            rawValue = elements.reduce(0) { $0 | $1.rawValue }
        }

        package static let bold = Attributes(rawValue: 1)
        package static let underline = Attributes(rawValue: 2)
        package static let reverse = Attributes(rawValue: 4)
    }

    package var role: Role
    package var attributes: Attributes

    package init(_ role: Role, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    package static let plain = Style(.text)

    package func with(_ more: Attributes) -> Style { Style(role, attributes.union(more)) }
}
