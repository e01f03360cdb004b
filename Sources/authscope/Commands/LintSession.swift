import Commands
import JSON
import OAuth
import Options
import Text

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
    struct Fixed {
        var report: LintReport
        var url: AuthorizationURL
        /// The fixed head, when the input was one.
        var head: HTTPRequestHead?
        /// The changes that were made, in order, each with the rule that asked for it.
        var changes: [(rule: RuleID, title: String)] = []
        /// The verifier of the challenge in the URL, when it was made here.
        var verifier: CodeVerifier?
        /// False where the input is no URL and cannot become one: then nothing is fixed, and `url` is the input.
        var isURL = true
    }

    var expectation: Expectation
    /// The standard that counts besides, where it is stricter.
    var profile: LintProfile?
    var format = LintFormat.text
    var fixes = false
    var style = OutputStyle()
    /// Draws the values that fixes need.
    var draw: () throws -> FreshValues

    /// Judges the input and writes the whole answer.
    func lint(_ input: [UInt8]) throws -> CommandResult {
        do {
            return try answer(to: input)
        } catch let problem as NotUTF8 {
            throw problem.failure
        }
    }

    private func answer(to input: [UInt8]) throws -> CommandResult {
        let text = try Self.text(input)
        let (report, fixed) = try judge(text)
        guard let fixed else {
            let answer =
                format == .json ? json(report, nil, .pretty) : FindingText(style: style).text(report, input: text)
            return CommandResult(stdout: answer, exitCode: report.exitCode)
        }
        if format == .json {
            return CommandResult(stdout: json(fixed.report, fixed, .pretty), exitCode: fixed.report.exitCode)
        }
        return CommandResult(
            stdout: fixed.text, stderr: fixed.changeText() + remaining(fixed),
            exitCode: fixed.report.exitCode)
    }

    func lint(_ input: [UInt8], line: Int) throws -> LineAnswer {
        let text = try Self.text(input)
        let (report, fixed) = try judge(text)
        let judged = fixed?.report ?? report
        guard format == .text else {
            return LineAnswer(
                verdict: judged.verdict, result: CommandResult(stdout: json(judged, fixed, .compact, line: line)))
        }
        let place = fixed?.url.text ?? text
        let findings = FindingText(style: style).text(judged.diagnostics, inputs: [.input: place], line: line)
        guard let fixed else { return LineAnswer(verdict: judged.verdict, result: CommandResult(stdout: findings)) }
        return LineAnswer(
            verdict: judged.verdict,
            result: CommandResult(stdout: fixed.line, stderr: fixed.changeText(line: line) + findings))
    }

    /// The report on the input, and the fixed request when that is asked for. Throws `NotUTF8`.
    func judge(_ input: [UInt8]) throws -> (LintReport, Fixed?) { try judge(Self.text(input)) }

    private func judge(_ text: String) throws -> (LintReport, Fixed?) {
        let (report, context) = report(on: text)
        guard fixes else { return (report, nil) }
        let fixed = try mend(report, context: context)
        let isURL = Self.isURLOrPath(fixed.url.text)
        return (report, isURL ? fixed : Fixed(report: report, url: AuthorizationURL(text), isURL: false))
    }

    func json(_ report: LintReport, _ fixed: Fixed?, _ style: JSONWriter.Style, line: Int? = nil) -> SafeText {
        var members: [JSONValue.Member] = []
        if let line { members.append(.init("line", .optional(line))) }
        if let fixed {
            members.append(.init("url", .optional(fixed.isURL ? fixed.url.text : nil)))
            if fixed.head != nil { members.append(.init("headers", fixed.headers)) }
            members.append(.init("verifier", .optional(fixed.verifier?.text)))
            members.append(.init("fixed", .array(fixed.changes.map { .string($0.rule.rawValue) })))
        }
        return SafeText(JSONValue(report, with: members), style: style) + "\n"
    }

    private func remaining(_ fixed: Fixed) -> SafeText {
        guard !fixed.report.diagnostics.isEmpty else { return "" }
        return "\n" + FindingText(style: style).text(fixed.report, input: fixed.url.text)
    }

    /// The octets as text; throws `NotUTF8` at the first one that is not.
    private static func text(_ input: [UInt8]) throws -> String {
        if let (index, place) = UTF8Scanner.firstInvalid(in: input) {
            throw NotUTF8(octet: input[index], line: place.line, column: place.column)
        }
        return String(decoding: input, as: UTF8.self)
    }

    // MARK: - Context

    private func report(on text: String) -> (LintReport, LintContext) {
        var context = context(for: text)
        if let profile { context.apply(profile) }
        return (RequestLinter(context: context).lint(text), context)
    }

    private func context(for text: String) -> LintContext {
        switch expectation {
        case .context(let context): return context
        case .provider(let provider): return context(of: provider, for: RequestLinter.url(in: text))
        case .known(let providers):
            let url = RequestLinter.url(in: text)
            let endpoint = EndpointParts(url)
            let provider = providers.first { endpoint.belongs(to: EndpointParts($0.authorizationEndpoint)) }
            return provider.map { context(of: $0, for: url) } ?? LintContext()
        }
    }

    private func context(of provider: Provider, for url: String) -> LintContext {
        let id = AuthorizationRequest(
            reading: url, endpoint: provider.authorizationEndpoint, names: provider.habits.names)["client_id"]
        return LintContext(provider: provider, client: provider.clients.first { $0.clientID == id })
    }

    // MARK: - Fixes

    private static func isURLOrPath(_ text: String) -> Bool {
        let segments = AuthorizationURL(text).segments
        return segments.contains { [.scheme, .host].contains($0.role) } || text.hasPrefix("/")
    }

    private func mend(_ report: LintReport, context: LintContext) throws -> Fixed {
        let request = try FixedRequest(report, by: RequestLinter(context: context), draw: draw)
        var fixed = Fixed(
            report: request.report, url: request.url, changes: request.changes, verifier: request.verifier)
        if let method = report.method {
            let others = request.headers.filter { !$0.isNamed("Host") }
            fixed.head = HTTPRequestHead(request: request.request, headers: others, method: method)
        }
        return fixed
    }
}

