/// The meaning of a cell. The palette of the terminal decides its colour.
package enum Role: UInt8, CaseIterable, Sendable {
    case text
    /// Titles, and keys that can be pressed.
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
    /// The value of every second parameter, so that neighbours have different colours.
    case valueBeside
}

/// A role, and the attributes that show the meaning without colours.
package struct Style: Equatable, Sendable {
    package struct Attributes: OptionSet, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Replaces the general initialiser of option sets, which is not inlined and takes a hundred times as long.
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
