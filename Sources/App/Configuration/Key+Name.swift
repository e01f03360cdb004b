import Catalog
import Screen
import Text

/// The reason why a text is not the name of a key.
package struct KeyNameFault: Error, Equatable {
    package var message: String
}

extension Key {
    /// The keys that have names, in the order in which a message lists them.
    private static let named: [Key] = [
        " ", .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown, .wordLeft, .wordRight,
    ]

    /// The key with a name as `label` writes it, such as `y`, `Ctrl-R` or `PgUp`.
    package init(name: String) throws(KeyNameFault) {
        let scalars = name.unicodeScalars
        if let scalar = scalars.first, scalars.count == 1 {
            guard scalar == " " || Key.isPrintable(scalar) else {
                throw KeyNameFault(message: "this is not a character that a keyboard types")
            }
            self = .character(scalar)
            return
        }
        guard let key = Self.all.first(where: { $0.label == name }) else {
            throw KeyNameFault(message: Self.unknown(name))
        }
        self = key
    }

    /// All keys but those of one character.
    package static let all: [Key] =
        named + (1...12).map { .function($0) } + "abcdefghklnopqrstuvwxyz".unicodeScalars.map { .control($0) }
        + [.alt("b"), .alt("d"), .alt("f")]

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && !CodePoint.isControl(scalar.value) && !CodePoint.isInvisible(scalar.value)
    }

    private static func unknown(_ name: String) -> String {
        switch name {
        case "Ctrl-I": return "a terminal sends the same for Ctrl-I and Tab; write \"Tab\""
        case "Ctrl-J", "Ctrl-M": return "a terminal sends the same for \(name) and Enter; write \"Enter\""
        case _ where name.hasPrefix("Alt-"): return "the only keys with Alt are Alt-B, Alt-D and Alt-F"
        default: break
        }
        let short = String(String.UnicodeScalarView(name.unicodeScalars.prefix(20)))
        if let near = nearestName(to: name, among: all.map(\.label)) {
            return "unknown key \"\(short)\"; did you mean \"\(near)\"?"
        }
        return "unknown key \"\(short)\"; a key is one character, Ctrl-A to Ctrl-Z, F1 to F12, or one of "
            + named.map(\.label).joined(separator: ", ")
    }
}