/// An octet of the input that is not UTF-8; line and column, in characters, are counted from 1.
struct NotUTF8: Error {
    var octet: UInt8
    var line: Int
    var column: Int

    var message: String {
        let digits = String(octet, radix: 16, uppercase: true)
        return "the octet 0x\(digits) is not UTF-8"
    }

    /// The failure of the whole command: arguments are always UTF-8, so this is standard input.
    var failure: CommandFailure { CommandFailure(.file, "standard input:\(line):\(column): \(message)") }
}

extension LintSession.Fixed {
    /// The head, or else the URL, in printable ASCII.
    var text: SafeText {
        guard let head else { return line }
        // The empty line ends a head (RFC 9112 §2.1).
        return (head.lines + [""]).map { SafeText(whole: $0) + "\n" }.joined()
    }

    /// The URL as a line of printable ASCII; what no fix could mend is made visible.
    var line: SafeText { isURL ? SafeText(whole: url.text) + "\n" : "" }

    /// The header fields but `Host`; values of one name are joined as RFC 9110 §5.3 says.
    fileprivate var headers: JSONValue {
        var fields: [HTTPField] = []
        for field in report.headers where !field.isNamed("Host") {
            if let index = fields.firstIndex(where: { $0.isNamed(field.name) }) {
                fields[index].value += ", " + field.value
            } else {
                fields.append(field)
            }
        }
        return .object(fields.map { .init($0.name, .string($0.value)) })
    }

    /// A line for each change, and one for a verifier that was made for it.
    func changeText(line: Int? = nil) -> SafeText {
        let place: SafeText = line.map { "\($0): " } ?? ""
        guard isURL else { return "\(place)not fixed: the input is no URL, it has neither a scheme nor a host\n" }
        let text = changes.map { "\(place)fixed[\($0.rule.rawValue)]: \($0.title)\n" as SafeText }.joined()
        return text + (verifier.map { "\(place)the code challenge is new; its verifier is \($0.text)\n" } ?? "")
    }
}
