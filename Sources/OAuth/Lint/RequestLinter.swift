import Text

/// Checks authorization requests against the rules (`Rule.all`).
///
/// Its time grows in proportion to the input.
public struct RequestLinter: Sendable {
    let expectations: Expectations

    /// Creates a linter.
    ///
    /// - Parameter context: The values that the provider and the client expect.
    public init(context: LintContext) {
        expectations = Expectations(context, endpoint: context.endpoint)
    }

    /// Checks a request in any form in which it is copied.
    ///
    /// - Parameter input: An absolute URL, a path with a query (completed from the known endpoint), or an HTTP request
    ///   head. Text that was copied along with it, such as quotation marks or the marks of `curl -v`, is ignored.
    /// - Returns: The findings, with their places in `input`, in UTF-8 octets.
    public func lint(_ input: String) -> LintReport {
        lint(input, headers: [], isPasted: true)
    }

    /// Checks a request that will be sent.
    ///
    /// - Parameters:
    ///   - url: The URL of the request.
    ///   - headers: The header fields that are sent with it, besides `Host`.
    /// - Returns: The findings, with their places in the URL, in UTF-8 octets.
    public func lint(_ url: AuthorizationURL, headers: [HTTPField] = []) -> LintReport {
        lint(url.text, headers: headers, isPasted: false)
    }

    private func lint(_ text: String, headers: [HTTPField], isPasted: Bool) -> LintReport {
        let input = RequestInput(Array(text.utf8), endpoint: expectations.context.endpoint, isPasted: isPasted)
        let fields = input.fields + headers.map { RequestInput.Field(field: $0, range: nil) }
        return check(input, fields: fields).report
    }

    /// Checks a request. Returns the report, and the request as it was read.
    func check(_ input: RequestInput, fields: [RequestInput.Field]) -> (report: LintReport, run: LintRun) {
        let check = RequestCheck(input: input, fields: fields, expectations: expectations)
        check.run()
        let report = LintReport(
            diagnostics: check.sortedFindings(), headers: fields.map(\.field), url: String(octets: input.url),
            method: input.method, endpoint: expectations.context.endpoint, names: expectations.names)
        return (report, check)
    }

    /// Returns the URL or path in a text of any form. A path is not completed.
    package static func url(in text: String) -> String {
        String(octets: RequestInput(Array(text.utf8), endpoint: nil, isPasted: true).url)
    }
}
