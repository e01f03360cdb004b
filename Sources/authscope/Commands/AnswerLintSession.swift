import Catalog
import Commands
import JSON
import OAuth
import Options

/// What `authscope lint --kind response` and `--kind token` do with one input.
struct AnswerLintSession: LineLinting {
    /// What an input is.
    enum Kind {
        case response, token
    }

    /// A report and the texts that its places are counted in.
    struct Judgement {
        var report: any FindingReport
        var texts: [Diagnostic.Part: String]
    }

    var kind: Kind
    var expectation: LintSession.Expectation
    /// The standard that counts besides, where it is stricter.
    var profile: LintProfile?
    var format = LintFormat.text
    var style = OutputStyle()

    /// Answers and token requests are not fixed: what they hold is another's, or secret.
    var fixes: Bool { false }

    /// Judges the input and writes the whole answer; throws when a token request cannot be read.
    func lint(_ input: [UInt8]) throws -> CommandResult {
        let judgement = try judge(input)
        let report = judgement.report
        guard format == .text else {
            return CommandResult(stdout: json(report, .pretty), exitCode: report.exitCode)
        }
        return CommandResult(
            stdout: FindingText(style: style).text(report, inputs: judgement.texts), exitCode: report.exitCode)
    }

    func lint(_ input: [UInt8], line: Int) throws -> LineAnswer {
        let judgement = try judge(input)
        let report = judgement.report
        guard format == .text else {
            return LineAnswer(
                verdict: report.verdict, result: CommandResult(stdout: json(report, .compact, line: line)))
        }
        let findings = FindingText(style: style).text(report.diagnostics, inputs: judgement.texts, line: line)
        return LineAnswer(verdict: report.verdict, result: CommandResult(stdout: findings))
    }

    func judge(_ input: [UInt8]) throws -> Judgement {
        switch kind {
        case .response:
            let text = String(decoding: input, as: UTF8.self)
            return Judgement(report: ResponseLinter(context: held(responseContext)).lint(text), texts: [.input: text])
        case .token:
            let message = try CommandFailure.catchingFileProblems {
                try TokenRequestFile.read(input, path: "token request")
            }
            return Judgement(
                report: TokenRequestLinter(context: held(context(for: message))).lint(message),
                texts: [.url: message.url, .body: message.body])
        }
    }

    private func json(_ report: any FindingReport, _ style: JSONWriter.Style, line: Int? = nil) -> SafeText {
        let members = line.map { [JSONValue.Member("line", .optional($0))] } ?? []
        return SafeText(JSONValue(report, with: members, showsParts: kind == .token), style: style) + "\n"
    }

    // MARK: - Context

    private func held(_ context: LintContext) -> LintContext {
        var context = context
        if let profile { context.apply(profile) }
        return context
    }

    /// A response does not say which provider it comes from.
    private var responseContext: LintContext {
        switch expectation {
        case .context(let context): context
        case .provider(let provider): LintContext(provider: provider)
        case .known: LintContext()
        }
    }

    private func context(for message: TokenRequestMessage) -> LintContext {
        switch expectation {
        case .context(let context): return context
        case .provider(let provider): return context(of: provider, for: message)
        case .known(let providers):
            let endpoint = EndpointParts(message.url)
            let provider = providers.first { provider in
                provider.tokenEndpoint.map { endpoint.belongs(to: EndpointParts($0)) } ?? false
            }
            return provider.map { context(of: $0, for: message) } ?? LintContext()
        }
    }

    /// The client is told by the `client_id` in the body.
    private func context(of provider: Provider, for message: TokenRequestMessage) -> LintContext {
        let names = provider.habits.names
        let inForm = AuthorizationRequest(reading: "?" + message.body, endpoint: nil, names: names)["client_id"]
        let inJSON = (try? JSONValue(reading: Array(message.body.utf8)))?[names.sent("client_id")]
        let client = provider.clients.first { $0.clientID == inForm || .string($0.clientID) == inJSON }
        return LintContext(provider: provider, client: client)
    }
}
