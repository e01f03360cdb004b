/// A run of the authorization code grant (RFC 6749 §4.1): the request that was sent, and the check of its answers.
///
/// It is a value without sockets and clock.
public struct AuthorizationAttempt: Sendable {
    public let provider: Provider
    /// The registration of the client, or nil when it is not in the provider's list.
    public let client: Client?
    /// The request as it was sent.
    public let request: AuthorizationRequest
    /// The verifier of the challenge, or nil when no challenge was sent.
    public let verifier: Secret?
    /// The value of the provider's version header, or nil when it has none.
    public let version: String?
    /// The extra parameters of the token request.
    public let tokenParameters: [Parameter]

    private let linter: ResponseLinter
    private let context: LintContext

    /// - Parameters:
    ///   - verifier: The verifier of the request's challenge, or nil when there is none.
    ///   - tokenParameters: The extra parameters of the token request, or nil for the provider's usual ones.
    ///   - usedCodes: The codes of earlier attempts, which must not be repeated.
    public init(
        _ request: AuthorizationRequest, verifier: Secret?, provider: Provider, client: Client? = nil,
        version: String? = nil, tokenParameters: [Parameter]? = nil, usedCodes: [String] = []
    ) {
        self.request = request
        self.verifier = request["code_challenge"] == nil ? nil : verifier
        self.provider = provider
        self.client = client
        self.version = version
        self.tokenParameters = tokenParameters ?? provider.habits.tokenParameters
        var context = LintContext(provider: provider, client: client)
        context.run.state = request["state"].map { .sent($0) } ?? .none
        context.run.redirectURI = request["redirect_uri"]
        context.run.challenge = request["code_challenge"].map { .sent($0) } ?? .none
        context.run.challengeMethod = request["code_challenge_method"].map { .sent($0) } ?? .none
        context.used.codes = usedCodes
        self.context = context
        linter = ResponseLinter(context: context)
    }

    /// The URL that the browser opens.
    public var url: AuthorizationURL { request.url }

    /// The registered redirect URI that was sent, or the only one the client has (RFC 6749 §3.1.2.3).
    public var redirectURI: String? {
        request["redirect_uri"] ?? (client?.redirectURIs.count == 1 ? client?.redirectURIs.first : nil)
    }

    /// Checks an answer. `state` is compared first, even if the answer is an error (RFC 6749 §10.12): a forged
    /// `error=access_denied` must not end a login.
    ///
    /// - Parameter answer: A redirect URL, a path with a query, or the head of a request.
    /// - Returns: Whether the answer belongs to this attempt, and whether its code may be exchanged.
    public func check(_ answer: String) -> AnswerVerdict {
        let report = linter.lint(answer)
        let response = report.response
        if let sent = request["state"], !response.carries(state: sent) {
            return .stray(report.finding(.responseStateMismatch) ?? report.diagnostics.first, response)
        }
        if let finding = report.finding(.responseRedirectMismatch) { return .stray(finding, response) }
        let isFaulty = report.diagnostics.contains { $0.severity == .error }
        guard !isFaulty, response.error == nil, let code = response.code else {
            return .refused(report.diagnostics, response)
        }
        return .accepted(code: Secret(code), report.diagnostics)
    }

    /// Creates the request that exchanges the code (RFC 6749 §4.1.3).
    ///
    /// - Parameters:
    ///   - code: The code of an accepted answer.
    ///   - surroundings: The additional values that the provider requires, such as a device name.
    /// - Returns: The request, and the linter's findings about it.
    /// - Throws: `TokenRequestError` if the provider has no token endpoint, or requires a field that has no value.
    public func exchange(
        of code: Secret, _ surroundings: TokenRequest.Surroundings
    ) throws(TokenRequestError) -> (request: TokenRequest, diagnostics: [Diagnostic]) {
        var surroundings = surroundings
        surroundings.version = surroundings.version ?? version
        surroundings.parameters = tokenParameters
        let token = try TokenRequest(
            exchanging: code, redirectURI: request["redirect_uri"], verifier: verifier,
            clientID: request["client_id"] ?? "", provider: provider, surroundings)
        var context = context
        context.run.code = code.reveal()
        context.used.codes = []
        return (token, TokenRequestLinter(context: context).lint(token.message).diagnostics)
    }
}

/// The result of checking an answer.
public enum AnswerVerdict: Sendable {
    /// The redirect is not for this attempt: its state is wrong or missing, or it arrived at another address. The wait
    /// continues.
    case stray(Diagnostic?, AuthorizationResponse)
    /// The answer belongs to this attempt, but is an error, or has findings that forbid exchanging its code.
    case refused([Diagnostic], AuthorizationResponse)
    /// The code may be exchanged, once.
    case accepted(code: Secret, [Diagnostic])
}

extension FindingReport {
    fileprivate func finding(_ rule: RuleID) -> Diagnostic? {
        diagnostics.first { $0.rule == rule }
    }
}
