import BitCollections
import OAuth
import Screen
import Text

extension Panes {
    // MARK: Clients and scopes

    /// Returns the reason why the row under the cursor cannot be chosen, or nil when it can.
    func whyNoChoice(on desk: Desk) -> String? {
        switch pane {
        case .clients:
            guard client(on: desk) != nil else {
                return "No client is listed here: \(desk.keys.way(to: .addClient, in: [.clients])) adds one"
            }
            return clientCursor == desk.draft.client ? "This client is already in use" : nil
        case .scopes: return scopeRows.contains(scopeCursor) ? nil : "No scope is listed here"
        case .request:
            return requestCursor == desk.session.redirectRow && requestCursor != .otherRedirect
                ? "This redirect URI is already in use" : nil
        case .validation, .url: return nil
        }
    }

    func chooseClient(on desk: inout Desk) {
        guard let client = client(on: desk) else { return }
        let index = clientCursor
        if index != desk.draft.client { desk.session.place = desk.provider.usualPlace(of: client) }
        desk.edit { [provider = desk.provider] in $0.choose(client: index, of: provider) }
    }

    func toggleScope(on desk: inout Desk) {
        desk.toggle(scope: scopeCursor)
    }

    /// Shows the page about the scope under the cursor.
    func explainScope(on desk: inout Desk) {
        desk.open(Page(.scope(scopeCursor)))
    }

    /// Turns all listed scopes on, or off when all of them are on.
    func toggleAllShown(on desk: inout Desk) {
        let shown = scopeRows.scopes
        let allOn = shown.isSubset(of: desk.draft.scopes)
        desk.edit { if allOn { $0.scopes.subtract(shown) } else { $0.scopes.formUnion(shown) } }
        desk.say("Turned \(allOn ? "off" : "on") \(shown.count.counted("scope"))\(desk.undoTip)")
    }

    mutating func toggleChosenOnly(on desk: Desk) {
        if chosenScopes != nil {
            chosenScopes = nil
        } else {
            chosenScopes = ScopeRows(desk.draft.scopes.map { Int32($0) }, of: desk.provider.scopes.count)
        }
        refreshScopeRows(of: desk.provider)
    }

    /// Returns the client under the cursor, or nil when it is not listed.
    func client(on desk: Desk) -> Client? {
        clientRows.contains(clientCursor) ? desk.provider.clients[safely: clientCursor] : nil
    }

    // MARK: Filters

    mutating func setFilter(_ text: String, of pane: Pane, on provider: Provider) {
        if pane == .scopes {
            // A longer filter matches only rows that the shorter one matched.
            let narrows = !scopeFilter.isEmpty && text.hasPrefix(scopeFilter)
            let base = narrows ? scopeRows : chosenScopes ?? ScopeRows(all: provider.scopes.count)
            scopeFilter = text
            scopeRows = base.matching(SearchWords(text), in: provider.scopes)
        } else {
            clientFilter = text
            let words = SearchWords(text)
            clientRows = provider.clients.indices.filter {
                words.isEmpty || words.match(provider.clients[$0].name + " " + provider.clients[$0].clientID)
            }
        }
    }

    mutating func refreshScopeRows(of provider: Provider) {
        let base = chosenScopes ?? ScopeRows(all: provider.scopes.count)
        scopeRows = base.matching(SearchWords(scopeFilter), in: provider.scopes)
    }

    // MARK: Lists that change

    /// The lists of a provider. When they change, each cursor finds its client or scope by comparing old and new lists.
    struct Listed: Equatable, Sendable {
        var clients: [Client]
        var scopes: ScopeList
        /// The number of scopes from the provider's file, which are the same in each list.
        var shared: Int

        init(_ session: Session) {
            clients = session.provider.clients
            scopes = session.provider.scopes
            shared = session.base.scopes.count
        }
    }

    /// Updates the lists after others have changed the user's entries in the file. The cursors stay where they are.
    package mutating func receive(_ event: Event, on desk: inout Desk) {
        if case .ownEntriesJoined = event { followLists(of: desk.session, seekingNew: false) }
    }

