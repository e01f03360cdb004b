import OAuth
import Screen

/// The mouse. The list of a pane has the pane's raw value as its number.
extension Panes {
    package mutating func endTyping(on desk: inout Desk, in room: Room) -> Bool {
        keepLine(thenMoves: false, on: &desk, in: room)
        return editing == nil
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        guard let next = Pane(rawValue: list) else { return }
        if editing != nil {
            // A click into the line that is being typed does not end typing.
            if row != nil, row == self.row(of: next, on: desk, in: room), next == pane { return }
            guard endTyping(on: &desk, in: room) else { return }
        }
        focus(next)
        if let row, row != self.row(of: next, on: desk, in: room) { setCursor(of: next, to: row, on: desk, in: room) }
    }

    package mutating func pick(box: Int?, on desk: inout Desk) -> Action? {
        guard editing == nil else { return nil }
        guard pane == .request, let box else { return pane == .clients || pane == .scopes ? .toggle : .accept }
        switch requestCursor {
        case .method:
            let all = ChallengeMethod.allCases
            if let method = all[safely: box], method != desk.draft.method { desk.edit { $0.method = method } }
            return nil
        case .state:
            let all = Draft.StateChoice.allCases
            if let choice = all[safely: box], choice != desk.draft.stateChoice { chooseState(choice, on: &desk) }
            return nil
        default: return .toggle
        }
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        guard let pane = Pane(rawValue: list) else { return }
        let height = PanesLayout(self, desk, room).height(of: pane)
        if pane == .url, desk.urlView != .parameters {
            let count = URLLines(desk, width: room.size.width).count
            urlCursor = clamped(urlCursor + rows, of: count, height: height)
            return
        }
        let lines = self.lines(of: pane, on: desk, in: room)
        tops[pane] = clamped(tops[pane] + rows, of: lines.count, height: height)
        let inSight = tops[pane]..<tops[pane] + height
        let row = self.row(of: pane, on: desk, in: room)
        let next = lines.row(near: row, in: inSight)
        if next != row { setCursor(of: pane, to: next, on: desk, in: room) }
    }

    /// The lines of a pane and its rows, which can have several lines each.
    private struct Lines {
        var count: Int
        /// Returns the lines of a row.
        var range: (Int) -> Range<Int>
        var rows: Int

        /// Returns the nearest row that is completely in sight, or the row itself when none is.
        func row(near row: Int, in sight: Range<Int>) -> Int {
            func isSeen(_ row: Int) -> Bool {
                let range = range(row)
                return range.lowerBound >= sight.lowerBound && range.upperBound <= sight.upperBound
            }
            guard !isSeen(row) else { return row }
            let isAbove = range(row).lowerBound < sight.lowerBound
            let order = isAbove ? Array(row..<rows) : Array((0...max(0, row)).reversed())
            return order.first(where: isSeen) ?? row
        }
    }

    private func lines(of pane: Pane, on desk: Desk, in room: Room) -> Lines {
        func oneEach(_ count: Int) -> Lines { Lines(count: count, range: { $0..<$0 + 1 }, rows: count) }
        switch pane {
        case .clients: return oneEach(clientRows.count)
        case .scopes: return oneEach(scopeRows.count)
        case .request: return oneEach(requestRows(on: desk, in: room).count)
        case .validation:
            let lines = validationLines.value
            return Lines(count: lines.count, range: lines.range, rows: validationRows(on: desk).count)
        case .url:
            // The first line does not show a parameter.
            let count = desk.shownRequest.parameters.count
            return Lines(count: count + 1, range: { $0 + 1..<$0 + 2 }, rows: count)
        }
    }

    /// Returns the row of a pane's cursor.
    private func row(of pane: Pane, on desk: Desk, in room: Room) -> Int {
        switch pane {
        case .clients: clientRows.firstIndex(of: clientCursor) ?? 0
        case .scopes: scopeRows.firstRow(from: scopeCursor)
        case .request: requestRows(on: desk, in: room).firstIndex(of: requestCursor) ?? 0
        case .validation: findingCursor
        case .url: urlCursor
        }
    }

    private mutating func setCursor(of pane: Pane, to row: Int, on desk: Desk, in room: Room) {
        switch pane {
        case .clients: if let client = clientRows[safely: row] { clientCursor = client }
        case .scopes: if row < scopeRows.count { scopeCursor = scopeRows[row] }
        case .request:
            guard let next = requestRows(on: desk, in: room)[safely: row] else { return }
            if next != requestCursor { hideSecrets() }
            requestCursor = next
        case .validation: findingCursor = clamp(row, by: 0, count: validationRows(on: desk).count)
        case .url: if desk.urlView == .parameters { urlCursor = row }
        }
    }
}
