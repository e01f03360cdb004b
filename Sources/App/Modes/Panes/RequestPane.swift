import OAuth
import Screen

extension PanesView {
    /// Draws the rows of the Request pane: the values of the request except the scopes.
    func drawRequest(in body: Rect, on frame: inout Frame) {
        let rows = layout.requestRows
        let top = panes.tops[.request]
        let signs = FaultSigns(panes, on: desk)
        for y in 0..<body.height {
            guard let row = rows[safely: top + y] else { return }
            let isCurrent = focusedPane == .request && row == panes.requestCursor
            frame.offerRow(top + y, of: Pane.request.rawValue, in: body, y: body.y + y)
            draw(row, number: top + y, isCurrent: isCurrent, in: body, y: body.y + y, on: &frame)
            frame.drawSign(signs.severity(of: row), x: body.x, y: body.y + y)
            let isTyping = isTyping(row)
            if isCurrent, !isTyping { frame.markCurrent(body, row: y) }
        }
    }

    private func isTyping(_ row: RequestRow) -> Bool {
        if case .row(row, _)? = panes.editing?.target { true } else { false }
    }

    private func draw(
        _ row: RequestRow, number: Int, isCurrent: Bool, in body: Rect, y: Int, on frame: inout Frame
    ) {
        let list = Pane.request.rawValue
        let labelColumns = RequestRow.labelColumns(in: room, width: body.width)
        let x = body.x + labelColumns
        let right = body.right - 1
        frame.write(isCurrent ? "▸" : " ", x: body.x, y: y, until: right)
        frame.write(label(of: row), x: body.x + 1, y: y, Style(.accent), until: x)
        if isTyping(row), let editor = panes.editing?.editor { return frame.draw(editor, x: x, y: y, right: right) }
        switch row {
        case .variable(let index): drawVariable(index, x: x, y: y, right: right, on: &frame)
        case .client: drawClientID(x: x, y: y, right: right, on: &frame)
        case .redirect(let index):
            let uri = desk.session.registeredURIs[safely: index] ?? ""
            frame.offerRow(number, of: list, in: body, y: y, box: x)
            frame.drawChoice(uri, isChosen: uri == draft.redirectURI, x: x, y: y, right: right)
        case .otherRedirect:
            frame.offerRow(number, of: list, in: body, y: y, box: x)
            let isOther = desk.session.redirectRow == .otherRedirect && !draft.redirectURI.isEmpty
            frame.drawChoice(
                isOther ? draft.redirectURI : "Other…", isChosen: isOther, x: x, y: y, right: right)
        case .method:
            let choices = ChallengeMethod.allCases.map { method in
                let isOffered = method == .none || provider.challengeMethods.contains(method.rawValue)
                return (isOffered ? method.rawValue : "\(method.rawValue), not offered", method == draft.method)
            }
            frame.drawChoices(choices, row: number, of: list, x: x, y: y, right: right)
        case .verifier: drawVerifier(isCurrent: isCurrent, x: x, y: y, right: right, on: &frame)
        case .challenge:
            frame.write(outcome.request["code_challenge"] ?? "", x: x, y: y, until: right)
        case .state:
            frame.drawChoices(
                Draft.StateChoice.allCases.map { ($0 == .own ? "custom" : $0.rawValue, $0 == draft.stateChoice) },
                row: number, of: list, x: x, y: y, right: right)
        case .stateValue:
            let state = draft.state ?? ""
            // A long value also covers the column of the labels.
            let start = state.columns <= right - x ? x : body.x + 2
            frame.write(abridge(state, columns: right - start), x: start, y: y, until: right)
        case .version: drawVersion(x: x, y: y, right: right, on: &frame)
        case .extra(let index):
            guard let extra = draft.extras[safely: index] else { return }
            drawExtra(extra, x: x, y: y, right: right, on: &frame)
        case .newExtra: frame.write("add a parameter: name=value", x: x, y: y, Style(.dim), until: right)
        }
    }

