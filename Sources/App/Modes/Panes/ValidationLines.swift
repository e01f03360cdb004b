import OAuth
import Screen

/// The lines of the Validation pane: a finding takes as many as its sentence needs.
struct ValidationLines: Equatable, Sendable {
    private var lines: [Line] = []
    /// The first line of each row.
    private var starts: [Int] = []
    /// What the lines were made from.
    private var rows: [ValidationRow] = []
    private var width = 0

    /// Makes the lines again where something has changed.
    mutating func update(for present: [ValidationRow], width: Int) {
        guard present != rows || width != self.width else { return }
        self = ValidationLines()
        rows = present
        self.width = width
        for row in present {
            starts.append(lines.count)
            switch row {
            case .finding(let diagnostic): append(diagnostic, width: width)
            case .passed(let confirmation): append(confirmation)
            }
        }
    }

    var count: Int { lines.count }

    func range(of row: Int) -> Range<Int> {
        guard starts.indices.contains(row) else { return 0..<0 }
        return starts[row]..<(starts[safely: row + 1] ?? lines.count)
    }

    /// The line and the row of the pane it belongs to.
    subscript(line: Int) -> (line: Line, row: Int) {
        (lines[line], (starts.lastIndex { $0 <= line }) ?? 0)
    }

    private mutating func append(_ diagnostic: Diagnostic, width: Int) {
        lines += Line.finding(
            diagnostic.severity, diagnostic.message, id: diagnostic.rule.rawValue, indent: 2, width: width)
    }

    private mutating func append(_ confirmation: Confirmation) {
        var line = Line("  ")
        line.append("✓", Style(.ok))
        line.append(" " + confirmation.text, Style(.dim))
        lines.append(line)
    }
}

extension Line {
    /// The lines of a finding: its sign after some columns, its sentence, and the rule's id at the right end of the
    /// first line where it fits.
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
    /// The sign before a finding; it says the same as its colour.
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
