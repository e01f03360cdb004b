import OAuth
import Screen

/// The lines of a comparison: each row has the left value, the right value, and a sign.
struct CompareLines {
    private(set) var lines: [(line: Line, row: Int?)] = []
    private var starts: [Int] = []

    var count: Int { lines.count }

    func range(of row: Int) -> Range<Int> {
        guard let start = starts[safely: row] else { return 0..<0 }
        return start..<(starts[safely: row + 1] ?? lines.count)
    }

    mutating func begin() { starts.append(lines.count) }
    mutating func append(_ line: Line, row: Int?) { lines.append((line, row)) }
}

/// The drawing of a comparison.
struct CompareView {
    let mode: Compare
    let desk: Desk
    let room: Room

    init(_ mode: Compare, _ desk: Desk, _ room: Room) {
        self.mode = mode
        self.desk = desk
        self.room = room
    }

    private var width: Int { room.size.width }

    func draw(on frame: inout Frame) {
        let page = room.page
        let end = frame.drawRule("Compare  \(mode.quotedName)", at: page.y - 1, 0..<width, remarks: remarks)
        let (names, half) = Self.columns(width, mode)
        let nowAt = 2 + names + 2 + half + 3
        if half >= 16, end + 2 < nowAt {
            frame.write("┬", x: nowAt - 2, y: page.y - 1, Style(.dim), until: width)
            frame.write(" now ", x: nowAt - 1, y: page.y - 1, Style(.accent), until: width)
        }
        guard !mode.rows.isEmpty else {
            return frame.drawNote(nothing, in: page)
        }
        let lines = Self.lines(of: mode, width: width)
        frame.offer(.list(0), in: page)
        for y in 0..<page.height {
            guard let (line, row) = lines.lines[safely: mode.top + y] else { break }
            frame.write(line, x: 0, y: page.y + y, until: width)
            guard let row else { continue }
            frame.offerRow(row, of: 0, in: page, y: page.y + y)
            guard row == mode.cursor else { continue }
            let isFirst = lines.range(of: row).lowerBound == mode.top + y
            if isFirst { frame.write("▸", x: 0, y: page.y + y, until: width) }
            frame.highlight(Rect(x: 0, y: page.y + y, width: width, height: 1))
            if isFirst { frame.cursor = Frame.Cursor(x: 0, y: page.y + y, isVisible: false) }
        }
    }

    private var nothing: String {
        let folded = mode.comparison.rows.filter { $0.verdict == .newEachTime }.map(\.name)
        let rest = folded.isEmpty ? "" : " \(folded.joined(separator: ", ")) are new in each attempt."
        return "No differences.\(rest) \(desk.key(.all, in: .comparing)) lists all parts."
    }

    private var remarks: [Line] {
        let count = mode.comparison.count
        let total = mode.comparison.rows.count
        let style = count == 0 ? Style(.ok) : Style(.warning)
        return [Line("\(count) of \(total) differ", style), Line("\(count) differ", style), Line("\(count)", style)]
    }

    // MARK: Lines

    /// Returns the columns of the names, and of each of the two values.
    private static func columns(_ width: Int, _ mode: Compare) -> (names: Int, half: Int) {
        let longest = mode.comparison.rows.reduce(0) { max($0, $1.name.columns) }
        let names = min(max(longest, 8), max(8, width / 4))
        return (names, (width - names - 10) / 2)
    }

    static func lines(of mode: Compare, width: Int) -> CompareLines {
        let (names, half) = columns(width, mode)
        var lines = CompareLines()
        for (number, row) in mode.rows.enumerated() {
            lines.begin()
            append(row, number, names, half, width, to: &lines)
        }
        let folded = mode.comparison.rows.filter { $0.verdict == .newEachTime }.map(\.name)
        if !mode.showsAll, !folded.isEmpty, !mode.rows.isEmpty {
            lines.append(
                Line("  " + folded.joined(separator: ", ") + "   ·", Style(.dim)), row: nil)
        }
        appendLegend(for: mode, folds: !folded.isEmpty, width, to: &lines)
        return lines
    }

    /// Appends the meaning of the signs on the screen.
    private static func appendLegend(for mode: Compare, folds: Bool, _ width: Int, to lines: inout CompareLines) {
        guard !mode.rows.isEmpty else { return }
        let shown = RequestComparison.Row.Verdict.allCases.filter { verdict in
            mode.rows.contains { $0.verdict == verdict } || folds && verdict == .newEachTime
        }
        lines.append(Line(), row: nil)
        for line in wrap(shown.map { "\($0.sign) \($0.legend)" }.joined(separator: "; "), width: max(1, width - 4)) {
            lines.append(Line("  " + line, Style(.dim)), row: nil)
        }
    }

