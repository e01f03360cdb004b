import BitCollections
import OAuth
import Screen

extension Model {
    /// Draws the Operations view over the panes.
    func draw(_ view: OperationsView, on frame: inout Frame) {
        let layout = operationsLayout
        let y = self.layout.page.y - 1
        guard !provider.operations.isEmpty else {
            drawRule("Operations", isFocused: true, at: y, 0..<size.width, on: &frame)
            let text = "Nothing is known of the operations of \(provider.name). i imports an API description."
            return drawNote(text, in: self.layout.page, on: &frame)
        }
        if !layout.list.isEmpty {
            drawListRule(view, y: y, 0..<layout.list.right, on: &frame)
            drawOperations(view, in: layout.list, on: &frame)
        }
        if !layout.result.isEmpty { drawResult(view, layout, on: &frame) }
        guard let x = layout.divider else { return }
        for row in layout.list.y..<layout.list.bottom { frame.write("│", x: x, y: row, Style(.dim), until: x + 1) }
        frame.write("┬", x: x, y: y, Style(.dim), until: x + 1)
    }

    private func drawListRule(_ view: OperationsView, y: Int, _ columns: Range<Int>, on frame: inout Frame) {
        var title = "Operations"
        let isFiltering = editing?.target == .operationFilter
        if !view.filter.isEmpty || isFiltering { title += " /\(view.filter)" }
        if view.chosen != nil { title += ", ticked only" }
        let end = drawRule(
            title, isFocused: view.focus == .list, at: y, columns, remarks: operationRemarks(of: view), on: &frame)
        guard isFiltering else { return }
        frame.cursor = Frame.Cursor(x: min(end - 1, columns.upperBound - 1), y: y, isVisible: true)
    }

    /// What is said at the right end of the rule, the longest first.
    private func operationRemarks(of view: OperationsView) -> [Line] {
        let count = provider.operations.count
        let ticked = choice.ticked.count
        var text = "\(ticked.grouped) of \(count.grouped) ticked"
        if view.rows.count < count {
            text = "\(view.rows.count.grouped) of \(count.grouped) shown, \(ticked.grouped) ticked"
            let hidden = choice.ticked.subtracting(BitSet(view.rows)).count
            if hidden > 0 { text += ", \(hidden.grouped) hidden" }
        }
        guard provider.areOperationsInferred else {
            return [Line(text, Style(.dim)), Line("\(ticked.grouped) ticked", Style(.dim))]
        }
        let warning = Style(.warning)
        return [Line("\(text), ", Style(.dim)) + Line("inferred, not documented", warning)]
            + ["inferred, not documented", "inferred"].map { Line($0, warning) }
    }

    /// A rule with a title, and the first remark that fits at its right end; returns the column after the title.
    @discardableResult
    private func drawRule(
        _ title: String, isFocused: Bool, at y: Int, _ columns: Range<Int>, remarks: [Line] = [], on frame: inout Frame
    ) -> Int {
        let right = columns.upperBound
        frame.fill(Rect(x: columns.lowerBound, y: y, width: columns.count, height: 1), "─", Style(.dim))
        let style = isFocused ? Style(.accent, [.bold, .reverse]) : Style(.accent)
        let text = " \(isFocused ? "▸ " : "")\(title) "
        let end = frame.write(text, x: columns.lowerBound + 1, y: y, style, until: right - 2)
        guard let remark = remarks.first(where: { end + $0.columns + 3 < right }) else { return end }
        frame.write(Line(" ") + remark + Line(" "), x: right - remark.columns - 3, y: y, until: right)
        return end
    }

    // MARK: The list

