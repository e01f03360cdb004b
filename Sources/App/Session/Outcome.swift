import OAuth

/// The result of a draft: the request, its URL, and the linter's findings.
///
/// It is computed whenever the draft changes. The screen and the URL that is sent come from the same outcome.
package struct Outcome: Equatable, Sendable {
    package let request: AuthorizationRequest
    package let headers: [HTTPField]
    package let url: AuthorizationURL
    /// The parts of the URL, for colouring.
    package let segments: [AuthorizationURL.Segment]
    package let diagnostics: [Diagnostic]
    let verdict: Verdict
    private let foldedRows: [ValidationRow]
    private let unfoldedRows: [ValidationRow]

    /// Returns the errors, warnings and notes, and then the number of checks that passed.
    ///
    /// - Parameter isUnfolded: Whether each passed check follows in a row of its own.
    package func validationRows(isUnfolded: Bool) -> [ValidationRow] { isUnfolded ? unfoldedRows : foldedRows }

    /// - Parameter profile: The standard that the request is checked against, in addition to the provider's rules.
    package init(
        draft: Draft, provider: Provider, profile: LintProfile? = nil, used: LintContext.UsedValues
    ) {
        request = draft.request(to: provider)
        headers = draft.headers(for: provider)
        url = request.url
        segments = url.segments
        var context = LintContext(provider: provider, client: draft.client.map { provider.clients[$0] })
        context.verifier = draft.method == .none ? nil : draft.verifier
        context.used = used
        if let profile { context.apply(profile) }
        diagnostics = RequestLinter(context: context).lint(url, headers: headers).diagnostics
        verdict = Verdict(of: diagnostics)
        let confirmations = Confirmation.all(
            draft: draft, provider: provider, request: request, diagnostics: diagnostics)
        let findings = diagnostics.map { ValidationRow.finding($0) }
        foldedRows = confirmations.isEmpty ? findings : findings + [.summary(passed: confirmations.count)]
        unfoldedRows = foldedRows + confirmations.map { .passed($0) }
    }
}
