import Commands
import Screen

/// A page as text for people, in lines of whole words.
struct MarkdownText {
    var style: OutputStyle

    func text(_ page: Markdown) -> SafeText {
        page.blocks.map(text).joined(separator: "\n")
    }

    private func text(_ block: Markdown.Block) -> SafeText {
        switch block {
        case .heading(_, let title): return style.strong(SafeText(title.text)) + "\n"
        case .paragraph(let text): return lines(text.text, indent: 0)
        case .list(let items): return items.map { lines($0.text, indent: 2, mark: "- ") }.joined()
        case .code(let lines): return lines.map { "    \(SafeText(whole: $0))\n" }.joined()
        case .table(let header, let rows):
            return rows.map { PageRow(header: header, cells: $0) }.map(text).joined()
        }
    }

    private func text(_ row: PageRow) -> SafeText {
        let title = row.remark.isEmpty ? "" : "  \(row.remark)" as SafeText
        return "  \(style.strong(SafeText(row.title)))\(title)\n" + row.texts.map { lines($0, indent: 6) }.joined()
    }

    private func lines(_ text: String, indent: Int, mark: SafeText = "") -> SafeText {
        let lines = wrap(text, width: style.width - indent - mark.columns, cutsWords: false)
        return lines.enumerated().map { index, line in
            let start = index == 0 ? mark : SafeText.spaces(mark.columns)
            return .spaces(indent) + start + SafeText(line) + "\n"
        }.joined()
    }
}

/// A row of a table as an entry: a term, and the other columns.
struct PageRow {
    /// The term.
    var title: String
    /// Its type; empty if the table has none.
    var remark: String
    /// Its meaning, and each other column with its name.
    var texts: [String]

    init(header: [Inline], cells: [Inline]) {
        title = cells.first?.text ?? ""
        remark = ""
        texts = []
        for (name, cell) in zip(header, cells).dropFirst() where cell.text != "–" {
            switch name.text {
            case "type": remark = cell.text
            case "default", "example": texts.append("\(name.text): \(cell.text)")
            default: texts.append(cell.text)
            }
        }
    }
}
