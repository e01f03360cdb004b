import OAuth
import Screen

/// The lines of the Validation pane: a finding takes as many as its sentence needs.
struct ValidationLines: Equatable, Sendable {
    private var lines: [Line] = []
    private var ranges: [Range<Int>] = []
    /// What the lines were made from.
    private var rows: [ValidationRow] = []
    private var width = 0

    /// Makes the lines anew where something has changed.
    mutating func update(for model: Model, width: Int) {
        let present = model.validationRows
        guard present != rows || width != self.width else { return }
        self = ValidationLines()
        rows = present
        self.width = width
        for row in present {
            let start = lines.count
            switch row {
            case .finding(let diagnostic): append(diagnostic, width: width)
            case .passed(let confirmation): append(confirmation)
            }
            ranges.append(start..<lines.count)
        }
    }

    var count: Int { lines.count }

    func range(of row: Int) -> Range<Int> { ranges.indices.contains(row) ? ranges[row] : 0..<0 }

    /// The line and the row of the pane it belongs to.
    subscript(line: Int) -> (line: Line, row: Int) {
        (lines[line], ranges.firstIndex { $0.contains(line) } ?? 0)
    }

    private mutating func append(_ diagnostic: Diagnostic, width: Int) {
        // Marker, sign and spaces before; the rule's id at the right end of the first line where it fits.
        let indent = 4
        let id = diagnostic.rule.rawValue
        let showsID = width >= 60
        let texts = wrap(diagnostic.message, width: max(1, width - indent - 1 - (showsID ? id.utf8.count + 2 : 0)))
        for (number, text) in texts.enumerated() {
            var line = Line("  ")
            line.append(number == 0 ? diagnostic.severity.sign : " ", diagnostic.severity.style.with(.bold))
            line.append(" " + text)
            if number == 0, showsID {
                let gap = width - indent - text.columns - id.utf8.count - 1
                line.append(String(repeating: " ", count: max(1, gap)) + id, Style(.dim))
            }
            lines.append(line)
        }
    }

    private mutating func append(_ confirmation: Confirmation) {
        var line = Line("  ")
        line.append("✓", Style(.ok))
        line.append(" " + confirmation.text, Style(.dim))
        lines.append(line)
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
