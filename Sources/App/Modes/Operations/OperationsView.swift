import BitCollections
import OAuth
import Screen
import Text

/// The drawing of the Operations page.
struct OperationsView {
    let mode: Operations
    let desk: Desk
    let room: Room
    private let layout: OperationsLayout
    private let provider: Provider
    private let draft: Draft

    init(_ mode: Operations, _ desk: Desk, _ room: Room) {
        self.mode = mode
        self.desk = desk
        self.room = room
        layout = mode.layout(in: room)
        provider = desk.provider
        draft = desk.draft
    }

    private var lines: SmallestSetLines { mode.lines.value }

    func draw(on frame: inout Frame) {
        let y = room.page.y - 1
        guard !provider.operations.isEmpty else {
            frame.drawRule("Operations", at: y, 0..<room.size.width)
            let text =
                "No operations of \(provider.name) are known. "
                + "\(desk.keys.way(to: .importProvider)) imports an API description."
            return frame.drawNote(text, in: room.page)
        }
        frame.offer(.list(Operations.Half.list.rawValue), in: layout.list)
        frame.offer(.list(Operations.Half.result.rawValue), in: layout.result)
        if !layout.list.isEmpty {
            drawListRule(y: y, 0..<layout.list.right, on: &frame)
            drawOperations(in: layout.list, on: &frame)
        }
        if !layout.result.isEmpty { drawResult(on: &frame) }
        drawDetails(on: &frame)
        let dividers = [layout.divider, layout.details.isEmpty ? nil : layout.details.x - 1]
        for x in dividers.compactMap({ $0 }) {
            frame.fill(Rect(x: x, y: layout.list.y, width: 1, height: layout.list.height), "│", Style(.dim))
            frame.write("┬", x: x, y: y, Style(.dim), until: x + 1)
        }
    }

    /// Draws the page about the operation under the cursor.
    private func drawDetails(on frame: inout Frame) {
        let body = layout.details
        guard !body.isEmpty else { return }
        guard mode.hasCursor, let operation = provider.operations[safely: mode.cursor] else {
            return frame.draw(Details(), in: body)
        }
        let lines = desk.session.pageLines(ofOperation: mode.cursor, width: body.width, desk.key)
        frame.draw(Details(subject: operation.name, lines: lines, rest: "Enter shows all"), in: body)
    }

    private func drawListRule(y: Int, _ columns: Range<Int>, on frame: inout Frame) {
        frame.drawRule(
            "Operations", short: "O", filter: mode.filter.text, isTyping: mode.isTyping,
            and: mode.chosen == nil ? nil : "ticked only", isFocused: mode.focus == .list, at: y, columns,
            remarks: remarks)
    }

    /// The remarks for the right end of the rule, the longest first.
    private var remarks: [Line] {
        let count = provider.operations.count
        let ticked = "\(desk.session.choice.ticked.count.grouped) ticked"
        let shown = mode.rows.count
        var text = "\(desk.session.choice.ticked.count.grouped) of \(count.grouped) ticked"
        if shown < count {
            text = "\(shown.grouped) of \(count.grouped) · \(ticked)"
            let hidden = desk.session.choice.ticked.subtracting(BitSet(mode.rows)).count
            if hidden > 0 { text += ", \(hidden.grouped) hidden" }
        } else if shown > layout.list.height {
            text = "\(placeInList(mode.cursorRow, of: count)) · \(ticked)"
        }
        guard provider.areOperationsInferred else {
            let short = shown < count ? "\(shown.grouped)/\(count.grouped) · \(ticked)" : ticked
            return [Line(text, Style(.dim)), Line(short, Style(.dim))]
        }
        let warning = Style(.warning)
        return [Line("\(text), ", Style(.dim)) + Line("inferred, not documented", warning)]
            + ["inferred, not documented", "inferred"].map { Line($0, warning) }
    }

    // MARK: The list

