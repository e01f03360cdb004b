import OAuth
import Screen

extension Model {
    /// The whole screen as a value.
    package func render() -> Frame {
        var frame = Frame(size: size, isASCII: isASCII)
        let layout = layout
        guard layout.kind != .tooSmall else {
            drawTooSmall(on: &frame)
            return frame
        }
        drawTitle(layout, on: &frame)
        if viewer != nil {
            drawPage(in: layout.page, on: &frame)
        } else if let importing, importing.offer != nil, form == nil {
            drawImport(importing, in: layout.page, on: &frame)
        } else if let form {
            drawForm(form, in: layout.page, on: &frame)
        } else if let operationsView {
            draw(operationsView, on: &frame)
            drawMenu(on: &frame)
        } else {
            drawPanes(layout, on: &frame)
            drawMenu(on: &frame)
        }
        drawExplanation(y: layout.explanationRow, on: &frame)
        drawFooter(y: layout.footerRow, on: &frame)
        return frame
    }

    private func drawPanes(_ layout: Layout, on frame: inout Frame) {
        if layout.kind == .tabs, !isZoomed { drawTabs(on: &frame) }
        drawRoundTrip(in: layout.roundTrip, on: &frame)
        for pane in Pane.allCases {
            guard let body = layout.bodies[pane] else { continue }
            drawRule(of: pane, above: body, layout, on: &frame)
            draw(pane, in: body, on: &frame)
        }
        drawParameterTable(in: layout.parameterTable, on: &frame)
        drawDivider(layout, on: &frame)
        placeFilterCursor(layout, on: &frame)
    }

    func draw(_ pane: Pane, in body: Rect, on frame: inout Frame) {
        switch pane {
        case .clients: drawClients(in: body, on: &frame)
        case .scopes: drawScopes(in: body, on: &frame)
        case .request: drawRequest(in: body, on: &frame)
        case .validation: drawValidation(in: body, on: &frame)
        case .url: drawURL(in: body, on: &frame)
        }
    }

    /// A filter is typed in the rule over its list.
    func placeFilterCursor(_ layout: Layout, on frame: inout Frame) {
        guard case .filter(let pane)? = editing?.target, let body = layout.bodies[pane] else { return }
        let title = ruleTitle(of: pane, layout)
        let column = body.x + 2 + title.columns
        frame.cursor = Frame.Cursor(x: min(column, body.right - 1), y: body.y - 1, isVisible: true)
    }

    // MARK: Rules and titles

    /// The rule over a pane: its title at the left, what there is to say of it at the right.
    private func drawRule(of pane: Pane, above body: Rect, _ layout: Layout, on frame: inout Frame) {
        let y = body.y - 1
        frame.fill(Rect(x: body.x, y: y, width: body.width, height: 1), "─", Style(.dim))
        let isFocused = pane == focusedPane
        let style = isFocused ? Style(.accent, [.bold, .reverse]) : Style(.accent)
        let limit = body.right - 2
        let end = frame.write(" \(ruleTitle(of: pane, layout)) ", x: body.x + 1, y: y, style, until: limit)
        guard let remark = remarks(of: pane).first(where: { end + $0.columns + 3 < body.right }) else { return }
        var x = body.right - remark.columns - 3
        x = frame.write(" ", x: x, y: y, until: limit)
        x = frame.write(remark, x: x, y: y, until: limit)
        frame.write(" ", x: x, y: y, until: body.right)
    }

    private func ruleTitle(of pane: Pane, _ layout: Layout) -> String {
        let marker = pane == focusedPane ? "▸ " : ""
        let number = layout.kind == .tabs ? "" : "\(pane.rawValue) "
        var title = marker + number + pane.title
        let filter = pane == .scopes ? scopeFilter : pane == .clients ? clientFilter : ""
        if !filter.isEmpty || isFiltering(pane) { title += " /\(filter)" }
        if pane == .scopes, chosenScopes != nil { title += ", chosen only" }
        return title
    }

    private func isFiltering(_ pane: Pane) -> Bool {
        if case .filter(pane)? = editing?.target { true } else { false }
    }

