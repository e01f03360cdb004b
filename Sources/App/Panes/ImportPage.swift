import Catalog
import OAuth
import Screen

/// Where the parts of the import page lie.
struct ImportLayout: Equatable, Sendable {
    /// The rows of the list of providers; empty where there is one.
    var list: Rect
    /// What is said of the provider under the cursor.
    var details: Rect

    init(page: Rect, providers: Int) {
        let rows = providers > 1 ? min(providers, max(2, page.height / 3)) : 0
        list = Rect(x: 0, y: page.y, width: page.width, height: rows)
        let gap = rows > 0 ? 1 : 0
        details = Rect(x: 0, y: page.y + rows + gap, width: page.width, height: page.height - rows - gap)
    }
}

extension Model {
    var importLayout: ImportLayout {
        ImportLayout(page: layout.page, providers: importing?.offer?.preview.items.count ?? 0)
    }

    /// Keeps what is said of a provider in sight.
    mutating func settleImport() {
        guard let top = importing?.top else { return }
        let last = top + hiddenImportLines
        importing?.top = max(0, min(top, last))
    }

    /// How many lines lie below those in sight; negative where there is room to spare.
    var hiddenImportLines: Int {
        guard let importing else { return 0 }
        return ImportLines(importing, width: size.width).lines.count - importing.top - importLayout.details.height
    }

    /// Draws what an import offers, over the panes.
    func drawImport(_ importing: ImportDialog, in page: Rect, on frame: inout Frame) {
        let layout = importLayout
        let lines = ImportLines(importing, width: size.width).lines
        let y = page.y - 1
        frame.fill(Rect(x: 0, y: y, width: size.width, height: 1), "─", Style(.dim))
        let title = importing.hasSeveral ? "Import: choose" : "Import"
        let end = frame.write(" \(title) ", x: 1, y: y, Style(.accent, [.bold, .reverse]), until: size.width - 2)
        let hidden = hiddenImportLines
        let remark = hidden > 0 ? "\(hidden) more" : "nothing is written yet"
        frame.write(" \(remark) ", endingAt: size.width - 2, y: y, Style(.dim), from: end + 1)
        drawImportList(importing, in: layout.list, on: &frame)
        for row in 0..<layout.details.height {
            guard let line = lines[safely: importing.top + row] else { break }
            frame.write(line, x: 0, y: layout.details.y + row, until: size.width)
        }
        if !importing.hasSeveral { frame.cursor = Frame.Cursor(x: 0, y: layout.details.y, isVisible: false) }
    }

    private func drawImportList(_ importing: ImportDialog, in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty, let items = importing.offer?.preview.items else { return }
        let top = max(0, min(importing.cursor - body.height / 2, items.count - body.height))
        for y in 0..<body.height {
            guard let item = items[safely: top + y] else { break }
            let isChosen = importing.chosen.contains(top + y)
            let isCurrent = top + y == importing.cursor
            let right = body.right - 1
            let row = body.y + y
            frame.write(isCurrent ? "▸ [" : "  [", x: body.x, y: row, until: right)
            frame.write(isChosen ? "✓" : " ", x: body.x + 3, y: row, Style(.ok, .bold), until: right)
            frame.write("]", x: body.x + 4, y: row, until: right)
            let provider = item.imported.provider
            let count = "\(provider.scopes.count.grouped) \(provider.scopes.count == 1 ? "scope" : "scopes")"
            let end = frame.write(count, endingAt: right, y: row, Style(.dim), from: body.width / 2) - 2
            frame.write(provider.name, x: body.x + 6, y: row, isChosen ? Style(.text, .bold) : .plain, until: end)
            if isCurrent { markCurrent(body, row: y, on: &frame) }
        }
    }

    /// What the explanation row says while an import is offered.
    var importExplanation: (subject: String, text: String) {
        guard let importing else { return ("", "") }
        let count = importing.indices.count
        if importing.hasSeveral, importing.chosen.isEmpty {
            return ("Several providers", "Space chooses; Enter imports the one under the cursor")
        }
        let subject = count == 1 ? "" : "\(count) providers"
        return (subject, "Enter writes \(count == 1 ? "it" : "them"), Esc nothing; no scope is turned on")
    }
}

/// What is said of the provider under the cursor, in lines of a width.
struct ImportLines {
    private(set) var lines: [Line] = []
    private let width: Int

    private var labelColumns: Int { width < 60 ? 12 : 16 }

    init(_ importing: ImportDialog, width: Int) {
        self.width = width
        guard let offer = importing.offer else { return }
        for line in offer.lines(of: importing.cursor) { append(line) }
        append(.empty)
        append(.field("document", "\(offer.preview.kind.name), \(offer.preview.source)"))
        for note in offer.preview.notes { append(.note(note.text)) }
    }

    private mutating func append(_ line: ImportPreview.Line) {
        switch line {
        case .empty: lines.append(Line())
        case .heading(let text): append(text, sign: " ", Style(.accent, .bold), indent: 1)
        case .field(let label, let text): appendField(label, text)
        case .note(let text): append(text, sign: "  - ", .plain, indent: 4)
        case .warning(let text): append(text, sign: "  ! ", Style(.warning, .bold), indent: 4)
        }
    }

    private mutating func append(_ text: String, sign: String, _ style: Style, indent: Int) {
        for (number, part) in wrap(text, width: width - indent - 1).enumerated() {
            var line = Line(number == 0 ? sign : String(repeating: " ", count: indent), style)
            line.append(part, style)
            lines.append(line)
        }
    }

    private mutating func appendField(_ label: String, _ text: String) {
        let room = width - labelColumns - 1
        let isURL = text.hasPrefix("https://") || text.hasPrefix("http://")
        let isFitting = text.columns <= room
        let parts = isFitting ? [text] : isURL ? wrapEverywhere(text, width: room) : wrap(text, width: room)
        for (number, part) in parts.enumerated() {
            let name = number == 0 ? "  " + label : ""
            var line = Line(name, Style(.accent))
            line.append(String(repeating: " ", count: max(1, labelColumns - name.columns)))
            if isURL, isFitting {
                line.append(url: part)
            } else {
                line.append(part, label == "hosts" ? Style(.host, .bold) : .plain)
            }
            lines.append(line)
        }
    }
}

extension Line {
    /// Appends a URL whose host stands out (`security.md` S1.6).
    fileprivate mutating func append(url text: String) {
        let octets = Array(text.utf8)
        for segment in AuthorizationURL(text).segments {
            let part = String(decoding: octets[segment.range], as: UTF8.self)
            append(part, segment.role == .host ? Style(.host, .bold) : .plain)
        }
    }
}