    private func drawOperations(in body: Rect, on frame: inout Frame) {
        guard !mode.rows.isEmpty else {
            return frame.drawNote("Nothing matches \"\(mode.filter.text)\". Esc clears the filter.", in: body)
        }
        guard let index = desk.session.operationIndex, let methodColumns = desk.session.knowledge.value?.methodColumns
        else { return }
        let rows = mode.top..<min(mode.top + body.height, mode.rows.count)
        let words = SearchWords(mode.filter.text)
        let pathStart = body.x + 6 + methodColumns + 2
        // The sign of an allowed operation has a column of its own, with a word when there is room.
        let saysAllowed = body.width >= 60
        let right = body.right - (saysAllowed ? 11 : 4)
        let longest = rows.reduce(0) { max($0, provider.operations[mode.rows[$1]].path.columns) }
        let pathColumns = nameColumns(longest: longest, right - pathStart)
        let paths = cutNames(rows.map { provider.operations[mode.rows[$0]].path }, columns: pathColumns)
        for row in rows {
            let operation = provider.operations[mode.rows[row]]
            let y = body.y + row - mode.top
            let isCurrent = mode.rows[row] == mode.cursor
            let isTicked = desk.session.choice.ticked.contains(mode.rows[row])
            frame.drawBox(isOn: isTicked, isCurrent: isCurrent && mode.focus == .list, in: body, y: y)
            frame.offerRow(row, of: Operations.Half.list.rawValue, in: body, y: y, box: body.x + 2)
            let method = safe(operation.method, columns: methodColumns)
            frame.write(method, x: body.x + 6, y: y, Style(.accent), until: pathStart - 1)
            frame.underline(method, words, x: body.x + 6, y: y)
            let path = paths[row - mode.top]
            frame.write(path, x: pathStart, y: y, isTicked ? Style(.text, .bold) : .plain, until: right)
            frame.underline(path, words, x: pathStart, y: y)
            let x = pathStart + pathColumns + 2
            if x + 8 < right {
                let summary = safe(operation.summary, columns: right - x)
                frame.write(summary, x: x, y: y, Style(.dim), until: right)
                frame.underline(summary, words, x: x, y: y)
            }
            if index.allows(mode.rows[row], with: draft.scopes.contains) {
                frame.write(saysAllowed ? "✓ allowed" : "✓", x: right + 1, y: y, Style(.dim), until: body.right - 1)
            }
            if isCurrent, mode.focus == .list { frame.markCurrent(body, row: row - mode.top) }
        }
        frame.drawThumb(top: mode.top, count: mode.rows.count, in: body)
    }

    // MARK: The result

    private func drawResult(on frame: inout Frame) {
        let body = layout.result
        let hidden = lines.count - mode.resultTop - body.height
        let isFocused = mode.focus == .result
        if body.height > 1 {
            let remark = hidden > 0 ? [Line("\(hidden.grouped) more", Style(.dim))] : []
            let y = layout.resultRule ?? room.page.y - 1
            frame.drawRule("Smallest set", isFocused: isFocused, at: y, body.x..<body.right, remarks: remark)
        }
        for row in 0..<body.height where mode.resultTop + row < lines.count {
            frame.write(lines[mode.resultTop + row], x: body.x, y: body.y + row, until: body.right)
        }
        if isFocused { frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false) }
    }

    // MARK: Around it

    var face: Face {
        guard !mode.isTyping else {
            return Face(
                corner: .next([(.accept, "keep the filter")]), explanation: explanation,
                hints: [
                    (.accept, "keep"), (.acceptAndGoOn, "tick"), (.back, "clear"), (.textDeleteWord, "delete word"),
                ], marking: SearchWords(mode.filter.text))
        }
        return Face(
            corner: corner, explanation: explanation, hints: hints, marking: SearchWords(mode.filter.text))
    }

    /// The name, the purpose and the scopes of the operation under the cursor.
    private var explanation: Explanation {
        guard mode.hasCursor, let operation = provider.operations[safely: mode.cursor] else { return .text("", "") }
        let isAllowed = desk.session.operationIndex?.allows(mode.cursor, with: draft.scopes.contains) ?? false
        let facts = [operation.needs, operation.needsInShort].map { "\(isAllowed ? "allowed, " : "")needs \($0)" }
        return .text(operation.name, operation.summary, facts: facts)
    }

    private var corner: Corner {
        let choice = desk.session.choice
        guard let result = choice.result, let scopes = choice.scopes else {
            return .next([provider.operations.isEmpty ? (.back, "go back") : (.toggle, "tick an operation")])
        }
        let missing = scopes.count { !draft.scopes.contains($0) }
        let use: [Hint] = [(.operationsApply, "use this set")]
        if !result.impossible.isEmpty {
            return Corner(Line("✗ \(result.impossible.count.grouped) without a scope", Style(.error, .bold)), use)
        }
        if missing == 0, scopes.count == draft.scopes.count {
            return Corner(Line("✓ These scopes are on", Style(.ok, .bold)), [(.back, "back")])
        }
        let isEnough = missing == 0 || desk.session.isAllAllowed(result)
        let text = isEnough ? "✓ All allowed" : "Turn on \(missing.counted("scope")):"
        return Corner(Line(text, Style(isEnough ? .ok : .text, .bold)), use)
    }

    private var hints: [Hint] {
        guard !provider.operations.isEmpty else {
            return [(.back, "back"), (.importProvider, "import"), (.quit, "quit")]
        }
        if mode.focus == .result {
            return [
                (.nextPane, "list"), (.operationsApply, "use this set"), (.operationsAdd, "add missing"),
                (.operationsNextSet, "next set"), (.down, "scroll"), (.zoom, "zoom"), (.back, "back"),
            ]
        }
        let isNarrowed = !mode.filter.text.isEmpty || mode.chosen != nil
        return [
            (.toggle, "tick"), (.operationsApply, "use this set"), (.back, isNarrowed ? "show all" : "back"),
            (.filter, "filter"), (.operationsAdd, "add missing"), (.operationsNextSet, "next set"),
            (.accept, "details"), (.nextPane, "result"), (.undo, "undo"), (.operationsAll, "all"),
            (.operationsChosen, "ticked only"), (.zoom, "zoom"), (.quit, "quit"),
        ]
    }
}
