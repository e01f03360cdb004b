import OAuth
import Screen

extension PanesView {
    var face: Face { Face(corner: corner, explanation: explanation, hints: hints, marking: words) }

    /// The words of the filter of the list with the focus.
    private var words: SearchWords {
        let filter = panes.pane == .scopes ? panes.scopeFilter : panes.pane == .clients ? panes.clientFilter : ""
        return filter.isEmpty ? .none : SearchWords(filter)
    }

    // MARK: The corner

    /// The verdict on the request, or the first thing that is missing.
    private var corner: Corner {
        switch panes.editing?.target {
        case .row: return Corner(verdict, [(.accept, "keep it")])
        case .filter: return Corner(verdict, [(.accept, "keep the filter")])
        case nil: break
        }
        if let missing { return missing }
        if panes.pane == .validation, outcome.verdict.worst ?? .info > .info {
            return Corner(verdict, panes.currentFinding(on: desk)?.fix == nil ? [] : [(.fix, "fix it")])
        }
        let attempt: Hint = (.tryIt, desk.session.place == .rehearsal ? "rehearse" : "try it")
        switch outcome.verdict.worst {
        case .error: return Corner(verdict, [(.validationPane, outcome.verdict.errors == 1 ? "show it" : "show them")])
        case .warning:
            let shows = outcome.verdict.warnings == 1 ? "show it" : "show them"
            return Corner(verdict, [(.copy, "copy"), (.validationPane, shows), attempt])
        case .info, nil:
            let browser: [Hint] = desk.browserAbsence == nil ? [(.open, "open")] : []
            return Corner(verdict, [(.copy, "copy"), attempt] + browser)
        }
    }

    private var verdict: Line {
        let verdict = outcome.verdict
        guard let worst = verdict.worst, worst > .info else { return Line("✓ Ready", Style(.ok, .bold)) }
        return Line("\(worst.sign) \(verdict.text ?? "")", worst.style.with(.bold))
    }

    /// The first step while a variable, a client or a scope is missing, or nil.
    private var missing: Corner? {
        if let open = provider.openVariables.first {
            let sign = Line("No \(safe(open.name, columns: 16)) yet:", Style(.accent, .bold))
            if panes.pane == .request, case .variable = panes.requestCursor {
                return Corner(sign, [(.accept, "type it")])
            }
            return Corner(sign, [(.requestPane, "go to Request")])
        }
        if draft.clientID.isEmpty {
            let sign = Line("No client yet:", Style(.accent, .bold))
            if panes.requestCursor == .client, panes.pane == .request {
                return Corner(sign, [(.accept, "type its ID")])
            }
            guard provider.clients.isEmpty else { return Corner(sign, [(.requestPane, "type one")]) }
            return Corner(sign, panes.pane == .clients ? [(.addClient, "add")] : [(.clientsPane, "go to Clients")])
        }
        guard draft.scopes.isEmpty, !provider.scopes.isEmpty else { return nil }
        let sign = Line("No scope yet:", Style(.accent, .bold))
        return Corner(sign, panes.pane == .scopes ? [(.toggle, "turn on")] : [(.scopesPane, "go to Scopes")])
    }

    // MARK: The footer

