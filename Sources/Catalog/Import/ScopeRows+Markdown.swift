import JSON
import Text

/// Scopes in a table of Markdown: a row of titles, a row of dashes, and rows of cells with `|` between them.
enum MarkdownScopeRows: ScopeTextForm {
    static func rows(of text: [UInt8]) throws(JSONError) -> ScopeText.Rows? {
        var rows = ScopeText.Rows()
        var hasDivider = false
        var rest = text[...]
        var number = 0
        while !rest.isEmpty {
            let end = rest.firstIndex(of: ascii("\n")) ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[end...].dropFirst()
            number += 1
            guard line.contains(ascii("|")) else { continue }
            guard isDivider(line) else {
                rows.append(ScopeText.Row(line: number, cells: cells(of: line)))
                continue
            }
            hasDivider = true
            if let head = rows.list.last, head.line == number - 1 { rows.list[rows.list.count - 1].isHeader = true }
        }
        return hasDivider ? rows : nil
    }

    /// Returns whether the line separates the head of a table from its body: only dashes, colons and bars, and at least
    /// one dash and one bar.
    private static func isDivider(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains(ascii("|")) && line.contains(ascii("-"))
            && line.allSatisfy { "|-: \t\r".utf8.contains($0) }
    }

    private static func cells(of line: ArraySlice<UInt8>) -> [String] {
        var cells: [[UInt8]] = [[]]
        var isEscaped = false
        for octet in line {
            if octet == ascii("|"), !isEscaped {
                cells.append([])
                continue
            }
            if octet == ascii("|") { cells[cells.count - 1].removeLast() }
            isEscaped = octet == ascii("\\") && !isEscaped
            cells[cells.count - 1].append(octet)
        }
        // Bars at both ends are usual. There is no cell outside them.
        let isBlank = { (cell: [UInt8]) in cell.allSatisfy { $0 <= 0x20 } }
        if cells.count > 1, cells.first.map(isBlank) == true { cells.removeFirst() }
        if cells.count > 1, cells.last.map(isBlank) == true { cells.removeLast() }
        return cells.map { String(decoding: $0, as: UTF8.self) }
    }
}
