import Screen

/// A builder for the lines of a page: paragraphs, fields with a name, and headings.
struct PageText {
    private(set) var lines: [Line] = []
    private let width: Int

    /// - Parameter width: The columns of the page.
    init(width: Int) { self.width = width }

    private static let indent = 2
    /// The columns of a field's name and the gap after it.
    private static let nameColumns = 10

    mutating func gap() { lines.append(Line()) }

    mutating func heading(_ text: String) { lines.append(Line(" " + text, Style(.accent, .bold))) }

    mutating func append(_ line: Line) { lines.append(line) }

    mutating func paragraph(_ text: String, _ style: Style = .plain) {
        for line in wrap(text, width: max(1, width - Self.indent * 2)) {
            lines.append(Line(String(repeating: " ", count: Self.indent) + line, style))
        }
    }

    /// Appends a value, which can be broken anywhere.
    mutating func value(_ text: String, indent: Int = indent) {
        let margin = String(repeating: " ", count: indent)
        for line in wrapEverywhere(text, width: max(1, width - indent - Self.indent)) {
            lines.append(Line(margin + line))
        }
    }

    /// Each value on a line of its own, or more if it is long, below the others of its side.
    static func lines(of sides: [Page.Side], width: Int) -> [Line] {
        let names = sides.map { safe($0.name, columns: max(4, width / 3)) }
        let before = indent + (names.map(\.columns).max() ?? 0) + 2
        var lines: [Line] = []
        for (name, side) in zip(names, sides) {
            var label = name
            for value in side.values {
                for part in wrapEverywhere(value, width: max(1, width - before - indent)) {
                    var line = Line(String(repeating: " ", count: indent))
                    line.append(label, Style(.dim))
                    line.append(String(repeating: " ", count: before - indent - label.columns) + part)
                    lines.append(line)
                    label = ""
                }
            }
        }
        return lines
    }

    /// Appends a name with a wrapped text beside it. If there is a sign before the text, only the sign has the style.
    mutating func field(_ name: String, _ text: String, sign: String = "", _ style: Style = .plain) {
        let before = Self.indent + Self.nameColumns
        let lead = sign.isEmpty ? "" : sign + " "
        for (number, part) in wrap(text, width: max(1, width - before - Self.indent - lead.columns)).enumerated() {
            var line = Line(String(repeating: " ", count: Self.indent))
            let label = number == 0 ? name : ""
            line.append(label, Style(.dim))
            line.append(String(repeating: " ", count: max(0, Self.nameColumns - label.columns)))
            line.append(number == 0 ? lead : String(repeating: " ", count: lead.columns), style)
            line.append(part, sign.isEmpty ? style : .plain)
            lines.append(line)
        }
    }
}