    private func label(of row: RequestRow) -> String {
        switch row {
        case .variable(let index): provider.variables[safely: index]?.name ?? ""
        case .client: "Client"
        case .redirect(0): "Redirect"
        case .otherRedirect where desk.session.registeredURIs.isEmpty: "Redirect"
        case .method: "PKCE"
        case .verifier: "Verifier"
        case .challenge: "Challenge"
        case .state: "State"
        case .version: "Version"
        case .extra(0): "Extra"
        case .newExtra where draft.extras.isEmpty: "Extra"
        default: ""
        }
    }

    private func drawVariable(_ index: Int, x: Int, y: Int, right: Int, on frame: inout Frame) {
        guard let variable = provider.variables[safely: index] else { return }
        guard let value = variable.value else {
            frame.write("no value yet: Enter types one", x: x, y: y, Style(.warning), until: right)
            return
        }
        let shown = variable.allowed.isEmpty ? value : "< \(value) >"
        let end = frame.write(abridge(shown, columns: right - x), x: x, y: y, until: right)
        if variable.chosen == nil, end + 10 < right {
            frame.write("  default", x: end, y: y, Style(.dim), until: right)
        }
    }

    /// Draws a parameter, and at the right which requests carry it and whether it is the provider's.
    private func drawExtra(_ extra: ExtraParameter, x: Int, y: Int, right: Int, on frame: inout Frame) {
        let whose = extra.isHabit(of: provider) ? "provider's, " : ""
        let remark = extra.destination == .url && whose.isEmpty ? "" : "\(whose)to \(extra.destination.rawValue)"
        let text = "\(extra.parameter.name)=\(extra.parameter.value)"
        let room = remark.isEmpty ? right - x : right - x - remark.utf8.count - 2
        frame.write(abridge(text, columns: max(8, room)), x: x, y: y, until: right)
        if !remark.isEmpty, room >= 8 { frame.write(remark, endingAt: right, y: y, Style(.dim), from: x + 8) }
    }

    private func drawClientID(x: Int, y: Int, right: Int, on frame: inout Frame) {
        let length = " (\(draft.clientID.unicodeScalars.count))"
        if draft.clientID.isEmpty {
            frame.write("none yet: Enter types one", x: x, y: y, Style(.dim), until: right)
        } else if draft.clientID.columns <= right - x {
            frame.write(draft.clientID, x: x, y: y, until: right)
        } else {
            let end = frame.write(
                abridge(draft.clientID, columns: right - x - length.utf8.count), x: x, y: y, until: right)
            frame.write(length, x: end, y: y, Style(.dim), until: right)
        }
    }

    private func drawVerifier(isCurrent: Bool, x: Int, y: Int, right: Int, on frame: inout Frame) {
        let kind = draft.hasOwnVerifier ? "custom" : "random"
        guard panes.isVerifierShown(on: desk) else {
            let end = frame.write(
                "•••••• \(kind), \(draft.verifier.unicodeScalars.count) characters", x: x, y: y, until: right)
            if end + 20 < right { frame.write("Enter reveals", endingAt: right, y: y, Style(.dim), from: end) }
            return
        }
        // All of it must be in sight, so a long verifier also covers the column of the labels.
        let left = x - (room.kind == .wide ? 9 : 8)
        let start = draft.verifier.columns <= right - x ? x : left
        frame.fill(Rect(x: start, y: y, width: right - start, height: 1))
        frame.write(abridge(draft.verifier, columns: right - start), x: start, y: y, Style(.warning), until: right)
    }

    private func drawVersion(x: Int, y: Int, right: Int, on frame: inout Frame) {
        guard let versions = provider.apiVersions, let number = draft.apiVersion else { return }
        let end = frame.write("< \(number) >", x: x, y: y, until: right)
        let (text, role) = versionRemark(number, versions)
        frame.write("  " + text, x: end, y: y, Style(role), until: right)
    }

    /// Returns the remark about a version, and its style. It follows the linter's finding for the header.
    private func versionRemark(_ number: String, _ versions: APIVersions) -> (String, Role) {
        let severity = outcome.diagnostics.first { $0.parameter == versions.header }?.severity
        switch severity {
        case nil: return ("latest stable", .dim)
        case .info?: return ("older than \(versions.latestStable)", .dim)
        case .warning?: return ("! newer than stable \(versions.latestStable)", .warning)
        case .error?: return ("✗ not a version", .error)
        }
    }
}