    private var hints: [Hint] {
        switch panes.editing?.target {
        case .row: return [(.accept, "accept"), (.back, "cancel"), (.textKillStart, "clear")]
        case .filter(let pane):
            let turnsOn = pane == .scopes ? "turn on" : "use"
            return [(.accept, "keep"), (.acceptAndGoOn, turnsOn), (.back, "clear"), (.textDeleteWord, "delete word")]
        case nil: break
        }
        switch panes.pane {
        case .clients:
            guard !provider.clients.isEmpty else {
                return [
                    (.addClient, "add"), (.importProvider, "import"), (.nextPane, "next pane"),
                    (.palette, "commands"), (.undo, "undo"), (.zoom, "zoom"), (.quit, "quit"),
                ]
            }
            return [
                (.toggle, "use"), (.addClient, "add"), (.editClient, "edit"), (.nextPane, "next pane"),
                (.copy, "copy"), (.palette, "commands"), (.deleteClient, "delete"), (.duplicateClient, "duplicate"),
                (.undo, "undo"), (.filter, "filter"), (.zoom, "zoom"), (.quit, "quit"),
            ]
        case .scopes: return scopeHints
        case .request: return requestHints
        case .validation:
            // A fix with a short title is named. The explanation row has the whole advice.
            let fix: [Hint] =
                panes.currentFinding(on: desk)?.fix.map { [(.fix, $0.title.columns <= 30 ? $0.title : "fix")] } ?? []
            let row = panes.validationRows(on: desk)[safely: panes.findingCursor]
            let main: [Hint] =
                switch row {
                case .finding: [(.accept, "go to the field")] + fix + [(.explainRule, "why")]
                case .summary: [(.accept, panes.showsPassed ? "hide them" : "show them")]
                case .passed: [(.accept, "go to the field")]
                case nil: []
                }
            return main + [
                (.nextPane, "next pane"), (.copy, "copy"), (.palette, "commands"), (.undo, "undo"), (.zoom, "zoom"),
                (.quit, "quit"),
            ]
        case .url:
            return [
                (.accept, desk.urlView == .parameters ? "show whole" : "copy"), (.urlView, nextViewName),
                (.plain, "plain"), (.nextPane, "next pane"), (.palette, "commands"), (.zoom, "zoom"), (.quit, "quit"),
            ]
        }
    }

    private var scopeHints: [Hint] {
        let isOwn = panes.scopeRows.contains(panes.scopeCursor) && desk.session.isOwnScope(panes.scopeCursor)
        let isNarrowed = !panes.scopeFilter.isEmpty || panes.chosenScopes != nil
        let operations: [Hint] = provider.operations.isEmpty ? [] : [(.operations, "operations")]
        let moves: [Hint] = [(.nextPane, "next pane"), (.accept, "details")]
        // Tabs show by themselves how to go to another pane.
        return [(.toggle, "on/off")] + (isNarrowed ? [(.back, "show all")] : []) + [(.filter, "filter")]
            + (room.kind == .tabs ? operations + moves : moves + operations)
            + [(.copy, "copy"), (.palette, "commands"), (.addScope, "add")]
            + (isOwn ? [(.editScope, "edit"), (.deleteScope, "delete")] : []) + [
                (.all, "all on/off"), (.chosen, "only those on"), (.undo, "undo"), (.zoom, "zoom"), (.quit, "quit"),
            ]
    }

    private var requestHints: [Hint] {
        let hints: [Hint] =
            switch panes.requestCursor {
            case .redirect: [(.toggle, "choose"), (.edit, "type another")]
            case .method: [(.nextMethod, "next method")]
            case .state: [(.toggle, "next choice"), (.accept, "type your own")]
            case .version: [(.right, "next value"), (.reset, "default")]
            case .verifier: [(.accept, panes.isVerifierShown(on: desk) ? "hide" : "reveal"), (.edit, "type your own")]
            case .extra: [(.edit, "edit"), (.reset, "remove"), (.right, "where it goes")]
            case .newExtra: [(.accept, "add")]
            case .challenge: []
            case .variable(let index) where provider.variables[safely: index]?.allowed.isEmpty == false:
                [(.right, "next value"), (.reset, "default")]
            case .variable, .client, .otherRedirect, .stateValue: [(.edit, "edit"), (.reset, "reset")]
            }
        return hints + [
            (.newValues, "new values"), (.nextPane, "next pane"), (.copy, "copy"), (.palette, "commands"),
            (.undo, "undo"), (.zoom, "zoom"), (.quit, "quit"),
        ]
    }

    private var nextViewName: String {
        switch desk.urlView.next {
        case .text: "as URL"
        case .parameters: "parameters"
        case .http: "HTTP request"
        }
    }
}

extension Verdict {
    /// The counts in words, for the rule over Validation.
    var remark: Line { Line(text ?? "no problems", worst?.style ?? Style(.dim)) }

    /// The counts with signs instead of words.
    var shortRemark: Line {
        let counts = [(errors, Severity.error), (warnings, .warning), (notes, .info)].filter { $0.0 > 0 }
        return Line(counts.map { "\($1.sign)\($0)" }.joined(separator: " "), worst?.style ?? Style(.dim))
    }

    /// The sign of the worst severity and its count, for a tab.
    var sign: String { errors > 0 ? "✗\(errors)" : warnings > 0 ? "!\(warnings)" : "✓" }
}
