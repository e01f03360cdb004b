import Catalog
import Screen
import Text

/// The places of the parts of the import page.
struct ImportLayout: Equatable, Sendable {
    /// The rows of the list of providers. Empty when there is only one provider.
    var list: Rect
    /// The description of the provider under the cursor.
    var details: Rect

    init(_ mode: Importing, in room: Room) {
        let page = room.page
        let count = mode.offer.preview.items.count
        // A popup has room for the whole list.
        let rows = count < 2 ? 0 : room.popup == nil ? min(count, max(2, page.height / 3)) : count
        list = Rect(x: page.x, y: page.y, width: page.width, height: rows)
        let gap = rows > 0 ? 1 : 0
        details = Rect(x: page.x, y: page.y + rows + gap, width: page.width, height: page.height - rows - gap)
    }
}

extension Importing {
    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let layout = ImportLayout(self, in: room)
        let lines = lines.value.lines
        let hidden = lines.count - top - layout.details.height
        let items = offer.preview.items.count
        let place = items > layout.list.height && hasSeveral ? "\(placeInList(cursor, of: items)) · " : ""
        let remark = place + (hidden > 0 ? "\(hidden) more" : "nothing is written yet")
        frame.drawRule(
            title, at: room.page.y - 1, room.page.x..<room.page.right,
            remarks: [Line(remark, Style(.dim))])
        frame.offer(.list(0), in: layout.list)
        frame.offer(.list(1), in: layout.details)
        drawList(in: layout.list, on: &frame)
        frame.draw(lines, from: top, in: layout.details)
        if !hasSeveral { frame.cursor = Frame.Cursor(x: layout.details.x, y: layout.details.y, isVisible: false) }
    }

    fileprivate var title: String { hasSeveral ? "Import: choose" : "Import" }

    private func drawList(in body: Rect, on frame: inout Frame) {
        guard !body.isEmpty else { return }
        let items = offer.preview.items
        let top = max(0, min(cursor - body.height / 2, items.count - body.height))
        for y in 0..<body.height {
            guard let item = items[safely: top + y] else { break }
            let isChosen = chosen.contains(top + y)
            let isCurrent = top + y == cursor
            let right = body.right - 1
            let row = body.y + y
            frame.drawBox(isOn: isChosen, isCurrent: isCurrent, in: body, y: row)
            frame.offerRow(top + y, of: 0, in: body, y: row, box: body.x + 2)
            let provider = item.imported.provider
            let count = provider.scopes.count.counted("scope")
            let end = frame.write(count, endingAt: right, y: row, Style(.dim), from: body.width / 2) - 2
            frame.write(provider.name, x: body.x + 6, y: row, isChosen ? Style(.text, .bold) : .plain, until: end)
            if isCurrent { frame.markCurrent(body, row: y) }
        }
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        let count = indices.count
        let details = ImportLayout(self, in: room).details
        let isLong = lines.value.lines.count > top + details.height
        return Face(
            corner: .next([(.accept, count == 1 ? "import" : "import \(count)")]), explanation: explanation(on: desk),
            hints: [(.accept, count == 1 ? "import" : "import \(count)")]
                + (hasSeveral ? [(.toggle, "select"), (.down, "next")] : [])
                + (isRenamed ? [(.importID, "other id")] : []) + [(.back, "cancel")]
                + (isLong ? [(.pageDown, "page down")] : []))
    }

    /// Whether the provider under the cursor gets another id than the document suggests.
    private var isRenamed: Bool { offer.renamings[safely: cursor]??.id != nil }

    private func explanation(on desk: Desk) -> Explanation {
        if hasSeveral, chosen.isEmpty {
            return .text(
                "Several providers",
                "\(desk.key(.toggle, in: .importing)) selects; Enter imports the one under the cursor")
        }
        let count = indices.count
        return .text(count == 1 ? "" : "\(count) providers", "Enter imports, without turning on scopes · Esc cancels")
    }
}

/// The lines that describe the provider under the cursor.
struct ImportLines {
    private(set) var lines: [Line] = []
    /// The size of the popup that has room for them, or nil if they need the whole page.
    private(set) var popup: Size?
    /// The state that the lines were made from.
    private var source: Source?

    private struct Source: Equatable {
        var offer: ImportOffer
        var cursor: Int
        var size: Size
    }

    /// Makes the lines again if something has changed.
    mutating func update(for importing: Importing, in room: Room) {
        let present = Source(offer: importing.offer, cursor: importing.cursor, size: room.size)
        guard present != source else { return }
        source = present
        if importing.hasSeveral {
            popup = Self.popup(for: importing, in: room)
            let width = popup == nil ? room.size.width : room.popupColumns
            lines = Self.lines(of: importing, at: importing.cursor, width: width)
        } else {
            (lines, popup) = room.lines(title: importing.title) { width, _ in
                Self.lines(of: importing, at: importing.cursor, width: width)
            }
        }
    }

    /// The size of the popup for a few providers: all descriptions fit, so that it stays while the cursor moves. Nil for
    /// more providers, or longer descriptions.
    private static func popup(for importing: Importing, in room: Room) -> Size? {
        let count = importing.offer.preview.items.count
        guard count <= 8 else { return nil }
        let all = (0..<count).map { lines(of: importing, at: $0, width: room.popupColumns) }
        let longest = all.joined().reduce(60) { max($0, $1.columns + 2) }
        return room.popup(rows: count + 1 + all.reduce(0) { max($0, $1.count) }, columns: longest)
    }

    private static func lines(of importing: Importing, at index: Int, width: Int) -> [Line] {
        var preview = PreviewLines(width: width)
        let offer = importing.offer
        for line in offer.lines(of: index) { preview.append(line) }
        preview.append(.empty)
        preview.append(.field("document", "\(offer.preview.kind.name), \(offer.preview.source)"))
        for note in offer.preview.notes { preview.append(.note(note.text)) }
        return preview.lines
    }
}
