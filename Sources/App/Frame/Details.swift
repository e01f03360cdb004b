import Screen

/// The third column: a description of the row under the cursor.
struct Details {
    /// The name of the row.
    var subject = ""
    var lines: [Line] = []
    /// How to see the lines that do not fit. Empty when no key shows them.
    var rest = ""
}

extension Frame {
    /// Draws the column, with its title in the row above.
    mutating func draw(_ details: Details, in body: Rect) {
        let subject = safe(details.subject, columns: max(0, body.width - 18))
        drawRule(
            "Details", isFocused: false, at: body.y - 1, body.x..<body.right, remarks: [Line(subject, Style(.dim))])
        guard details.lines.count > body.height else { return draw(details.lines, from: 0, in: body) }
        draw(details.lines, from: 0, in: Rect(x: body.x, y: body.y, width: body.width, height: body.height - 1))
        let rest = details.rest.isEmpty ? "  more" : "  more: \(details.rest)"
        write(rest, x: body.x, y: body.bottom - 1, Style(.dim), until: body.right)
    }
}
