/// What a tag says about a scalar or collection.
enum Tag: Equatable {
    /// There is none, or it is one that changes nothing.
    case none
    /// The text is text, even without quotes.
    case text
    /// The text is to be read as if it had no quotes.
    case plain
    /// Some program's own, such as `!include`.
    case foreign(String)

    private static let own = "tag:yaml.org,2002:"
    /// Of those that JSON does not have, what is written remains.
    private static let types = ["map", "seq", "set", "omap", "pairs", "binary", "timestamp", "merge", "value"]

    /// - Parameter text: as libyaml tells it, with `!!` written out.
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
