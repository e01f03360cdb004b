@testable import Commands

/// Properties of an output for tests.
extension SafeText {
    var utf8: String.UTF8View { text.utf8 }
    var unicodeScalars: String.UnicodeScalarView { text.unicodeScalars }

    static func == (safe: SafeText, text: String) -> Bool { safe.text == text }

    func contains(_ part: String) -> Bool { text.contains(part) }
    func hasPrefix(_ part: String) -> Bool { text.hasPrefix(part) }
    func hasSuffix(_ part: String) -> Bool { text.hasSuffix(part) }
    func ranges(of part: String) -> [Range<String.Index>] { text.ranges(of: part) }
    func split(separator: Character) -> [Substring] { text.split(separator: separator) }
}
