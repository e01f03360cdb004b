import Catalog
import JSON
import OAuth
import Options
import Testing

@testable import Commands
@testable import authscope

/// `authscope lint`, from input to output.
struct LintSessionTests {
    static func session(
        _ expectation: LintSession.Expectation = .known([BuiltIn.provider]), format: LintFormat = .text,
        fixes: Bool = false, style: OutputStyle = OutputStyle()
    ) -> LintSession {
        LintSession(expectation: expectation, format: format, fixes: fixes, style: style, draw: { Fixtures.fresh })
    }

    static func lint(_ input: String, _ session: LintSession = session()) throws -> CommandResult {
        try session.lint(Array(input.utf8))
    }

    /// Two findings, one with a place and one without.
    static let faulty = Fixtures.url.replacing("user%3Aread", with: "user%3Areed").replacing(
        "&state=\(Fixtures.state)", with: "")

    @Test func saysThatNothingIsWrong() throws {
        #expect(try Self.lint(Fixtures.url) == CommandResult(stdout: "valid: no findings\n"))
    }

    @Test(arguments: [("", "it is empty"), ("notaurl", "it has no scheme")])
    func hasOneFindingForATextThatIsNotAURL(input: String, reason: String) throws {
        let result = try Self.lint(input)
        #expect(result.stdout.hasPrefix("error[uri-invalid]: The URL is not an absolute URI: \(reason).\n"))
        #expect(result.stdout.hasSuffix("\n\ninvalid: 1 error\n"))
    }

