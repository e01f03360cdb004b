import Catalog
import OAuth
import Screen

extension Panes {
    /// Returns the rows of the Request pane, from top to bottom.
    package func requestRows(on desk: Desk, in room: Room) -> [RequestRow] {
        let draft = desk.draft
        var rows: [RequestRow] = []
        rows.reserveCapacity(16)
        for index in desk.provider.variables.indices { rows.append(.variable(index)) }
        rows.append(.client)
        for index in desk.session.registeredURIs.indices { rows.append(.redirect(index)) }
        rows.append(.otherRedirect)
        rows.append(.method)
        if draft.method != .none { rows.append(.verifier) }
        if draft.method == .s256, room.kind == .wide { rows.append(.challenge) }
        rows.append(.state)
        if draft.stateChoice != .none { rows.append(.stateValue) }
        if desk.provider.apiVersions != nil { rows.append(.version) }
        // While a parameter is being added, it is shown only in the row where it is typed.
        let isAdding = if case .row(.newExtra, let before)? = editing?.target { before.extras.count } else { Int.max }
        for index in draft.extras.indices.prefix(isAdding) { rows.append(.extra(index)) }
        rows.append(.newExtra)
        return rows
    }

    /// Handles Space, or Enter on a row that offers a choice.
    mutating func chooseRow(on desk: inout Desk) {
        switch requestCursor {
        case .redirect(let index):
            guard let uri = desk.session.registeredURIs[safely: index] else { return }
            desk.edit { $0.redirectURI = uri }
        case .method, .state, .version: changeValue(by: 1, on: &desk)
        case .verifier: toggleVerifierShown(on: &desk)
        case .challenge:
            desk.say("The challenge is computed from the verifier: \(desk.key(.newValues)) makes a new one", .warning)
        case .variable(let index):
            let hasChoices = desk.provider.variables[safely: index]?.allowed.isEmpty == false
            if hasChoices { changeValue(by: 1, on: &desk) } else { editRow(on: &desk) }
        case .client, .otherRedirect, .stateValue, .extra, .newExtra: editRow(on: &desk)
        }
    }

    private mutating func toggleVerifierShown(on desk: inout Desk) {
        guard !isVerifierShown(on: desk) else { return hideSecrets() }
        revealedVerifier = desk.draft.verifier
        desk.hideSecretsLater()
    }

    /// Handles Left and Right: changes the row to its previous or next value. Does nothing in other panes.
    mutating func changeValue(by step: Int, on desk: inout Desk) {
        guard pane == .request else { return }
        switch requestCursor {
        case .redirect, .otherRedirect: stepRedirect(by: step, on: &desk)
        case .method: desk.edit { $0.method = step > 0 ? $0.method.next : $0.method.next.next }
        case .state, .stateValue:
            let all = Draft.StateChoice.allCases
            let index = all.firstIndex(of: desk.draft.stateChoice) ?? 0
            chooseState(all[(index + step + all.count) % all.count], on: &desk)
        case .version:
            guard let versions = desk.provider.apiVersions?.versions, !versions.isEmpty else { return }
            let index = versions.firstIndex { $0.number == desk.draft.apiVersion } ?? 0
            let next = versions[min(max(0, index + step), versions.count - 1)]
            desk.edit { $0.apiVersion = next.number }
        case .variable(let index): stepVariable(index, by: step, on: &desk)
        case .extra(let index): stepDestination(of: index, by: step, on: &desk)
        case .client, .verifier, .challenge, .newExtra: return
        }
    }

    /// Gives a variable the previous or next of its allowed values.
    private func stepVariable(_ index: Int, by step: Int, on desk: inout Desk) {
        guard let variable = desk.provider.variables[safely: index], !variable.allowed.isEmpty else { return }
        let all = variable.allowed
        let place = variable.value.flatMap { all.firstIndex(of: $0) } ?? (step > 0 ? -1 : 0)
        desk.set(variable: variable, to: all[(place + step + all.count) % all.count])
    }

    /// Changes which requests carry an extra parameter.
    private func stepDestination(of index: Int, by step: Int, on desk: inout Desk) {
        guard let extra = desk.draft.extras[safely: index] else { return }
        let all = ExtraParameter.Destination.allCases
        let place = all.firstIndex(of: extra.destination) ?? 0
        let next = all[(place + step + all.count) % all.count]
        if next != .url, let fault = ParameterCheck.faultOfTokenName(extra.parameter.name) {
            return desk.say("Not possible in the token request: \(fault)", .warning)
        }
        desk.edit { $0.extras[index].destination = next }
    }

    private mutating func stepRedirect(by step: Int, on desk: inout Desk) {
        let uris = desk.session.registeredURIs
        let index = (uris.firstIndex(of: desk.draft.redirectURI) ?? (step > 0 ? -1 : uris.count)) + step
        guard let uri = uris[safely: index] else { return }
        requestCursor = .redirect(index)
        desk.edit { $0.redirectURI = uri }
    }

