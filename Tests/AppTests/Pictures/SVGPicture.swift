import Screen

/// A frame as an SVG image: a terminal window with its title. The same frame always gives the same text.
struct SVGPicture {
    private static let cell = (width: 9, height: 20)
    private static let margin = 12
    private static let bar = 32
    /// From the top of a cell to the baseline of its text.
    private static let baseline = 15

    private let frame: Frame
    private let title: String
    private var body = ""

    /// - Parameters:
    ///   - title: The title of the window.
    ///   - description: What is seen, for those who do not see it.
    init(of frame: Frame, title: String, description: String) {
        self.frame = frame
        self.title = title
        let width = frame.size.width * Self.cell.width + 2 * Self.margin
        let height = frame.size.height * Self.cell.height + Self.bar + Self.margin
        add(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            role="img" font-size="15" xml:space="preserve" \
            font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace">
            <title>\(Self.escaped(description))</title>
            <rect x="0.5" y="0.5" width="\(width - 1)" height="\(height - 1)" rx="8" \
            fill="\(PictureTheme.background)" stroke="\(PictureTheme.edge)"/>
            <path d="M1 \(Self.bar - 6)V9a8 8 0 0 1 8-8H\(width - 9)a8 8 0 0 1 8 8V\(Self.bar - 6)z" \
            fill="\(PictureTheme.bar)"/>
            <text x="\(width / 2)" y="18" text-anchor="middle" font-size="13" \
            fill="\(PictureTheme.color(of: .dim))">\(Self.escaped(title))</text>
            """)
        for y in 0..<frame.size.height { addRow(y) }
        addCursor()
        add("</svg>")
    }

    var text: String { body }

    private mutating func add(_ line: String) { body += line + "\n" }

    private func x(_ column: Int) -> Int { Self.margin + column * Self.cell.width }
    private func y(_ row: Int) -> Int { Self.bar + row * Self.cell.height }

    // MARK: Rows

    /// Some cells of one style that are written together.
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
                height="\(Self.cell.height)" fill="\(PictureTheme.color(of: run.style.role))"/>
                """)
        }
        for run in runs { add(run, row: row) }
    }

    /// The runs of a row. What is not ASCII has a run of its own, so that its width in a font moves nothing else.
    private func runs(of row: Int) -> [Run] {
        var runs: [Run] = []
        var isOpen = false
        for (column, cell) in frame.row(row).enumerated() {
            guard let scalar = Unicode.Scalar(cell.base), !cell.isContinuation else {
                if !runs.isEmpty { runs[runs.count - 1].columns += 1 }
                continue
            }
            let last = runs.count - 1
            if isOpen, scalar.isASCII, runs[last].style == cell.style {
                runs[last].columns += 1
                runs[last].text.unicodeScalars.append(scalar)
            } else {
                runs.append(Run(column: column, columns: 1, text: String(scalar), style: cell.style))
                isOpen = scalar.isASCII
            }
        }
        return runs
    }

    private mutating func add(_ run: Run, row: Int) {
        if let path = Self.path(of: run.text, x: x(run.column), y: y(row)) {
            return add("<path d=\"\(path)\" stroke=\"\(color(of: run.style))\"/>")
        }
        let isUnderlined = run.style.attributes.contains(.underline)
        let text = isUnderlined ? run.text : String(run.text.reversed().drop { $0 == " " }.reversed())
        let shown = isUnderlined ? text : String(text.drop { $0 == " " })
        guard !shown.isEmpty else { return }
        let column = run.column + text.count - shown.count
        let columns = run.text.unicodeScalars.allSatisfy(\.isASCII) ? shown.count : run.columns
        var attributes = "fill=\"\(color(of: run.style))\""
        if run.style.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
        if isUnderlined { attributes += " text-decoration=\"underline\"" }
        add(
            """
            <text x="\(x(column))" y="\(y(row) + Self.baseline)" textLength="\(columns * Self.cell.width)" \
            lengthAdjust="spacingAndGlyphs" \(attributes)>\(Self.escaped(shown))</text>
            """)
    }

    private func color(of style: Style) -> String {
        style.attributes.contains(.reverse) ? PictureTheme.background : PictureTheme.color(of: style.role)
    }

    /// The lines of a cell, drawn so that they meet those of the next one; nil for any other character.
    private static func path(of text: String, x: Int, y: Int) -> String? {
        let (middle, center) = (x + cell.width / 2, y + cell.height / 2)
        let (right, bottom) = (x + cell.width, y + cell.height)
        let (left, up) = ("M\(x) \(center)H\(middle)", "M\(middle) \(y)V\(center)")
        let (rightwards, down) = ("M\(middle) \(center)H\(right)", "M\(middle) \(center)V\(bottom)")
        return switch text {
        case "─": left + rightwards
        case "│": up + down
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
            <rect x="\(x(frame.cursor.x))" y="\(y(frame.cursor.y))" width="2" height="\(Self.cell.height)" \
            fill="\(PictureTheme.color(of: .text))"/>
            """)
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
