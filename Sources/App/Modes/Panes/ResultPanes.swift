import OAuth
import Screen

extension PanesView {
    /// Draws the findings, worst first, and then the passed checks.
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

    /// Draws the URL in the chosen view. Nothing is left or right of it, so that the terminal can select it.
    func drawURL(in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty else { return }
        let lines = URLLines(desk, width: body.width, emphasis)
        let top = panes.tops[.url]
        let isLong = lines.count - top > body.height && focusedPane != .url
        let shown = max(0, isLong ? body.height - 1 : body.height)
        lines.draw(top..<top + shown, x: body.x, y: body.y, until: body.right, on: &frame)
        if desk.urlView == .parameters {
            for row in max(1, top)..<max(1, top, min(top + shown, lines.count)) {
                frame.offerRow(row - 1, of: Pane.url.rawValue, in: body, y: body.y + row - top)
            }
        }
        if isLong {
            let more = lines.count - top - shown
            let text =
                "  \(more.moreLines): \(desk.keys.way(to: desk.jobs.isAttempting ? .plain : .urlPane)) shows all"
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

    /// Draws the parameters below the URL, if the screen has room for them.
    func drawParameterTable(in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty else { return }
        frame.offer(.list(Pane.url.rawValue), in: body)
        let lines = URLLines(desk, width: body.width)
        for (row, index) in layout.tableParameters.enumerated() where row < body.height {
            frame.write(lines.parameter(index, indent: 3), x: body.x, y: body.y + row, until: body.right)
        }
    }
}

extension Panes {
    /// Returns the parameters for the rows below the URL, by their places in the request: those that Request does not
    /// show, or not in full. With a third column there are none, because Details lists all of them.
    func tableParameters(on desk: borrowing Desk, in room: Room) -> [Int] {
        guard room.kind == .wide, !room.hasDetails, !room.isColumnCovered, desk.urlView == .text else { return [] }
        let parameters = desk.shownRequest.parameters
        let columns = room.rightColumns - RequestRow.labelColumns(in: room, width: room.rightColumns) - 1
        return parameters.indices.filter { index in
            guard let row = field(of: parameters[index].name, on: desk.session).row else { return true }
            // A redirect URI has a radio button before it.
            let box = if case .redirect = row { 4 } else { 0 }
            return parameters[index].value.columns > columns - box
        }
    }
}
