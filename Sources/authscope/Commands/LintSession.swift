import JSON
import OAuth
import Screen

/// What `authscope lint` does with one authorization request.
struct LintSession: LineLinting {
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
        /// What was changed, in the order of the changes.
        var changes: [(rule: RuleID, title: String)] = []
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
        return CommandResult(
            stdout: mended.line, stderr: mended.changeText() + remaining(mended) + mended.note,
            exitCode: mended.report.exitCode)
    }

    func lint(_ input: [UInt8], line: Int) throws -> LineAnswer {
        let (report, mended) = try judge(input)
        let judged = mended?.report ?? report
        guard format == .text else {
            return LineAnswer(
                verdict: judged.verdict, result: CommandResult(stdout: json(judged, mended, .compact, line: line)))
        }
        let place = mended.map { Array($0.url.text.utf8) } ?? input
        let text = FindingText(style: style)
        let findings = judged.diagnostics.map { text.text($0, input: place, line: line) + "\n" }.joined()
        guard let mended else { return LineAnswer(verdict: judged.verdict, result: CommandResult(stdout: findings)) }
        return LineAnswer(
            verdict: judged.verdict,
            result: CommandResult(stdout: mended.line, stderr: mended.changeText(line: line) + findings),
            note: mended.note)
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
            members.append(.init("fixed", .array(mended.changes.map { .string($0.rule.rawValue) })))
        }
        return JSONWriter.text(JSONValue(report, with: members), style: style) + "\n"
    }

    private func remaining(_ mended: Mended) -> String {
        guard !mended.report.diagnostics.isEmpty else { return "" }
        return "\n" + FindingText(style: style).text(mended.report, input: Array(mended.url.text.utf8))
    }

    // MARK: - Context

    private func report(on text: String) -> (LintReport, LintContext) {
        let context = context(for: text)
        return (RequestLinter(context: context).lint(text), context)
    }

    private func context(for text: String) -> LintContext {
        switch expectation {
        case .context(let context): return context
        case .provider(let provider): return context(of: provider, for: url(of: text))
        case .known(let providers):
            let url = url(of: text)
            let endpoint = EndpointParts(url)
            let provider = providers.first { endpoint.belongs(to: EndpointParts($0.authorizationEndpoint)) }
            return provider.map { context(of: $0, for: url) } ?? LintContext()
        }
    }

    private func context(of provider: Provider, for url: String) -> LintContext {
        let id = AuthorizationRequest(reading: url, endpoint: provider.authorizationEndpoint)["client_id"]
        return LintContext(provider: provider, client: provider.clients.first { $0.clientID == id })
    }

    /// The URL or path of an input in any form; only the head of a request needs the linter to find it.
    private func url(of text: String) -> String {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0D, 0x0A]
        let start = text.utf8.firstIndex { !blanks.contains($0) } ?? text.endIndex
        let end = text.utf8.lastIndex { !blanks.contains($0) }.map { text.utf8.index(after: $0) } ?? text.endIndex
        let trimmed = text[start..<end]
        let isHead = ["GET ", "POST ", "HEAD "].contains { trimmed.utf8.starts(with: $0.utf8) }
        return isHead ? RequestLinter(context: LintContext()).lint(text).url : String(trimmed)
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
            mended.changes.append((finding.rule, fix.title))
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
    /// The URL as a line of printable ASCII; what no fix could mend is made visible.
    var line: String {
        url.text.utf8.allSatisfy { 0x21...0x7E ~= $0 } ? url.text + "\n" : safe(url.text) + "\n"
    }

    /// A line for each change.
    func changeText(line: Int? = nil) -> String {
        let place = line.map { "\($0): " } ?? ""
        return changes.map { "\(place)fixed[\($0.rule.rawValue)]: \(safe($0.title))\n" }.joined()
    }

    /// What the user must know of values that were drawn.
    var note: String {
        verifier == nil ? "" : "note: the code challenge is new; --format json shows its verifier\n"
    }
}
