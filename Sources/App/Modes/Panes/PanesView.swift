import OAuth
import Screen
import Text

/// The drawing of the panes.
struct PanesView {
    let panes: Panes
    let desk: Desk
    let room: Room
    let layout: PanesLayout

    init(_ panes: Panes, _ desk: Desk, _ room: Room) {
        self.panes = panes
        self.desk = desk
        self.room = room
        // `settle` has computed it, unless the screen was too small.
        layout = panes.layout.value.flatMap { $0.room == room ? $0 : nil } ?? PanesLayout(panes, desk, room)
    }

    var provider: Provider { desk.session.provider }
    var draft: Draft { desk.session.draft }
    var outcome: Outcome { desk.session.outcome }

    /// The pane with the focus, or nil while another mode covers the column.
    var focusedPane: Pane? { room.isColumnCovered ? nil : panes.pane }

    /// Returns the number of rows of a pane, or 0 when it is not shown.
    func height(of pane: Pane) -> Int { layout.height(of: pane) }

    var urlLines: URLLines { URLLines(desk, width: room.size.width) }

    /// The highlighted parts of the URL: those with findings, and those that the last key has changed. Empty during an
    /// attempt, which shows a URL of its own.
    var emphasis: URLEmphasis {
        guard !desk.jobs.isAttempting else { return URLEmphasis() }
        let before = desk.outcomeBefore.flatMap { $0.isIdentical(to: desk.session.$outcome) ? nil : $0.wrappedValue }
        return URLEmphasis(outcome, before: before, current: panes.currentFinding(on: desk))
    }

    /// The lines of Validation.
    var findings: ValidationLines { panes.validationLines.value }

    func draw(on frame: inout Frame) {
        if room.kind == .tabs, !panes.isZoomed || room.isColumnCovered { drawTabs(on: &frame) }
        for pane in Pane.allCases {
            guard let body = layout.bodies[pane] else { continue }
            drawRule(of: pane, above: body, on: &frame)
            frame.offer(.list(pane.rawValue), in: body)
            draw(pane, in: body, on: &frame)
        }
        drawParameterTable(in: layout.parameterTable, on: &frame)
        drawDetails(on: &frame)
        if let x = layout.divider { drawDivider(at: x, on: &frame) }
        if let x = layout.detailsDivider { drawDivider(at: x, on: &frame) }
    }

    private func draw(_ pane: Pane, in body: Rect, on frame: inout Frame) {
        switch pane {
        case .clients: drawClients(in: body, on: &frame)
        case .scopes: drawScopes(in: body, on: &frame)
        case .request: drawRequest(in: body, on: &frame)
        case .validation: drawValidation(in: body, on: &frame)
        case .url: drawURL(in: body, on: &frame)
        }
    }

    // MARK: Rules and titles

    /// Draws the rule over a pane, with the title at the left and a remark at the right. A filter is typed in the rule.
    private func drawRule(of pane: Pane, above body: Rect, on frame: inout Frame) {
        let isFiltering = if case .filter(pane)? = panes.editing?.target { true } else { false }
        let key = pane.key(on: desk)
        let number = room.kind == .tabs ? "" : key?.label ?? ""
        frame.drawRule(
            number.isEmpty ? title(of: pane) : "\(number) " + title(of: pane), short: number, key: key,
            filter: pane == .scopes ? panes.scopeFilter : pane == .clients ? panes.clientFilter : "",
            isTyping: isFiltering, and: pane == .scopes && panes.chosenScopes != nil ? "only those on" : nil,
            prefix: pane == .scopes ? panes.scopePrefix : "",
            isFocused: pane == focusedPane, at: body.y - 1, body.x..<body.right, remarks: remarks(of: pane))
    }

    private func title(of pane: Pane) -> String {
        guard pane == .validation, let profile = desk.session.profile else { return pane.title }
        return "\(pane.title): \(profile.name)"
    }

