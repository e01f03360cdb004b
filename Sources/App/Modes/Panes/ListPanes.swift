import OAuth
import Screen
import Text

extension PanesView {
    /// Draws the clients of the provider.
    func drawClients(in body: Rect, on frame: inout Frame) {
        guard !panes.clientRows.isEmpty else {
            let text =
                panes.clientFilter.isEmpty
                ? "No clients yet: \(desk.keys.way(to: .addClient, in: [.clients])) adds one."
                : "Nothing matches \"\(panes.clientFilter)\". Esc clears the filter."
            return frame.drawNote(text, in: body)
        }
        let words = SearchWords(panes.clientFilter)
        let idColumns = body.width >= 45 ? 16 : 10
        let top = panes.tops[.clients]
        let clients = panes.clientRows.dropFirst(top).prefix(body.height).map { provider.clients[$0] }
        let ids = cutNames(clients.map(\.clientID), columns: idColumns)
        let names = cutNames(
            clients.map(\.name), columns: body.width - 7 - min(idColumns, ids.reduce(0) { max($0, $1.columns) }))
        for y in clients.indices {
            let row = top + y
            let index = panes.clientRows[row]
            let isCurrent = focusedPane == .clients && index == panes.clientCursor
            let sign = index == draft.client ? "(∙)" : "( )"
            let id = ids[y]
            let right = body.right - 1
            let idStart = max(body.x + 5, right - id.columns)
            frame.write(isCurrent ? "▸\(sign)" : " \(sign)", x: body.x, y: body.y + y, until: body.right)
            frame.offerRow(row, of: Pane.clients.rawValue, in: body, y: body.y + y, box: body.x + 1)
            let name = names[y]
            frame.write(name, x: body.x + 5, y: body.y + y, until: idStart - 1)
            frame.underline(name, words, x: body.x + 5, y: body.y + y)
            frame.write(id, x: idStart, y: body.y + y, Style(.dim), until: right)
            if isCurrent { frame.markCurrent(body, row: y) }
        }
    }

    /// Draws the rows of the scope list that are in sight.
    func drawScopes(in body: Rect, on frame: inout Frame) {
        guard !panes.scopeRows.isEmpty else {
            let text =
                panes.scopeFilter.isEmpty
                ? "No scope list yet. \(desk.keys.way(to: .importProvider)) imports it, "
                    + "\(desk.keys.way(to: .addScope, in: [.scopes])) adds one by hand."
                : panes.chosenScopes == nil
                    ? "Nothing matches \"\(panes.scopeFilter)\". Esc clears the filter."
                    : "No scope that is on matches \"\(panes.scopeFilter)\". Esc clears the filter."
            return frame.drawNote(text, in: body)
        }
        let top = panes.tops[.scopes]
        let rows = top..<min(top + body.height, panes.scopeRows.count)
        let prefix = panes.scopePrefix.utf8.count
        // The closures below use these two, so that they do not copy the whole view.
        let (scopes, scopeRows) = (provider.scopes, panes.scopeRows)
        let longest = rows.reduce(0) { max($0, scopes.nameLength(at: scopeRows[$1])) } - prefix
        let nameColumns = scopeNameColumns(longest, width: body.width)
        func shownName(_ row: Int) -> String {
            String(decoding: scopes.nameOctets(at: scopeRows[row]).dropFirst(prefix), as: UTF8.self)
        }
        // Nearly always, all names fit.
        let cut = longest > nameColumns ? cutNames(rows.map { shownName($0) }, columns: nameColumns) : []
        let words = SearchWords(panes.scopeFilter)
        let signs = FaultSigns(panes, on: desk)
        // A wide pane also shows at the right how many operations each scope unlocks.
        let index = body.width >= 80 ? desk.session.operationIndex : nil
        let right = body.right - (index == nil ? 1 : 20)
        for row in rows {
            let scope = panes.scopeRows[row]
            let y = body.y + row - top
            let isCurrent = focusedPane == .scopes && scope == panes.scopeCursor
            let isOn = draft.scopes.contains(scope)
            frame.drawBox(isOn: isOn, isCurrent: isCurrent, in: body, y: y)
            if isOn {
                let name = provider.scopes.nameOctets(at: scope)
                frame.drawSign(signs.severity(ofScope: name), x: body.x + 1, y: y)
            }
            frame.offerRow(row, of: Pane.scopes.rawValue, in: body, y: y, box: body.x + 2)
            let name = cut.isEmpty ? safe(shownName(row), columns: nameColumns) : cut[row - top]
            let style = isOn ? Style(.text, .bold) : Style.plain
            frame.write(name, x: body.x + 6, y: y, style, until: body.right - 1)
            frame.underline(name, words, x: body.x + 6, y: y)
            let x = body.x + 6 + nameColumns + 2
            if x + 7 < right {
                let summary = safe(provider.scopes.summary(at: scope), columns: right - x)
                frame.write(summary, x: x, y: y, Style(.dim), until: right)
                frame.underline(summary, words, x: x, y: y)
            }
            if let count = index?.counts(ofScope: scope).operations {
                let text = count.counted("operation") + (count == 1 ? " " : "")
                frame.write(text, endingAt: body.right - 2, y: y, Style(.dim), from: right + 1)
            }
            if isCurrent { frame.markCurrent(body, row: row - top) }
        }
        frame.drawThumb(top: top, count: panes.scopeRows.count, in: body)
    }

    private func scopeNameColumns(_ longest: Int, width: Int) -> Int { nameColumns(longest: longest, width - 7) }
}
