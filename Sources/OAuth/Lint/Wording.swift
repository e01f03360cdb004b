import Text

/// Names of characters for messages.
package enum Wording {
    /// Returns `"x"`, `a space`, or `U+0442`.
    static func character(_ value: UInt32) -> String {
        switch value {
        case 0x20: "a space"
        case 0x22: "a quotation mark"
        case 0x21...0x7e: "\"\(Unicode.Scalar(value).map(String.init) ?? "")\""
        default: codePoint(value)
        }
    }

    /// Returns the code point, such as `U+001B`.
    package static func codePoint(_ value: UInt32) -> String { "U+" + CodePoint.digits(of: value) }

    /// Returns foreign text as a complete sentence, so that our own text can follow. Adds a full stop unless the text
    /// ends with a sign that ends a sentence.
    package static func sentence(_ text: String) -> String {
        let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
        let words = text[..<end]
        // A quotation or a bracket may close after the full stop.
        let last = words.last { !"\"'”’»)]".contains($0) }
        return last.map { ".!?…。".contains($0) } ?? true ? String(words) : words + "."
    }

    /// Returns a long value of ASCII with its middle left out, such as `264ade60…c776f9`.
    static func abridged(_ text: String) -> String {
        text.utf8.count > 24 && text.utf8.allSatisfy(\.isVisible) ? "\(text.prefix(8))…\(text.suffix(6))" : text
    }

    /// Returns `a, b and c`, with at most three of them.
    static func list(_ texts: [String], _ conjunction: String = "and") -> String {
        let shown = texts.prefix(3)
        if texts.count > 3 { return shown.joined(separator: ", ") + " \(conjunction) \(texts.count - 3) more" }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
