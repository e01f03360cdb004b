import OAuth
import Screen

/// The drawing of an inspected message: the parts above, the findings below.
struct InspectView {
    let mode: Inspect
    let desk: Desk
    let room: Room

    init(_ mode: Inspect, _ desk: Desk, _ room: Room) {
        self.mode = mode
        self.desk = desk
        self.room = room
    }

    /// The places of both halves. The findings get the rows that they need, at most half.
    static func layout(of mode: Inspect, in room: Room) -> (parts: Rect, findings: Rect) {
        let page = room.page
        let count = mode.inspection?.findings.count ?? 0
        guard count > 0 else { return (page, Rect(x: 0, y: page.bottom, width: page.width, height: 0)) }
        let lines = max(count, mode.lines.value.findings.count)
        let height = min(lines, max(1, page.height / 2 - 1))
        let parts = Rect(x: 0, y: page.y, width: page.width, height: page.height - height - 1)
        return (parts, Rect(x: 0, y: parts.bottom + 1, width: page.width, height: height))
    }

    private var lines: InspectLines { mode.lines.value }

    func draw(on frame: inout Frame) {
        let (parts, findings) = Self.layout(of: mode, in: room)
        frame.drawRule(title, isFocused: true, at: parts.y - 1, 0..<parts.width, remarks: remarks)
        guard mode.inspection != nil else { return drawInvitation(in: room.page, on: &frame) }
        frame.offer(.list(Inspect.Half.parts.rawValue), in: parts)
        frame.draw(lines.parts, from: mode.top, in: parts)
        frame.drawThumb(top: mode.top, count: lines.count, in: parts)
        guard findings.height > 0 else {
            frame.cursor = Frame.Cursor(x: 0, y: parts.y, isVisible: false)
            return
        }
        frame.fill(Rect(x: 0, y: parts.bottom, width: parts.width, height: 1), "─", Style(.dim))
        if let mark = more(in: parts) {
            frame.write(" \(mark) ", endingAt: parts.right - 1, y: parts.bottom, Style(.dim), from: 0)
        }
        frame.offer(.list(Inspect.Half.findings.rawValue), in: findings)
        for y in 0..<findings.height {
            guard let (line, finding) = lines.findings[safely: mode.findingsTop + y] else { break }
            frame.write(line, x: 0, y: findings.y + y, until: findings.right)
            frame.offerRow(finding, of: Inspect.Half.findings.rawValue, in: findings, y: findings.y + y)
            guard finding == mode.cursor else { continue }
            let isFirst = lines.findingRange(finding).lowerBound == mode.findingsTop + y
            if isFirst { frame.write("▸", x: 0, y: findings.y + y, until: findings.right) }
            frame.highlight(Rect(x: 0, y: findings.y + y, width: findings.width, height: 1))
            if isFirst { frame.cursor = Frame.Cursor(x: 0, y: findings.y + y, isVisible: false) }
        }
    }

    /// Returns the direction of hidden parts, in words: with so few rows, the thumb at the edge shows too little.
    private func more(in parts: Rect) -> String? {
        guard parts.height <= 4 else { return nil }
        let (above, below) = (mode.top > 0, mode.top + parts.height < lines.count)
        return above && below ? "more above and below" : above ? "more above" : below ? "more below" : nil
    }

    private func drawInvitation(in page: Rect, on frame: inout Frame) {
        var text = PageText(width: page.width)
        text.paragraph(
            "Paste a text, or type one and press Enter. authscope says what it is, and what is wrong with it:")
        text.gap()
        let forms = [
            "an authorization URL, or only its query", "a redirect that came back",
            "the head of a request or a response",
            "a curl command", "an entry of a HAR file", "a token request, or the reply to one",
            "a WWW-Authenticate field", "a JSON Web Token",
        ]
        for form in forms { text.append(Line("  · \(form)")) }
        text.gap()
        text.paragraph("Codes, tokens, secrets and verifiers are masked. Nothing is saved.", Style(.dim))
        frame.draw(text.lines, from: 0, in: page)
    }

    private var title: String {
        guard let inspection = mode.inspection else { return "Inspect" }
        let owner =
            mode.subject?.provider.map { "checked as \(safe($0.name, columns: 24))" } ?? "checked only by the standards"
        let form = inspection.form.words
        let kind = inspection.kind.words
        let subject = form == kind || form == "JWT" || form == "header field" ? kind : "\(form), \(kind)"
        return "Inspect  \(subject), \(owner)"
    }

    private var remarks: [Line] {
        guard let inspection = mode.inspection else { return [] }
        let verdict = Verdict(of: inspection)
        let style = verdict.worst.map(\.style) ?? Style(.ok)
        guard let text = verdict.text else { return [Line("no problems", style)] }
        return [Line(text, style), Line(inspection.findings.count.counted("finding"), style)]
    }

    // MARK: The face

    var face: Face {
        if let editor = mode.editor {
            return Face(
                corner: .next([(.accept, "inspect it")]), explanation: .line("Text to inspect: ", editor.redacted),
                hints: [
                    (.accept, "inspect"), (.back, mode.inspection == nil ? "close" : "cancel"),
                    (.textKillStart, "clear"),
                ])
        }
        return Face(corner: corner, explanation: explanation, hints: hints)
    }

    private var corner: Corner {
        guard let inspection = mode.inspection else { return .next([(.back, "close")]) }
        let isRequest = inspection.report != nil
        let canFix = inspection.findings.contains { $0.fix != nil && $0.severity > .info }
        let worst = inspection.findings.map(\.severity).max() ?? .info
        guard worst > .info else {
            return Corner(
                Line("✓ No problems", Style(.ok, .bold)), isRequest ? [(.inspectUse, "use")] : [(.back, "close")])
        }
        let count = inspection.count(worst)
        let sign = Line("\(worst.sign) \(count.counted(worst.rawValue))", worst.style.with(.bold))
        return Corner(sign, canFix ? [(.fixAll, "fix all")] : isRequest ? [(.inspectUse, "use")] : [(.back, "close")])
    }

    private var explanation: Explanation {
        guard let finding = mode.finding else {
            let client = mode.subject?.client.map { "client \($0.name)" } ?? ""
            return .text(
                client,
                mode.subject?.provider == nil
                    ? "\(desk.key(.inspectProvider, in: .inspecting)) checks it as a provider's" : "")
        }
        let subject = finding.rule?.rawValue ?? finding.parameter
        return .text(subject, finding.advice.isEmpty ? finding.reference : "\(finding.advice). \(finding.reference)")
    }

    private var hints: [Hint] {
        guard let inspection = mode.inspection else { return [(.back, "close")] }
        var hints: [Hint] = []
        if inspection.report != nil {
            if mode.finding != nil { hints += [(.fix, "fix"), (.fixAll, "fix all")] }
            hints += [(.inspectUse, "use in the request"), (.compare, "compare")]
        }
        hints.append((.copy, inspection.report == nil ? "copy masked" : "copy"))
        hints.append((.back, "close"))
        if inspection.kinds.count > 1 { hints.append((.inspectKind, "treat as")) }
        hints += [(.inspectProvider, "provider"), (.inspectClient, "client")]
        if mode.finding?.rule != nil { hints.append((.explainRule, "rule")) }
        return hints + [(.edit, "another text")]
    }
}
