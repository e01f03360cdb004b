import JSON
import Text

/// Scopes in tables, lists and definitions of HTML: each `tr`, `li` and `dt` is a row.
enum HTMLScopeRows: ScopeTextForm {
    private static let rowTags: Set<String> = ["tr", "li", "dt"]
    private static let cellTags: Set<String> = ["td", "th", "dd"]

    static func rows(of text: [UInt8]) throws(JSONError) -> ScopeText.Rows? {
        var parser = HTMLScopeRows.Parser(text)
        parser.run()
        return parser.rows.list.isEmpty ? nil : parser.rows
    }

    /// A parser that reads the tags in one pass, in linear time.
    private struct Parser {
        private let text: [UInt8]
        private(set) var rows = ScopeText.Rows()
        private var line = 1
        /// The start of the open cell, or nil.
        private var cellStart: Int?

        init(_ text: [UInt8]) { self.text = text }

        mutating func run() {
            var at = 0
            while at < text.count {
                if text[at] == ascii("\n") { line += 1 }
                guard text[at] == ascii("<"), let tag = tag(at: at) else {
                    at += 1
                    continue
                }
                take(tag.name, isEnd: tag.isEnd, from: at, to: tag.end)
                line += text[at..<tag.end].count { $0 == ascii("\n") }
                at = tag.end
            }
            closeCell(at: text.count)
            // In a list, the description is in the same cell as the name.
            for index in rows.list.indices where rows.list[index].cells.count == 1 {
                rows.list[index].cells = PlainScopeRows.cells(of: Array(rows.list[index].cells[0].utf8)[...])
            }
            rows.list.removeAll { $0.cells.allSatisfy(\.isEmpty) }
        }

        /// Returns the tag that begins here: its name in lower case, and the offset after it. Returns nil when none
        /// begins.
        private func tag(at start: Int) -> (name: String, isEnd: Bool, end: Int)? {
            let isEnd = start + 1 < text.count && text[start + 1] == ascii("/")
            let name = text[(start + (isEnd ? 2 : 1))...].prefix(3).prefix(while: \.isLetter)
            let known = String(decoding: name, as: UTF8.self).lowercased()
            let after = start + (isEnd ? 2 : 1) + name.count
            guard HTMLScopeRows.rowTags.contains(known) || HTMLScopeRows.cellTags.contains(known), after < text.count,
                !text[after].isLetter,
                let end = text[after...].prefix(1_024).firstIndex(of: ascii(">"))
            else { return nil }
            return (known, isEnd, end + 1)
        }

        private mutating func take(_ name: String, isEnd: Bool, from start: Int, to end: Int) {
            closeCell(at: start)
            guard !isEnd else { return }
            if HTMLScopeRows.rowTags.contains(name) || rows.list.isEmpty {
                rows.append(ScopeText.Row(line: line, cells: []))
            }
            let last = rows.list.count - 1
            if name == "th", last == 0, rows.list[0].cells.isEmpty { rows.list[0].isHeader = true }
            if name == "td" { rows.list[last].isHeader = false }
            if name != "tr" { cellStart = end }
        }

        private mutating func closeCell(at end: Int) {
            guard let start = cellStart else { return }
            cellStart = nil
            let cell = String(decoding: text[start..<end], as: UTF8.self)
            rows.list[rows.list.count - 1].cells.append(PlainText.line(cell.utf8, maximumScalars: 2_048).text)
        }
    }
}
