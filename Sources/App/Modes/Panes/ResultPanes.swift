import OAuth
import Screen

extension PanesView {
    /// Draws the findings, the worst first, and then what is in order.
    func drawValidation(in body: Rect, on frame: inout Frame) {
        let lines = findings
        let top = panes.tops[.validation]
        for y in 0..<body.height where top + y < lines.count {
            let (line, row) = lines[top + y]
            frame.write(line, x: body.x, y: body.y + y, until: body.right)
            frame.offerRow(row, of: Pane.validation.rawValue, in: body, y: body.y + y)
            guard focusedPane == .validation, row == panes.findingCursor else { continue }
            let isFirst = lines.range(of: row).lowerBound == top + y
            if isFirst { frame.write("▸", x: body.x, y: body.y + y, until: body.right) }
            frame.highlight(Rect(x: body.x, y: body.y + y, width: body.width, height: 1))
            if isFirst { frame.cursor = Frame.Cursor(x: body.x, y: body.y + y, isVisible: false) }
        }
    }

    /// Draws the URL in the chosen view. Nothing stands left or right of it, so that it can be selected.
    func drawURL(in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty else { return }
        let lines = URLLines(desk, width: body.width, emphasis)
        let top = panes.tops[.url]
        let isLong = lines.count - top > body.height && focusedPane != .url
        let shown = max(0, isLong ? body.height - 1 : body.height)
        for (y, line) in lines.lines(top..<top + shown).enumerated() {
            frame.write(line, x: body.x, y: body.y + y, until: body.right)
            if desk.urlView == .parameters, top + y > 0 {
                frame.offerRow(top + y - 1, of: Pane.url.rawValue, in: body, y: body.y + y)
            }
        }
        if isLong {
            let more = lines.count - top - shown
            let text =
                "  \(more.moreLines): \(desk.keys.way(to: desk.jobs.attempt == nil ? .urlPane : .plain)) shows all"
            frame.write(text, x: body.x, y: body.bottom - 1, Style(.dim), until: body.right)
        }
        guard focusedPane == .url else { return }
        if desk.urlView == .parameters {
            let y = panes.urlCursor + 1 - top
            if y >= 0, y < body.height {
                frame.write("▸", x: body.x, y: body.y + y, until: body.right)
                frame.markCurrent(body, row: y)
            }
        } else {
            frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false)
        }
    }

    /// Draws the parameters below the URL where the screen has room for them.
    func drawParameterTable(in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty else { return }
        frame.offer(.list(Pane.url.rawValue), in: body)
        let lines = URLLines(desk, width: body.width)
        for index in desk.shownRequest.parameters.indices where index < body.height {
            frame.write(lines.parameter(index, indent: 3), x: body.x, y: body.y + index, until: body.right)
        }
    }
}
