@testable import OAuth

/// An answer and a token request without findings, and changes of them.
extension Sample {
    static let redirectURI = "http://127.0.0.1:51004/callback"
    static let state = "dObT5xOcWLK2VpxskBNECg"
    static let code = "SplxlOBeZQQYbYS6WxSbIA"
    static let answer = "\(redirectURI)?code=\(code)&state=\(state)"

    /// The context of the run that `answer` belongs to, with a server that has an issuer.
    static var answerContext: LintContext {
        var context = LintContext()
        context.run.state = .sent(state)
        context.run.redirectURI = redirectURI
        context.issuer = "https://honest.as.example"
        return context
    }

    static func answerContext(_ change: (inout LintContext) -> Void) -> LintContext {
        var context = answerContext
        change(&context)
        return context
    }

    /// The findings in an answer as `severity rule parameter`, sorted.
    static func findings(inAnswer input: String, _ context: LintContext = answerContext) -> [String] {
        ResponseLinter(context: context).lint(input).diagnostics
            .map { "\($0.severity.rawValue) \($0.rule.rawValue) \($0.parameter)" }.sorted()
    }

    // MARK: Token requests

    static let tokenEndpoint = "https://server.example.com/token"
    static let form = HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")
    static let basic = HTTPField(name: "Authorization", value: "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW")
    static let tokenPairs = [
        "grant_type=authorization_code", "code=\(code)", "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        "client_id=s6BhdRkqt3", "code_verifier=\(verifier)",
    ]

    /// A public client with PKCE, and a server that follows the standards.
    static var tokenContext: LintContext {
        var context = LintContext()
        context.tokenEndpoint = tokenEndpoint
        context.client = .init(clientID: "s6BhdRkqt3", kind: .public)
        context.run.code = code
        context.run.redirectURI = redirectURI
        context.run.challenge = .sent(challenge)
        context.run.challengeMethod = .sent("S256")
        return context
    }

    static func tokenContext(_ change: (inout LintContext) -> Void) -> LintContext {
        var context = tokenContext
        change(&context)
        return context
    }

    /// The sample's body with these pairs in the place of those with the same names; a bare `-name` removes it.
    static func body(_ changes: String = "") -> String {
        var pairs = tokenPairs
        for change in changes.split(separator: "&", omittingEmptySubsequences: false).map(String.init)
        where !changes.isEmpty {
            let name = change.hasPrefix("-") ? String(change.dropFirst()) : String(change.prefix { $0 != "=" })
            let place = pairs.firstIndex { $0.hasPrefix(name + "=") && tokenPairs.contains($0) }
            if let place { pairs.remove(at: place) }
            if !change.hasPrefix("-") { pairs.append(change) }
        }
        return pairs.joined(separator: "&")
    }

    static func tokenRequest(
        _ changes: String = "", url: String = tokenEndpoint, headers: [HTTPField] = [form]
    ) -> TokenRequestMessage {
        TokenRequestMessage(url: url, headers: headers, body: body(changes))
    }

    /// The findings in a token request as `severity rule parameter`, sorted.
    static func findings(in message: TokenRequestMessage, _ context: LintContext = tokenContext) -> [String] {
        TokenRequestLinter(context: context).lint(message).diagnostics
            .map { "\($0.severity.rawValue) \($0.rule.rawValue) \($0.parameter)" }.sorted()
    }

    /// A rule's example, which is a header field or parameters of the body, and the context in which it shows the rule.
    static func tokenRequest(changedBy example: String, rule: RuleID) -> (TokenRequestMessage, LintContext) {
        let context = tokenContext { if rule == .verifierUnexpected { $0.run.challenge = .none } }
        if example.hasPrefix("Content-Type: ") {
            let field = HTTPField(name: "Content-Type", value: String(example.dropFirst(14)))
            return (tokenRequest(headers: [field]), context)
        }
        if example.hasPrefix("Authorization: ") {
            let field = HTTPField(name: "Authorization", value: String(example.dropFirst(15)))
            return (tokenRequest(headers: [form, field]), context)
        }
        return (tokenRequest(rule == .verifierUnexpected ? "-code_verifier&" + example : example), context)
    }
}
