import Flow
import OAuth
import Options
import Testing

@testable import Commands
@testable import Wire

struct LoginOutputTests {
    static let grant = RoundTrip.Grant(
        scope: GrantedScope(granted: "a c", requested: "a b"), expiresIn: 3_600, accessToken: "abcd…wxyz (20)",
        refreshToken: "(9)", notices: ["X-VERSION-NOTICE: use \u{1B}[2J1.8.0"])
    static let tokens = RoundTrip.RevealedTokens(access: "canary-access", refresh: "canary-refresh")

    @Test func masksTokens() {
        let result = LoginOutput().result(.granted(Self.grant, Self.tokens))
        #expect(
            result
                == CommandResult(
                    stdout: """
                        granted: a c
                        not requested: c
                        not granted: b
                        expires in: 1 hour
                        access token: abcd…wxyz (20)
                        refresh token: (9)
                        notice: X-VERSION-NOTICE: use <U+001B>[2J1.8.0

                        """))
    }

    @Test func failsIfTheGrantIsNarrowerThanRequired() {
        let narrow = LoginOutput(required: ["c", "b", "b"]).result(.granted(Self.grant, Self.tokens))
        #expect(narrow.exitCode == 7)
        #expect(
            narrow.stderr
                == "Error: the server did not grant b, required by --require; add it with --scope and allow it\n")
        #expect(narrow.stdout == LoginOutput().result(.granted(Self.grant, Self.tokens)).stdout)
        #expect(LoginOutput(required: ["a", "c"]).result(.granted(Self.grant, Self.tokens)).exitCode == 0)
    }

    @Test(arguments: [(["a,b", "c d"], ["a", "b", "c", "d"]), ([], [])])
    func readsRequiredScopes(texts: [String], scopes: [String]) throws {
        let command = try LoginCommand.parse(texts.flatMap { ["--require", $0] })
        #expect(command.requiredScopes == scopes)
        #expect(throws: (any Error).self) { try LoginCommand.parse(["--require", ","]) }
    }

    @Test func showsTokensWhenAskedTo() {
        var output = LoginOutput(showsToken: true)
        output.tokenFile = "t.json"
        let text = output.result(.granted(Self.grant, Self.tokens)).stdout
        #expect(text.contains("access token: canary-access\nrefresh token: canary-refresh\n"))
        #expect(text.hasSuffix("written to: t.json\n"))
    }

    @Test func showsATokenWhole() {
        let token = String(repeating: "x", count: 4_096)
        let grant = RoundTrip.Grant(
            scope: GrantedScope(granted: nil, requested: nil), expiresIn: nil, accessToken: "", refreshToken: nil)
        let text = LoginOutput(showsToken: true).result(.granted(grant, .init(access: token, refresh: nil))).stdout
        #expect(text == "granted: no scope\nexpires in: the server does not say\naccess token: \(token)\n")
    }

    @Test(arguments: [false, true])
    func writesAnObject(showsToken: Bool) {
        let result = LoginOutput(format: .json, showsToken: showsToken).result(.granted(Self.grant, Self.tokens))
        #expect(
            result.stdout == """
                {
                  "result": "granted",
                  "scope": {
                    "granted": [
                      "a",
                      "c"
                    ],
                    "missing": [
                      "b"
                    ],
                    "added": [
                      "c"
                    ],
                    "lacking": []
                  },
                  "expires_in": 3600,
                  "access_token": \(showsToken ? "\"canary-access\"" : "null"),
                  "access_token_masked": "abcd…wxyz (20)",
                  "refresh_token": \(showsToken ? "\"canary-refresh\"" : "null"),
                  "refresh_token_masked": "(9)",
                  "token_file": null,
                  "notices": [
                    "X-VERSION-NOTICE: use \\u001B[2J1.8.0"
                  ]
                }

                """)
        #expect(result.stderr.isEmpty)
    }

    @Test func saysWhatFailed() {
        let failure = RoundTrip.Failure(.exchange, "invalid_grant: \u{202E}no", code: "invalid_grant")
        let text = LoginOutput().result(.failed(failure))
        #expect(text == CommandResult(stderr: "Error: invalid_grant: <U+202E>no\n", exitCode: 5))
        let json = LoginOutput(format: .json).result(.failed(failure))
        #expect(
            json
                == CommandResult(
                    stdout: """
                        {
                          "result": "failed",
                          "step": "exchange",
                          "error": "invalid_grant",
                          "message": "invalid_grant: \\u202Eno"
                        }

                        """, stderr: text.stderr, exitCode: 5))
    }

    @Test func keepsTokensInTheNamesOfTheStandard() {
        #expect(
            LoginOutput.file(Self.grant, Self.tokens) == """
                {
                  "access_token": "canary-access",
                  "token_type": "Bearer",
                  "expires_in": 3600,
                  "refresh_token": "canary-refresh",
                  "scope": "a c"
                }

                """)
    }
}
