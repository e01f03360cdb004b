import Screen

/// A frame as an SVG image: a terminal window with its title. The same frame always gives the same text.
struct SVGPicture {
    private static let cell = (width: 9, height: 20)
    private static let margin = 12
    private static let bar = 32
    /// From the top of a cell to the baseline of its text.
    private static let baseline = 15

    private let frame: Frame
    private var body = ""
    /// The lines between the cells, by colour, so that they are few elements.
    private var strokes: [(role: Role, path: String)] = []

    /// - Parameters:
    ///   - title: The title of the window.
    ///   - description: The contents of the picture in words.
    init(of frame: Frame, title: String, description: String) {
        self.frame = frame
        let width = frame.size.width * Self.cell.width + 2 * Self.margin
        let height = frame.size.height * Self.cell.height + Self.bar + Self.margin
        add(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            role="img" xml:space="preserve">
            <title>\(Self.escaped(description))</title>
            <style>
            text{font:15px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
            .b{font-weight:bold}.u{text-decoration:underline}.r{fill:\(PictureTheme.background)}
            \(Role.allCases.map { ".\($0){fill:\(PictureTheme.color(of: $0))}" }.joined())
            </style>
            <rect x="0.5" y="0.5" width="\(width - 1)" height="\(height - 1)" rx="8" \
            fill="\(PictureTheme.background)" stroke="\(PictureTheme.edge)"/>
            <path d="M1 \(Self.bar - 6)V9a8 8 0 0 1 8-8H\(width - 9)a8 8 0 0 1 8 8V\(Self.bar - 6)z" \
            fill="\(PictureTheme.bar)"/>
            <text x="\(width / 2)" y="18" text-anchor="middle" class="dim">\(Self.escaped(title))</text>
            """)
        for y in 0..<frame.size.height { addRow(y) }
        for stroke in strokes {
            add("<path d=\"\(stroke.path)\" stroke=\"\(PictureTheme.color(of: stroke.role))\"/>")
        }
        addCursor()
        add("</svg>")
    }

    var text: String { body }

    private mutating func add(_ line: String) { body += line + "\n" }

    private func x(_ column: Int) -> Int { Self.margin + column * Self.cell.width }
    private func y(_ row: Int) -> Int { Self.bar + row * Self.cell.height }

    // MARK: Rows

    /// Cells of one style that are written together.
    private struct Run {
        var column: Int
        var columns: Int
        var text: String
        var style: Style
    }

    private mutating func addRow(_ row: Int) {
        let runs = runs(of: row)
        for run in runs where run.style.attributes.contains(.reverse) {
            add(
                """
                <rect x="\(x(run.column))" y="\(y(row))" width="\(run.columns * Self.cell.width)" \
                height="\(Self.cell.height)" class="\(run.style.role)"/>
                """)
        }
        for run in runs { add(run, row: row) }
    }

    /// The runs of a row. Each character beyond ASCII is a run, so that its width in a font moves nothing else; only
    /// horizontal lines are joined. Text after a gap is a run, because some viewers draw several spaces as one.
    private func runs(of row: Int) -> [Run] {
        var runs: [Run] = []
        for (column, cell) in frame.row(row).enumerated() {
            guard let scalar = Unicode.Scalar(cell.base), !cell.isContinuation else {
                if !runs.isEmpty { runs[runs.count - 1].columns += 1 }
                continue
            }
            if let last = runs.last, last.style == cell.style, let before = last.text.unicodeScalars.last,
                scalar == " " || !last.text.hasSuffix("  "),
                scalar.isASCII && before.isASCII || scalar == "─" && before == "─"
            {
                runs[runs.count - 1].columns += 1
                runs[runs.count - 1].text.unicodeScalars.append(scalar)
            } else {
                runs.append(Run(column: column, columns: 1, text: String(scalar), style: cell.style))
            }
        }
        return runs
    }

    private mutating func add(_ run: Run, row: Int) {
        if let path = path(of: run, row: row) {
            guard let index = strokes.firstIndex(where: { $0.role == run.style.role }) else {
                return strokes.append((run.style.role, path))
            }
            return strokes[index].path += path
        }
        let isUnderlined = run.style.attributes.contains(.underline)
        var text = Substring(run.text)
        while !isUnderlined, text.last == " " { text.removeLast() }
        let spaces = isUnderlined ? 0 : text.prefix { $0 == " " }.count
        text.removeFirst(spaces)
        guard !text.isEmpty else { return }
        let columns = run.text.unicodeScalars.allSatisfy(\.isASCII) ? text.utf8.count : run.columns
        var classes = run.style.attributes.contains(.reverse) ? "r" : "\(run.style.role)"
        if run.style.attributes.contains(.bold) { classes += " b" }
        if isUnderlined { classes += " u" }
        add(
            """
            <text x="\(x(run.column + spaces))" y="\(y(row) + Self.baseline)" \
            textLength="\(columns * Self.cell.width)" class="\(classes)">\(Self.escaped(String(text)))</text>
            """)
    }

    /// The lines of a run, which meet those of the cells around it; nil for text.
    private func path(of run: Run, row: Int) -> String? {
        let (x, y) = (x(run.column), y(row))
        let (middle, center) = ("\(x + Self.cell.width / 2).5", "\(y + Self.cell.height / 2).5")
        let (right, bottom) = (x + run.columns * Self.cell.width, y + Self.cell.height)
        let (left, up) = ("M\(x) \(center)H\(middle)", "M\(middle) \(y)V\(center)")
        let (rightwards, down) = ("M\(middle) \(center)H\(right)", "M\(middle) \(center)V\(bottom)")
        return switch run.text {
        case _ where run.text.allSatisfy { $0 == "─" }: "M\(x) \(center)H\(right)"
        case "│": "M\(middle) \(y)V\(bottom)"
        case "┬": left + rightwards + down
        case "┴": left + rightwards + up
        case "├": up + down + rightwards
        case "┤": up + down + left
        case "┼": left + rightwards + up + down
        case "┌": rightwards + down
        case "┐": left + down
        case "└": up + rightwards
        case "┘": up + left
        default: nil
        }
    }

    private mutating func addCursor() {
        guard frame.cursor.isVisible else { return }
        add(
            """
            <rect x="\(x(frame.cursor.x))" y="\(y(frame.cursor.y))" width="2" height="\(Self.cell.height)" class="text"/>
            """)
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}