    /// Updates cursors and rows so that they refer to the same clients and scopes as before.
    ///
    /// - Parameter seekingNew: Whether the cursor moves to a new entry, which is then listed in any case.
    private mutating func followLists(of session: Session, seekingNew: Bool = true) {
        let now = Listed(session)
        guard now != listed else { return }
        let old = listed
        listed = now
        if now.clients != old.clients { followClients(from: old.clients, of: session.provider, seekingNew) }
        if now.scopes != old.scopes { followScopes(from: old, of: session.provider, seekingNew) }
    }

    private mutating func followClients(from old: [Client], of provider: Provider, _ seekingNew: Bool) {
        let known = Set(old.map(\.clientID))
        let added = seekingNew ? provider.clients.firstIndex { !known.contains($0.clientID) } : nil
        let place = clientRows.firstIndex(of: clientCursor) ?? 0
        // The client itself. If it is gone, the one after it, else the one before.
        let order =
            [clientCursor] + clientRows.dropFirst(place + 1) + clientRows.prefix(place).reversed()
        let kept = order.lazy.compactMap { row in
            old[safely: row].flatMap { client in provider.clients.firstIndex { $0.clientID == client.clientID } }
        }.first
        clientCursor = added ?? kept ?? min(clientCursor, max(0, provider.clients.count - 1))
        setFilter(clientFilter, of: .clients, on: provider)
        if added != nil, !clientRows.contains(clientCursor) { setFilter("", of: .clients, on: provider) }
    }

    private mutating func followScopes(from old: Listed, of provider: Provider, _ seekingNew: Bool) {
        scopePrefix = provider.scopes.sharedPrefix
        let rows = ScopeMap(from: old.scopes, to: provider.scopes, shared: old.shared)
        let added =
            seekingNew
            ? (old.shared..<provider.scopes.count).first { !old.scopes.contains(provider.scopes.name(at: $0)) } : nil
        let place = scopeRows.isEmpty ? 0 : min(scopeRows.firstRow(from: scopeCursor), scopeRows.count - 1)
        let kept = rows[scopeCursor]
        if let chosen = chosenScopes {
            let scopes = BitSet(chosen.scopes.compactMap { rows[$0] })
            chosenScopes = ScopeRows(scopes.map { Int32($0) }, of: provider.scopes.count)
        }
        if let added {
            if chosenScopes.map({ !$0.contains(added) }) ?? false { chosenScopes = nil }
            refreshScopeRows(of: provider)
            if !scopeRows.contains(added) { setFilter("", of: .scopes, on: provider) }
            scopeCursor = added
        } else {
            refreshScopeRows(of: provider)
            // If the scope is gone, the next one is now in its row.
            let next = scopeRows.isEmpty ? 0 : scopeRows[min(place, scopeRows.count - 1)]
            scopeCursor = kept ?? next
        }
    }

    // MARK: Settling

    package mutating func settle(on desk: inout Desk, in room: Room) {
        if room.isOnTop, pane == .scopes { desk.session.refreshOperations() }
        followLists(of: desk.session)
        if let last = clientRows.last, !clientRows.contains(clientCursor) {
            clientCursor = clientRows.first { $0 > clientCursor } ?? last
        }
        if !scopeRows.isEmpty, !scopeRows.contains(scopeCursor) {
            scopeCursor = scopeRows[min(scopeRows.firstRow(from: scopeCursor), scopeRows.count - 1)]
        }
        let rows = requestRows(on: desk, in: room)
        if !rows.contains(requestCursor) { requestCursor = nearest(to: requestCursor, in: rows, on: desk.session) }
        let findings = validationRows(on: desk)
        findingCursor = min(findingCursor, max(0, findings.count - 1))
        if revealedVerifier != nil, !isVerifierShown(on: desk) { hideSecrets() }
        guard room.kind != .tooSmall else { return }
        let isUnregistered = desk.outcome.diagnostics.contains { $0.rule == .redirectURIUnregistered }
        let source = ValidationLines.Source(
            rows: findings, width: PanesLayout.validationColumns(in: room, isZoomed: isZoomed),
            isDetailed: pane == .validation,
            difference: isUnregistered
                ? RedirectURIDifference(sent: desk.draft.redirectURI, registered: desk.session.registeredURIs) : nil,
            fixKey: pane == .validation ? desk.keys.label(.fix, in: [.validation]) : "")
        if source != validationLines.value.source { validationLines.value = ValidationLines(source) }
        keepInSight(on: desk, in: room, requestRows: rows)
    }

