import JSON
import Screen

/// Text that may reach standard output and standard error, whoever reads it there.
///
/// A literal is the program's own. What is put into one passes the sanitiser, unless it is such a text already. There is
/// no other way to make one but those below, and `write(_:to:)` takes nothing else (`docs/architecture.md`, "Foreign
/// text").
struct SafeText: Equatable, Sendable, ExpressibleByStringInterpolation {
    private(set) var text: String

    init(stringLiteral literal: StaticString) {
        text = literal.description
    }

    init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    /// Foreign text in one line, cut to the columns given: its line ends are written out, too.
    init(_ foreign: String, columns: Int? = nil) {
        text = safe(foreign, columns: columns)
    }

    /// Foreign text in lines: each line end stays.
    init(lines foreign: String) {
        text = foreign.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
            .joined(separator: "\n")
    }

    /// Foreign text in one line that is not cut when it is printable ASCII, such as a URL.
    init(whole foreign: String) {
        text = foreign.utf8.allSatisfy { 0x20...0x7E ~= $0 } ? foreign : safe(foreign)
    }

    /// JSON, in which all that a terminal must not see is escaped.
    init(_ json: JSONValue, style: JSONWriter.Style) {
        text = JSONWriter.text(json, style: style)
    }

    /// A literal, piece by piece.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        mutating func appendInterpolation(_ foreign: some StringProtocol) { text += safe(String(foreign)) }
        mutating func appendInterpolation(_ safe: SafeText) { text += safe.text }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
    }
}

extension SafeText {
    var isEmpty: Bool { text.isEmpty }

    /// The terminal columns that it fills.
    var columns: Int { text.columns }

    static func + (first: SafeText, second: SafeText) -> SafeText { "\(first)\(second)" }

    static func += (text: inout SafeText, more: SafeText) { text.text += more.text }

    /// A line about something in a good file that authscope does not use.
    static func note(_ remark: String, file: String) -> SafeText { "note: \(file): \(remark)\n" }

    /// As many spaces.
    static func spaces(_ count: Int) -> SafeText { SafeText(whole: String(repeating: " ", count: max(0, count))) }

    /// The text with spaces after it, up to the columns given.
    func padded(to columns: Int, atLeast gap: Int = 0) -> SafeText {
        self + .spaces(max(gap, columns - self.columns))
    }
}

extension Sequence<SafeText> {
    func joined(separator: SafeText = "") -> SafeText {
        var isFirst = true
        return reduce(into: SafeText("")) { text, piece in
            if !isFirst { text += separator }
            text += piece
            isFirst = false
        }
    }
}