    private static func append(
        _ row: RequestComparison.Row, _ number: Int, _ names: Int, _ half: Int, _ width: Int,
        to lines: inout CompareLines
    ) {
        let left = values(row, row.left, row.onlyLeft, sign: "-")
        let right = values(row, row.right, row.onlyRight, sign: "+")
        // With little room, the values are one below the other.
        guard half >= 16 else {
            var head = Line("  ")
            head.append(safe(row.name, columns: names + half), Style(.name))
            head.append("  \(row.verdict.sign)", row.verdict.style)
            lines.append(head, row: number)
            for (label, texts) in [("its", left), ("now", right)] {
                for text in texts {
                    var line = Line("    \(label)  ", Style(.dim))
                    line.append(abridge(text.text, columns: width - 11), text.style)
                    lines.append(line, row: number)
                }
            }
            return
        }
        for index in 0..<max(left.count, right.count, 1) {
            var line = Line("  ")
            let name = index == 0 ? safe(row.name, columns: names) : ""
            line.append(name, Style(.name))
            line.append(String(repeating: " ", count: names - name.columns + 2))
            let one = left[safely: index].map { abridge($0.text, columns: half) } ?? ""
            line.append(one, left[safely: index]?.style ?? .plain)
            line.append(String(repeating: " ", count: half - one.columns + 1))
            line.append("│ ", Style(.dim))
            let other = right[safely: index].map { abridge($0.text, columns: half) } ?? ""
            line.append(other, right[safely: index]?.style ?? .plain)
            if index == 0 {
                line.append(String(repeating: " ", count: max(1, half - other.columns + 1)))
                line.append(row.verdict.sign, row.verdict.style)
            }
            lines.append(line, row: number)
        }
    }

    private static func values(
        _ row: RequestComparison.Row, _ values: [String]?, _ only: [String], sign: String
    ) -> [(text: String, style: Style)] {
        guard let values else { return [("missing", Style(.dim))] }
        let isScopes = row.place == .parameter && row.name == "scope"
        guard isScopes, !row.onlyLeft.isEmpty || !row.onlyRight.isEmpty else {
            return values.map { ($0.isEmpty ? "empty" : $0, $0.isEmpty ? Style(.dim) : .plain) }
        }
        let common = row.common.isEmpty ? [] : [(row.common.joined(separator: " "), Style(.dim))]
        return common + only.map { ("\(sign)\($0)", Style(.warning)) }
    }

    // MARK: The face

    var face: Face {
        let count = mode.comparison.count
        let sign =
            count == 0
            ? Line("✓ No differences", Style(.ok, .bold))
            : Line("\(count.counted("difference"))", Style(.warning, .bold))
        let side: [Hint] = mode.row == nil ? [] : [(.left, "use other"), (.right, "restore yours")]
        return Face(
            corner: Corner(sign, [(.back, "back")]), explanation: explanation,
            hints: side + [
                (.copy, "copy"), (.back, "back"), (.all, mode.showsAll ? "differences only" : "all parts"),
                (.accept, "show whole"), (.undo, "undo"),
            ])
    }

    private var explanation: Explanation {
        guard let row = mode.row else { return .text("", "") }
        return .text(row.name, row.verdict.words)
    }
}

extension RequestComparison.Row.Verdict {
    /// The sign at the end of a row; it says the same as its colour.
    var sign: String {
        switch self {
        case .same: "="
        case .differs: "≠"
        case .weaker: "!"
        case .newEachTime: "·"
        case .spelling: "~"
        }
    }

    var style: Style {
        switch self {
        case .same, .newEachTime: Style(.dim)
        case .differs: Style(.warning, .bold)
        case .weaker: Style(.error, .bold)
        case .spelling: Style(.accent, .bold)
        }
    }

    /// The meaning in a few words.
    fileprivate var legend: String {
        switch self {
        case .same: "same"
        case .differs: "different"
        case .weaker: "different and one side is less safe"
        case .newEachTime: "new in each attempt"
        case .spelling: "same meaning, other spelling"
        }
    }

    var words: String {
        switch self {
        case .same: "the same in both"
        case .differs: "different"
        case .weaker: "different, and one side is less safe"
        case .newEachTime: "new in each attempt: it must differ"
        case .spelling: "the same meaning in another spelling"
        }
    }
}

/// A comparison as text for a ticket: only the differences, without values that are new in each attempt.
struct CompareText {
    let text: String

    init(_ mode: Compare) {
        var lines = ["--- \(mode.name)", "+++ now"]
        for row in mode.comparison.rows where row.counts {
            lines.append(row.name)
            let isScope = row.place == .parameter && row.name == "scope"
            let left = isScope && row.left != nil ? row.onlyLeft : row.left ?? ["(missing)"]
            let right = isScope && row.right != nil ? row.onlyRight : row.right ?? ["(missing)"]
            lines += left.map { "- \($0)" } + right.map { "+ \($0)" }
        }
        if mode.comparison.count == 0 { lines.append("no differences") }
        text = lines.joined(separator: "\n") + "\n"
    }
}
