import Testing

@testable import OAuth

@Suite struct ClientAndOpenIDRuleTests {
    private static var server: LintContext {
        var context = LintContext()
        context.client = .init(clientID: Sample.clientID, redirectURIs: ["http://127.0.0.1/callback"])
        context.responseTypes = ["code", "code id_token", "code token"]
        return context
    }

    @Test(
        arguments: [
            ("code", []), ("code code", ["error response-type-not-code response_type"]),
            (" code", ["error response-type-not-code response_type"]),
            ("code  id_token", ["error response-type-not-code response_type"]),
            ("token code", ["warning response-type-not-code response_type"]),
            ("id_token code", []), ("id_token", ["error response-type-not-code response_type"]),
            ("Code", ["error response-type-not-code response_type"]),
            (" ", ["error response-type-not-code response_type"]),
            ("code id_token token", ["error response-type-not-code response_type"]),
        ] as [(String, [String])])
    func checksTheResponseType(value: String, findings: [String]) {
        let url = Sample.url("response_type=" + value.replacing(" ", with: "%20"))
        #expect(Sample.findings(in: url, Self.server) == findings)
    }

    @Test(
        arguments: [
            (nil, "query", []), (nil, "fragment", ["warning response-mode-unusable response_mode"]),
            (nil, "form_post.jwt", ["warning response-mode-unusable response_mode"]),
            (nil, "Query", ["error response-mode-unusable response_mode"]),
            (["fragment"], "query", ["error response-mode-unusable response_mode"]),
            (["x"], "x", ["warning response-mode-unusable response_mode"]),
            (["query"], "query", []),
        ] as [([String]?, String, [String])])
    func checksTheResponseMode(modes: [String]?, value: String, findings: [String]) {
        let context = Sample.context { $0.responseModes = modes }
        #expect(Sample.findings(in: Sample.url("response_mode=\(value)"), context) == findings)
    }

    @Test(arguments: [
        Expectation(
            "client_id=\(Sample.clientID)0", "error client-id-mismatch client_id", "warning client-id-shape client_id"),
        Expectation(
            "client_id=\(Sample.clientID.uppercased())", "error client-id-mismatch client_id",
            "warning client-id-shape client_id"),
        Expectation("client_id=\(String(Sample.clientID.dropLast()))0", "error client-id-mismatch client_id"),
        Expectation("client_id=%C3%A9", "error client-id-shape client_id"),
        Expectation("client_id=%zz", "error pct-malformed client_id"),
    ])
    func checksTheClientID(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(arguments: [
        ("abc", "The provider's client IDs are 80 hex digits; this has 3 characters."),
        (
            String(repeating: "0", count: 79) + "x",
            "The provider's client IDs are 80 hex digits; this has \"x\" at place 80."
        ),
        (
            Sample.clientID.uppercased(),
            "The provider's client IDs are 80 hex digits; this has the upper-case letter \"A\" at place 4."
        ),
    ])
    func saysWhatAClientIDLooksLike(id: String, message: String) throws {
        let findings = RequestLinter(context: Sample.context).lint(Sample.url("client_id=\(id)")).diagnostics
        let finding = try #require(findings.first { $0.rule == .clientIDShape })
        #expect(finding.message == message)
        #expect(finding.fix != nil)
    }

    @Test func doesNotOfferAClientIDOfTheWrongShape() {
        let context = Sample.context { $0.client.clientID = "short" }
        let findings = RequestLinter(context: context).lint(Sample.url("client_id=abc")).diagnostics
        #expect(findings.filter { $0.rule == .clientIDShape }.map(\.fix) == [nil])
    }

    @Test func doesNotCheckAClientIDByAnotherExpression() {
        let context = Sample.context { $0.clientIDPattern = ClientIDPattern("^(x|y)$") }
        #expect(Sample.findings(in: Sample.url(), context) == [])
    }

    @Test(
        arguments: [
            ("scope=openid&nonce=n0nce", []), ("scope=openid", ["info nonce-missing nonce"]),
            ("scope=openid&nonce=", ["info nonce-missing nonce", "warning param-empty nonce"]),
            ("scope=openid&nonce=%00", ["error control-char nonce"]),
            ("scope=openid&response_type=code%20id_token", ["error nonce-missing nonce"]),
            ("scope=a%20openid%20b", ["info nonce-missing nonce"]),
            ("scope=OpenID&nonce=a", ["info oidc-param-without-openid nonce"]),
            (
                "scope=a&max_age=1&id_token_hint=a&acr_values=b&claims=c",
                [
                    "info oidc-param-without-openid acr_values", "info oidc-param-without-openid claims",
                    "info oidc-param-without-openid id_token_hint", "info oidc-param-without-openid max_age",
                ]
            ),
            ("scope=%zz&max_age=1", ["error pct-malformed scope"]),
            ("-scope&max_age=1", ["info oidc-param-without-openid max_age", "info param-missing scope"]),
            ("-scope&max_age=1&request=a", []), ("scope=openid&request=a", ["info nonce-missing nonce"]),
            ("scope=a&prompt=none", []), ("scope=a&prompt=login%20consent%20select_account%20create", []),
            ("scope=a&prompt=none%20none", []), ("scope=a&prompt=none%20login", ["error oidc-param-invalid prompt"]),
            ("scope=a&prompt=none%20x", ["error oidc-param-invalid prompt"]),
            ("scope=a&prompt=x", ["warning oidc-param-invalid prompt"]),
            ("scope=a&prompt=Login", ["warning oidc-param-invalid prompt"]),
            ("scope=a&prompt=login,consent", ["warning oidc-param-invalid prompt"]),
            ("scope=openid&nonce=a&max_age=0", []),
            ("scope=openid&nonce=a&max_age=-1", ["error oidc-param-invalid max_age"]),
            ("scope=openid&nonce=a&max_age=%D9%A1", ["error oidc-param-invalid max_age"]), ("scope=a&display=wap", []),
            ("scope=a&display=Page", ["warning oidc-param-invalid display"]),
        ] as [(String, [String])])
    func checksOpenIDParameters(changes: String, findings: [String]) {
        #expect(Sample.findings(in: Sample.url(changes), Self.server) == findings)
    }

    @Test(
        arguments: [
            ("request=a", []), ("request_uri=https%3A%2F%2Fa.example%2Fr", []),
            ("request_uri=HTTPS%3A%2F%2Fa.example%2Fr", []),
            ("request_uri=urn%3Aa", []), ("request_uri=urn%3A", ["error request-uri-invalid request_uri"]),
            ("request_uri=https%3A%2F%2F", ["error request-uri-invalid request_uri"]),
            ("request_uri=http%3A%2F%2Fa.example", ["error request-uri-invalid request_uri"]),
            ("request_uri=a", ["error request-uri-invalid request_uri"]),
            ("request=a&request_uri=urn%3Aa", ["error request-uri-invalid request_uri"]),
            (
                "request=a&request_uri=%zz",
                ["error pct-malformed request_uri", "error request-uri-invalid request_uri"]
            ),
            ("request=&request_uri=urn%3Aa", ["warning param-empty request"]),
            ("request_uri=urn%3A" + String(repeating: "a", count: 508), []),
            ("request_uri=urn%3A" + String(repeating: "a", count: 509), ["warning request-uri-invalid request_uri"]),
            ("request_uri=urn%3A" + String(repeating: "%C3%A9", count: 508), ["warning url-length url"]),
        ] as [(String, [String])])
    func checksRequestObjects(changes: String, findings: [String]) {
        #expect(Sample.findings(in: Sample.url(changes), Self.server) == findings)
    }

    @Test func wantsAPushedRequestIfTheServerDoes() {
        let context = Sample.context { $0.requiresPushedRequests = true }
        #expect(Sample.findings(in: Sample.url(), context) == ["error par-required request_uri"])
        #expect(
            Sample.findings(in: Sample.url("request_uri="), context) == [
                "error par-required request_uri", "warning param-empty request_uri",
            ])
        #expect(Sample.findings(in: Sample.url("request_uri=urn%3Aa"), context) == [])
    }

