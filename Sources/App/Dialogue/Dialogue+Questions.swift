import OAuth
import Text

extension Dialogue {
    /// The longest list of scopes that is shown without being requested.
    static let mostScopesShown = 25

    // MARK: What there is to choose

    func list(of question: Question) -> [String] {
        switch question {
        case .provider:
            return ["Provider:"]
                + numbered(listings.compactMap(\.summary).map { "\($0.name), \($0.host)" }, default: providerRow)
        case .client:
            let clients = desk.provider.clients
            guard !clients.isEmpty else { return ["Client:", "\(desk.provider.name) has no client yet."] }
            return ["Client:"] + numbered(clients.map(\.name), default: desk.draft.client)
        case .redirectURI:
            let uris = desk.session.registeredURIs
            return ["Redirect URI:"] + numbered(uris, default: uris.firstIndex(of: desk.draft.redirectURI))
        case .scopes:
            let count = desk.provider.scopes.count
            guard count > 0 else { return ["Scopes:", "\(desk.provider.name) has no list of scopes."] }
            guard count > Self.mostScopesShown else {
                return ["Scopes:"] + desk.provider.scopes.indices.map(scopeLine)
            }
            return ["Scopes:", "There are \(count.counted("scope")). Type list for all, or find and a word for some."]
        case .method:
            let methods = ChallengeMethod.allCases
            return ["PKCE method:"]
                + numbered(methods.map(\.rawValue), default: methods.firstIndex(of: desk.draft.method))
        case .variable, .clientName, .clientID, .clientRedirectURI: return []
        case .result: return result
        }
    }

    private func numbered(_ texts: [String], default row: Int?) -> [String] {
        texts.enumerated().map { "\($0 + 1). \($1)\($0 == row ? ", default" : "")." }
    }

    /// The row of the present provider.
    var providerRow: Int? { listings.firstIndex { $0.summary?.id == desk.provider.id } }

    func scopeLine(_ row: Int) -> String {
        let scopes = desk.provider.scopes
        let summary = scopes.summary(at: row)
        let state = desk.draft.scopes.contains(row) ? "on" : "off"
        return "\(row + 1). \(scopes.name(at: row)), \(state)\(summary.isEmpty ? "" : ": \(summary)")."
    }

    /// The scopes that are on, in words.
    var scopesThatAreOn: String {
        let names = desk.session.names(of: desk.draft.scopes)
        let most = names.prefix(Self.mostScopesShown).joined(separator: ", ")
        let more = names.count - Self.mostScopesShown
        return names.isEmpty ? "no scope" : more > 0 ? "\(most) and \(more.grouped) more" : most
    }

    // MARK: Questions

    func prompt(of question: Question) -> String {
        switch question {
        case .provider:
            return "Which provider? Type a number or a name. Press Enter for \(desk.provider.name)."
        case .variable(let index):
            let variable = desk.provider.variables[index]
            let values = variable.allowed.isEmpty ? "" : " It is one of \(variable.allowed.joined(separator: ", "))."
            return
                "\(variable.name)? \(variable.summary.isEmpty ? "A part of the address." : variable.summary)\(values)"
        case .client:
            guard !desk.provider.clients.isEmpty else {
                return "Type new to add a client of yours. Press Enter to go on without one."
            }
            let name = desk.session.client?.name
            return "Which client? Type a number, a name, or new to add one of yours. "
                + (name.map { "Press Enter for \($0)." } ?? "Press Enter to go on without one.")
        case .clientName: return "Name of the client? Type what you want to call it."
        case .clientID: return "Client ID? Type the client_id that the provider gave you."
        case .clientRedirectURI:
            return "Redirect URI? Type the one that is registered, such as http://127.0.0.1:8765/callback. "
                + "Press Enter to leave it out."
        case .redirectURI:
            return "Which redirect URI? Type a number or another URI. Press Enter for \(desk.draft.redirectURI)."
        case .scopes:
            let count = desk.draft.scopes.count
            return "Which scopes? Type numbers or names; each turns a scope on or off. Press Enter to go on with "
                + "\(count > 5 ? count.counted("scope") : scopesThatAreOn)."
        case .method:
            return "Which PKCE method? Type a number or a name. Press Enter for \(desk.draft.method.rawValue)."
        case .result:
            return
                "What next? Type copy, open, fix, new, or what to change, such as scopes. Type help for all commands. "
                + "Press Enter to end."
        }
    }

    func help(with question: Question) -> [String] {
        switch question {
        case .provider:
            return ["The provider is the service whose users log in. authscope import adds more of them."]
        case .variable: return ["The address of the provider differs from user to user in this part."]
        case .client:
            return [
                "The client is your app, as it is registered at the provider.",
                "new asks for its name, its client_id and its redirect URI, and saves them.",
            ]
        case .clientName: return ["The name is for you. It is never sent."]
        case .clientID:
            return ["The client_id identifies your app. It is not a secret. Never type a client secret here."]
        case .clientRedirectURI, .redirectURI:
            return ["The provider sends the answer to this address. It must be registered for the client."]
        case .scopes:
            return [
                "A scope is something that your app may do for the user.",
                "2 4-6: turns scopes 2, 4, 5 and 6 on or off. So does a name or a part of one.",
                "only and names: turns these on and all others off. all, none: turn all on or off.",
                "list: lists all. find and a word: lists some. add and a name: adds a scope of your own.",
            ]
        case .method:
            return [
                "PKCE ties the answer to this program: the provider gets a challenge now, and its verifier later.",
                "S256 sends a hash of the verifier. plain sends the verifier itself. none sends neither.",
            ]
        case .result:
            return [
                "copy: copies the URL. open: opens it in the browser. url: shows it again.",
                "findings: lists them again. explain 1: says more about one. fix 1: fixes one.",
                "new: makes a new state and verifier. verifier: shows the verifier, which is a secret. undo: undoes.",
                "provider, client, redirect, scopes, method: asks this question again.",
            ]
        }
    }
}
