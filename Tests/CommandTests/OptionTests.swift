import ArgumentParser
import OAuth
import Options
import TestTraits
import Testing

/// Parsing of arguments.
@Suite(.onThreadsOfTheirOwn) struct OptionTests {
    static func parse<Command: ParsableCommand>(_ arguments: String...) throws -> Command {
        try #require(try AuthscopeCommand.parseAsRoot(arguments) as? Command)
    }

    @Test func readsEveryOptionOfURL() throws {
        let command: URLCommand = try Self.parse(
            "url", "--client", "A", "--scope", "a", "--scope", "b c", "--method", "plain", "--redirect-uri", "x:y",
            "--state", "s", "--param", "k=v", "--param", "l=w", "--api-version", "1.0.0", "--format", "http",
            "--verifier-file", "-", "--color", "never", "--provider", "p.json")
        #expect(command.request.client == "A")
        #expect(command.request.scope == ["a", "b c"])
        #expect(command.request.method == .plain)
        #expect(command.request.redirectURI == "x:y")
        #expect(command.request.state == "s")
        #expect(command.request.param == ["k=v", "l=w"])
        #expect(command.request.apiVersion == "1.0.0")
        #expect(command.format == .http)
        #expect(command.request.verifierFile == "-")
        #expect(command.colors.color == .never)
        #expect(command.options.provider == "p.json")
    }

    @Test(arguments: [("S256", ChallengeMethod.s256), ("s256", .s256), ("plain", .plain), ("none", .none)])
    func readsAMethod(name: String, method: ChallengeMethod) throws {
        let command: URLCommand = try Self.parse("url", "--method", name)
        #expect(command.request.method == method)
    }

    @Test func readsEveryOptionOfLint() throws {
        let command: LintCommand = try Self.parse(
            "lint", "--kind", "request", "--context", "c.json", "--format", "json", "--fix", "--lines", "--color",
            "always", "-")
        #expect(command.input == "-")
        #expect(command.kind == .request)
        #expect(command.context == "c.json")
        #expect(command.format == .json)
        #expect(command.fix && command.lines)
        #expect(command.colors.color == .always)
    }

    @Test(arguments: [("request", LintKind.request), ("response", .response), ("token", .token)])
    func readsAKind(name: String, kind: LintKind) throws {
        let command: LintCommand = try Self.parse("lint", "--kind", name)
        #expect(command.kind == kind)
    }

    @Test func readsTheRuleToExplain() throws {
        let command: RulesCommand = try Self.parse("rules", "scope-comma", "--format", "markdown")
        #expect(command.id == "scope-comma")
        #expect(command.format == .markdown)
    }

    static let mistakes: [(arguments: [String], message: String)] = [
        (["url", "--state", "a", "--no-state"], "Use either --state or --no-state."),
        (["url", "--method", "none", "--verifier-file", "-"], "--verifier-file has no effect with --method none."),
        (["url", "--verifier", "secret"], "Unknown option '--verifier'"),
        (["lint", "--kind", "answer", "x"], "The value 'answer' is invalid for '--kind <kind>'."),
        (["lint", "--kind", "token", "--fix", "x"], "--fix only changes authorization requests."),
        (["rules", "a", "b"], "Unexpected argument 'b'"),
        (["frobnicate"], "Unexpected argument 'frobnicate'"),
    ]

    @Test(arguments: mistakes)
    func refusesWhatItDoesNotUnderstand(arguments: [String], message: String) throws {
        let error = try #require(throws: (any Error).self) { try AuthscopeCommand.parseAsRoot(arguments) }
        #expect(AuthscopeCommand.message(for: error).hasPrefix(message))
        #expect(AuthscopeCommand.exitCode(for: error).rawValue == 64)
    }
}
