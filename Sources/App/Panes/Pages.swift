import OAuth
import Screen

extension Model {
    /// The lines of the page that lies over the panes.
    package var pageLines: [Line] {
        switch viewer?.page {
        case .help: HelpPage.lines
        case .parameter(_, let value):
            wrapEverywhere(value, width: max(1, size.width - 4)).map { Line("  " + $0) }
        case .scope: scopePage.lines
        case .operation(let row): operationPageLines(of: row)
        case .message(_, let text): wrap(text, width: max(1, size.width - 4)).map { Line("  " + $0) }
        case nil: []
        }
    }

    func drawPage(in body: Rect, on frame: inout Frame) {
        guard let viewer else { return }
        let lines = pageLines
        let y = body.y - 1
        frame.fill(Rect(x: 0, y: y, width: size.width, height: 1), "─", Style(.dim))
        let hidden = lines.count - viewer.top - body.height
        var right = size.width - 2
        if hidden > 0 { right = frame.write(" \(hidden) more ", endingAt: right, y: y, Style(.dim)) - 1 }
        frame.write(" \(title(of: viewer)) ", x: 1, y: y, Style(.accent, [.bold, .reverse]), until: right)
        let words = SearchWords(viewer.search)
        for row in 0..<body.height {
            guard let line = lines[safely: viewer.top + row] else { break }
            frame.write(line, x: 0, y: body.y + row, until: size.width)
            guard !words.isEmpty, words.match(line.text), line.text.utf8.count == line.columns else { continue }
            for range in words.ranges(in: line.text) {
                frame.mark(
                    Rect(x: range.lowerBound, y: body.y + row, width: range.count, height: 1), [.underline, .bold])
            }
        }
        frame.cursor = Frame.Cursor(x: 0, y: body.y, isVisible: false)
    }

    private func title(of viewer: Viewer) -> String {
        let title =
            switch viewer.page {
            case .help: "Keys"
            case .message(let title, _): title
            case .parameter(let name, let value): "\(name), \(value.unicodeScalars.count) characters"
            case .scope(let scope): provider.scopes.indices.contains(scope) ? provider.scopes.name(at: scope) : ""
            case .operation(let row): provider.operations[safely: row]?.name ?? ""
            }
        guard !viewer.search.isEmpty else { return title }
        return "\(title) /\(viewer.search)" + (isSearchVain ? "  no match" : "")
    }
}

/// The help, made from the key table.
package enum HelpPage {
    package static var lines: [Line] {
        var lines: [Line] = []
        for context in Binding.Context.allCases {
            let bindings = KeyTable.bindings.filter { $0.context == context }
            guard !bindings.isEmpty else { continue }
            if !lines.isEmpty { lines.append(Line()) }
            lines.append(Line(" " + context.title, Style(.accent, .bold)))
            for binding in bindings {
                let keys = binding.keys.map(\.label).joined(separator: " ")
                var line = Line("   ")
                line.append(keys, Style(.text, .bold))
                line.append(String(repeating: " ", count: max(2, 18 - keys.columns)) + binding.help)
                lines.append(line)
            }
        }
        return lines
    }
}