    /// Returns the remarks for the right end of a rule, the longest first. The first that fits is shown.
    private func remarks(of pane: Pane) -> [Line] {
        switch pane {
        case .clients:
            let (count, shown) = (provider.clients.count, panes.clientRows.count)
            guard shown == count else { return [Line("\(shown.grouped) of \(count.grouped)", Style(.dim))] }
            guard count > height(of: .clients) else { return [Line(count.counted("client"), Style(.dim))] }
            return [Line(placeInList(panes.clientCursor, of: count), Style(.dim))]
        case .scopes: return scopeRemarks.map { Line($0, Style(.dim)) }
        case .request:
            return .more(layout.requestRows.count - height(of: .request))
        case .validation:
            let remark = outcome.verdict.remark
            let hidden = findings.count - panes.tops[.validation] - height(of: .validation)
            guard hidden > 0 else { return [remark] }
            let more = Line(" · \(hidden) more", Style(.dim))
            return [remark + more, outcome.verdict.shortRemark + more, remark]
        case .url:
            let length = desk.shownURL.text.utf8.count
            let isLong = length > 2_000
            let text = "\(isLong ? "! " : "")\(length.grouped) characters"
            let style = isLong ? Style(.warning) : Style(.dim)
            let hidden = urlLines.count - panes.tops[.url] - height(of: .url)
            // While the pane has the focus, its last row is a row of the URL, so the rule says how many are hidden.
            guard focusedPane == .url, hidden > 0 else { return [Line(text, style)] }
            return [Line("\(hidden.moreLines), \(text)", style), Line(text, style)]
        }
    }

    /// The numbers of listed and of selected scopes. The explanation row warns of scopes that are on but not listed.
    private var scopeRemarks: [String] {
        let (all, shown) = (provider.scopes.count, panes.scopeRows.count)
        let on = "\(draft.scopes.count.grouped) on"
        guard shown == all else {
            return ["\(shown.grouped) of \(all.grouped) · \(on)", "\(shown.grouped)/\(all.grouped) · \(on)"]
        }
        guard all > height(of: .scopes) else { return ["\(draft.scopes.count.grouped) of \(all.grouped) on", on] }
        let place = placeInList(panes.scopeCursor, of: all)
        return ["\(place) · \(on)", "\(place), \(on)", place]
    }

    private func drawDivider(at x: Int, on frame: inout Frame) {
        guard let url = layout.bodies[.url] else { return }
        let bottom = url.y - 1
        frame.fill(Rect(x: x, y: 1, width: 1, height: bottom - 1), "│", Style(.dim))
        for y in 1..<bottom {
            var (isLeft, isRight) = (false, false)
            for case let body? in layout.bodies.values where body.y - 1 == y {
                isLeft = isLeft || body.right == x
                isRight = isRight || body.x == x + 1
            }
            guard isLeft || isRight || y == 1 else { continue }
            let joint = y == 1 ? "┬" : isLeft && isRight ? "┼" : isLeft ? "┤" : "├"
            frame.write(joint, x: x, y: y, Style(.dim), until: x + 1)
        }
        if frame[x, bottom]?.base == Unicode.Scalar(frame.isASCII ? "-" : "─").value {
            frame.write("┴", x: x, y: bottom, Style(.dim), until: x + 1)
        }
    }

    private func drawTabs(on frame: inout Frame) {
        var x = 1
        for pane in Pane.allCases {
            let isFocused = pane == focusedPane
            // If not all titles fit, the tabs in the background show only their numbers.
            let name = pane.title
            let key = pane.key(on: desk)
            let number = key?.label ?? ""
            var text = number.isEmpty ? name : room.size.width >= 58 || isFocused ? "\(number) \(name)" : number
            if pane == .validation { text += " " + outcome.verdict.sign }
            let style = isFocused ? Style(.accent, [.bold, .reverse]) : Style.plain
            let start = x
            x = frame.write((isFocused ? "▸" : " ") + text + " ", x: x, y: 1, style, until: room.size.width)
            if let key { frame.offer(.key(key), start..<x, y: 1) }
        }
    }
}