    mutating func chooseState(_ choice: Draft.StateChoice, on desk: inout Desk) {
        desk.edit {
            // The custom value starts as the random one, so that the user can change it instead of typing a new one.
            if choice == .own, $0.ownState.isEmpty { $0.ownState = $0.randomState }
            $0.stateChoice = choice
        }
    }

    // MARK: Typing a value

    /// Handles `e`, or Enter on a row with a value to type.
    mutating func editRow(on desk: inout Desk) {
        let text: String
        switch requestCursor {
        case .variable(let index): text = desk.provider.variables[safely: index]?.chosen ?? ""
        case .client: text = desk.draft.clientID
        case .otherRedirect, .redirect:
            requestCursor = .otherRedirect
            text = desk.draft.redirectURI
        case .method, .challenge, .version:
            return desk.say("Nothing to type here: Left and Right change the value", .warning)
        case .verifier: text = desk.draft.hasOwnVerifier ? desk.draft.verifier : ""
        case .state, .stateValue:
            requestCursor = .stateValue
            text = desk.draft.stateChoice == .own ? desk.draft.ownState : ""
        case .extra(let index): text = desk.draft.extras[safely: index]?.parameter.typed ?? ""
        case .newExtra: text = ""
        }
        editing = Editing(target: .row(requestCursor, before: desk.draft), editor: LineEditor(text))
    }

    /// Returns the reason why the row under the cursor cannot be reset, or nil when it can.
    func whyNoReset(on desk: Desk) -> String? {
        let (draft, session) = (desk.draft, desk.session)
        if requestCursor == .newExtra { return "Enter adds a parameter here" }
        let isDefault =
            switch requestCursor {
            case .variable(let index): session.provider.variables[safely: index]?.chosen == nil
            case .client: draft.clientID == session.client?.clientID ?? ""
            case .redirect, .otherRedirect: draft.redirectURI == session.registeredURIs.first ?? ""
            case .method: draft.method == .s256
            case .state, .stateValue: draft.stateChoice == .random
            case .version: draft.apiVersion == session.provider.apiVersions?.latestStable
            case .verifier, .challenge, .extra, .newExtra: false
            }
        return isDefault ? "This is the default already" : nil
    }

    /// Handles `d`: resets the row to its default, or removes the parameter.
    mutating func resetRow(on desk: inout Desk) {
        switch requestCursor {
        case .variable(let index):
            if let variable = desk.provider.variables[safely: index] { desk.set(variable: variable, to: nil) }
        case .client:
            guard let client = desk.draft.client else { return desk.edit { $0.clientID = "" } }
            let clientID = desk.provider.clients[client].clientID
            desk.edit { $0.clientID = clientID }
        case .redirect, .otherRedirect:
            let uri = desk.session.registeredURIs.first ?? ""
            desk.edit { $0.redirectURI = uri }
        case .method: desk.edit { $0.method = .s256 }
        case .verifier, .challenge: desk.effects.append(.drawValues(.newVerifier))
        case .state, .stateValue: desk.edit { $0.stateChoice = .random }
        case .version:
            let version = desk.provider.apiVersions?.latestStable
            desk.edit { $0.apiVersion = version }
        case .extra(let index):
            guard desk.draft.extras.indices.contains(index) else { return }
            desk.edit { $0.extras.remove(at: index) }
            desk.say("Parameter removed\(desk.undoTip)")
        case .newExtra: break
        }
    }
}

extension Parameter {
    /// The parameter as the user types it: `name=value`.
    var typed: String { "\(name)=\(value)" }

    /// Creates a parameter from `name=value`. Without `=`, the value is empty.
    init(typed text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        self.init(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
}

extension Draft {
    /// Returns the draft with a value that was typed in a row of Request.
    func changed(by text: String, in row: RequestRow) -> Draft {
        var next = self
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
            if text.isEmpty {
                next.extras.remove(at: index)
            } else {
                next.extras[index].parameter = Parameter(typed: text)
            }
        case .newExtra:
            if !text.isEmpty { next.extras.append(ExtraParameter(Parameter(typed: text))) }
        case .variable, .redirect, .method, .challenge, .state, .version: break
        }
        return next
    }
}

extension Desk {
    /// Sets a variable of the provider's addresses to a value, or to its default. It is saved with the user's entries.
    mutating func set(variable: AddressVariable, to value: String?) {
        if let value, let fault = VariableCheck.fault(of: value, for: variable, in: session.base) {
            return say("Not accepted: \(fault)", .problem)
        }
        effects += session.changeOwn { $0.set(variable: variable.name, to: value) }
    }
}

extension Session {
    /// The row with the redirect URI that is sent.
    var redirectRow: RequestRow {
        registeredURIs.firstIndex(of: draft.redirectURI).map { .redirect($0) } ?? .otherRedirect
    }
}

extension ChallengeMethod {
    /// The next method in the order of the Request pane.
    var next: ChallengeMethod {
        switch self {
        case .s256: .plain
        case .plain: .none
        case .none: .s256
        }
    }
}
