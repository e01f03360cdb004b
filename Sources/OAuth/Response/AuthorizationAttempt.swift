/// One run of the authorization code grant (RFC 6749 §4.1): what was sent, and what may be made of what comes back.
///
/// It is a value: whoever holds it can judge answers, but it knows nothing of sockets and time.
public struct AuthorizationAttempt: Sendable {
    public let provider: Provider
    /// The registration of the client, where it is one of the provider's.
    public let client: Client?
    /// The request as it was sent.
    public let request: AuthorizationRequest
    /// The verifier behind the challenge, or nil when no challenge was sent.
    public let verifier: Secret?
    /// The value of the provider's version header, where there is one.
    public let version: String?
    /// Parameters of the token request besides those of the flow.
    public let tokenParameters: [Parameter]

    private let linter: ResponseLinter
    private let context: LintContext

    /// - Parameters:
    ///   - verifier: the verifier behind the request's challenge; nil when there is none.
    ///   - tokenParameters: what goes into the token request besides; nil for what the provider always wants.
    ///   - usedCodes: the codes of earlier attempts, which must not come again.
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

    /// Judges an answer. `state` is compared before anything else, also where the answer is an error (RFC 6749 §10.12):
    /// a forged `error=access_denied` must not end a login that goes on.
    ///
    /// - Parameter answer: A redirect URL, a path with a query, or the head of a request.
    /// - Returns: Whether the answer belongs to this attempt, and what may be done with it.
    public func judge(_ answer: String) -> AnswerVerdict {
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

    /// Makes the request that exchanges the code (RFC 6749 §4.1.3).
    ///
    /// - Parameters:
    ///   - code: The code of an accepted answer.
    ///   - surroundings: The values that the provider asks for besides, such as a device name.
    /// - Returns: The request, and the linter's findings about it.
    /// - Throws: `TokenRequestError` where the provider has no token endpoint, or asks for a field that has no value.
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

/// What may be done with an answer.
public enum AnswerVerdict: Sendable {
    /// This redirect is not for this attempt: its state is wrong or absent, or it came to another address. The wait goes on.
    case stray(Diagnostic?, AuthorizationResponse)
    /// The answer to this attempt, but nothing to exchange: an error, or findings that forbid it.
    case refused([Diagnostic], AuthorizationResponse)
    /// The code may be exchanged, once.
    case accepted(code: Secret, [Diagnostic])
}

extension FindingReport {
    fileprivate func finding(_ rule: RuleID) -> Diagnostic? {
        diagnostics.first { $0.rule == rule }
    }
}
