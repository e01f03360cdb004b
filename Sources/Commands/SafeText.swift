import JSON
import Screen

/// Text that is safe to write to standard output and standard error, for every reader.
///
/// Literals come from the program. An interpolated value passes through the sanitiser, unless it is a `SafeText`
/// already. There are no initialisers besides those below, and `write(_:to:)` accepts nothing else
/// (`docs/architecture.md`, "Foreign text").
package struct SafeText: Equatable, Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String

    package init(stringLiteral literal: StaticString) {
        text = literal.description
    }

    package init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    /// Creates one line from foreign text, cut to the given columns. Line ends are escaped too.
    package init(_ foreign: String, columns: Int? = nil) {
        text = safe(foreign, columns: columns)
    }

    /// Creates lines from foreign text. Line ends are kept.
    package init(lines foreign: String) {
        text = foreign.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
            .joined(separator: "\n")
    }

    /// Creates one line from foreign text, such as a URL. Printable ASCII is not cut.
    package init(whole foreign: String) {
        text = foreign.utf8.allSatisfy { 0x20...0x7E ~= $0 } ? foreign : safe(foreign)
    }

    /// Creates JSON text in which everything that a terminal must not see is escaped.
    package init(_ json: JSONValue, style: JSONWriter.Style) {
        text = JSONWriter.text(json, style: style)
    }

    /// Collects the pieces of an interpolated literal.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        package mutating func appendInterpolation(_ foreign: some StringProtocol) { text += safe(String(foreign)) }
        package mutating func appendInterpolation(_ safe: SafeText) { text += safe.text }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    }
}

extension SafeText {
    package var isEmpty: Bool { text.isEmpty }

    /// The width of the text in terminal columns.
    package var columns: Int { text.columns }

    package static func + (first: SafeText, second: SafeText) -> SafeText { "\(first)\(second)" }

    package static func += (text: inout SafeText, more: SafeText) { text.text += more.text }

    /// Returns a note about a part of a valid file that authscope does not use.
    package static func note(_ remark: String, file: String) -> SafeText { "note: \(file): \(remark)\n" }

    /// Returns the given number of spaces.
    package static func spaces(_ count: Int) -> SafeText {
        SafeText(whole: String(repeating: " ", count: max(0, count)))
    }

    /// Returns the text with its long lines wrapped at words.
    package func wrapped(to width: Int) -> SafeText {
        var result = self
        result.text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { HangingIndent(String($0)).wrapped(to: width) }.joined(separator: "\n")
        return result
    }

    /// Returns the text, padded with spaces to the given columns.
    package func padded(to columns: Int, atLeast gap: Int = 0) -> SafeText {
        self + .spaces(max(gap, columns - self.columns))
    }
}

extension Sequence<SafeText> {
    package func joined(separator: SafeText = "") -> SafeText {
        var isFirst = true
        return reduce(into: SafeText("")) { text, piece in
            if !isFirst { text += separator }
            text += piece
            isFirst = false
        }
    }
}