    private func drawOperations(_ view: OperationsView, in body: Rect, on frame: inout Frame) {
        guard !view.rows.isEmpty else {
            return drawNote("Nothing matches \"\(view.filter)\". Esc clears the filter.", in: body, on: &frame)
        }
        guard let index = operationIndex, let methodColumns = knowledge.value?.methodColumns else { return }
        let rows = view.top..<min(view.top + body.height, view.rows.count)
        let words = SearchWords(view.filter)
        let pathStart = body.x + 6 + methodColumns + 2
        // The sign of what is allowed now has a column of its own, in words where there is room.
        let saysAllowed = body.width >= 60
        let right = body.right - (saysAllowed ? 11 : 4)
        let longest = rows.reduce(0) { max($0, provider.operations[view.rows[$1]].path.columns) }
        let pathColumns = nameColumns(longest: longest, right - pathStart)
        for row in rows {
            let operation = provider.operations[view.rows[row]]
            let y = body.y + row - view.top
            let isCurrent = view.rows[row] == view.cursor
            let isTicked = choice.ticked.contains(view.rows[row])
            drawBox(isOn: isTicked, isCurrent: isCurrent && view.focus == .list, in: body, y: y, on: &frame)
            let method = safe(operation.method, columns: methodColumns)
            frame.write(method, x: body.x + 6, y: y, Style(.accent), until: pathStart - 1)
            underline(method, words, x: body.x + 6, y: y, on: &frame)
            let path = safe(operation.path, columns: pathColumns)
            frame.write(path, x: pathStart, y: y, isTicked ? Style(.text, .bold) : .plain, until: right)
            underline(path, words, x: pathStart, y: y, on: &frame)
            let x = pathStart + pathColumns + 2
            if x + 8 < right {
                let summary = safe(operation.summary, columns: right - x)
                frame.write(summary, x: x, y: y, Style(.dim), until: right)
                underline(summary, words, x: x, y: y, on: &frame)
            }
            if index.allows(view.rows[row], with: draft.scopes.contains) {
                frame.write(saysAllowed ? "✓ allowed" : "✓", x: right + 1, y: y, Style(.dim), until: body.right - 1)
            }
            if isCurrent, view.focus == .list { markCurrent(body, row: row - view.top, on: &frame) }
        }
        drawThumb(top: view.top, count: view.rows.count, in: body, on: &frame)
    }

    // MARK: The result

    private func drawResult(_ view: OperationsView, _ layout: OperationsLayout, on frame: inout Frame) {
        let body = layout.result
        let hidden = view.lines.count - view.resultTop - body.height
        let isFocused = view.focus == .result
        if body.height > 1 {
            let remark = hidden > 0 ? [Line("\(hidden.grouped) more", Style(.dim))] : []
            let y = layout.resultRule ?? self.layout.page.y - 1
            drawRule("Least scopes", isFocused: isFocused, at: y, body.x..<body.right, remarks: remark, on: &frame)
        }
        for row in 0..<body.height where view.resultTop + row < view.lines.count {
            frame.write(view.lines[view.resultTop + row], x: body.x, y: body.y + row, until: body.right)
        }
        if isFocused { frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false) }
    }

    // MARK: Corner and explanation

    /// What the operation under the cursor needs: its name, what it does, and the scopes.
    func explanation(of view: OperationsView) -> (subject: String, text: String, facts: [String]) {
        guard view.hasCursor, let operation = provider.operations[safely: view.cursor] else { return ("", "", []) }
        let isAllowed = operationIndex?.allows(view.cursor, with: draft.scopes.contains) ?? false
        let facts = [operation.needs, operation.needsInShort].map { "\(isAllowed ? "allowed, " : "")needs \($0)" }
        return (operation.name, operation.summary, facts)
    }

    /// What to press next.
    func corner(of view: OperationsView, room: Int) -> Line {
        let isNarrow = room < 72
        var line = Line()
        guard let result = choice.result, let scopes = choice.scopes else {
            line.append("Next: ", Style(.accent, .bold))
            line.append(provider.operations.isEmpty ? "Esc goes back" : "Space ticks an operation")
            return line
        }
        let missing = scopes.count { !draft.scopes.contains($0) }
        if !result.impossible.isEmpty {
            let count = result.impossible.count
            line.append("✗ \(count.grouped) without a scope", Style(.error, .bold))
        } else if missing == 0, scopes.count == draft.scopes.count {
            line.append("✓ These scopes are on", Style(.ok, .bold))
            appendKey(.back, "back", to: &line, isNarrow)
            return line
        } else {
            let isEnough = missing == 0 || isAllAllowed(result)
            line.append(
                isEnough ? "✓ All allowed" : "\(missing.grouped) to turn on", Style(isEnough ? .ok : .text, .bold))
        }
        appendKey(.operationsApply, "use this set", to: &line, isNarrow)
        return line
    }
}

extension Line {
    static func + (left: Line, right: Line) -> Line {
        right.spans.reduce(into: left) { $0.append($1.text, $1.style) }
    }
}
