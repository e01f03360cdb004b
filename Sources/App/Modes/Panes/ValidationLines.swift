import OAuth
import Screen

/// The lines of the Validation pane. A finding has as many as its sentence needs, and more with its details.
struct ValidationLines: Equatable, Sendable {
    /// The values that the lines are made from.
    struct Source: Equatable, Sendable {
        var rows: [ValidationRow] = []
        var width = 0
        /// Whether the findings have their fixes and references below them.
        var isDetailed = false
        /// The difference between the redirect URI and the most similar registered one.
        var difference: RedirectURIDifference?
        /// The key that applies a fix, as it is called.
        var fixKey = ""
    }

    private var lines: [Line] = []
    /// The first line of each row.
    private var starts: [Int] = []
    let source: Source

    init(_ source: Source = Source()) {
        self.source = source
        for row in source.rows {
            starts.append(lines.count)
            switch row {
            case .finding(let diagnostic): append(diagnostic)
            case .summary(let count): append(passed: count)
            case .passed(let confirmation): append(confirmation)
            }
        }
    }

    var count: Int { lines.count }

    func range(of row: Int) -> Range<Int> {
        guard starts.indices.contains(row) else { return 0..<0 }
        return starts[row]..<(starts[safely: row + 1] ?? lines.count)
    }

    /// Returns a line, and the row of the pane that it belongs to.
    subscript(line: Int) -> (line: Line, row: Int) {
        (lines[line], (starts.lastIndex { $0 <= line }) ?? 0)
    }

    private mutating func append(_ diagnostic: Diagnostic) {
        lines += Line.finding(
            diagnostic.severity, message(of: diagnostic), id: diagnostic.rule.rawValue, indent: 2, width: source.width)
        guard source.isDetailed else { return }
        if diagnostic.rule == .redirectURIUnregistered, let difference = source.difference { append(difference) }
        if let fix = diagnostic.fix {
            appendField("fix", fix.title + (source.fixKey.isEmpty ? "" : " (\(source.fixKey))"))
        } else {
            appendField("fix", diagnostic.advice)
        }
        appendField("see", diagnostic.reference)
    }

    /// Returns the sentence of a finding, without the URIs if they are shown one below the other.
    private func message(of diagnostic: Diagnostic) -> String {
        guard source.isDetailed, source.difference != nil, diagnostic.rule == .redirectURIUnregistered else {
            return diagnostic.message
        }
        return String(diagnostic.message.prefix { $0 != ";" })
    }

    private static let indent = "    "
    private static let labelColumns = 7

    private func label(_ text: String) -> Line {
        var line = Line(Self.indent)
        line.append(text + String(repeating: " ", count: max(1, Self.labelColumns - text.columns)), Style(.dim))
        return line
    }

    private var valueColumns: Int { max(8, source.width - Self.indent.count - Self.labelColumns - 1) }

    private mutating func appendField(_ name: String, _ text: String) {
        for (number, part) in wrap(text, width: valueColumns).enumerated() {
            lines.append(label(number == 0 ? name : "") + Line(part, Style(.dim)))
        }
    }

    /// Appends both URIs from the same octet on, and a caret under the first octet that differs.
    private mutating func append(_ difference: RedirectURIDifference) {
        let offset = difference.offset
        // Of URIs that are longer than the row, the part around the difference is shown.
        let longest = max(difference.sent.utf8.count, difference.registered.utf8.count)
        let start = longest <= valueColumns ? 0 : max(0, min(offset - valueColumns / 2, longest - valueColumns))
        for (name, uri) in [("sent", difference.sent), ("known", difference.registered)] {
            let octets = Array(uri.utf8.dropFirst(start))
            var text = String(decoding: octets, as: UTF8.self)
            if start > 0 { text = "…" + text.dropFirst() }
            lines.append(label(name) + Line(safe(text, columns: valueColumns)))
        }
        let kinds = difference.kinds.joined(separator: ", ")
        let place = offset - start
        var line = label("")
        // The words are before the caret if they have no room after it.
        if place + 2 + kinds.columns <= valueColumns || kinds.columns + 1 > place {
            line.append(String(repeating: " ", count: place) + "^ " + kinds, Style(.error, .bold))
        } else {
            line.append(String(repeating: " ", count: place - kinds.columns - 1) + kinds + " ^", Style(.error, .bold))
        }
        lines.append(line)
    }

    private mutating func append(passed count: Int) {
        var line = Line("  ")
        line.append("✓", Style(.ok))
        line.append(" \(count.counted("check")) passed", Style(.dim))
        lines.append(line)
    }

    private mutating func append(_ confirmation: Confirmation) {
        lines.append(Line("    " + confirmation.text, Style(.dim)))
    }
}

extension Line {
    /// Returns the lines of a finding: its sign, its sentence, and at the right end of the first line the rule's id, if
    /// it fits.
    static func finding(_ severity: Severity, _ text: String, id: String, indent: Int, width: Int) -> [Line] {
        let start = indent + 2
        let showsID = width >= 60 && !id.isEmpty && width - start - id.utf8.count > 24
        let texts = wrap(text, width: max(1, width - start - 1 - (showsID ? id.utf8.count + 2 : 0)))
        return texts.enumerated().map { number, text in
            var line = Line(String(repeating: " ", count: indent))
            line.append(number == 0 ? severity.sign : " ", severity.style.with(.bold))
            line.append(" " + text)
            if number == 0, showsID {
                let gap = width - start - text.columns - id.utf8.count - 1
                line.append(String(repeating: " ", count: max(1, gap)) + id, Style(.dim))
            }
            return line
        }
    }
}

extension Severity {
    /// The sign before a finding. It has the same meaning as the colour, which not every terminal has.
    var sign: String {
        switch self {
        case .error: "✗"
        case .warning: "!"
        case .info: "i"
        }
    }

    var style: Style {
        switch self {
        case .error: Style(.error)
        case .warning: Style(.warning)
        case .info: Style(.accent)
        }
    }
}
