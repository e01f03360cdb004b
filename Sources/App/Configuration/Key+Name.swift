import Catalog
import Screen
import Text

/// Why a text is not the name of a key.
package struct KeyNameFault: Error, Equatable {
    package var message: String
}

extension Key {
    /// The keys that have names, in the order in which a message lists them.
    private static let named: [Key] = [
        " ", .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown, .wordLeft, .wordRight, .f1,
    ]

    /// The key with a name as `label` writes it, such as `y`, `Ctrl-R` or `PgUp`. In names of more than one character,
    /// upper and lower case are the same.
    package init(name: String) throws(KeyNameFault) {
        let scalars = name.unicodeScalars
        if let scalar = scalars.first, scalars.count == 1 {
            guard scalar == " " || Key.isPrintable(scalar) else {
                throw KeyNameFault(message: "this is not a character that a keyboard types")
            }
            self = .character(scalar)
            return
        }
        let folded = name.lowercased()
        if let key = Self.named.first(where: { $0.label.lowercased() == folded }) {
            self = key
        } else if folded.hasPrefix("ctrl-"), let letter = Self.letter(of: folded.dropFirst(5)) {
            try self.init(control: letter)
        } else if folded.hasPrefix("alt-"), let letter = Self.letter(of: folded.dropFirst(4)) {
            guard "bdf".unicodeScalars.contains(letter) else {
                throw KeyNameFault(message: "of the keys with Alt only Alt-B, Alt-D and Alt-F are known")
            }
            self = .alt(letter)
        } else {
            throw KeyNameFault(message: Self.unknown(name))
        }
    }

    /// Ctrl and a letter, unless a terminal sends the same for another key.
    private init(control letter: Unicode.Scalar) throws(KeyNameFault) {
        switch letter {
        case "i": throw KeyNameFault(message: "a terminal sends the same for Ctrl-I and Tab; write \"Tab\"")
        case "j", "m":
            throw KeyNameFault(
                message: "a terminal sends the same for Ctrl-\(String(letter).uppercased()) and Enter; write \"Enter\"")
        default: self = .control(letter)
        }
    }

    /// The letter from a to z that a text is, or nil.
    private static func letter(of text: Substring) -> Unicode.Scalar? {
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1, "a"..."z" ~= scalar else {
            return nil
        }
        return scalar
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && !CodePoint.isControl(scalar.value) && !CodePoint.isInvisible(scalar.value)
    }

    private static func unknown(_ name: String) -> String {
        let labels = named.map(\.label)
        let short = String(String.UnicodeScalarView(name.unicodeScalars.prefix(20)))
        if let near = nearestName(to: name, among: labels) {
            return "unknown key \"\(short)\"; did you mean \"\(near)\"?"
        }
        return "unknown key \"\(short)\"; a key is one character, Ctrl-A to Ctrl-Z, or one of "
            + labels.joined(separator: ", ")
    }
}
