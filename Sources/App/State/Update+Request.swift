import OAuth
import Screen

extension Model {
    /// The rows of the Request pane, from top to bottom.
    package var requestRows: [RequestRow] { requestRows(in: Layout.kind(for: size)) }

    func requestRows(in kind: Layout.Kind) -> [RequestRow] {
        var rows: [RequestRow] = [.client]
        rows += registeredURIs.indices.map { .redirect($0) }
        rows += [.otherRedirect, .method]
        if draft.method != .none { rows += [.verifier] }
        if draft.method == .s256, kind == .wide { rows += [.challenge] }
        rows += [.state]
        if draft.stateChoice != .none { rows += [.stateValue] }
        if provider.apiVersions != nil { rows += [.version] }
        // A parameter that is being added stands in the row it is typed in.
        let isAdding = if case .row(.newExtra, let before)? = editing?.target { before.extras.count } else { Int.max }
        rows += draft.extras.indices.prefix(isAdding).map { .extra($0) }
        return rows + [.newExtra]
    }

    /// The redirect URIs registered for the chosen client.
    package var registeredURIs: [String] {
        draft.client.map { provider.clients[$0].redirectURIs } ?? []
    }

    /// The row of the redirect URI that is sent.
    var redirectRow: RequestRow {
        registeredURIs.firstIndex(of: draft.redirectURI).map { .redirect($0) } ?? .otherRedirect
    }

    /// Space or Enter on a row that offers a choice.
    mutating func chooseRow() -> [Effect] {
        switch requestCursor {
        case .redirect(let index):
            guard let uri = registeredURIs[safely: index] else { return [] }
            return edit { $0.redirectURI = uri }
        case .method, .state, .version: return changeValue(by: 1)
        case .verifier: return toggleVerifierShown()
        case .challenge: return say("The challenge follows from the verifier: n draws a new one", .warning)
        case .client, .otherRedirect, .stateValue, .extra, .newExtra: return editRow()
        }
    }

    private mutating func toggleVerifierShown() -> [Effect] {
        isVerifierShown.toggle()
        guard isVerifierShown else { return [] }
        revealNumber += 1
        return [.wait(.reveal(revealNumber), milliseconds: 10_000)]
    }

    /// Left and Right: the previous or next value of the row; sideways in nothing else.
    mutating func changeValue(by step: Int) -> [Effect] {
        guard pane == .request else { return [] }
        switch requestCursor {
        case .redirect, .otherRedirect: return stepRedirect(by: step)
        case .method: return edit { $0.method = step > 0 ? $0.method.next : $0.method.next.next }
        case .state, .stateValue:
            let all = Draft.StateChoice.allCases
            let index = all.firstIndex(of: draft.stateChoice) ?? 0
            return chooseState(all[(index + step + all.count) % all.count])
        case .version:
            guard let versions = provider.apiVersions?.versions, !versions.isEmpty else { return [] }
            let index = versions.firstIndex { $0.number == draft.apiVersion } ?? 0
            let next = versions[min(max(0, index + step), versions.count - 1)]
            return edit { $0.apiVersion = next.number }
        case .client, .verifier, .challenge, .extra, .newExtra: return []
        }
    }

    private mutating func stepRedirect(by step: Int) -> [Effect] {
        let index = (registeredURIs.firstIndex(of: draft.redirectURI) ?? (step > 0 ? -1 : registeredURIs.count)) + step
        guard let uri = registeredURIs[safely: index] else { return [] }
        requestCursor = .redirect(index)
        return edit { $0.redirectURI = uri }
    }

    private mutating func chooseState(_ choice: Draft.StateChoice) -> [Effect] {
        edit {
            // The first own value is the random one, to be changed rather than typed from nothing.
            if choice == .own, $0.ownState.isEmpty { $0.ownState = $0.randomState }
            $0.stateChoice = choice
        }
    }

    // MARK: Typing a value

    /// `e`, or Enter on a row with a value to be typed.
    mutating func editRow() -> [Effect] {
        let text: String
        switch requestCursor {
        case .client: text = draft.clientID
        case .otherRedirect, .redirect:
            requestCursor = .otherRedirect
            text = draft.redirectURI
        case .method, .challenge, .version:
            return say("Nothing to type here: Left and Right change it", .warning)
        case .verifier: text = draft.hasOwnVerifier ? draft.verifier : ""
        case .state, .stateValue:
            requestCursor = .stateValue
            text = draft.stateChoice == .own ? draft.ownState : ""
        case .extra(let index): text = draft.extras[safely: index].map { "\($0.name)=\($0.value)" } ?? ""
        case .newExtra: text = ""
        }
        editing = Editing(target: .row(requestCursor, before: draft), editor: LineEditor(text))
        return []
    }

    /// Puts what has been typed so far into the draft, so that URL and findings follow every key.
    mutating func preview(_ text: String, in row: RequestRow, before: Draft) {
        replaceDraft(Self.draft(before, with: text, in: row))
    }

    static func draft(_ before: Draft, with text: String, in row: RequestRow) -> Draft {
        var next = before
        switch row {
        case .client: next.clientID = text
        case .otherRedirect: next.redirectURI = text
        case .verifier:
            guard !text.isEmpty else { break }
            next.verifier = text
            next.hasOwnVerifier = true
        case .stateValue:
            guard !text.isEmpty else { break }
            next.ownState = text
            next.stateChoice = .own
        case .extra(let index):
            guard next.extras.indices.contains(index) else { break }
            if text.isEmpty { next.extras.remove(at: index) } else { next.extras[index] = Parameter(typed: text) }
        case .newExtra:
            if !text.isEmpty { next.extras.append(Parameter(typed: text)) }
        case .redirect, .method, .challenge, .state, .version: break
        }
        return next
    }

    /// `d`: the row's default, or the parameter removed.
    mutating func resetRow() -> [Effect] {
        switch requestCursor {
        case .client:
            guard let client = draft.client else { return edit { $0.clientID = "" } }
            let clientID = provider.clients[client].clientID
            return edit { $0.clientID = clientID }
        case .redirect, .otherRedirect:
            let uri = registeredURIs.first ?? ""
            return edit { $0.redirectURI = uri }
        case .method: return edit { $0.method = .s256 }
        case .verifier, .challenge: return [.drawValues(.newVerifier)]
        case .state, .stateValue: return edit { $0.stateChoice = .random }
        case .version:
            let version = provider.apiVersions?.latestStable
            return edit { $0.apiVersion = version }
        case .extra(let index):
            guard draft.extras.indices.contains(index) else { return [] }
            return edit { $0.extras.remove(at: index) } + say("Parameter removed. u undoes")
        case .newExtra: return say("Enter adds a parameter here", .warning)
        }
    }
}

extension Parameter {
    /// Reads `name=value`; without `=` the value is empty.
    init(typed text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
}
