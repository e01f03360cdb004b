import Catalog
import OAuth
import Text

extension Dialogue {
    /// Handles an answer to the present question. A wrong answer changes nothing, and a message says why.
    mutating func take(_ text: String) {
        switch question {
        case .provider: takeProvider(text)
        case .variable(let index): takeVariable(text, index)
        case .client: takeClient(text)
        case .clientName, .clientID, .clientRedirectURI: takePartOfClient(text)
        case .redirectURI: takeRedirectURI(text)
        case .scopes: takeScopes(text)
        case .method: takeMethod(text)
        case .result: takeCommand(text)
        }
    }

    private mutating func takeProvider(_ text: String) {
        guard !text.isEmpty else { return goOn() }
        let summaries = listings.compactMap(\.summary)
        guard let row = choice(text, of: summaries.map { [$0.name, $0.id] }, called: "provider") else { return }
        if summaries[row].id == desk.provider.id { return goOn() }
        openProvider(listings[row].source)
    }

    private mutating func takeVariable(_ text: String, _ index: Int) {
        let variable = desk.provider.variables[index]
        if let fault = VariableCheck.fault(of: text, for: variable, in: desk.session.base) {
            return say(sentence: fault)
        }
        desk.keep([text], of: [variable])
        goOn()
    }

    private mutating func takeClient(_ text: String) {
        guard !text.isEmpty else { return goOn() }
        let clients = desk.provider.clients
        if text == "new" {
            guard desk.session.own.clients.count < EntryCheck.mostClients else {
                return say("You can save at most \(EntryCheck.mostClients.grouped) clients of your own.")
            }
            newClient = Client(name: "", clientID: "", redirectURIs: [])
            return ask(.clientName)
        }
        guard let row = choice(text, of: clients.map { [$0.name, $0.clientID] }, called: "client") else { return }
        desk.edit { [provider = desk.provider] in $0.choose(client: row, of: provider) }
        say("Client: \(clients[row].name).")
        goOn()
    }

    /// The form of the screen checks each part.
    private mutating func takePartOfClient(_ text: String) {
        let field: Form.Field
        switch question {
        case .clientName: (field, newClient.name) = (.name, text)
        case .clientID: (field, newClient.clientID) = (.clientID, text)
        default: (field, newClient.redirectURIs) = (.redirectURI(0), text.isEmpty ? [] : [text])
        }
        var form = Form(.newClient, newClient)
        form.check(for: desk.provider, base: desk.session.base)
        if let finding = form.findings.first(where: { $0.field == field && $0.blocks }) { return say(finding.text) }
        if question == .clientRedirectURI {
            desk.add(newClient)
            desk.messages.clear()
            say("Added and chosen: \(newClient.name).")
        }
        goOn()
    }

    private mutating func takeRedirectURI(_ text: String) {
        let uris = desk.session.registeredURIs
        let uri: String
        if text.isEmpty {
            uri = desk.draft.redirectURI
        } else if let number = Int(text) {
            guard uris.indices.contains(number - 1) else { return say(numbers: uris.count) }
            uri = uris[number - 1]
        } else {
            if let fault = EntryCheck.faultOfRedirectURI(text) { return say(sentence: fault) }
            uri = text
        }
        desk.edit { $0.redirectURI = uri }
        goOn()
    }

    private mutating func takeMethod(_ text: String) {
        guard !text.isEmpty else { return goOn() }
        let methods = ChallengeMethod.allCases
        guard let row = choice(text, of: methods.map { [$0.rawValue] }, called: "method") else { return }
        desk.edit { $0.method = methods[row] }
        say("PKCE method: \(methods[row].rawValue).")
        goOn()
    }

    // MARK: Choosing one of several

    /// Says which numbers can be typed.
    mutating func say(numbers count: Int) {
        say(count == 1 ? "The only number is 1." : "The numbers are 1 to \(count.grouped).")
    }

    /// Finds the row by its number, its name, or a part of its name that no other row has. If there is none, a message says why.
    private mutating func choice(_ text: String, of names: [[String]], called what: String) -> Int? {
        if let row = names.firstIndex(where: { $0.contains { $0.lowercased() == text.lowercased() } }) { return row }
        if let number = Int(text) {
            if names.indices.contains(number - 1) { return number - 1 }
            if names.isEmpty { say("There is no \(what) to choose.") } else { say(numbers: names.count) }
            return nil
        }
        let words = SearchWords(text)
        let rows = names.indices.filter { row in names[row].contains { words.match($0) } }
        if rows.count == 1 { return rows[0] }
        if rows.isEmpty {
            say("There is no \(what) called \(text).")
        } else {
            let several = rows.prefix(8).map { "\($0 + 1) \(names[$0][0])" }.joined(separator: ", ")
            say("Several match: \(several). Type a number or more of the name.")
        }
        return nil
    }
}
