import OAuth
import Screen

extension Model {
    /// The last row but one: what the row under the cursor means.
    func drawExplanation(y: Int, on frame: inout Frame) {
        if let question {
            let text = question.texts.first { $0.columns <= size.width - 2 } ?? question.texts.last ?? ""
            frame.write(text, x: 1, y: y, Style(.warning, .bold), until: size.width - 1)
            return
        }
        if case .search? = editing?.target {
            frame.write("/", x: 1, y: y, Style(.accent, .bold), until: size.width)
            return drawEditor(x: 2, y: y, right: size.width - 1, on: &frame)
        }
        if let label = editing?.target.label {
            let end = frame.write(label, x: 1, y: y, Style(.accent, .bold), until: size.width)
            return drawEditor(x: end, y: y, right: size.width - 1, on: &frame)
        }
        guard viewer == nil else { return }
        if let menu {
            guard let row = menu.current else { return }
            guard row.choice != .nothing else {
                frame.write(row.refusal ?? "", x: 1, y: y, Style(.error), until: size.width - 1)
                return
            }
            let end = frame.write(row.text, x: 1, y: y, Style(.text, .bold), until: size.width - 1)
            let style = row.refusal == nil ? Style.plain : Style(.warning)
            frame.write(row.refusal ?? row.explanation, x: end + 3, y: y, style, until: size.width - 1)
            return
        }
        if importing?.offer != nil || form != nil {
            let (subject, text) = form?.explanation ?? importExplanation
            let end = frame.write(subject, x: 1, y: y, Style(.text, .bold), until: size.width - 1)
            frame.write(text, x: subject.isEmpty ? 1 : end + 3, y: y, until: size.width - 1)
            return
        }
        if let operationsView {
            let (subject, text, facts) = explanation(of: operationsView)
            return drawExplanation(subject, text, facts, y: y, right: size.width - 1, on: &frame)
        }
        if let roundTrip {
            let (subject, text) = explanation(of: roundTrip)
            let end = frame.write(subject, x: 1, y: y, Style(.text, .bold), until: size.width - 1)
            frame.write(text, x: subject.isEmpty ? 1 : end + 3, y: y, until: size.width - 1)
            return
        }
        var right = size.width - 1
        if let hidden = hiddenScopes {
            right = frame.write(hidden, endingAt: right, y: y, Style(.warning), from: size.width / 3) - 2
        }
        let (subject, text) = explanation
        let facts = pane == .scopes && scopeRows.contains(scopeCursor) ? unlockTexts(of: scopeCursor) : []
        drawExplanation(subject, text, facts, y: y, right: right, on: &frame)
    }

    /// A subject, what is said of it, and at the right end the longest of the facts that leaves room for that.
    private func drawExplanation(
        _ subject: String, _ text: String, _ facts: [String], y: Int, right: Int, on frame: inout Frame
    ) {
        let start = subject.isEmpty ? 1 : 1 + subject.columns + 3
        // A text that is cut still says something when a few words of it are left.
        let fact =
            facts.first { start + text.columns + 3 + $0.columns <= right }
            ?? facts.last.flatMap { start + min(text.columns, 16) + 3 + $0.columns <= right ? $0 : nil }
        var end = right
        if let fact { end = frame.write(fact, endingAt: right, y: y, Style(.dim)) - 3 }
        frame.write(subject, x: 1, y: y, Style(.text, .bold), until: end)
        frame.write(text, x: start, y: y, until: end)
    }

    /// What is sent although the list does not show it must be said.
    private var hiddenScopes: String? {
        guard pane == .scopes, scopeRows.count < provider.scopes.count else { return nil }
        let hidden = draft.scopes.count { !scopeRows.contains($0) }
        return hidden == 0 ? nil : "\(hidden.grouped) on and hidden by the filter"
    }

