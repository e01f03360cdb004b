import OAuth
import Testing

@testable import Catalog

struct LintContextFileTests {
    static func read(_ text: String) throws(FileProblem) -> LintContext {
        try LintContextFile.read(Array(text.utf8), path: "c.json", providers: [BuiltIn.provider])
    }

    @Test(arguments: ["{}", #"{"profile": "generic"}"#])
    func isGenericIfNothingIsSaid(text: String) throws {
        #expect(try Self.read(text) == LintContext())
    }

    @Test func expandsAProfile() throws {
        #expect(try Self.read(#"{"profile": "bakeronline"}"#) == LintContext(provider: BuiltIn.provider))
    }

    @Test(arguments: [
        #"{"profile": "bakeronline", "scopes": ["a"], "pkce_required": true, "version_latest": "2.0.0"}"#,
        #"{"scopes": ["a"], "pkce_required": true, "version_latest": "2.0.0", "profile": "bakeronline"}"#,
    ])
    func preferesItsOwnKeysToTheProfile(text: String) throws {
        var expected = LintContext(provider: BuiltIn.provider)
        expected.scopes = ScopeList([(name: "a", summary: "")])
        expected.requiresPKCE = true
        expected.latestVersion = "2.0.0"
        #expect(try Self.read(text) == expected)
    }

    @Test func readsEveryKey() throws {
        let context = try Self.read(
            """
            {
              "endpoint": "http://x.example/a", "scopes": ["a", "b"], "required": ["scope"], "extra_params": ["x"],
              "pkce_required": true, "methods": ["S256"], "response_types": ["code", "token"], "response_modes": ["query"],
              "par_required": true, "loopback_any_port": false, "client_id_pattern": "^a$", "version_latest": "1.2.3",
              "version_header": "X-V", "verifier": "v",
              "client": {"client_id": "c", "redirect_uris": ["https://*.example/"], "type": "confidential"},
              "used": {"state": ["s"], "code_challenge": ["h"], "nonce": ["n"], "code": ["k"]},
              "token_endpoint": "t", "issuer": "i", "iss_supported": true, "grant_type": "g", "token_required": ["d"],
              "token_json": true, "token_redirect_uri": "unused", "state": null, "redirect_uri": "r",
              "challenge": "q", "method": null, "code": "k"
            }
            """)
        var expected = LintContext()
        expected.endpoint = "http://x.example/a"
        expected.scopes = ScopeList([(name: "a", summary: ""), (name: "b", summary: "")])
        expected.requiredParameters = ["scope"]
        expected.extraParameters = ["x"]
        expected.requiresPKCE = true
        expected.challengeMethods = ["S256"]
        expected.responseTypes = ["code", "token"]
        expected.responseModes = ["query"]
        expected.requiresPushedRequests = true
        expected.allowsAnyLoopbackPort = false
        expected.clientIDPattern = ClientIDPattern("^a$")
        expected.latestVersion = "1.2.3"
        expected.versionHeader = "X-V"
        expected.verifier = "v"
        expected.client = .init(clientID: "c", redirectURIs: ["https://*.example/"], kind: .confidential)
        expected.used.states = ["s"]
        expected.used.challenges = ["h"]
        expected.used.nonces = ["n"]
        expected.used.codes = ["k"]
        expected.tokenEndpoint = "t"
        expected.issuer = "i"
        expected.issuerInResponse = true
        expected.token.grantType = "g"
        expected.token.requiredFields = ["d"]
        expected.token.acceptsJSON = true
        expected.token.redirectURI = .unused
        expected.run.state = .none
        expected.run.redirectURI = "r"
        expected.run.challenge = .sent("q")
        expected.run.challengeMethod = .none
        expected.run.code = "k"
        #expect(context == expected)
    }

    @Test func distinguishesNothingSentFromNothingKnown() throws {
        #expect(try Self.read("{}").run.state == .unknown)
        #expect(try Self.read(#"{"state": null}"#).run.state == .none)
        #expect(try Self.read(#"{"state": ""}"#).run.state == .sent(""))
    }

    @Test func takesTheTokenHabitsOfTheProfile() throws {
        let context = try Self.read(#"{"profile": "bakeronline", "token_json": false}"#)
        #expect(context.tokenEndpoint == "https://accounts.bakeronline.be/api/token")
        #expect(context.token.grantType == "code")
        #expect(context.token.requiredFields == ["device_name", "device_id"])
        #expect(!context.token.acceptsJSON)
    }

    @Test func readsTheProfilesOfStandards() throws {
        let mcp = try Self.read(#"{"profile": "mcp"}"#)
        #expect(mcp.requiresPKCE && mcp.challengeMethods == ["S256"] && mcp.responseTypes == ["code"])
        #expect(mcp.requiredParameters == ["resource"] && mcp.token.requiredFields == ["resource"])
        let fapi = try Self.read(#"{"profile": "fapi-2", "par_required": false, "methods": ["plain"]}"#)
        #expect(fapi.issuerInResponse && !fapi.requiresPushedRequests && fapi.challengeMethods == ["plain"])
        #expect(try Self.read(#"{"profile": "rfc9700"}"#).responseTypes == nil)
    }

    @Test func readsHowScopesAreWritten() throws {
        let context = try Self.read(#"{"scope_separator": ",", "scopes_complete": false}"#)
        #expect(context.scopeSeparator == .comma && !context.scopesAreComplete)
        #expect(throws: FileProblem.self) { try Self.read(#"{"scope_separator": ";"}"#) }
    }

    @Test(arguments: ["generic", "rfc9700", "mcp", "fapi-2"])
    func reservesTheNamesOfProfiles(name: String) {
        #expect(!ProviderFile.isID(name))
    }

    @Test func namesEachProfileOnce() {
        let problem = FileProblem(
            path: "c.json", line: 1, column: 13,
            message: "unknown profile; use one of generic, rfc9700, oauth-2.1, mcp, fapi-2, bakeronline")
        #expect(throws: problem) {
            try LintContextFile.read(
                Array(#"{"profile": "nope"}"#.utf8), path: "c.json",
                providers: [BuiltIn.provider, BuiltIn.provider])
        }
    }

    static let refused: [(text: String, problem: String)] = [
        (
            #"{"profile": "google"}"#,
            "c.json:1:13: unknown profile; use one of generic, rfc9700, oauth-2.1, mcp, fapi-2, bakeronline"
        ),
        (#"{"pkce_requierd": true}"#, #"c.json:1:2: unknown key "pkce_requierd"; did you mean "pkce_required"?"#),
        (#"{"client": {"clientid": "a"}}"#, #"c.json:1:13: unknown key "clientid"; did you mean "client_id"?"#),
        (#"{"client": {"type": "x"}}"#, #"c.json:1:21: expected "public" or "confidential""#),
        (#"{"verifier": null}"#, "c.json:1:14: found 'n'; expected a string"),
        (#"{"state": 1}"#, "c.json:1:11: found '1'; expected a string"),
        (#"{"token_json": "yes"}"#, "c.json:1:16: found '\"'; expected true or false"),
        (#"{"used": {"state": "s"}}"#, "c.json:1:20: found '\"'; expected an array"),
        (#"{"version_latest": "1"}"#, "c.json:1:20: a version has three numbers, such as 1.8.0"),
        ("{\n\"scopes\": [\"a\",\n  \"a\"]}", "c.json:3:3: this scope is listed twice; remove one"),
    ]

    @Test(arguments: refused)
    func refusesAndNamesThePlace(text: String, problem: String) throws {
        let found = try #require(throws: FileProblem.self) { try Self.read(text) }
        #expect(found.description == problem)
    }
}
