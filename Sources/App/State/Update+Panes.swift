import BitCollections
import OAuth
import Screen

extension Model {
    /// Moves the cursor of the pane by some rows, stopping at both ends.
    mutating func move(by rows: Int) {
        switch pane {
        case .clients:
            guard !clientRows.isEmpty else { return }
            let row = clientRows.firstIndex(of: clientCursor) ?? 0
            clientCursor = clientRows[clamp(row, by: rows, count: clientRows.count)]
        case .scopes:
            guard !scopeRows.isEmpty else { return }
            let row = min(scopeRows.firstRow(from: scopeCursor), scopeRows.count - 1)
            scopeCursor = scopeRows[clamp(row, by: rows, count: scopeRows.count)]
        case .request:
            let all = requestRows
            let row = all.firstIndex(of: requestCursor) ?? 0
            let next = all[clamp(row, by: rows, count: all.count)]
            if next != requestCursor { isVerifierShown = false }
            requestCursor = next
        case .validation:
            findingCursor = clamp(findingCursor, by: rows, count: validationRows.count)
        case .url:
            let count = urlView == .parameters ? parameters.count : urlLineCount - urlHeight + 1
            urlCursor = clamp(urlCursor, by: rows, count: max(1, count))
        }
    }

    func clamp(_ row: Int, by rows: Int, count: Int) -> Int {
        guard count > 0 else { return 0 }
        let (sum, overflow) = row.addingReportingOverflow(rows)
        return overflow ? (rows < 0 ? 0 : count - 1) : min(max(0, sum), count - 1)
    }

    /// Space: turn on or off, choose.
    mutating func toggle() -> [Effect] {
        switch pane {
        case .clients: return chooseClient()
        case .scopes: return toggleScope()
        case .request: return chooseRow()
        case .validation: return goToField()
        case .url: return perform(onParameter: true)
        }
    }

    /// Enter: the obvious thing.
    mutating func accept() -> [Effect] {
        switch pane {
        case .clients: chooseClient()
        case .scopes: explainScope()
        case .request: requestCursor.isTyped ? editRow() : chooseRow()
        case .validation: goToField()
        case .url: perform(onParameter: false)
        }
    }

    private mutating func chooseClient() -> [Effect] {
        guard clientRows.contains(clientCursor) else { return say("No client is listed here", .warning) }
        let index = clientCursor
        if index != draft.client { place = provider.usualPlace(of: provider.clients[index]) }
        return edit { [provider] in $0.choose(client: index, of: provider) }
    }

    private mutating func toggleScope() -> [Effect] {
        guard scopeRows.contains(scopeCursor) else { return say("No scope is listed here", .warning) }
        return toggle(scope: scopeCursor)
    }

    mutating func toggle(scope: Int) -> [Effect] {
        edit { if $0.scopes.remove(scope) == nil { $0.scopes.insert(scope) } }
    }

    /// Shows the page about the scope under the cursor.
    private mutating func explainScope() -> [Effect] {
        guard scopeRows.contains(scopeCursor) else { return say("No scope is listed here", .warning) }
        viewer = Viewer(.scope(scopeCursor))
        return []
    }

    /// Turns all rows shown on, or off when all of them are on.
    mutating func toggleAllShown() -> [Effect] {
        let shown = scopeRows.scopes
        let allOn = shown.isSubset(of: draft.scopes)
        let effects = edit { if allOn { $0.scopes.subtract(shown) } else { $0.scopes.formUnion(shown) } }
        let count = shown.count
        return effects + say("\(allOn ? "Off" : "On"): \(count.grouped) \(count == 1 ? "scope" : "scopes"). u undoes")
    }

    mutating func toggleChosenOnly() -> [Effect] {
        if chosenScopes != nil {
            chosenScopes = nil
        } else {
            chosenScopes = ScopeRows(draft.scopes.map { Int32($0) }, of: provider.scopes.count)
        }
        refreshScopeRows()
        return []
    }

    /// The URL pane: in the list of parameters a parameter is shown whole, else the URL is copied.
    private mutating func perform(onParameter isSpace: Bool) -> [Effect] {
        guard urlView == .parameters, parameters.indices.contains(urlCursor) else {
            return isSpace ? [] : update(.keyPressed("y"))
        }
        let parameter = parameters[urlCursor]
        viewer = Viewer(.parameter(name: parameter.name, value: parameter.value))
        return []
    }

    // MARK: Validation

    private mutating func goToField() -> [Effect] {
        guard validationRows.indices.contains(findingCursor) else { return [] }
        let name = validationRows[findingCursor].parameter
        let place = field(of: name)
        pane = place.pane
        if let row = place.row { requestCursor = row }
        return []
    }

    /// Where a parameter is chosen or typed.
    func field(of name: String) -> (pane: Pane, row: RequestRow?) {
        switch name {
        case "client_id": return (.request, .client)
        case "redirect_uri": return (.request, redirectRow)
        case "scope": return (.scopes, nil)
        case "state": return (.request, .state)
        case "code_challenge", "code_challenge_method": return (.request, .method)
        case "code_verifier": return (.request, .verifier)
        default: break
        }
        if let index = draft.extras.firstIndex(where: { $0.name == name }) { return (.request, .extra(index)) }
        return name == provider.apiVersions?.header ? (.request, .version) : (.url, nil)
    }

    mutating func fixFinding() -> [Effect] {
        currentFinding.map { apply($0, fresh: nil) } ?? []
    }

    // MARK: Filters

    mutating func startFilter() -> [Effect] {
        editing = Editing(
            target: .filter(pane), editor: LineEditor(pane == .scopes ? scopeFilter : clientFilter))
        return []
    }

    mutating func setFilter(_ text: String, of pane: Pane) {
        if pane == .scopes {
            // A longer filter finds its rows among those of the shorter one.
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

    mutating func refreshScopeRows() {
        let base = chosenScopes ?? ScopeRows(all: provider.scopes.count)
        scopeRows = base.matching(SearchWords(scopeFilter), in: provider.scopes)
    }
}

extension Array {
    /// The element, or nil behind the end.
    subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Int {
    /// With a comma between thousands.
    var grouped: String {
        var digits = Array(String(magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (self < 0 ? "-" : "") + String(digits)
    }
}
