import Catalog
import JSON
import OAuth
import Options
import Testing

@testable import Commands
@testable import authscope

/// `authscope lint --kind response` and `--kind token`, from input to output.
struct AnswerLintSessionTests {
    static func lint(
        _ input: String, _ kind: LintKind, _ change: (inout LintContext) -> Void = { _ in },
        format: LintFormat = .text
    ) throws -> CommandResult {
        var context = LintContext(provider: BuiltIn.provider)
        change(&context)
        return try LintSession(kind: kind, expectation: .context(context), format: format).lint(Array(input.utf8))
    }

    static let answer = "http://127.0.0.1:8765/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=\(Fixtures.state)"

    /// A sound token request of the built-in provider with these pairs at its end.
    static func tokenRequest(_ more: String = "", client: String = Fixtures.clientID) -> String {
        let body =
            "grant_type=code&client_id=\(client)&device_name=pc&device_id=6f1c&code=SplxlOBeZQQYbYS6WxSbIA\(more)"
        return JSONWriter.text(
            .object([
                .init("method", .string("POST")), .init("url", .string("https://accounts.bakeronline.be/api/token")),
                .init("headers", .object([.init("Content-Type", .string("application/x-www-form-urlencoded"))])),
                .init("body", .string(body)),
            ]))
    }

    @Test func saysThatNothingIsWrong() throws {
        let sound = CommandResult(stdout: "valid: no findings\n")
        #expect(try Self.lint(Self.answer, .response) { $0.run.state = .sent(Fixtures.state) } == sound)
        #expect(try Self.lint(Self.tokenRequest(), .token) == sound)
    }

    @Test func printsWhatIsWrongWithAnAnswer() throws {
        #expect(
            try Self.lint(Self.answer, .response) { $0.run.state = .sent("x") }
                == CommandResult(
                    stdout: """
                        error[response-state-mismatch]: state does not match: this answer is not ours.
                          …code=**********************&state=\(Fixtures.state)
                          \(String(repeating: " ", count: 35))\(String(repeating: "^", count: 43))
                          fix: Refuse it; never exchange its code
                          reference: The provider's specification; RFC 6749 §4.1.2, §10.12; RFC 8252 §8.9

                        invalid: 1 error

                        """, exitCode: 1))
    }

    @Test func printsThePartOfATokenRequest() throws {
        let text = try Self.lint(Self.tokenRequest("&code_verifer=abc"), .token)
        #expect(text.exitCode == 0)
        #expect(
            text.stdout.hasPrefix(
                "warning[param-unknown]: code_verifer is not a parameter of this endpoint; did you mean code_verifier?\n"
            ))
        #expect(text.stdout.contains("&code_verifer=abc\n"))
        let json = try JSONValue(
            reading: Array(try Self.lint(Self.tokenRequest("&a="), .token, format: .json).stdout.utf8))
        guard case .array(let findings)? = json["findings"] else {
            Issue.record("no findings")
            return
        }
        #expect(findings.map { $0["part"] } == [.string("body"), .string("body")])
        #expect(json["verdict"] == .string("warning"))
    }

    @Test func knowsTheProviderByItsEndpointAndTheClientByItsID() throws {
        func rules(_ input: String, _ expectation: LintSession.Expectation) throws -> [String] {
            try LintSession(kind: .token, expectation: expectation).check(Array(input.utf8)).report.diagnostics
                .map(\.rule.rawValue)
        }
        let known = LintSession.Expectation.known([BuiltIn.provider])
        #expect(try rules(Self.tokenRequest(), known) == [])
        // The client is public.
        #expect(try rules(Self.tokenRequest("&client_secret=x"), known) == ["client-auth-conflict"])
        #expect(try rules(Self.tokenRequest("&client_secret=x", client: "x"), known) == ["client-id-shape"])
        let elsewhere = Self.tokenRequest().replacing("accounts.bakeronline.be", with: "x.example")
        #expect(try rules(elsewhere, known).contains("grant-type-invalid"))
        #expect(try rules(elsewhere, .provider(BuiltIn.provider)) == ["endpoint-mismatch"])
    }

    @Test(arguments: ["", "[]", "https://accounts.bakeronline.be/api/token", "{\"url\": \"\"}"])
    func saysWhenATokenRequestCannotBeRead(input: String) throws {
        let failure = try #require(throws: CommandFailure.self) { try Self.lint(input, .token) }
        #expect(failure.cause == .file)
        #expect(failure.message.hasPrefix("token request:1:1: "))
    }

    @Test func checksLineByLine() throws {
        var session = LineLintSession(
            LintSession(kind: .response, expectation: .context(LintContext()), format: .json))
        #expect(
            try session.lint(Array(Self.answer.utf8)).stdout == "{\"line\":1,\"verdict\":\"valid\",\"findings\":[]}\n")
        #expect(try session.lint(Array("/cb?error=access_denied".utf8)).stdout.contains("\"response-error\""))
        #expect(session.finish() == CommandResult())
        var text = LineLintSession(LintSession(kind: .token, expectation: .known([BuiltIn.provider])))
        #expect(try text.lint(Array(Self.tokenRequest("&code=x").utf8)).stdout.hasPrefix("1: error[param-duplicate]: "))
        #expect(text.finish() == CommandResult(stdout: "1 checked: 0 valid, 0 with warnings, 1 invalid\n", exitCode: 1))
    }

    @Test(arguments: ["/cb?error=%1B]0;x%07&\u{1B}=1", "\u{202E}?code=\u{1B}[31m"])
    func writesNothingThatDrivesATerminal(input: String) throws {
        for format in LintFormat.allCases {
            for kind in [LintKind.response, .token] {
                let text = kind == .token ? Self.tokenRequest(input) : input
                let result = try Self.lint(text, kind, format: format)
                #expect(
                    !result.stdout.unicodeScalars.contains {
                        $0.value < 0x20 && $0 != "\n" || 0x7F...0x9F ~= $0.value || $0 == "\u{202E}"
                    })
            }
        }
    }
}
