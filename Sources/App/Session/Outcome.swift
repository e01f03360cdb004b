import OAuth

/// What a draft comes to: the request, its URL, and what the linter says of it.
///
/// It is computed from the draft whenever the draft changes, and from nothing else: what is shown is what is sent.
package struct Outcome: Equatable, Sendable {
    package let request: AuthorizationRequest
    package let headers: [HTTPField]
    package let url: AuthorizationURL
    /// The parts of the URL, for colours.
    package let segments: [AuthorizationURL.Segment]
    package let diagnostics: [Diagnostic]
    let verdict: Verdict
    private let foldedRows: [ValidationRow]
    private let unfoldedRows: [ValidationRow]

    /// Errors, warnings, notes, and then how many checks have passed.
    ///
    /// - Parameter isUnfolded: Whether each of those follows, in words.
    package func validationRows(isUnfolded: Bool) -> [ValidationRow] { isUnfolded ? unfoldedRows : foldedRows }

    /// - Parameter profile: The standard that the request is held against besides what the provider wants.
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
