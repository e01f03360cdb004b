import OAuth
import Screen
import Text

extension PanesView {
    /// The explanation of the row under the cursor.
    var explanation: Explanation {
        let (subject, text) = subjectAndText
        let isScope = panes.pane == .scopes && panes.scopeRows.contains(panes.scopeCursor)
        let facts = isScope ? desk.session.unlockTexts(of: panes.scopeCursor) : []
        return .text(subject, text, facts: facts, warning: hiddenScopes)
    }

    /// A warning about scopes that are on and that the list does not show: they are sent too.
    private var hiddenScopes: String? {
        guard panes.pane == .scopes, panes.scopeRows.count < provider.scopes.count else { return nil }
        let hidden = draft.scopes.count { !panes.scopeRows.contains($0) }
        return hidden == 0 ? nil : "\(hidden.grouped) on, hidden by the filter"
    }

    private var subjectAndText: (subject: String, text: String) {
        switch panes.pane {
        case .clients:
            guard let client = provider.clients[safely: panes.clientCursor], !panes.clientRows.isEmpty else {
                return ("", "")
            }
            let count = client.redirectURIs.count
            let note = client.note.isEmpty ? "" : ": \(client.note)"
            return (
                client.name, "\(origin(of: client))\(count.counted("redirect URI")) registered\(note)"
            )
        case .scopes:
            guard panes.scopeRows.contains(panes.scopeCursor) else { return ("", "") }
            let name = provider.scopes.name(at: panes.scopeCursor)
            let summary = provider.scopes.summary(at: panes.scopeCursor)
            let isUndeclared = provider.isUndeclared(name)
            let none = isUndeclared ? "not declared by the provider" : "no description given"
            let text = summary.isEmpty ? none : summary + (isUndeclared ? "; not declared by the provider" : "")
            return (name, (desk.session.isOwnScope(panes.scopeCursor) ? "your own: " : "") + text)
        case .request: return requestExplanation
        case .validation: return findingExplanation
        case .url:
            switch desk.urlView {
            case .text:
                let (copy, plain) = (desk.keys.way(to: .copy), desk.keys.way(to: .plain))
                return ("URL", "this is what \(copy) copies; \(plain) shows it as one line to select")
            case .parameters: return ("Parameters", "as the server reads them; Enter shows the whole value")
            case .http: return ("HTTP request", "what a browser sends, with the provider's own headers")
            }
        }
    }

    private func origin(of client: Client) -> String {
        let entry = desk.session.own.clients.first { $0.client.clientID == client.clientID }
        let isYours = entry.map { $0.replaces == nil ? "your own, " : "changed by you, " } ?? ""
        return isYours + (client.isExample ? "example from the documentation, " : "")
    }

    private var findingExplanation: (subject: String, text: String) {
        switch panes.validationRows(on: desk)[safely: panes.findingCursor] {
        case .finding(let diagnostic):
            return (diagnostic.rule.rawValue, "\(diagnostic.advice). \(diagnostic.reference)")
        case .summary:
            return ("Passed", "checks that found nothing wrong; Enter \(panes.showsPassed ? "hides" : "shows") them")
        case .passed(let confirmation): return (confirmation.parameter, "correct; Enter goes to its field")
        case nil: return ("", "")
        }
    }

    private var requestExplanation: (subject: String, text: String) {
        switch panes.requestCursor {
        case .variable(let index): variableExplanation(index)
        case .client: (sent("client_id"), "identifies your app; issued by the provider, not a secret")
        case .redirect(let index):
            desk.session.registeredURIs[safely: index]?.isLoopbackURI == true
                ? loopbackExplanation
                : (sent("redirect_uri"), "where the browser delivers the code; must be registered")
        case .otherRedirect: (sent("redirect_uri"), "typed by hand; servers reject unregistered ones")
        case .method: methodExplanation
        case .verifier where draft.method == .plain:
            ("code_verifier", "with plain, the challenge is the verifier: this URL shows it")
        case .verifier: ("code_verifier", "the secret that the challenge is made from; not in this URL")
        case .challenge: ("code_challenge", "BASE64URL(SHA256(verifier)), RFC 7636 4.2")
        case .state, .stateValue: stateExplanation
        case .version: versionExplanation
        case .extra(let index):
            extraExplanation(index)
        case .newExtra: ("Extra parameter", "Enter, then name=value, such as prompt=consent")
        }
    }

    private func sent(_ name: String) -> String { provider.habits.names.sent(name) }

    private func variableExplanation(_ index: Int) -> (subject: String, text: String) {
        guard let variable = provider.variables[safely: index] else { return ("", "") }
        let text = variable.summary.isEmpty ? "a part of the provider's addresses" : variable.summary
        return (
            variable.name,
            text + (variable.allowed.isEmpty ? "" : "; \(desk.key(.left)) and \(desk.key(.right)) change it")
        )
    }

    private func extraExplanation(_ index: Int) -> (subject: String, text: String) {
        guard let extra = draft.extras[safely: index] else { return ("", "") }
        let place =
            switch extra.destination {
            case .url: "sent in the URL, after the parameters above"
            case .token: "sent in the token request"
            case .both: "sent in the URL and in the token request, RFC 8707"
            }
        let whose = extra.isHabit(of: provider) ? "from the provider's file: " : ""
        return (extra.parameter.name, "\(whose)\(place); \(desk.key(.left)) and \(desk.key(.right)) change that")
    }

    private var loopbackExplanation: (subject: String, text: String) {
        (sent("redirect_uri"), "loopback: your app listens on this machine, RFC 8252 7.3")
    }

    private var methodExplanation: (subject: String, text: String) {
        switch draft.method {
        case .s256: ("S256", "sends a hash of the verifier: the best choice, RFC 7636 4.2")
        case .plain: ("plain", "sends the verifier itself: anyone who sees the URL has it")
        case .none: ("none", "no PKCE: anyone who sees the code can redeem it")
        }
    }

    private var stateExplanation: (subject: String, text: String) {
        switch draft.stateChoice {
        case .random: ("state", "32 random bytes; compare it when the answer comes, RFC 6749 10.12")
        case .own: ("state", "your own value; it must be new and unguessable each time")
        case .none: ("state", "not sent: a forged redirect cannot be detected")
        }
    }

    private var versionExplanation: (subject: String, text: String) {
        guard let versions = provider.apiVersions else { return ("", "") }
        let version = versions.versions.first { $0.number == draft.apiVersion }
        let note = version?.note ?? ""
        guard note.isEmpty else { return (versions.header, note) }
        return (
            versions.header, "API version, a header of calls made by hand (\(desk.keys.way(to: .urlView)) shows it)"
        )
    }
}
