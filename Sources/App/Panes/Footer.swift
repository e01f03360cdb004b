import OAuth
import Screen

extension Model {
    /// The last row: what the keys do here, the most useful first; `? help` is never cut.
    func drawFooter(y: Int, on frame: inout Frame) {
        let pinned =
            editing == nil && viewer == nil && question == nil && menu == nil && form == nil && importing?.offer == nil
        var right = size.width - 1
        if pinned {
            let help = hint(.help, "help")
            right -= help.columns
            frame.write(help, x: right, y: y, until: size.width - 1)
            right -= 2
        }
        var x = 1
        for (action, text) in footerHints {
            let hint = hint(action, text)
            guard x + hint.columns <= right else { continue }
            x = frame.write(hint, x: x, y: y, until: right) + (size.width < 72 ? 2 : 3)
        }
    }

    private func hint(_ action: Action, _ text: String) -> Line {
        // What cannot be done now is dim; pressing it says why.
        let isDim = refusal(of: action) != nil
        var line = Line(KeyTable.label(action), isDim ? Style(.dim) : Style(.accent, .bold))
        line.append(" " + text, isDim ? Style(.dim) : .plain)
        return line
    }

    /// The hints for the place where the keys go now, in the order in which they give way.
    private var footerHints: [(Action, String)] {
        if question != nil { return [(.confirmYes, "yes"), (.confirmNo, "no")] }
        if let editing { return hints(while: editing) }
        if let viewer {
            let next: [(Action, String)] =
                viewer.search.isEmpty ? [] : [(.viewerNext, "next match"), (.viewerPrevious, "previous")]
            var own: [(Action, String)] = []
            switch viewer.page {
            case .scope: own = [(.pageToggle, "on/off")]
            case .operation: own = [(.pageToggle, "tick")]
            case .help, .parameter, .message: break
            }
            return [(.viewerClose, "close")] + own + [(.viewerSearch, "search")] + next
                + [(.viewerPageDown, "page down")]
        }
        if let menu {
            let verb = menu.current?.choice == .nothing ? "show whole" : menu.subject == .commands ? "run" : "open"
            return [(.menuAccept, verb), (.menuClose, "close"), (.menuDown, "next"), (.menuUp, "previous")]
        }
        if let form { return hints(in: form) }
        if let importing, importing.offer != nil {
            let count = importing.indices.count
            return [(.importAccept, count == 1 ? "import" : "import \(count)")]
                + (importing.hasSeveral ? [(.importToggle, "choose"), (.importDown, "next")] : [])
                + [(.importCancel, "cancel")] + (hiddenImportLines > 0 ? [(.importPageDown, "page down")] : [])
        }
        if let operationsView { return hints(in: operationsView) }
        if let roundTrip { return hints(in: roundTrip) }
        switch pane {
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
                (.undo, "undo"),
                (.filter, "filter"), (.zoom, "zoom"), (.quit, "quit"),
            ]
        case .scopes:
            return scopeHints
        case .request: return requestHints
        case .validation:
            // A fix names itself where that is short; the explanation row has the whole advice.
            let title = currentFinding?.fix?.title ?? "fix"
            return [
                (.accept, "go to the field"), (.fix, title.columns <= 30 ? title : "fix"), (.nextPane, "next pane"),
                (.copy, "copy"), (.palette, "commands"), (.undo, "undo"),
                (.zoom, "zoom"), (.quit, "quit"),
            ]
        case .url:
            let accept = urlView == .parameters ? "show whole" : "copy"
            return [
                (.accept, accept), (.urlView, nextViewName), (.plain, "plain"), (.nextPane, "next pane"),
                (.palette, "commands"),
                (.zoom, "zoom"), (.quit, "quit"),
            ]
        }
    }

    private var scopeHints: [(Action, String)] {
        let isOwn = scopeRows.contains(scopeCursor) && isOwnScope(scopeCursor)
        let isNarrowed = !scopeFilter.isEmpty || chosenScopes != nil
        let operations: [(Action, String)] = provider.operations.isEmpty ? [] : [(.operations, "operations")]
        let moves: [(Action, String)] = [(.nextPane, "next pane"), (.accept, "details")]
        // Tabs say by themselves how to go to another pane.
        return [(.toggle, "on/off")] + (isNarrowed ? [(.back, "show all")] : []) + [(.filter, "filter")]
            + (layout.kind == .tabs ? operations + moves : moves + operations)
            + [(.copy, "copy"), (.palette, "commands"), (.addScope, "add")]
            + (isOwn ? [(.editScope, "edit"), (.deleteScope, "delete")] : []) + [
                (.all, "all"), (.chosen, "chosen only"), (.undo, "undo"), (.zoom, "zoom"),
                (.quit, "quit"),
            ]
    }

    private func hints(in view: OperationsView) -> [(Action, String)] {
        guard !provider.operations.isEmpty else { return [(.back, "back"), (.quit, "quit")] }
        if view.focus == .result {
            return [
                (.nextPane, "list"), (.operationsApply, "use this set"), (.operationsAdd, "add missing"),
                (.operationsNextSet, "next set"), (.down, "scroll"), (.zoom, "zoom"), (.back, "back"),
            ]
        }
        let isNarrowed = !view.filter.isEmpty || view.chosen != nil
        return [(.toggle, "tick"), (.operationsApply, "use this set"), (.back, isNarrowed ? "show all" : "back")] + [
            (.filter, "filter"), (.operationsAdd, "add missing"), (.operationsNextSet, "next set"),
            (.accept, "details"), (.nextPane, "result"), (.undo, "undo"), (.operationsAll, "all"),
            (.operationsChosen, "ticked only"), (.zoom, "zoom"), (.quit, "quit"),
        ]
    }

    private var requestHints: [(Action, String)] {
        var hints: [(Action, String)]
        switch requestCursor {
        case .redirect: hints = [(.toggle, "choose"), (.edit, "type another")]
        case .method: hints = [(.nextMethod, "next method")]
        case .state: hints = [(.toggle, "next choice"), (.accept, "type own")]
        case .version: hints = [(.right, "next value"), (.reset, "default")]
        case .verifier: hints = [(.accept, isVerifierShown ? "hide" : "show"), (.edit, "type own")]
        case .extra: hints = [(.edit, "edit"), (.reset, "remove")]
        case .newExtra: hints = [(.accept, "add")]
        case .challenge: hints = []
        case .client, .otherRedirect, .stateValue: hints = [(.edit, "type"), (.reset, "default")]
        }
        return hints + [
            (.newValues, "new values"), (.nextPane, "next pane"), (.copy, "copy"), (.palette, "commands"),
            (.undo, "undo"), (.zoom, "zoom"),
            (.quit, "quit"),
        ]
    }

    private func hints(in form: Form) -> [(Action, String)] {
        var hints: [(Action, String)] = [
            (.formSave, "save"), (.formNext, "next field"), (.formClose, "close"),
        ]
        if form.line(of: form.current) == nil { hints.insert((.formChange, "change"), at: 0) }
        return hints + [(.formPrevious, "previous field")] + (form.isChanged ? [(.formReset, "throw away")] : [])
    }

    private func hints(while editing: Editing) -> [(Action, String)] {
        switch editing.target {
        case .row: [(.textAccept, "accept"), (.textCancel, "cancel"), (.textKillStart, "clear")]
        case .filter, .operationFilter:
            [(.textAccept, "keep"), (.textCancel, "clear"), (.textDeleteWord, "delete word")]
        case .importSource:
            [
                (.textAccept, "read it"), (.textAcceptNext, "complete"), (.textCancel, "cancel"),
                (.textKillStart, "clear"),
            ]
        case .search: [(.textAccept, "done"), (.textCancel, "cancel")]
        case .clientSecret: [(.textAccept, "use it"), (.textCancel, "cancel"), (.textKillStart, "clear")]
        case .answer: [(.textAccept, "check it"), (.textCancel, "cancel"), (.textKillStart, "clear")]
        }
    }

    private var nextViewName: String {
        switch urlView.next {
        case .text: "as URL"
        case .parameters: "parameters"
        case .http: "HTTP request"
        }
    }
}
