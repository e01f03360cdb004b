import OAuth
import Screen

/// The drawing of a menu.
struct MenuView {
    let menu: Menu
    /// The place of the rows; the title is in the row above.
    private let body: Rect

    init(_ menu: Menu, in room: Room) {
        self.menu = menu
        body = room.page
    }

    func draw(on frame: inout Frame) {
        frame.offer(.list(0), in: body)
        drawRows(on: &frame)
        drawRule(on: &frame)
    }

    private func drawRows(on frame: inout Frame) {
        guard !menu.hits.isEmpty else {
            let nothing = menu.rows.isEmpty ? "" : "Nothing matches \"\(menu.filter.text)\". Esc closes."
            return frame.drawNote(menu.note ?? nothing, in: body)
        }
        let columns = MenuColumns(menu.rows, width: body.width)
        for y in 0..<body.height {
            guard let hit = menu.hits[safely: menu.top + y] else { return }
            let hasBox = menu.rows[hit.row].isPresent != nil
            frame.offerRow(menu.top + y, of: 0, in: body, y: body.y + y, box: hasBox ? body.x + 1 : nil)
            draw(menu.rows[hit.row], hit, columns, row: y, on: &frame)
            guard menu.top + y == menu.cursor else { continue }
            frame.write("▸", x: body.x, y: body.y + y, until: body.right)
            frame.markCurrent(body, row: y)
        }
    }

    private func draw(
        _ row: Menu.Row, _ hit: Menu.Hit, _ columns: MenuColumns, row y: Int, on frame: inout Frame
    ) {
        let y = body.y + y
        let style = row.refusal == nil ? Style.plain : Style(.dim)
        if row.isProblem {
            frame.write("✗", x: body.x + 2, y: y, Style(.error, .bold), until: body.right)
        } else if let isPresent = row.isPresent {
            frame.write(isPresent ? "(∙)" : "( )", x: body.x + 1, y: y, until: body.right)
        }
        let nameStyle = row.refusal == nil ? Style(.text, .bold) : style
        let x = body.x + columns.name
        let text = middleCut(row.text, columns: columns.nameWidth)
        frame.write(text, x: x, y: y, nameStyle, until: body.right)
        let right = body.right - 1
        var end = right
        if !row.remark.isEmpty, columns.showsRemarks {
            end = frame.write(row.remark, endingAt: right, y: y, Style(.dim), from: x + columns.nameWidth + 2) - 2
        }
        let detail = safe(row.detail, columns: max(0, end - body.x - columns.detail))
        frame.write(detail, x: body.x + columns.detail, y: y, style, until: end)
        let (shown, start) = hit.isInDetail ? (detail, body.x + columns.detail) : (text, x)
        // The index of a scalar is its column only when each scalar fills one column.
        guard shown.utf8.count == shown.columns, hit.isInDetail || text.hasSameOctets(as: row.text) else { return }
        for place in hit.places where place < shown.utf8.count {
            frame.mark(Rect(x: start + place, y: y, width: 1, height: 1), [.underline, .bold])
        }
    }

    /// Draws the title, the filter, and the number of rows.
    private func drawRule(on frame: inout Frame) {
        let y = body.y - 1
        let start = frame.drawRule(menu.title, at: y, body.x..<body.right) + 1
        let all = menu.rows.count
        let count = menu.filter.isEmpty ? placeInList(menu.cursor, of: all) : "\(menu.hits.count) of \(all)"
        var right = body.right - 2
        if menu.note == nil, start + count.columns + 14 < right {
            right = frame.write(" \(count) ", endingAt: right, y: y, Style(.dim), from: start) - 1
        }
        frame.write(" ", x: start - 1, y: y, until: start)
        let (before, after, _) = menu.filter.visible(columns: max(1, right - start))
        let cursor = min(frame.write(before, x: start, y: y, until: right), right - 1)
        let hint = menu.filter.isEmpty ? Line("type to find", Style(.dim)) : Line(after)
        frame.write(" ", x: frame.write(hint, x: cursor, y: y, until: right), y: y, until: right)
        frame.cursor = Frame.Cursor(x: cursor, y: y, isVisible: true)
    }
}

/// The columns where the parts of a menu's rows begin, counted from its left edge.
private struct MenuColumns {
    let name: Int
    let nameWidth: Int
    let detail: Int
    /// Whether there is room for the remarks at the right end.
    let showsRemarks: Bool

    init(_ rows: [Menu.Row], width: Int) {
        name = rows.contains { $0.isPresent != nil || $0.isProblem } ? 5 : 2
        let longest = rows.reduce(0) { max($0, $1.text.columns) }
        let room = width - name - 1
        nameWidth = min(longest, max(8, room * 2 / 5))
        detail = name + nameWidth + 2
        showsRemarks = width - detail >= 24
    }
}

extension Menu {
    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        MenuView(self, in: room).draw(on: &frame)
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        let row = current
        let verb = row?.isProblem == true ? "show whole" : verb
        let explanation: Explanation =
            if let row, row.isProblem {
                .text("", "", warning: row.refusal)
            } else {
                .text(row?.text ?? "", row?.refusal ?? row?.explanation ?? "")
            }
        let end: Hint = (.back, isScanning ? "cancel" : "close")
        return Face(
            corner: .next(row == nil ? [end] : [(.accept, verb)]), explanation: explanation,
            hints: row == nil
                ? [end] : [(.accept, verb), (.back, "close"), (.down, "next"), (.up, "previous")])
    }
}
