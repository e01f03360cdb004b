import JSON
import OAuth

/// What `authscope lint` does with one input.
struct LintSession {
    /// How the context is found.
    enum Expectation {
        /// It is given.
        case context(LintContext)
        /// The provider is given; its client is told by the `client_id`.
        case provider(Provider)
        /// A URL of one of these providers' endpoints belongs to it; all others are generic.
        case known([Provider])
    }

    /// A request after the fixes.
    struct Mended {
        var report: LintReport
        var url: AuthorizationURL
        /// The verifier of the challenge in the URL, when it was made here.
        var verifier: CodeVerifier?
    }

    var expectation: Expectation
    var format = LintFormat.text
    var fixes = false
    var style = OutputStyle()
    /// Draws the values that fixes need.
    var draw: () throws -> FreshValues

    /// Judges the input and writes the whole answer.
    func lint(_ input: [UInt8]) throws -> CommandResult {
        let (report, mended) = try judge(input)
        guard let mended else {
            let text =
                format == .json ? json(report, nil, .pretty) : FindingText(style: style).text(report, input: input)
            return CommandResult(stdout: text, exitCode: report.exitCode)
        }
        if format == .json {
            return CommandResult(stdout: json(mended.report, mended, .pretty), exitCode: mended.report.exitCode)
        }
        let left = mended.report.diagnostics.isEmpty ? "" : FindingText(style: style).text(mended)
        return CommandResult(
            stdout: mended.url.text + "\n", stderr: left + mended.note, exitCode: mended.report.exitCode)
    }

    /// The report on the input, and the mended request when that is asked for.
    func judge(_ input: [UInt8]) throws -> (LintReport, Mended?) {
        // Octets that are no UTF-8 become U+FFFD, which no URL may hold.
        let text = String(decoding: input, as: UTF8.self)
        let (report, context) = report(on: text)
        return (report, fixes ? try mend(report, context: context) : nil)
    }

    func json(_ report: LintReport, _ mended: Mended?, _ style: JSONWriter.Style, line: Int? = nil) -> String {
        var members: [JSONValue.Member] = []
        if let line { members.append(.init("line", .optional(line))) }
        if let mended {
            members.append(.init("url", .string(mended.url.text)))
            members.append(.init("verifier", .optional(mended.verifier?.text)))
        }
        return JSONWriter.text(JSONValue(report, with: members), style: style) + "\n"
    }

    // MARK: - Context

    private func report(on text: String) -> (LintReport, LintContext) {
        switch expectation {
        case .context(let context):
            return (RequestLinter(context: context).lint(text), context)
        case .provider(let provider):
            return report(on: text, of: provider)
        case .known(let providers):
            let generic = RequestLinter(context: LintContext()).lint(text)
            let endpoint = EndpointParts(generic.url)
            if let provider = providers.first(where: { endpoint.belongs(to: EndpointParts($0.authorizationEndpoint)) })
            {
                return report(on: text, of: provider)
            }
            return (generic, LintContext())
        }
    }

    private func report(on text: String, of provider: Provider) -> (LintReport, LintContext) {
        var context = LintContext(provider: provider)
        let report = RequestLinter(context: context).lint(text)
        let id = report.request["client_id"]
        guard let client = provider.clients.first(where: { $0.clientID == id }) else { return (report, context) }
        context = LintContext(provider: provider, client: client)
        return (RequestLinter(context: context).lint(text), context)
    }

    // MARK: - Fixes

    /// Applies one fix after the other, each at most once, and judges the result after each.
    private func mend(_ report: LintReport, context: LintContext) throws -> Mended {
        var context = context
        var request = report.request
        var headers = report.headers
        var mended = Mended(report: report, url: AuthorizationURL(report.url))
        var tried: Set<String> = []
        var fresh: FreshValues?
        while let finding = mended.report.diagnostics.first(where: { $0.fix != nil && !tried.contains($0.key) }),
            let fix = finding.fix
        {
            tried.insert(finding.key)
            if fix.needsFreshValues, fresh == nil { fresh = try draw() }
            fix.apply(to: &request, fresh: fresh, headers: &headers)
            if fix.renewsVerifier {
                mended.verifier = fresh?.verifier
                context.verifier = fresh?.verifier.text
            }
            mended.url = request.url
            mended.report = RequestLinter(context: context).lint(mended.url, headers: headers)
        }
        return mended
    }
}

extension Diagnostic {
    /// What tells one finding of a report from another.
    fileprivate var key: String { "\(rule.rawValue) \(parameter)" }
}

extension LintSession.Mended {
    /// What the user must know of values that were drawn.
    var note: String {
        verifier == nil ? "" : "note: the code challenge is new; --format json shows its verifier\n"
    }
}

extension FindingText {
    fileprivate func text(_ mended: LintSession.Mended) -> String {
        text(mended.report, input: Array(mended.url.text.utf8))
    }
}