    /// What is said at the right end of a rule, the longest first; what fits is shown.
    private func remarks(of pane: Pane) -> [Line] {
        switch pane {
        case .clients:
            let count = provider.clients.count
            return [Line(clientRows.count == count ? "\(count)" : "\(clientRows.count) of \(count)", Style(.dim))]
        case .scopes: return scopeRemarks.map { Line($0, Style(.dim)) }
        case .request:
            let hidden = requestRows.count - (layout.bodies[.request]?.height ?? 0)
            return hidden > 0 ? [Line("\(hidden) more", Style(.dim))] : []
        case .validation: return [verdictRemark]
        case .url:
            let length = shownURL.text.utf8.count
            let isLong = length > 2_000
            let text = "\(isLong ? "! " : "")\(length.grouped) characters"
            let style = isLong ? Style(.warning) : Style(.dim)
            let hidden = urlLineCount - (tops[.url] ?? 0) - urlHeight
            // While the pane has the focus, its last row shows the URL and not how much is left.
            guard focusedPane == .url, hidden > 0 else { return [Line(text, style)] }
            return [
                Line("\(hidden.grouped) more \(hidden == 1 ? "line" : "lines"), \(text)", style), Line(text, style),
            ]
        }
    }

    /// How many scopes are on; scopes that are on and not shown are always spoken of.
    private var scopeRemarks: [String] {
        let count = draft.scopes.count
        let on = "\(count.grouped) of \(provider.scopes.count.grouped) on"
        guard scopeRows.count < provider.scopes.count else { return [on, "\(count.grouped) on"] }
        let shown = "\(scopeRows.count.grouped) of \(provider.scopes.count.grouped)"
        let hidden = draft.scopes.count { !scopeRows.contains($0) }
        guard hidden > 0 else { return ["\(shown) shown, \(count.grouped) on", shown] }
        return [
            "\(shown) shown, \(count.grouped) on, \(hidden.grouped) hidden",
            "\(count.grouped) on, \(hidden.grouped) hidden",
            "\(hidden.grouped) hidden",
        ]
    }

    private var verdictRemark: Line {
        let errors = outcome.count(of: .error)
        let warnings = outcome.count(of: .warning)
        let notes = outcome.count(of: .info)
        var parts: [String] = []
        if errors > 0 { parts.append(errors == 1 ? "1 error" : "\(errors) errors") }
        if warnings > 0 { parts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings") }
        if notes > 0 { parts.append(notes == 1 ? "1 note" : "\(notes) notes") }
        let style = errors > 0 ? Style(.error) : warnings > 0 ? Style(.warning) : Style(.dim)
        return Line(parts.isEmpty ? "no problems" : parts.joined(separator: ", "), style)
    }

    private func drawDivider(_ layout: Layout, on frame: inout Frame) {
        guard let x = layout.divider, let url = layout.bodies[.url] else { return }
        let bottom = url.y - 1
        for y in 1..<bottom {
            let isLeft = layout.bodies.values.contains { $0.y - 1 == y && $0.x == 0 }
            let isRight =
                layout.bodies.values.contains { $0.y - 1 == y && $0.x > x }
                || layout.roundTrip.y - 1 == y && !layout.roundTrip.isEmpty
            let joint = y == 1 ? "┬" : isLeft && isRight ? "┼" : isLeft ? "┤" : isRight ? "├" : "│"
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
            // Where they do not all fit, the tabs in the background are known by their numbers.
            let name = pane == .validation ? "Checks" : pane.title
            var text = size.width >= 52 || isFocused ? "\(pane.rawValue) \(name)" : "\(pane.rawValue)"
            if pane == .validation { text += " " + verdictSign.text }
            let style = isFocused ? Style(.accent, [.bold, .reverse]) : Style.plain
            x = frame.write((isFocused ? "▸" : " ") + text + " ", x: x, y: 1, style, until: size.width)
        }
    }

    var verdictSign: Line {
        let errors = outcome.count(of: .error)
        let warnings = outcome.count(of: .warning)
        if errors > 0 { return Line("✗\(errors)", Style(.error, .bold)) }
        if warnings > 0 { return Line("!\(warnings)", Style(.warning, .bold)) }
        return Line("✓", Style(.ok, .bold))
    }

    /// What still fits of the notice that the screen is too small.
    private func drawTooSmall(on frame: inout Frame) {
        let size = "\(size.width)x\(size.height)"
        let texts = [
            "Too small: \(size), needs 40x10. y copy, p plain URL, q quit",
            "Too small, needs 40x10. y copy, q quit", "Too small, needs 40x10", "Too small", "small",
        ]
        guard let text = texts.first(where: { $0.utf8.count <= self.size.width }) else { return }
        frame.write(notice.map { safe($0.text, columns: self.size.width) } ?? text, x: 0, y: 0, until: self.size.width)
    }
}
