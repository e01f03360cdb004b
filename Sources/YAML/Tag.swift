/// The effect of a tag on a scalar or collection.
enum Tag: Equatable {
    /// No tag, or one without effect.
    case none
    /// The value is text, even without quotes.
    case text
    /// The value is read as if it had no quotes.
    case plain
    /// An application tag, such as `!include`.
    case foreign(String)

    private static let own = "tag:yaml.org,2002:"
    /// Types that JSON does not have. Their text is kept.
    private static let types = ["map", "seq", "set", "omap", "pairs", "binary", "timestamp", "merge", "value"]

    /// - Parameter text: The tag from libyaml, with `!!` expanded.
    init(_ text: String) {
        guard text != "!" else {
            self = .text
            return
        }
        switch text.hasPrefix(Self.own) ? String(text.dropFirst(Self.own.count)) : "" {
        case "str": self = .text
        case "null", "bool", "int", "float": self = .plain
        case let type where Self.types.contains(type): self = .none
        default: self = .foreign(text)
        }
    }
}