    private var explanation: (subject: String, text: String) {
        switch pane {
        case .clients:
            guard let client = provider.clients[safely: clientCursor], !clientRows.isEmpty else { return ("", "") }
            let count = client.redirectURIs.count
            let note = client.note.isEmpty ? "" : ": \(client.note)"
            return (
                client.name, "\(origin(of: client))\(count) redirect \(count == 1 ? "URI" : "URIs") registered\(note)"
            )
        case .scopes:
            guard scopeRows.contains(scopeCursor) else { return ("", "") }
            let name = provider.scopes.name(at: scopeCursor)
            let summary = provider.scopes.summary(at: scopeCursor)
            let isUndeclared = provider.isUndeclared(name)
            let none = isUndeclared ? "not declared by the provider" : "no description given"
            let text = summary.isEmpty ? none : summary + (isUndeclared ? "; not declared by the provider" : "")
            return (name, (isOwnScope(scopeCursor) ? "your own: " : "") + text)
        case .request: return requestExplanation
        case .validation: return findingExplanation
        case .url:
            switch urlView {
            case .text: return ("URL", "this is what y copies; p shows it as one line to select")
            case .parameters: return ("Parameters", "as the server reads them; Enter shows one whole")
            case .http: return ("HTTP request", "what a browser sends, with the provider's own headers")
            }
        }
    }

    private func origin(of client: Client) -> String {
        let entry = own.clients.first { $0.client.clientID == client.clientID }
        let isYours = entry.map { $0.replaces == nil ? "your own, " : "changed by you, " } ?? ""
        return isYours + (client.isExample ? "example from the documentation, " : "")
    }

    private var findingExplanation: (subject: String, text: String) {
        switch validationRows[safely: findingCursor] {
        case .finding(let diagnostic):
            let reference = isASCII ? diagnostic.reference.filter { $0 != "§" } : diagnostic.reference
            return (diagnostic.rule.rawValue, "\(diagnostic.advice). \(reference)")
        case .passed(let confirmation): return (confirmation.parameter, "in order; Enter goes to its field")
        case nil: return ("", "")
        }
    }

    private var requestExplanation: (subject: String, text: String) {
        switch requestCursor {
        case .client: ("client_id", "who asks; given by the provider, not a secret")
        case .redirect(let index):
            registeredURIs[safely: index]?.isLoopbackURI == true
                ? loopbackExplanation : ("redirect_uri", "where the browser brings the code; it must be registered")
        case .otherRedirect: ("redirect_uri", "one typed by hand; unregistered ones are refused")
        case .method: methodExplanation
        case .verifier: ("code_verifier", "the secret behind the challenge; not sent with this request")
        case .challenge: ("code_challenge", "BASE64URL(SHA256(verifier)), RFC 7636 4.2")
        case .state, .stateValue: stateExplanation
        case .version: versionExplanation
        case .extra(let index):
            (draft.extras[safely: index]?.name ?? "", "sent as it stands, after the parameters above")
        case .newExtra: ("Extra parameter", "Enter, then name=value, such as prompt=consent")
        }
    }

    private var loopbackExplanation: (subject: String, text: String) {
        ("redirect_uri", "loopback: your app listens on this machine, RFC 8252 7.3")
    }

    private var methodExplanation: (subject: String, text: String) {
        switch draft.method {
        case .s256: ("S256", "sends a hash of the verifier: the best choice, RFC 7636 4.2")
        case .plain: ("plain", "sends the verifier itself: whoever sees the URL has it")
        case .none: ("none", "no PKCE: whoever sees the code can redeem it")
        }
    }

    private var stateExplanation: (subject: String, text: String) {
        switch draft.stateChoice {
        case .random: ("state", "32 random octets; compare it when the answer comes, RFC 6749 10.12")
        case .own: ("state", "your own value; it must be new and unguessable each time")
        case .none: ("state", "not sent: a forged redirect cannot be told from yours")
        }
    }

    private var versionExplanation: (subject: String, text: String) {
        guard let versions = provider.apiVersions else { return ("", "") }
        let version = versions.versions.first { $0.number == draft.apiVersion }
        let note = version?.note ?? ""
        return (versions.header, note.isEmpty ? "API version, a header of calls made by hand (v shows it)" : note)
    }
}

extension Editing.Target {
    /// What stands before the line where it is typed in the explanation row.
    fileprivate var label: String? {
        switch self {
        case .answer: "Redirect: "
        case .clientSecret: "Client secret: "
        case .importSource: "File or https URL: "
        case .row, .filter, .operationFilter, .search: nil
        }
    }
}
