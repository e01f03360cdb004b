import OAuth
import Screen

extension Model {
    /// Draws the findings, the worst first, and then what is in order.
    func drawValidation(in body: Rect, on frame: inout Frame) {
        let lines = validationLines
        let top = tops[.validation] ?? 0
        for y in 0..<body.height where top + y < lines.count {
            let (line, row) = lines[top + y]
            frame.write(line, x: body.x, y: body.y + y, until: body.right)
            guard focusedPane == .validation, row == findingCursor else { continue }
            let isFirst = lines.range(of: row).lowerBound == top + y
            if isFirst { frame.write("▸", x: body.x, y: body.y + y, until: body.right) }
            frame.highlight(Rect(x: body.x, y: body.y + y, width: body.width, height: 1))
            if isFirst { frame.cursor = Frame.Cursor(x: body.x, y: body.y + y, isVisible: false) }
        }
    }

    /// Draws the URL in the chosen view. Nothing stands left or right of it, so that it can be selected.
    func drawURL(in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty else { return }
        let lines = URLLines(self, width: body.width)
        let top = tops[.url] ?? 0
        let isLong = lines.count - top > body.height && focusedPane != .url
        let shown = isLong ? body.height - 1 : body.height
        for y in 0..<max(0, shown) where top + y < lines.count {
            frame.write(lines.line(top + y), x: body.x, y: body.y + y, until: body.right)
        }
        if isLong {
            let more = lines.count - top - shown
            let text =
                "  \(more.grouped) more \(more == 1 ? "line" : "lines"): \(roundTrip == nil ? "5 shows all" : "p shows all")"
            frame.write(text, x: body.x, y: body.bottom - 1, Style(.dim), until: body.right)
        }
        guard focusedPane == .url else { return }
        if urlView == .parameters {
            let y = urlCursor + 1 - top
            if y >= 0, y < body.height {
                frame.write("▸", x: body.x, y: body.y + y, until: body.right)
                markCurrent(body, row: y, on: &frame)
            }
        } else {
            frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false)
        }
    }

    /// Draws the parameters below the URL where the screen has room for them.
    func drawParameterTable(in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty else { return }
        let lines = URLLines(self, width: body.width)
        for index in parameters.indices where index < body.height {
            frame.write(lines.parameter(index, indent: 3), x: body.x, y: body.y + index, until: body.right)
        }
    }
}
