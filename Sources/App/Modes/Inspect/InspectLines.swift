import OAuth
import Screen

/// The lines of an inspected message: its parts, each with the numbers of the findings under their octets, and
/// the findings.
struct InspectLines: Equatable, Sendable {
    private struct Source: Equatable {
        var inspection: Inspection
        var verifier: String??
        var width: Int
    }

    private(set) var parts: [Line] = []
    private(set) var findings: [(line: Line, finding: Int)] = []
    /// The lines of the part that a finding is about, and the line with its number.
    private var places: [Range<Int>?] = []
    private var starts: [Int] = []
    private var source: Source?

    static func == (left: InspectLines, right: InspectLines) -> Bool { left.source == right.source }

    var count: Int { parts.count }

    func range(of finding: Int) -> Range<Int>? { places[safely: finding] ?? nil }

    /// Returns the lines of a finding in the list of findings.
    func findingRange(_ finding: Int) -> Range<Int> {
        guard let start = starts[safely: finding] else { return 0..<0 }
        return start..<(starts[safely: finding + 1] ?? findings.count)
    }

    /// Makes the lines again if something has changed.
    ///
    /// - Parameter verifier: The new verifier of a fix, or nil to hide it.
    mutating func update(for inspection: Inspection, verifier: String??, width: Int) {
        let present = Source(inspection: inspection, verifier: verifier, width: width)
        guard present != source else { return }
        self = InspectLines()
        source = present
        places = Array(repeating: nil, count: inspection.findings.count)
        let longest = inspection.rows.reduce(0) { max($0, $1.name.columns) }
        let names = min(max(longest, 8), max(8, width / 3), 24)
        for row in inspection.rows { append(row, of: inspection, nameColumns: names) }
        if let verifier {
            var line = label("code_verifier", names)
            line.append(verifier ?? "•••••• new, not in the URL; Enter shows it", Style(.ok))
            parts.append(line)
        }
        for (number, finding) in inspection.findings.enumerated() {
            starts.append(findings.count)
            let lines = Line.finding(
                finding.severity, "\(number + 1) \(finding.message)", id: finding.rule?.rawValue ?? "", indent: 2,
                width: width)
            findings += lines.map { ($0, number) }
        }
    }

    private func label(_ name: String, _ columns: Int) -> Line {
        var line = Line("  ")
        let shown = safe(name, columns: columns)
        line.append(shown, Style(.name))
        line.append(String(repeating: " ", count: columns - shown.columns + 2))
        return line
    }

    private mutating func append(_ row: Inspection.Row, of inspection: Inspection, nameColumns: Int) {
        guard let width = source?.width else { return }
        let indent = nameColumns + 4
        let rows = WrappedValue(row.value, width: max(8, width - indent - 5)).rows
        let first = parts.count
        for (number, wrapped) in rows.enumerated() {
            var line = number == 0 ? label(row.name, nameColumns) : Line(String(repeating: " ", count: indent))
            let style = row.isSecret ? Style(.dim) : row.place == .address ? Style(.host) : Style(.text)
            line.append(wrapped.text, style)
            if number == rows.count - 1, !row.remark.isEmpty { line.append("  \(row.remark)", Style(.dim)) }
            parts.append(line)
            for mark in row.marks {
                guard let columns = wrapped.columns(of: mark.range, isFirst: number == 0) else { continue }
                let severity = inspection.findings[mark.finding].severity
                var line = Line(String(repeating: " ", count: indent + columns.lowerBound))
                line.append(
                    String(repeating: "~", count: columns.count) + " \(mark.finding + 1)", severity.style.with(.bold))
                parts.append(line)
                if places[mark.finding] == nil { places[mark.finding] = max(first, parts.count - 2)..<parts.count }
            }
        }
    }
}

/// A value wrapped to a width, with the octets that each column shows.
private struct WrappedValue {
    struct Row {
        var text = ""
        /// The octets of the value in this row.
        var octets = 0..<0
        /// The first octet and the first column of each character.
        var places: [(octet: Int, column: Int)] = []
        var columns = 0
        var isLast = false

        /// The columns of a range of the value in this row; nil if it has none of it.
        func columns(of range: Range<Int>?, isFirst: Bool) -> Range<Int>? {
            guard let range else { return isFirst ? 0..<max(1, columns) : nil }
            if range.isEmpty {
                let isHere = octets.contains(range.lowerBound) || isLast && range.lowerBound >= octets.upperBound
                return isHere ? column(at: range.lowerBound)..<column(at: range.lowerBound) + 1 : nil
            }
            let part = range.clamped(to: octets)
            guard !part.isEmpty else { return nil }
            let start = column(at: part.lowerBound)
            return start..<max(start + 1, column(from: part.upperBound))
        }

        /// Returns the column of the character that holds the octet.
        private func column(at octet: Int) -> Int {
            guard octet < octets.upperBound else { return columns }
            return places.last { $0.octet <= octet }?.column ?? 0
        }

        /// Returns the column of the first character that begins at the octet or later.
        private func column(from octet: Int) -> Int { places.first { $0.octet >= octet }?.column ?? columns }
    }

    private(set) var rows: [Row] = []

    init(_ value: String, width: Int) {
        var row = Row()
        var octet = 0
        for cluster in Sanitizing.Clusters(of: value) {
            if row.columns + cluster.columns > width {
                rows.append(row)
                row = Row()
                row.octets = octet..<octet
            }
            row.places.append((octet, row.columns))
            cluster.append(to: &row.text)
            row.columns += cluster.columns
            octet += cluster.octets
            row.octets = row.octets.lowerBound..<octet
        }
        row.isLast = true
        rows.append(row)
    }
}
