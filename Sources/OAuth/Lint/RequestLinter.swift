import Text

/// Judges authorization requests by the rules of the catalogue.
///
/// Its time grows in proportion to the input.
public struct RequestLinter: Sendable {
    let expectations: Expectations

    public init(context: LintContext) {
        expectations = Expectations(context, endpoint: context.endpoint)
    }

    /// Judges an absolute URL, a path with a query (completed from the known endpoint), or an HTTP request head.
    public func lint(_ input: String) -> LintReport {
        lint(input, headers: [], readsHead: true)
    }

    /// Judges a URL that will be sent with these header fields.
    public func lint(_ url: AuthorizationURL, headers: [HTTPField] = []) -> LintReport {
        lint(url.text, headers: headers, readsHead: false)
    }

    private func lint(_ text: String, headers: [HTTPField], readsHead: Bool) -> LintReport {
        let input = RequestInput(Array(text.utf8), endpoint: expectations.context.endpoint, readsHead: readsHead)
        let fields = input.fields + headers.map { RequestInput.Field(field: $0, range: nil) }
        let check = RequestCheck(input: input, fields: fields, expectations: expectations)
        check.run()
        return LintReport(
            diagnostics: check.sortedFindings(), headers: fields.map(\.field), url: String(octets: input.url),
            method: input.method, endpoint: expectations.context.endpoint)
    }
}