    @Test func printsFindingsLikeACompiler() throws {
        #expect(
            try Self.lint(Self.faulty)
                == CommandResult(
                    stdout: """
                        error[scope-unknown]: The provider has no scope user:reed; did you mean user:read?
                          …765%2Fcallback&scope=user%3Areed&code_challenge=\(Fixtures.challenge.prefix(28))…
                                                ^^^^^^^^^^^
                          fix: Use the nearest known scope
                          reference: RFC 6749 §3.3, §4.1.2.1

                        warning[state-missing]: Without state, a forged redirect cannot be recognised.
                          fix: Generate 32 random bytes
                          reference: RFC 6749 §10.12; RFC 8252 §8.9; RFC 9700 §2.1, §4.7.1

                        invalid: 1 error, 1 warning

                        """, exitCode: 1))
    }

    @Test func paintsSeveritiesAndCarets() throws {
        let text = try Self.lint(Self.faulty, Self.session(style: OutputStyle(usesColor: true))).stdout
        #expect(text.contains("\u{1B}[1;31merror[scope-unknown]\u{1B}[0m: "))
        #expect(text.contains("\u{1B}[1;31m^^^^^^^^^^^\u{1B}[0m\n"))
        #expect(text.contains("\u{1B}[1;33mwarning[state-missing]\u{1B}[0m: "))
        #expect(text.hasSuffix("\u{1B}[1minvalid\u{1B}[0m: 1 error, 1 warning\n"))
    }

    @Test func writesJSONWithOctetOffsets() throws {
        let start =
            Self.faulty.utf8.count
            - "user%3Areed&code_challenge=\(Fixtures.challenge)&code_challenge_method=S256".utf8.count
        #expect(
            try Self.lint(Self.faulty, Self.session(format: .json))
                == CommandResult(
                    stdout: """
                        {
                          "verdict": "invalid",
                          "findings": [
                            {
                              "rule": "scope-unknown",
                              "severity": "error",
                              "param": "scope",
                              "message": "The provider has no scope user:reed; did you mean user:read?",
                              "fix": "Use the nearest known scope",
                              "reference": "RFC 6749 §3.3, §4.1.2.1",
                              "start": \(start),
                              "end": \(start + 11)
                            },
                            {
                              "rule": "state-missing",
                              "severity": "warning",
                              "param": "state",
                              "message": "Without state, a forged redirect cannot be recognised.",
                              "fix": "Generate 32 random bytes",
                              "reference": "RFC 6749 §10.12; RFC 8252 §8.9; RFC 9700 §2.1, §4.7.1",
                              "start": null,
                              "end": null
                            }
                          ]
                        }

                        """, exitCode: 1))
    }

    // MARK: - Context

    @Test func checksTheSpecificationsExampleByItsProvider() throws {
        let head = """
            GET /oauth/authorize?response_type=code&client_id=\(Fixtures.clientID)& HTTP/1.1
            X-VERSION: 1.7.0
            Accept-Language: en-US,en;q=0.5

            """
        let report = try Self.session().check(Array(head.utf8)).report
        #expect(
            report.diagnostics.map(\.rule.rawValue) == [
                "param-missing", "param-missing", "query-empty-pair", "state-missing", "pkce-missing",
                "api-version-behind",
            ])
    }

    static let places: [(url: String, isKnown: Bool)] = [
        ("https://accounts.bakeronline.be/oauth/authorize?scope=nope", true),
        ("https://ACCOUNTS.bakeronline.BE:443/oauth/authorize?scope=nope", true),
        ("/oauth/authorize?scope=nope", true),
        ("https://accounts.bakeronline.be:8443/oauth/authorize?scope=nope", false),
        ("https://accounts.bakeronline.be.evil.example/oauth/authorize?scope=nope", false),
        ("https://accounts.bakeronline.be/oauth/authorise?scope=nope", false),
        ("https://x.example/oauth/authorize?scope=nope", false),
        ("?scope=nope", false),
        ("", false),
    ]

    @Test(arguments: places)
    func takesTheContextOfTheEndpoint(url: String, isKnown: Bool) throws {
        let report = try Self.session().check(Array(url.utf8)).report
        #expect(report.diagnostics.contains { $0.rule.rawValue == "scope-unknown" } == isKnown)
    }

    @Test func checksAnyInputByAProviderThatIsGiven() throws {
        let session = Self.session(.provider(BuiltIn.provider))
        let report = try session.check(Array("https://x.example/a?scope=nope".utf8)).report
        #expect(report.diagnostics.contains { $0.rule.rawValue == "endpoint-mismatch" })
    }

    @Test func knowsTheClientByItsID() throws {
        let url = Fixtures.url.replacing("8765%2Fcallback", with: "8765%2Felsewhere")
        let report = try Self.session().check(Array(url.utf8)).report
        #expect(report.diagnostics.map(\.rule.rawValue) == ["redirect-uri-unregistered"])
    }

    @Test func prefersAContextThatIsGiven() throws {
        let report = try Self.session(.context(LintContext())).check(Array(Self.faulty.utf8)).report
        #expect(report.diagnostics.map(\.rule.rawValue) == ["state-missing"])
    }

    // MARK: - Fixes

    @Test func printsTheFixedURL() throws {
        #expect(
            try Self.lint(Self.faulty, Self.session(fixes: true))
                == CommandResult(
                    stdout: "\(Fixtures.url)\n",
                    stderr: "fixed[scope-unknown]: use the nearest known scopes\nfixed[state-missing]: new state\n"))
    }

    @Test func showsTheVerifierOfANewChallenge() throws {
        let bare = try #require(Fixtures.url.firstRange(of: "&code_challenge=")).lowerBound
        let input = String(Fixtures.url[..<bare])
        let text = try Self.lint(input, Self.session(fixes: true))
        #expect(text.stdout == Fixtures.url + "\n")
        #expect(
            text.stderr == """
                fixed[pkce-missing]: use S256
                the code challenge is new; its verifier is \(Fixtures.verifier)

                """)
        let json = try JSONValue(
            reading: Array(try Self.lint(input, Self.session(format: .json, fixes: true)).stdout.utf8))
        #expect(json["url"] == .string(Fixtures.url))
        #expect(json["verifier"] == .string(Fixtures.verifier))
        #expect(json["verdict"] == .string("valid"))
        #expect(json["fixed"] == .array([.string("pkce-missing")]))
    }

    @Test func saysWhatRemains() throws {
        let result = try Self.lint("https://x.example/a?response_type=code", Self.session(fixes: true))
        #expect(result.exitCode == 1)
        #expect(result.stderr.contains("\n\nerror[param-missing]: client_id is missing.\n"))
    }

    @Test(arguments: [
        "audience=x", "nonce=n-0S6_WzA2Mj8fGh", "scope=a%3Awrite",
    ])
    func leavesNotesAlone(parameter: String) throws {
        let url = Self.generic + "&" + parameter
        let result = try Self.lint(url, Self.session(.context(LintContext()), fixes: true))
        #expect(result.stdout == url + "\n")
        #expect(!result.stderr.contains("fixed"))
    }

    /// Nothing to find without a provider.
    static let generic =
        "https://x.example/a?response_type=code&client_id=a&state=\(Fixtures.state)"
        + "&code_challenge=\(Fixtures.challenge)&code_challenge_method=S256"

    @Test func namesWhatVanishesWithTheRewriting() throws {
        let result = try Self.lint(
            "\(Self.generic)&&login_hint=a+b%7E&redirect_uri=http%3A%2F%2F127.0.0.1%3A1234%2F%3Fstate=%3d",
            Self.session(.context(LintContext()), fixes: true))
        let fixed = result.stderr.split(separator: "\n").filter { $0.hasPrefix("fixed") }
        #expect(
            Set(fixed) == [
                "fixed[query-empty-pair]: write the URL in canonical form",
                "fixed[plus-as-space]: write the URL in canonical form",
                "fixed[pct-not-canonical]: write the URL in canonical form",
            ])
        #expect(fixed.count == 3)
    }

    @Test func namesWhatVanishesWithAnotherFix() throws {
        let url = Self.generic.replacing(Fixtures.challenge, with: "short").replacing("S256", with: "plain")
        let result = try Self.lint(url, Self.session(.context(LintContext()), fixes: true))
        for rule in ["verifier-length", "verifier-low-entropy"] {
            #expect(result.stderr.ranges(of: "fixed[\(rule)]: use S256").count == 1)
        }
        #expect(!result.stderr.contains("pkce-plain"))
    }

    @Test func showsTheVerifierOfEachLine() throws {
        let bare = try #require(Fixtures.url.firstRange(of: "&code_challenge=")).lowerBound
        let session = Self.session(fixes: true)
        let result = session.text(try session.check(Array(Fixtures.url[..<bare].utf8)), line: 7)
        #expect(result.stdout == Fixtures.url + "\n")
        #expect(result.stderr.contains("7: the code challenge is new; its verifier is \(Fixtures.verifier)\n"))
    }

    @Test func laysAProfileOverWhatIsKnown() throws {
        var session = Self.session(.context(LintContext()))
        let plain = Self.generic.replacing("S256", with: "plain")
        func rules() throws -> [String] { try session.check(Array(plain.utf8)).report.diagnostics.map(\.rule.rawValue) }
        #expect(try rules().contains("pkce-plain"))
        session.profile = LintProfile.named("mcp")
        #expect(try Set(rules()).isSuperset(of: ["pkce-method-unsupported", "param-missing"]))
    }

    @Test func printsTheFixedHead() throws {
        let target = Fixtures.url.replacing("https://accounts.bakeronline.be", with: "")
        let noState = target.replacing("&state=\(Fixtures.state)", with: "")
        let head = "POST \(noState) HTTP/1.1\r\nHost: accounts.bakeronline.be\r\nX-VERSION: 9\r\nA: é\r\nA: b\r\n\r\n"
        let text = try Self.lint(head, Self.session(fixes: true))
        #expect(
            text.stdout == """
                POST \(target) HTTP/1.1
                Host: accounts.bakeronline.be
                X-VERSION: 1.8.0
                A: é
                A: b


                """)
        let json = try JSONValue(
            reading: Array(try Self.lint(head, Self.session(format: .json, fixes: true)).stdout.utf8))
        #expect(json["url"] == .string(Fixtures.url))
        #expect(json["headers"] == .object([.init("X-VERSION", .string("1.8.0")), .init("A", .string("é, b"))]))
    }

    @Test(arguments: ["foo", "?scope=a", ""])
    func fixesNothingThatIsNotAURL(input: String) throws {
        let text = try Self.lint(input, Self.session(fixes: true))
        #expect(text.stdout.isEmpty)
        #expect(
            text.stderr.hasPrefix("not fixed: the input is not a URL: it has neither a scheme nor a host\n\nerror["))
        #expect(text.exitCode == 1)
        let json = try JSONValue(
            reading: Array(try Self.lint(input, Self.session(format: .json, fixes: true)).stdout.utf8))
        #expect(json["url"] == .null)
        #expect(json["fixed"] == .array([]))
    }

    @Test func fixesAQueryOfAKnownProvider() throws {
        let known = try Self.lint("?scope=a", Self.session(.provider(BuiltIn.provider), fixes: true))
        #expect(known.stdout.hasPrefix(BuiltIn.provider.authorizationEndpoint + "?"))
        #expect(try Self.lint("foo", Self.session(.provider(BuiltIn.provider), fixes: true)).stdout.isEmpty)
    }

    @Test func saysWhichOctetIsNotUTF8() {
        #expect(throws: CommandFailure(.file, "standard input:2:3: the byte 0xFF is not UTF-8")) {
            try Self.session().lint(Array("https://x.example/\né".utf8) + [0x61, 0xFF, 0x62])
        }
    }

    @Test(arguments: ["\u{1B}]0;x\u{7}", "https://x.example/\u{202E}?a=\u{1B}[31m", "https://é.example/?\u{0}=1"])
    func writesNothingThatDrivesATerminal(input: String) throws {
        for format in LintFormat.allCases {
            for fixes in [false, true] {
                let result = try Self.lint(input, Self.session(format: format, fixes: fixes))
                let scalars = (result.stdout + result.stderr).unicodeScalars
                #expect(
                    !scalars.contains { $0.value < 0x20 && $0 != "\n" || 0x7F...0x9F ~= $0.value || $0 == "\u{202E}" })
            }
        }
    }
}