    /// Scrolls each pane so that its cursor is in sight.
    private mutating func keepInSight(on desk: Desk, in room: Room, requestRows rows: [RequestRow]) {
        let layout = PanesLayout(self, desk, room, requestRows: rows)
        self.layout.value = layout
        func row(_ row: Int) -> Range<Int> { row..<row + 1 }
        func top(of pane: Pane, _ lines: Range<Int>, of count: Int) {
            tops[pane] = scrolled(tops[pane], toShow: lines, of: count, height: layout.height(of: pane))
        }
        top(of: .clients, row(clientRows.firstIndex(of: clientCursor) ?? 0), of: clientRows.count)
        top(of: .scopes, row(scopeRows.firstRow(from: scopeCursor)), of: scopeRows.count)
        top(of: .request, row(rows.firstIndex(of: requestCursor) ?? 0), of: rows.count)
        let findings = validationLines.value
        top(of: .validation, findings.range(of: findingCursor), of: findings.count)
        guard layout.height(of: .url) > 0 else { return }
        let count = URLLines(desk, width: room.size.width).count
        if desk.urlView == .parameters {
            urlCursor = min(urlCursor, max(0, desk.shownRequest.parameters.count - 1))
            top(of: .url, row(urlCursor + 1), of: count)
        } else {
            urlCursor = min(urlCursor, max(0, count - layout.height(of: .url)))
            tops[.url] = urlCursor
        }
    }

    private func nearest(to row: RequestRow, in rows: [RequestRow], on session: Session) -> RequestRow {
        switch row {
        case .redirect: session.redirectRow
        case .verifier, .challenge: .method
        case .stateValue: .state
        case .extra: rows.last { if case .extra = $0 { true } else { false } } ?? .newExtra
        default: rows.first ?? .newExtra
        }
    }

    // MARK: Validation

    /// Returns the rows of Validation. The passed checks are one row, unless they are unfolded.
    package func validationRows(on desk: Desk) -> [ValidationRow] {
        desk.outcome.validationRows(isUnfolded: showsPassed)
    }

    /// Goes to the field of the finding's parameter, or unfolds or folds the passed checks.
    mutating func goToField(on desk: Desk) {
        guard let finding = validationRows(on: desk)[safely: findingCursor] else { return }
        if case .summary = finding {
            showsPassed.toggle()
            return
        }
        let field = field(of: finding.parameter, on: desk.session)
        focus(field.pane)
        if let row = field.row { requestCursor = row }
    }

    /// Returns the finding under the cursor, or nil when Validation does not have the focus.
    package func currentFinding(on desk: Desk) -> Diagnostic? {
        guard pane == .validation, case .finding(let finding)? = validationRows(on: desk)[safely: findingCursor]
        else { return nil }
        return finding
    }

    /// Returns the pane and the row where a parameter is chosen or typed.
    ///
    /// - Parameter sent: The name as it is sent, or the standard name.
    func field(of sent: String, on session: Session) -> (pane: Pane, row: RequestRow?) {
        let name = session.provider.habits.names.standard(sent) ?? sent
        switch name {
        case "client_id": return (.request, .client)
        case "redirect_uri": return (.request, session.redirectRow)
        case "scope": return (.scopes, nil)
        case "state": return (.request, .state)
        case "code_challenge", "code_challenge_method": return (.request, .method)
        case "code_verifier": return (.request, .verifier)
        default: break
        }
        if let index = session.draft.extras.firstIndex(where: { $0.parameter.name == sent }) {
            return (.request, .extra(index))
        }
        if name == "url", let index = session.provider.variables.firstIndex(where: { $0.value == nil }) {
            return (.request, .variable(index))
        }
        return name == session.provider.apiVersions?.header ? (.request, .version) : (.url, nil)
    }
}
