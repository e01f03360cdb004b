import OAuth
import Text

extension CopyForm {
    /// The `authscope url` command that makes the same request, with a verifier of its own and, if the state is random,
    /// a new state.
    package static let command = CopyForm(name: "command", title: "the authscope command") { copy in
        var words = ["authscope", "url", "--provider", copy.provider.id]
        for variable in copy.provider.variables {
            if let chosen = variable.chosen { words += ["--set", "\(variable.name)=\(chosen)"] }
        }
        let names = copy.request.names
        let own = copy.provider.habits.parameters
        let client = copy.request["client_id"]
        let known = copy.provider.clients.contains { $0.clientID == client }
        if let client { words += known ? ["--client", client] : ["--param", "\(names.sent("client_id"))=\(client)"] }
        if let uri = copy.request["redirect_uri"] { words += ["--redirect-uri", uri] }
        words += ["--scope", copy.request["scope"] ?? ""]
        switch copy.request["state"] {
        case let state? where copy.hasOwnState: words += ["--state", state]
        case nil: words.append("--no-state")
        default: break
        }
        let challenge = copy.request["code_challenge"]
        words += ["--method", challenge == nil ? "none" : copy.request["code_challenge_method"] ?? "plain"]
        let standard = ["client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"]
            .map { names.sent($0) }
        for parameter in copy.request.parameters where !standard.contains(parameter.name) && !own.contains(parameter) {
            guard parameter.name != "response_type" || parameter.value != "code" else { continue }
            words += ["--param", "\(parameter.name)=\(parameter.value)"]
        }
        if let version = copy.version, version != copy.provider.apiVersions?.latestStable {
            words += ["--api-version", version]
        }
        return words.map { ShellWord.word($0) }.joined(separator: " ")
    }
}
