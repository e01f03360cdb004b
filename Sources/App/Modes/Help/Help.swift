import OAuth
import Screen

/// The list of all keys, those of the mode below first. Enter does what the key of the row does. In the list of the user's
/// keys, it gives the action of the row another key.
package struct Help: ModeState {
    /// The contexts of the mode below, in the order of their sections.
    let here: [Binding.Context]
    package private(set) var search = FilterLine()
    /// The row under the cursor, among those that match the search.
    package private(set) var cursor = 0
    /// The first line shown.
    package private(set) var top = 0

    /// The keys that are listed.
    var table: KeyTable
    /// The changes of keys, if the list is for changing them.
    var binder: KeyBinder?
    private let isGlobalHere: Bool

    init(of mode: any ModeState, on desk: Desk) {
        // The keys that work everywhere come after those of the mode.
        here = mode.contexts(on: desk).filter { $0 != .global } + [.global]
        isGlobalHere = mode.contexts(on: desk).contains(.global)
        table = desk.keys
    }

    /// The list for changing keys.
    init(bindingKeysOn desk: Desk) {
        here = [.global]
        isGlobalHere = true
        table = desk.keys
        binder = KeyBinder(desk.setup)
    }

    package var cover: Cover { .screen }
    package var isTyping: Bool { search.isTyping }
    package var takesKeys: Bool { binder?.waiting != nil }

    package func contexts(on desk: Desk) -> [Binding.Context] {
        isTyping ? [.listing, .text] : binder == nil ? [.keys] : [.binding, .keys]
    }

    /// The rows, section after section.
    package var rows: [Binding] {
        let order = here + Binding.Context.allCases.filter { !here.contains($0) }
        let words = SearchWords(search.text)
        return table.bindings(in: order).filter { binding in
            (binder != nil || !binding.keys.isEmpty)
                && (words.isEmpty || words.match("\(binding.label) \(binding.help)"))
        }
    }

    /// The row under the cursor.
    package var current: Binding? { rows[safely: cursor] }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        let layout = HelpLayout(rows, in: room)
        if let distance = action.distance(page: max(1, room.page.height - 1)) {
            cursor = clamp(cursor, by: distance, count: rows.count)
            return true
        }
        if isTyping {
            if search.apply(action) { (cursor, top) = (0, 0) }
            return true
        }
        if let current, bind(current, action, on: &desk) { return true }
        switch action {
        case .left: cursor = layout.row(beside: cursor, columns: -1)
        case .right: cursor = layout.row(beside: cursor, columns: 1)
        case .filter: search.open(with: search.text)
        case .accept: runCurrent(on: &desk)
        case .back:
            if search.text.isEmpty { desk.close() } else { search.clear() }
        default: return false
        }
        return true
    }

    private func runCurrent(on desk: inout Desk) {
        guard let binding = current else { return desk.say("No key matches \"\(search.text)\"", .warning) }
        guard isHere(binding.context) else {
            let title = binding.context.title
            let place = binding.context == .global ? "in the panes" : title.prefix(1).lowercased() + title.dropFirst()
            return desk.say("Works only \(place)", .warning)
        }
        desk.close()
        desk.steps.append(.perform(binding.action))
    }

    /// Whether the keys of a context work in the mode below.
    private func isHere(_ context: Binding.Context) -> Bool {
        context == .global ? isGlobalHere : here.contains(context)
    }

    package mutating func insert(_ text: String, on desk: inout Desk) {
        _ = search.insert(text)
        (cursor, top) = (0, 0)
    }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        guard isTyping else { return false }
        desk.say(leftOut: search.insert(text))
        (cursor, top) = (0, 0)
        return true
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        if let row, rows.indices.contains(row), !takesKeys { cursor = row }
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        guard !takesKeys else { return }
        let layout = HelpLayout(self.rows, in: room)
        top = clamped(top + rows, of: layout.lines, height: room.page.height)
        cursor = layout.row(near: cursor, from: top, height: room.page.height)
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        cursor = clamp(cursor, by: 0, count: rows.count)
        guard room.kind != .tooSmall else { return }
        let layout = HelpLayout(rows, in: room)
        let line = layout.line(of: cursor)
        // With the first row, its heading is in sight too.
        top = scrolled(top, toShow: (line <= 1 ? 0 : line)..<line + 1, of: layout.lines, height: room.page.height)
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        if let editor = search.editor {
            return Face(
                corner: .next([(.accept, "end the search")]), explanation: .line("/", editor),
                hints: [(.accept, "done"), (.back, "cancel")])
        }
        if let binder { return face(of: binder, on: desk) }
        return Face(
            corner: .next([(.accept, "run"), (.back, "close")]),
            explanation: .text(current?.label ?? "", current?.help ?? ""),
            hints: [
                (.accept, "run"), (.back, search.text.isEmpty ? "close" : "show all"), (.filter, "search"),
                (.pageDown, "page down"),
            ])
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        let rows = rows
        let layout = HelpLayout(rows, in: room)
        let count = search.text.isEmpty ? placeInList(cursor, of: rows.count) : "\(rows.count.grouped) found"
        frame.drawRule(
            title + (search.text.isEmpty ? "" : " /\(search.text)"), at: body.y - 1, 0..<body.width,
            remarks: [Line(rows.isEmpty ? "no match" : count, Style(.dim))])
        frame.offer(.list(0), in: body)
        guard !rows.isEmpty else { return frame.drawNote("No key matches \"\(search.text)\".", in: body) }
        let words = SearchWords(search.text)
        for (place, item) in layout.items.enumerated() {
            let y = layout.line(place: place) - top
            guard 0..<body.height ~= y else { continue }
            let columns = layout.columns(place: place)
            switch item {
            case .heading(let text):
                frame.write(
                    text, x: columns.lowerBound + 1, y: body.y + y, Style(.accent, .bold), until: columns.upperBound)
            case .row(let row): draw(rows[row], row, columns, words, y: body.y + y, keys: layout.keyColumns, on: &frame)
            case .gap: break
            }
        }
    }

    private func draw(
        _ binding: Binding, _ row: Int, _ columns: Range<Int>, _ words: SearchWords, y: Int, keys: Int,
        on frame: inout Frame
    ) {
        let x = columns.lowerBound
        let style: Style = binder != nil || isHere(binding.context) ? .plain : Style(.dim)
        let label = binding.keys.isEmpty ? "none" : binding.label(columns: keys - 2)
        frame.write(label, x: x + 3, y: y, style.with(.bold), until: x + 3 + keys)
        if let sign = binder?.sign(of: binding) { frame.write(sign, x: x + 2, y: y, Style(.accent), until: x + 3) }
        let help = safe(binding.help, columns: columns.upperBound - x - 4 - keys)
        frame.write(help, x: x + 3 + keys, y: y, style, until: columns.upperBound)
        frame.underline(label, words, x: x + 3, y: y)
        frame.underline(help, words, x: x + 3 + keys, y: y)
        frame.offer(.list(0, row: row), columns, y: y)
        guard row == cursor else { return }
        frame.write("▸", x: x + 1, y: y, until: x + 2)
        frame.markCurrent(Rect(x: x, y: y, width: columns.count, height: 1), row: 0)
    }
}

extension Binding {
    /// The names of all its keys.
    var label: String { label(columns: .max) }

    /// The names of as many keys as fit.
    func label(columns: Int) -> String {
        var text = keys.first?.label ?? ""
        for key in keys.dropFirst() where text.columns + 1 + key.label.columns <= columns { text += " \(key.label)" }
        return text
    }
}
