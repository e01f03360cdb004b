import JSON
import Text

/// Scopes in lines: a name, a separator (a tab, two spaces, a dash or a comma), and a description. CSV has this form
/// too.
enum PlainScopeRows: ScopeTextForm {
    static func rows(of text: [UInt8]) throws(JSONError) -> ScopeText.Rows? {
        var rows = ScopeText.Rows()
        var rest = text[...]
        var line = 1
        while !rest.isEmpty {
            let record = record(in: rest)
            for row in self.rows(of: record.text, line: line) { rows.append(row) }
            line += rest[..<record.end].count { $0 == ascii("\n") }
            rest = rest[record.end...]
        }
        // The words of a single line are names, as in the parameter `scope` (RFC 6749 §3.3).
        if rows.list.count == 1, rows.list[0].cells.count == 1 {
            let words = rows.list[0].cells[0].split(separator: " ").map { String($0) }
            if words.count > 1, words.allSatisfy({ ScopeCheck.fault($0) == nil }) {
                let line = rows.list[0].line
                rows = ScopeText.Rows()
                for word in words { rows.append(ScopeText.Row(line: line, cells: [word])) }
            }
        }
        return rows
    }

    /// Returns the next line without its line break, and the offset after it. A cell in quotation marks may contain
    /// line breaks.
    private static func record(in text: ArraySlice<UInt8>) -> (text: ArraySlice<UInt8>, end: Int) {
        var isQuoted = false
        let canQuote = text.first == ascii("\"")
        for index in text.indices {
            if text[index] == ascii("\""), canQuote { isQuoted.toggle() }
            guard text[index] == ascii("\n"), !isQuoted else { continue }
            let line = text[..<index]
            return (line.last == ascii("\r") ? line.dropLast() : line, index + 1)
        }
        // A quotation mark that is never closed has no meaning.
        guard isQuoted, let end = text.firstIndex(of: ascii("\n")) else { return (text, text.endIndex) }
        return (text[..<end], end + 1)
    }

    private static func rows(of line: ArraySlice<UInt8>, line number: Int) -> [ScopeText.Row] {
        let text = trimmed(line)
        // Lines without letters and digits are rules, or fences of code.
        guard text.contains(where: { $0.isLetter || $0.isDigit || $0 >= 0x80 }), !text.starts(with: "```".utf8) else {
            return []
        }
        if text.first == ascii("\""), let cells = quotedCells(of: text) {
            return [ScopeText.Row(line: number, cells: cells)]
        }
        let pieces = text.split(separator: ascii(",")).map { String(decoding: trimmed($0), as: UTF8.self) }
        if pieces.count > 2, pieces.allSatisfy({ ScopeCheck.fault($0) == nil }) {
            return pieces.map { ScopeText.Row(line: number, cells: [$0]) }
        }
        return [ScopeText.Row(line: number, cells: cells(of: withoutBullet(text)))]
    }

    /// Returns the name and the description of a line, or the whole line when it has no separator. For a line with
    /// tabs, returns all cells.
    static func cells(of line: ArraySlice<UInt8>) -> [String] {
        let text = trimmed(line)
        if text.contains(ascii("\t")) {
            return text.split(separator: ascii("\t"), omittingEmptySubsequences: true)
                .map { String(decoding: trimmed($0), as: UTF8.self) }
        }
        for index in text.indices {
            guard let length = separator(in: text[index...]), index > text.startIndex else { continue }
            let name = String(decoding: trimmed(text[..<index]), as: UTF8.self)
            var rest = trimmed(text[(index + length)...])
            // A dash may come after spaces that are a separator already.
            if let more = separator(in: [ascii(" ")] + rest), more > 1, rest.count >= more - 1 {
                rest = trimmed(rest.dropFirst(more - 1))
            }
            return [name, unquoted(String(decoding: rest, as: UTF8.self))]
        }
        return [String(decoding: text, as: UTF8.self)]
    }

    private static let separators = [" - ", " \u{2013} ", " \u{2014} ", "\u{2013}", "\u{2014}", ": ", "  ", ","]
        .map { Array($0.utf8) }

    /// Returns the length of the separator that begins here, or nil when none does.
    private static func separator(in text: ArraySlice<UInt8>) -> Int? {
        guard let first = text.first, first == 0x20 || first == ascii(",") || first == ascii(":") || first == 0xE2
        else {
            return nil
        }
        return separators.first { text.starts(with: $0) }?.count
    }

    /// Returns the cells of CSV (RFC 4180) with quotation marks, or nil when one is not closed.
    private static func quotedCells(of text: ArraySlice<UInt8>) -> [String]? {
        var cells: [String] = []
        var rest = text
        while true {
            rest = rest.drop { $0 == 0x20 }
            if rest.first == ascii("\"") {
                var cell: [UInt8] = []
                rest = rest.dropFirst()
                while let mark = rest.firstIndex(of: ascii("\"")) {
                    cell += rest[..<mark]
                    rest = rest[(mark + 1)...]
                    guard rest.first == ascii("\"") else { break }
                    cell.append(ascii("\""))
                    rest = rest.dropFirst()
                    if rest.isEmpty { return nil }
                }
                cells.append(String(decoding: cell, as: UTF8.self))
                rest = rest.drop { $0 == 0x20 }
                guard let next = rest.first else { return cells }
                guard ",;\t".utf8.contains(next) else { return nil }
                rest = rest.dropFirst()
            } else {
                let end = rest.firstIndex { ",;\t".utf8.contains($0) } ?? rest.endIndex
                cells.append(String(decoding: trimmed(rest[..<end]), as: UTF8.self))
                guard end < rest.endIndex else { return cells }
                rest = rest[(end + 1)...]
            }
        }
    }

    private static func unquoted(_ text: String) -> String {
        guard text.utf8.count > 1, text.utf8.first == ascii("\""), text.utf8.last == ascii("\"") else { return text }
        return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }

    /// Returns a line of a list without its mark: `-`, `*`, `+`, a bullet, or a number.
    private static func withoutBullet(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        for mark in ["- ", "* ", "+ ", "\u{2022} ", "\u{2022}\t", "-\t", "*\t"] where text.starts(with: mark.utf8) {
            return trimmed(text.dropFirst(mark.utf8.count))
        }
        let rest = text.drop(while: \.isDigit)
        guard rest.count < text.count, let mark = rest.first, mark == ascii(".") || mark == ascii(")"),
            rest.dropFirst().first == 0x20
        else { return text }
        return trimmed(rest.dropFirst(2))
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = text.drop { $0 <= 0x20 }
        return start[..<((start.lastIndex { $0 > 0x20 } ?? start.startIndex - 1) + 1)]
    }
}
