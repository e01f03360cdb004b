import OAuth

/// A check that the request has passed, as the Validation pane shows it.
package struct Confirmation: Equatable, Sendable {
    package var text: String
    /// The parameter that was checked, named as in `Diagnostic.parameter`.
    package var parameter: String

    package static func all(
        draft: Draft, provider: Provider, request: AuthorizationRequest, diagnostics: [Diagnostic]
    ) -> [Confirmation] {
        var result: [Confirmation] = []
        func confirm(_ parameter: String, also others: [String] = [], _ text: String?) {
            let names = ([parameter] + others).map(provider.habits.names.sent)
            guard let text, !diagnostics.contains(where: { names.contains($0.parameter) }) else { return }
            result.append(Confirmation(text: provider.habits.names.named(in: text), parameter: names[0]))
        }
        confirm("url", "endpoint belongs to \(provider.name)")
        confirm("client_id", "client_id belongs to the chosen client")
        confirm(
            "redirect_uri", draft.redirectURI.isEmpty ? nil : "redirect_uri is registered for this client")
        confirm("scope", draft.scopes.isEmpty ? nil : scopeText(draft.scopes.count))
        confirm("state", draft.state.map { "state: \($0.unicodeScalars.count) characters, not used before" })
        confirm("code_challenge", also: ["code_challenge_method", "code_verifier"], challengeText(draft))
        if let versions = provider.apiVersions, let version = draft.apiVersion {
            confirm(versions.header, "\(versions.header): \(version) is the latest stable")
        }
        return result
    }

    private static func scopeText(_ count: Int) -> String {
        count == 1 ? "scope: 1 known scope" : "scope: \(count) known scopes, no duplicates"
    }

    private static func challengeText(_ draft: Draft) -> String? {
        switch draft.method {
        case .s256: "PKCE: challenge is SHA-256 of the verifier"
        case .plain: "PKCE: the challenge is the verifier"
        case .none: nil
        }
    }
}
