import JSON
import Screen

/// Text that may reach standard output and standard error, whoever reads it there.
///
/// A literal is the program's own. What is put into one passes the sanitiser, unless it is such a text already. There is
/// no other way to make one but those below, and `write(_:to:)` takes nothing else (`docs/architecture.md`, "Foreign
/// text").
package struct SafeText: Equatable, Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String

    package init(stringLiteral literal: StaticString) {
        text = literal.description
    }

    package init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    /// Foreign text in one line, cut to the columns given: its line ends are written out, too.
    package init(_ foreign: String, columns: Int? = nil) {
        text = safe(foreign, columns: columns)
    }

    /// Foreign text in lines: each line end stays.
    package init(lines foreign: String) {
        text = foreign.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
            .joined(separator: "\n")
    }

    /// Foreign text in one line that is not cut when it is printable ASCII, such as a URL.
    package init(whole foreign: String) {
        text = foreign.utf8.allSatisfy { 0x20...0x7E ~= $0 } ? foreign : safe(foreign)
    }

    /// JSON, in which all that a terminal must not see is escaped.
    package init(_ json: JSONValue, style: JSONWriter.Style) {
        text = JSONWriter.text(json, style: style)
    }

    /// A literal, piece by piece.
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

    /// The terminal columns that it fills.
    package var columns: Int { text.columns }

    package static func + (first: SafeText, second: SafeText) -> SafeText { "\(first)\(second)" }

    package static func += (text: inout SafeText, more: SafeText) { text.text += more.text }

    /// A line about something in a good file that authscope does not use.
    package static func note(_ remark: String, file: String) -> SafeText { "note: \(file): \(remark)\n" }

    /// As many spaces.
    package static func spaces(_ count: Int) -> SafeText {
        SafeText(whole: String(repeating: " ", count: max(0, count)))
    }

    /// The text with spaces after it, up to the columns given.
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
