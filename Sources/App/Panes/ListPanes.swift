import OAuth
import Screen

extension Model {
    /// Draws the clients of the provider.
    func drawClients(in body: Rect, on frame: inout Frame) {
        guard !clientRows.isEmpty else {
            let text =
                clientFilter.isEmpty
                ? "No clients yet. a adds one, i imports."
                : "Nothing matches \"\(clientFilter)\". Esc clears the filter."
            return drawNote(text, in: body, on: &frame)
        }
        let words = SearchWords(clientFilter)
        for y in 0..<body.height {
            let row = (tops[.clients] ?? 0) + y
            guard let index = clientRows[safely: row] else { return }
            let client = provider.clients[index]
            let isCurrent = focusedPane == .clients && index == clientCursor
            let sign = index == draft.client ? "(∙)" : "( )"
            let idColumns = body.width >= 45 ? 16 : 10
            let id = abridge(client.clientID, columns: idColumns)
            let right = body.right - 1
            let idStart = max(body.x + 5, right - id.columns)
            frame.write(isCurrent ? "▸\(sign)" : " \(sign)", x: body.x, y: body.y + y, until: body.right)
            let name = safe(client.name, columns: idStart - body.x - 6)
            frame.write(name, x: body.x + 5, y: body.y + y, until: idStart - 1)
            underline(name, words, x: body.x + 5, y: body.y + y, on: &frame)
            frame.write(id, x: idStart, y: body.y + y, Style(.dim), until: right)
            if isCurrent { markCurrent(body, row: y, on: &frame) }
        }
    }

    /// Draws the rows of the scope list that are in sight.
    func drawScopes(in body: Rect, on frame: inout Frame) {
        guard !scopeRows.isEmpty else {
            let text =
                scopeFilter.isEmpty
                ? "No scope list yet. i imports it, a adds one by hand."
                : chosenScopes == nil
                    ? "Nothing matches \"\(scopeFilter)\". Esc clears the filter."
                    : "No chosen scope matches \"\(scopeFilter)\". Esc clears the filter."
            return drawNote(text, in: body, on: &frame)
        }
        let top = tops[.scopes] ?? 0
        let rows = top..<min(top + body.height, scopeRows.count)
        let nameColumns = scopeNameColumns(rows, width: body.width)
        let words = SearchWords(scopeFilter)
        // Where there is much room, how much each scope unlocks stands at the right.
        let index = body.width >= 80 ? operationIndex : nil
        let right = body.right - (index == nil ? 1 : 20)
        for row in rows {
            let scope = scopeRows[row]
            let y = body.y + row - top
            let isCurrent = focusedPane == .scopes && scope == scopeCursor
            let isOn = draft.scopes.contains(scope)
            drawBox(isOn: isOn, isCurrent: isCurrent, in: body, y: y, on: &frame)
            let name = safe(provider.scopes.name(at: scope), columns: nameColumns)
            let style = isOn ? Style(.text, .bold) : Style.plain
            frame.write(name, x: body.x + 6, y: y, style, until: body.right - 1)
            underline(name, words, x: body.x + 6, y: y, on: &frame)
            let x = body.x + 6 + nameColumns + 2
            if x + 7 < right {
                let summary = safe(provider.scopes.summary(at: scope), columns: right - x)
                frame.write(summary, x: x, y: y, Style(.dim), until: right)
                underline(summary, words, x: x, y: y, on: &frame)
            }
            if let count = index?.counts(ofScope: scope).operations {
                let text = count == 1 ? "1 operation " : "\(count.grouped) operations"
                frame.write(text, endingAt: body.right - 2, y: y, Style(.dim), from: right + 1)
            }
            if isCurrent { markCurrent(body, row: row - top, on: &frame) }
        }
        drawThumb(top: top, count: scopeRows.count, in: body, on: &frame)
    }

    /// The marker of the current row, and the box that says whether the row is on; five columns.
    func drawBox(isOn: Bool, isCurrent: Bool, in body: Rect, y: Int, on frame: inout Frame) {
        frame.write(isCurrent ? "▸ [" : "  [", x: body.x, y: y, until: body.right)
        frame.write(isOn ? "✓" : " ", x: body.x + 3, y: y, Style(.ok, .bold), until: body.right)
        frame.write("]", x: body.x + 4, y: y, until: body.right)
    }

    private func scopeNameColumns(_ rows: Range<Int>, width: Int) -> Int {
        nameColumns(longest: rows.reduce(0) { max($0, provider.scopes.name(at: scopeRows[$1]).columns) }, width - 7)
    }

    /// The columns of the names in sight: enough for the longest one, no more than what leaves room for a text.
    func nameColumns(longest: Int, _ room: Int) -> Int {
        room < 36 ? room : min(max(longest, 12), room * 3 / 5)
    }

    /// A bar at the right edge that says how far down a long list is.
    func drawThumb(top: Int, count: Int, in body: Rect, on frame: inout Frame) {
        guard count > body.height, body.height > 1 else { return }
        let length = max(1, body.height * body.height / count)
        let start = top * (body.height - length) / (count - body.height)
        for y in start..<start + length {
            frame.write(" ", x: body.right - 1, y: body.y + y, Style(.dim, .reverse), until: body.right)
        }
    }

    func underline(_ text: String, _ words: SearchWords, x: Int, y: Int, on frame: inout Frame) {
        guard !words.isEmpty, text.utf8.count == text.columns else { return }
        for range in words.ranges(in: text) {
            frame.mark(Rect(x: x + range.lowerBound, y: y, width: range.count, height: 1), [.underline, .bold])
        }
    }

    func markCurrent(_ body: Rect, row: Int, on frame: inout Frame) {
        frame.highlight(Rect(x: body.x, y: body.y + row, width: body.width, height: 1))
        frame.cursor = Frame.Cursor(x: body.x, y: body.y + row, isVisible: false)
    }

    func drawNote(_ text: String, in body: Rect, on frame: inout Frame) {
        for (row, line) in wrap(text, width: body.width - 3).enumerated() where row < body.height {
            frame.write(line, x: body.x + 2, y: body.y + row, Style(.dim), until: body.right)
        }
    }
}