    @Test(arguments: [
        #"[{"type":"a"}]"#,
        #" [ { "type" : "a" , "b" : [1,-2.5e+3,0,null,true,false,{}] } , {"b":{"type":1},"type":"c"} ] "#,
        #"[{"\u0074ype":"a"}]"#, #"[{"type":"\u00e9\"\\\/\b\f\n\r\t"}]"#, #"[{"type":1,"type":"a"}]"#,
    ])
    func acceptsAuthorizationDetails(text: String) {
        #expect(AuthorizationDetails.problem(in: Array(text.utf8)[...]) == nil)
    }

    @Test(arguments: [
        "", " ", "[]", "{}", "1", "null", "\"type\"", #"{"type":"a"}"#, "[1]", #"["type"]"#, "[{}]", "[[]]",
        #"[[{"type":"a"}]]"#,
        #"[{"type":""}]"#, #"[{"type":1}]"#, #"[{"type":null}]"#, #"[{"type":["a"]}]"#, #"[{"type":{"type":"a"}}]"#,
        #"[{"a":{"type":"b"}}]"#,
        #"[{"type":"a"},{}]"#, #"[{"type":"a"}"#, #"[{"type":"a"]"#, #"[{"type":"a"}}"#, #"[{"type":"a",}]"#,
        #"[{"type":"a"},]"#, #"[,{"type":"a"}]"#,
        #"[{"type" "a"}]"#, #"[{"type":"a"}] x"#, #"[{"type":"a"}][]"#, #"[{"type":"a","b":01}]"#,
        #"[{"type":"a","b":1.}]"#, #"[{"type":"a","b":+1}]"#,
        #"[{"type":"a","b":.5}]"#, #"[{"type":"a","b":1e}]"#, #"[{"type":"a","b":-}]"#, #"[{"type":"a","b":nul}]"#,
        #"[{"type":"a","b":"\x"}]"#,
        #"[{"type":"a","b":"\u12g4"}]"#, #"[{"type":"a","b":"\u12"#, #"[{"type":"a"#, #"[{'type':'a'}]"#,
        #"[{type:"a"}]"#, "[{\"type\":\"a\tb\"}]", #"[{"type":"a"//x"# + "\n}]",
    ])
    func refusesOtherAuthorizationDetails(text: String) {
        #expect(AuthorizationDetails.problem(in: Array(text.utf8)[...]) != nil)
    }

    @Test func nestsAsDeepAsTheTextDoes() {
        let text =
            "[{\"type\":\"a\",\"b\":" + String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
            + "}]"
        #expect(AuthorizationDetails.problem(in: Array(text.utf8)[...]) == nil)
    }
}
