import Catalog
import JSON
import OAuth
import Options
import Testing

@testable import Commands

/// `authscope url`, from choices to output.
struct RequestBuilderTests {
    typealias Choices = RequestBuilder.Choices

    @Test func buildsTheDefaultRequest() throws {
        #expect(try Fixtures.build() == CommandResult(stdout: "\(Fixtures.url)\n"))
    }

    @Test func drawsValuesThatAreFixedInTests() {
        #expect(Fixtures.fresh.state == Fixtures.state)
        #expect(Fixtures.fresh.verifier.text == Fixtures.verifier)
        #expect(Fixtures.challenge.count == 43)
    }

    @Test func showsTheSecretsInJSONOnly() throws {
        let result = try Fixtures.build(as: .json)
        #expect(
            result.stdout == """
                {
                  "url": "\(Fixtures.url)",
                  "headers": {
                    "X-VERSION": "1.8.0",
                    "Accept-Language": "en-US,en;q=0.5"
                  },
                  "state": "\(Fixtures.state)",
                  "verifier": "\(Fixtures.verifier)",
                  "challenge": "\(Fixtures.challenge)",
                  "method": "S256",
                  "verdict": "valid",
                  "findings": []
                }

                """)
        #expect(result.stderr.isEmpty)
        for format in [RequestFormat.text, .http] {
            let result = try Fixtures.build(as: format)
            #expect(!(result.stdout + result.stderr).contains(Fixtures.verifier))
        }
    }

    @Test func writesTheRequestAsHTTP() throws {
        let path = Fixtures.url.dropFirst("https://accounts.bakeronline.be".count)
        #expect(
            try Fixtures.build(Choices(apiVersion: "1.8.0"), as: .http).stdout == """
                GET \(path) HTTP/1.1
                Host: accounts.bakeronline.be
                X-VERSION: 1.8.0
                Accept-Language: en-US,en;q=0.5


                """)
    }

    @Test func takesScopesOneByOneOrTogether() throws {
        let together = try Fixtures.build(Choices(scopes: ["company:read  customer:read", "user:read"]))
        let single = try Fixtures.build(Choices(scopes: ["company:read", "customer:read", "user:read"]))
        #expect(together == single)
        #expect(together.stdout.contains("&scope=company%3Aread%20customer%3Aread%20user%3Aread&"))
        #expect(try !Fixtures.build(Choices(scopes: [""])).stdout.contains("scope="))
    }

    @Test func sendsWhatTheMethodNeeds() throws {
        let plain = try Fixtures.build(Choices(method: .plain)).stdout
        #expect(plain.contains("&code_challenge=\(Fixtures.verifier)&code_challenge_method=plain"))
        #expect(try !Fixtures.build(Choices(method: .none)).stdout.contains("code_challenge"))
    }

    @Test func usesAVerifierThatIsGiven() throws {
        let verifier = try CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        // RFC 7636 Appendix B.
        let url = try Fixtures.build(Choices(verifier: verifier)).stdout
        #expect(url.contains("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"))
    }

    @Test func sendsTheStateThatIsAskedFor() throws {
        #expect(try Fixtures.build(Choices(state: .given("a b"))).stdout.contains("&state=a%20b&"))
        #expect(try !Fixtures.build(Choices(state: .none)).stdout.contains("state="))
    }

    @Test func replacesAParameterAndRepeatsItWhenAskedTwice() throws {
        let url = try Fixtures.build(Choices(parameters: ["client_id=a=b", "resource=urn:a", "resource=urn:b", "x="]))
            .stdout
        #expect(url.contains("&client_id=a%3Db&"))
        #expect(url.hasSuffix("&resource=urn%3Aa&resource=urn%3Ab&x=\n"))
    }

    @Test(arguments: [
        "evil\r\nHost: x", "\u{1B}]52;c;AAAA\u{7}", "\u{202E}", "é", "a b\"<>\\^`{|}", "%", "\u{0}", "😀",
    ])
    func writesNothingButPrintableASCII(value: String) throws {
        for format in [RequestFormat.text, .http] {
            let result = try Fixtures.build(
                Choices(
                    scopes: [value], redirectURI: value, state: .given(value), parameters: ["\(value)=\(value)"]),
                as: format)
            let allowed: (UInt8) -> Bool = { 0x21...0x7E ~= $0 || $0 == 0x0A || format == .http && $0 == 0x20 }
            #expect(result.stdout.utf8.allSatisfy(allowed))
            #expect(result.stdout.utf8.count { $0 == 0x0A } == (format == .http ? 5 : 1))
            #expect(!result.stderr.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
        }
    }

    static let clients: [(wanted: String, id: String)] = [
        ("Shop", "a-1"), ("a-1", "a-1"), ("Shop test", "b-2"), ("shop t", "b-2"), ("KIT", "c-3"), ("B-", "b-2"),
    ]

    @Test(arguments: clients)
    func findsTheClient(wanted: String, id: String) throws {
        let url = try Fixtures.build(Choices(client: wanted), provider: Fixtures.provider).stdout
        #expect(url.hasPrefix("https://x.example/authorize?tenant=1&response_type=code&client_id=\(id)"))
    }

    static let mistakes: [(choices: Choices, message: String)] = [
        (Choices(client: "x"), #"there is no client "x"; known: "Shop", "Shop test", "Kitchen""#),
        (Choices(client: ""), #"several clients start with "": "Shop", "Shop test", "Kitchen""#),
        (Choices(client: "sho"), #"several clients start with "sho": "Shop", "Shop test""#),
        (Choices(apiVersion: "1.0.0"), "--api-version: X has no API versions; leave it out"),
        (Choices(parameters: ["a"]), "--param a: write it as name=value"),
        (Choices(parameters: ["scope=a"]), "--param scope: this field has its own option; use --scope"),
        (
            Choices(parameters: ["code_challenge_method=plain"]),
            "--param code_challenge_method: this field has its own option; use --method"
        ),
        (Choices(parameters: ["=a"]), "--param =a: write it as name=value"),
        (
            Choices(parameters: ["code_verifier=abc"]),
            "--param code_verifier: a secret must not be in a URL (rule secret-in-url) or among the arguments, where every "
                + "local user can read it; if it was a real one, revoke it"
        ),
    ]

    @Test(arguments: mistakes)
    func refusesChoicesThatMakeNoSense(choices: Choices, message: String) {
        #expect(throws: CommandFailure(.usage, message)) {
            try Fixtures.build(choices, provider: Fixtures.provider)
        }
    }

    @Test func writesNoHeaderFieldThroughAVersion() {
        #expect(throws: CommandFailure(.usage, "--api-version 1.8.0\r\nX: y: write it like 1.8.0")) {
            try Fixtures.build(Choices(apiVersion: "1.8.0\r\nX: y"), as: .http)
        }
    }

    @Test func worksWithoutClients() throws {
        let provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        #expect(try Fixtures.build(Choices(parameters: ["client_id=me"]), provider: provider).exitCode == 0)
        #expect(try Fixtures.build(provider: provider).exitCode == 1)
        #expect(throws: CommandFailure(.usage, "there is no client \"me\"; known: X has none")) {
            try Fixtures.build(Choices(client: "me"), provider: provider)
        }
    }

    @Test func writesFindingsToStandardError() throws {
        let result = try Fixtures.build(Choices(state: .none))
        #expect(result.exitCode == 0)
        #expect(result.stderr.hasSuffix("\nwarning: 1 warning\n"))
        #expect(result.stderr.hasPrefix("warning[state-missing]: "))
    }
}
