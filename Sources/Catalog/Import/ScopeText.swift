import JSON
import OAuth
import Text

/// Scopes with descriptions, read from a copied text: lines, a table or an array.
///
/// Each form of text has its own way to find rows. Choosing the columns of names and descriptions is the same for all.
package struct ScopeText: Equatable, Sendable {
    /// The scopes, each once, in the order of the text.
    package private(set) var scopes: [OwnEntries.OwnScope] = []
    /// Notes about the rows that were left out.
    package private(set) var notes: [ImportNote] = []

    /// A row of the text: its line, counted from 1, and its cells as written.
    struct Row: Equatable {
        var line: Int
        var cells: [String]
        /// Whether the text marks the row as the titles of the columns.
        var isHeader = false
    }

    /// The rows of a text. Only the first 200,000 are kept, and the others counted.
    struct Rows {
        private static let most = 2 * ScopeCheck.maximumCount

        var list: [Row] = []
        private(set) var leftOut = 0

        mutating func append(_ row: Row) {
            if list.count < Self.most { list.append(row) } else { leftOut += 1 }
        }
    }

    /// The forms, in the order in which they are tried. To add one, add a type that conforms and a line here.
    private static let forms: [any ScopeTextForm.Type] = [
        JSONScopeRows.self, HTMLScopeRows.self, MarkdownScopeRows.self, PlainScopeRows.self,
    ]

    private static let mostNotes = 5

    /// Reads the text. The path is for messages only.
    ///
    /// - Throws: `FileProblem` when there is no scope in it.
    package init(_ octets: [UInt8], path: String) throws(FileProblem) {
        if let invalid = UTF8Scanner.firstInvalid(in: octets) {
            throw FileProblem(
                path: path, line: invalid.place.line, column: invalid.place.column,
                message: "this is not UTF-8; save the list as UTF-8")
        }
        do throws(JSONError) {
            for form in Self.forms {
                guard let rows = try form.rows(of: octets) else { continue }
                take(rows.list)
                if rows.leftOut > 0 { notes.append(ImportNote("\(rows.leftOut.counted("row")) at the end left out")) }
                break
            }
        } catch {
            throw FileProblem(path: path, error)
        }
        guard scopes.isEmpty else { return }
        throw FileProblem(
            path: path, line: notes.first?.line ?? 1, column: 1,
            message:
                "no scope is listed here; a line needs a name, then a tab, two spaces, a dash or a comma, and a "
                + "description")
    }

    // MARK: - Rows

    private static let nameTitles: Set<String> = [
        "scope", "scopes", "scope name", "oauth scope", "name", "permission", "permissions", "value", "key", "id",
    ]
    private static let summaryTitles: Set<String> = [
        "description", "descriptions", "summary", "meaning", "details", "allows", "what it allows", "access", "grants",
        "purpose", "explanation", "notes",
    ]

    private mutating func take(_ rows: [Row]) {
        var rows = rows[...]
        var name: Int?
        var summary: Int?
        if let first = rows.first {
            let titles = first.cells.map { Self.plain($0).lowercased() }
            name = titles.firstIndex(where: Self.nameTitles.contains)
            summary = titles.firstIndex(where: Self.summaryTitles.contains)
            let isHeader = first.isHeader || name != nil && summary != nil && name != summary
            if isHeader { rows = rows.dropFirst() } else { (name, summary) = (nil, nil) }
        }
        let column = name ?? Self.nameColumn(of: rows)
        var left: [ImportNote] = []
        var seen: Set<String> = []
        for row in rows where !row.isHeader {
            guard row.cells.indices.contains(column) else { continue }
            let name = Self.name(row.cells[column])
            if name.isEmpty, row.cells.allSatisfy({ Self.plain($0).isEmpty }) { continue }
            let fault =
                ScopeCheck.fault(name)
                ?? (seen.contains(name) ? "it is listed twice" : nil)
                ?? (scopes.count < ScopeCheck.maximumCount ? nil : "the limit is 100,000 scopes")
            if let fault {
                left.append(ImportNote("\(quoted(name)) is left out: \(fault)", line: row.line, column: 1))
                continue
            }
            seen.insert(name)
            let text = summary ?? (row.cells.indices.contains(column + 1) ? column + 1 : column - 1)
            let line = row.cells.indices.contains(text) && text != column ? Self.plain(row.cells[text]) : ""
            scopes.append(OwnEntries.OwnScope(name: name, summary: line))
        }
        notes = Array(left.prefix(Self.mostNotes))
        if left.count > Self.mostNotes {
            notes.append(ImportNote("and \((left.count - Self.mostNotes).grouped) more that were left out"))
        }
    }

    /// Returns the first column with more names than other texts, or else the first column.
    private static func nameColumn(of rows: ArraySlice<Row>) -> Int {
        let sample = rows.prefix(200)
        let width = sample.map(\.cells.count).max() ?? 0
        return (0..<width).first { column in
            let cells = sample.compactMap { $0.cells.indices.contains(column) ? name($0.cells[column]) : nil }
            return cells.count { ScopeCheck.fault($0) == nil } * 2 > cells.count
        } ?? 0
    }

    /// Returns a cell as a name: without code marks, and without quotation marks around it.
    private static func name(_ cell: String) -> String {
        // Removing a control character would make another name, so the cell stays as it is.
        guard !cell.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return cell }
        var name = plain(cell)[...]
        while let first = name.first, let last = name.last, name.count > 1, first == last, "\"'`".contains(first) {
            name = name.dropFirst().dropLast()
        }
        return String(name)
    }

    private static func plain(_ cell: String) -> String {
        PlainText.line(cell.utf8, maximumScalars: ScopeCheck.maximumSummaryScalars).text
    }
}

/// A form of text that lists scopes.
protocol ScopeTextForm: SendableMetatype {
    /// Returns the rows of a text, which must be UTF-8, or nil when it has another form.
    static func rows(of text: [UInt8]) throws(JSONError) -> ScopeText.Rows?
}
