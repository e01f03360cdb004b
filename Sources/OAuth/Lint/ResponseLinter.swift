/// The findings of the linter in an authorization response.
public struct ResponseReport: FindingReport, Equatable {
    public var diagnostics: [Diagnostic]
    /// The response as it was read.
    public var response: AuthorizationResponse
}

/// Checks authorization responses against the rules (`Rule.all`) and the values that this run sent
/// (`LintContext.run`).
///
/// Its time grows in proportion to the input.
public struct ResponseLinter: Sendable {
    private let expectations: Expectations

    /// Creates a linter.
    ///
    /// - Parameter context: The values that the provider and the client expect, and those that this run sent.
    public init(context: LintContext) {
        expectations = Expectations(context, endpoint: context.run.redirectURI)
    }

    /// Checks an answer.
    ///
    /// If there is an error, the code must not be exchanged. An answer without the right state does not belong to this
    /// run.
    ///
    /// - Parameter text: An absolute URL, a path with a query, an HTTP request head, or a response head with a
    ///   Location.
    /// - Returns: The findings, with their places in `text`, in UTF-8 octets.
    public func lint(_ text: String) -> ResponseReport {
        check(ResponseInput(Array(text.utf8))).report
    }

    /// Checks an answer. Returns the report, and the answer as it was read.
    func check(_ input: ResponseInput) -> (report: ResponseReport, run: LintRun) {
        let check = ResponseCheck(input: input, expectations: expectations)
        check.run()
        let report = ResponseReport(diagnostics: check.sortedFindings(), response: AuthorizationResponse(input))
        return (report, check)
    }
}

/// One run of the linter over an authorization response (RFC 6749 §4.1.2).
final class ResponseCheck: LintRun {
    let input: ResponseInput
    private var size: TextSize { input.traces.size }

    init(input: ResponseInput, expectations: Expectations) {
        self.input = input
        // T3: a text that is far too large is not read at all.
        super.init(
            .authorizationResponse,
            reading: ParameterReading(input.traces.size.isTooLarge ? [] : input.url, names: ParameterNames()),
            placement: input.text.placement, expectations: expectations)
    }

    func run() {
        guard !input.lacksLocation else {
            report(
                .responseMalformed, .error, .code, "The response redirects to nowhere: it has no Location.",
                advice: "Send the request again")
            return
        }
        checkSize(size)
        checkEscape(input.traces)
        guard !size.isTooLarge else { return }
        checkAddress()
        checkText()
        checkQuery(input.traces)
        for index in reading.names.indices { checkOccurrences(ofName: index) }
        checkSecrets()
        checkState()
        checkAnswer()
        checkIssuer()
        checkReuse(of: .state, among: context.used.states)
        checkReuse(of: .codeChallenge, among: context.used.challenges)
        checkReuse(of: .nonce, among: context.used.nonces)
        checkReuse(of: .code, among: context.used.codes, severity: .error)
    }
}
