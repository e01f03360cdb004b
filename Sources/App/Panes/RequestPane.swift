import OAuth
import Screen

extension Model {
    /// Draws what goes into the request besides the scopes, a row each.
    func drawRequest(in body: Rect, on frame: inout Frame) {
        let rows = requestRows
        let top = tops[.request] ?? 0
        for y in 0..<body.height {
            guard let row = rows[safely: top + y] else { return }
            let isCurrent = focusedPane == .request && row == requestCursor
            draw(row, isCurrent: isCurrent, in: body, y: body.y + y, on: &frame)
            let isTyping = isTyping(row)
            if isCurrent, !isTyping { markCurrent(body, row: y, on: &frame) }
        }
    }

    private func isTyping(_ row: RequestRow) -> Bool {
        if case .row(row, _)? = editing?.target { true } else { false }
    }

    private func draw(_ row: RequestRow, isCurrent: Bool, in body: Rect, y: Int, on frame: inout Frame) {
        let labelColumns = body.width >= 60 ? 12 : layout.kind == .wide ? 11 : 10
        let x = body.x + labelColumns
        let right = body.right - 1
        frame.write(isCurrent ? "▸" : " ", x: body.x, y: y, until: right)
        frame.write(label(of: row), x: body.x + 1, y: y, Style(.accent), until: x)
        if isTyping(row) { return drawEditor(x: x, y: y, right: right, on: &frame) }
        switch row {
        case .client: drawClientID(x: x, y: y, right: right, on: &frame)
        case .redirect(let index):
            let uri = registeredURIs[safely: index] ?? ""
            drawChoice(uri, isChosen: uri == draft.redirectURI, x: x, y: y, right: right, on: &frame)
        case .otherRedirect:
            let isOther = redirectRow == .otherRedirect && !draft.redirectURI.isEmpty
            drawChoice(
                isOther ? draft.redirectURI : "another, typed", isChosen: isOther, x: x, y: y, right: right, on: &frame)
        case .method:
            let choices = ChallengeMethod.allCases.map { method in
                let isOffered = method == .none || provider.challengeMethods.contains(method.rawValue)
                return (isOffered ? method.rawValue : "\(method.rawValue), not offered", method == draft.method)
            }
            drawChoices(choices, x: x, y: y, right: right, on: &frame)
        case .verifier: drawVerifier(isCurrent: isCurrent, x: x, y: y, right: right, on: &frame)
        case .challenge:
            frame.write(outcome.request["code_challenge"] ?? "", x: x, y: y, until: right)
        case .state:
            drawChoices(
                Draft.StateChoice.allCases.map { ($0.rawValue, $0 == draft.stateChoice) },
                x: x, y: y, right: right, on: &frame)
        case .stateValue:
            let state = draft.state ?? ""
            // Where it does not fit beside the labels, it takes their room.
            let start = state.columns <= right - x ? x : body.x + 2
            frame.write(abridge(state, columns: right - start), x: start, y: y, until: right)
        case .version: drawVersion(x: x, y: y, right: right, on: &frame)
        case .extra(let index):
            guard let parameter = draft.extras[safely: index] else { return }
            frame.write("\(parameter.name)=\(parameter.value)", x: x, y: y, until: right)
        case .newExtra: frame.write("add a parameter: name=value", x: x, y: y, Style(.dim), until: right)
        }
    }

    private func label(of row: RequestRow) -> String {
        switch row {
        case .client: "Client"
        case .redirect(0): "Redirect"
        case .otherRedirect where registeredURIs.isEmpty: "Redirect"
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

    private func drawChoice(_ text: String, isChosen: Bool, x: Int, y: Int, right: Int, on frame: inout Frame) {
        frame.write(isChosen ? "(∙)" : "( )", x: x, y: y, until: right)
        let shown = abridge(text, columns: right - x - 4)
        frame.write(shown, x: x + 4, y: y, isChosen ? Style(.text, .bold) : .plain, until: right)
    }

    func drawChoices(_ choices: [(String, Bool)], x: Int, y: Int, right: Int, on frame: inout Frame) {
        var x = x
        for (text, isChosen) in choices {
            drawChoice(text, isChosen: isChosen, x: x, y: y, right: right, on: &frame)
            x += text.utf8.count + 6
        }
    }

    private func drawVerifier(isCurrent: Bool, x: Int, y: Int, right: Int, on frame: inout Frame) {
        let kind = draft.hasOwnVerifier ? "own" : "random"
        guard isVerifierShown else {
            let end = frame.write(
                "hidden, \(kind), \(draft.verifier.unicodeScalars.count) characters", x: x, y: y, until: right)
            if end + 20 < right { frame.write("Enter shows it", endingAt: right, y: y, Style(.dim), from: end) }
            return
        }
        // All of it must be seen: where it does not fit beside its label, it takes the label's room.
        let left = x - (layout.kind == .wide ? 9 : 8)
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

    /// What the version row says of a version; the linter judges it by the same data.
    private func versionRemark(_ number: String, _ versions: APIVersions) -> (String, Role) {
        let severity = outcome.diagnostics.first { $0.parameter == versions.header }?.severity
        switch severity {
        case nil: return ("latest stable", .dim)
        case .info?: return ("older than \(versions.latestStable)", .dim)
        case .warning?: return ("! newer than stable \(versions.latestStable)", .warning)
        case .error?: return ("✗ not a version", .error)
        }
    }

    /// The line being typed.
    func drawEditor(x: Int, y: Int, right: Int, on frame: inout Frame) {
        guard let editor = editing?.shownEditor else { return }
        drawEditor(editor, x: x, y: y, right: right, on: &frame)
    }

    /// A line being typed, scrolled so that the cursor is in sight.
    func drawEditor(_ editor: LineEditor, x: Int, y: Int, right: Int, on frame: inout Frame) {
        let width = right - x
        guard width > 1 else { return }
        let (before, after, isCut) = editor.visible(columns: width)
        let cursor = frame.write(before, x: x, y: y, Style(.text, .underline), until: right)
        let end = frame.write(after, x: cursor, y: y, Style(.text, .underline), until: right)
        if isCut, cursor > x + 1 {
            frame.write("…", x: x, y: y, Style(.dim, .underline), until: x + 1)
            // The other half of a character of two columns.
            if frame[x + 1, y]?.isContinuation == true {
                frame.write(" ", x: x + 1, y: y, Style(.text, .underline), until: x + 2)
            }
        }
        if end < right {
            frame.fill(Rect(x: end, y: y, width: right - end, height: 1), " ", Style(.text, .underline))
        }
        frame.cursor = Frame.Cursor(x: min(cursor, right - 1), y: y, isVisible: true)
    }
}

extension Editing {
    /// The line as it may be seen: a code is worth a token, and a client secret more than that.
    fileprivate var shownEditor: LineEditor {
        switch target {
        case .row, .filter, .operationFilter, .search, .importSource: editor
        case .answer: editor.masked(valuesOf: "code")
        case .clientSecret: editor.masked(valuesOf: nil)
        }
    }
}
