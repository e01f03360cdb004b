import Testing

@testable import OAuth

@Suite struct TokenRuleTests {
    /// Checks the findings for a change of the sample's body.
    private func expect(
        _ changes: String, _ findings: String..., context: LintContext = Sample.tokenContext,
        headers: [HTTPField] = [Sample.form], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            Sample.findings(in: Sample.tokenRequest(changes, headers: headers), context) == findings.sorted(),
            sourceLocation: sourceLocation)
    }

    /// The findings in a JSON body if JSON is accepted.
    private func findings(json: String, _ context: LintContext = Sample.tokenContext) -> [String] {
        var context = context
        context.token.acceptsJSON = true
        let type = HTTPField(name: "content-type", value: "Application/JSON; charset=utf-8")
        return Sample.findings(in: TokenRequestMessage(url: Sample.tokenEndpoint, headers: [type], body: json), context)
    }

    private static let json = """
        {"grant_type": "authorization_code", "code": "\(Sample.code)", "client_id": "s6BhdRkqt3",
         "redirect_uri": "\(Sample.redirectURI)", "code_verifier": "\(Sample.verifier)"
        """

    @Test func findsNothingInASoundRequest() {
        expect("")
        expect("&resource=https://a.example&resource=https://b.example".dropFirst().description)
        #expect(findings(json: Self.json + "}") == [])
    }

    // MARK: Transport

    @Test(arguments: ["GET", "post", "", "PUT"])
    func wantsPOST(method: String) {
        var message = Sample.tokenRequest()
        message.method = method
        #expect(Sample.findings(in: message) == ["error token-transport-invalid method"])
    }

    @Test func wantsAFormOrTheJSONThatTheProviderTakes() {
        let wrong = "error token-transport-invalid content-type"
        for type in ["", "text/plain", "application/json", "application/x-www-form-urlencoded2", ";"] {
            expect("code=x&%00=1", wrong, headers: [HTTPField(name: "Content-Type", value: type)])
        }
        expect("", wrong, headers: [])
        for type in ["APPLICATION/x-www-form-urlencoded", " application/x-www-form-urlencoded ;charset=UTF-8"] {
            expect("", headers: [HTTPField(name: "CONTENT-TYPE", value: type)])
        }
    }

    @Test(arguments: [2_048, 2_049, 9_000])
    func readsNoMoreFieldsThanItChecks(count: Int) {
        let isTooLarge = count > 2_048
        var message = Sample.tokenRequest()
        message.body = Array(repeating: "a=1", count: count).joined(separator: "&")
        #expect((Sample.findings(in: message) == ["error token-transport-invalid body"]) == isTooLarge)
        let members = Array(repeating: "\"a\":\"\"", count: count).joined(separator: ",")
        #expect((findings(json: "{\(members)}") == ["error token-transport-invalid body"]) == isTooLarge)
        message = Sample.tokenRequest()
        message.url += "?" + Array(repeating: "a", count: count).joined(separator: "&")
        #expect((Sample.findings(in: message) == ["error url-length url"]) == isTooLarge)
    }

    @Test(arguments: [
        "", "[]", "1", "{", "{\"a\":1}", "{\"a\":null}", "{\"a\":[\"b\"]}", "{\"a\":\"b\"} x", "{\"a\":\"\u{1}\"}",
        "\u{FEFF}{}", "grant_type=code",
    ])
    func wantsAnObjectOfStrings(body: String) {
        #expect(findings(json: body) == ["error token-transport-invalid body"])
    }

    @Test func checksJSONMembersLikePairs() {
        #expect(findings(json: Self.json + ", \"code\": \"x\"}") == ["error param-duplicate code"])
        #expect(findings(json: Self.json + ", \"client_secret\": \"\"}") == ["warning param-empty client_secret"])
        #expect(findings(json: Self.json + ", \"x\\u0000\": \"a\"}") == ["error control-char body"])
        #expect(
            findings(json: Self.json + ", \"x\": \"\\u200B\"}") == [
                "error unicode-invisible x", "info param-unknown x",
            ])
        #expect(findings(json: Self.json + ", \"x\": \"100%zz&=+\"}") == ["info param-unknown x"])
        #expect(findings(json: "{}").count == 5)
    }

    @Test func stopsAtALongBody() {
        let filler = "&device=" + String(repeating: "a", count: 65_536)
        expect("code=x" + filler, "error token-transport-invalid body")
        let context = Sample.tokenContext { $0.extraParameters = ["p"] }
        let room = 65_536 - Sample.body().utf8.count - 3
        expect("p=" + String(repeating: "a", count: room), context: context)
        expect("p=" + String(repeating: "a", count: room + 1), "error token-transport-invalid body", context: context)
    }

    // MARK: The URL

    @Test(arguments: [
        (Sample.tokenEndpoint, [String]()), (" \(Sample.tokenEndpoint)\n", []),
        ("https://SERVER.example.com:443/token?x=1", []),
        ("http://server.example.com/token", ["error uri-not-https url"]),
        ("https://server.example.com/token#", ["error uri-fragment url"]),
        ("https://a@server.example.com/token", ["error uri-userinfo url"]),
        ("https://server.example.com/token/", ["error endpoint-mismatch url"]),
        ("https://xn--80ak6aa92e.example/token", ["error endpoint-mismatch url", "warning uri-host-idn url"]),
        ("/token", ["error uri-invalid url"]), ("https:///token", ["error uri-invalid url"]),
        ("https://server.example.com:x/token", ["error uri-invalid url"]),
        ("https://server.example.com/tok\u{200B}en", ["error unicode-invisible url"]),
        ("https://server.example.com/token?a=%zz", ["error pct-malformed a"]),
        ("https://server.example.com/token?a={b}", ["warning url-char-raw a"]),
        ("https://server.example.com/token?a=b%41+c&&b=&b=", []),
        (
            "https://server.example.com/token?code=x&password=y&code_challenge=z",
            ["error secret-in-url code", "error secret-in-url password"]
        ),
        ("https://server.example.com/token?code=&refresh_token=x", ["error secret-in-url refresh_token"]),
        ("https://server.example.com/token?" + String(repeating: "a", count: 2_100), ["warning url-length url"]),
        ("https://server.example.com/token?" + String(repeating: "\u{1}", count: 66_000), ["error url-length url"]),
    ])
    func checksTheURL(url: String, findings: [String]) {
        #expect(Sample.findings(in: Sample.tokenRequest(url: url)) == findings)
    }

    @Test func wantsTheEndpointsOwnQuery() {
        let context = Sample.tokenContext { $0.tokenEndpoint = "https://server.example.com/token?tenant=1" }
        #expect(Sample.findings(in: Sample.tokenRequest(), context) == ["error endpoint-mismatch url"])
        let url = "https://server.example.com/token?tenant=1"
        #expect(Sample.findings(in: Sample.tokenRequest("tenant=2", url: url), context) == [])
        let loopback = Sample.tokenContext { $0.tokenEndpoint = "http://127.0.0.1:8080/token" }
        #expect(Sample.findings(in: Sample.tokenRequest(url: "http://127.0.0.1:8080/token"), loopback) == [])
    }

    @Test func reportsARuleAndParameterOfURLAndBodyOnce() {
        let message = Sample.tokenRequest("x=%00", url: Sample.tokenEndpoint + "?x=%00")
        #expect(Sample.findings(in: message) == ["error control-char x", "info param-unknown x"])
        let secret = Sample.tokenRequest("state=a%2541", url: Sample.tokenEndpoint + "?state=b%2541")
        #expect(Sample.findings(in: secret) == ["info param-unknown state", "warning double-encoded state"])
    }

    @Test func checksTheVersion() {
        let context = Sample.tokenContext { $0.latestVersion = "1.8.0" }
        for (version, findings) in [
            ("1.8.0", [String]()), ("1.7.9", ["info api-version-behind X-VERSION"]),
            ("1.10.0", ["warning api-version-invalid X-VERSION"]), ("1.8", ["error api-version-invalid X-VERSION"]),
        ] {
            let headers = [Sample.form, HTTPField(name: "x-version", value: version)]
            #expect(Sample.findings(in: Sample.tokenRequest(headers: headers), context) == findings)
        }
    }

    // MARK: Names

    @Test func checksTextAndNames() {
        expect("x=%00", "error control-char x", "info param-unknown x")
        expect("%E2%80%8B=x", "error unicode-invisible body")
        expect("x=%", "error pct-malformed x", "info param-unknown x")
        expect("&", "warning query-empty-pair body")
        expect("device=a&device=a", "error param-duplicate device", "info param-unknown device")
        expect("resource=", "warning param-empty resource")
        expect("x=é<>\"%7e%41+", "info param-unknown x")
        expect(
            "scope=a&access_token=x&state=y", "info param-unknown access_token", "info param-unknown scope",
            "info param-unknown state")
        expect("scope=a", context: Sample.tokenContext { $0.extraParameters = ["scope"] })
    }

    @Test func suggestsANameThatIsAbsent() {
        expect(
            "-code_verifier&codeverifier=\(Sample.verifier)", "error param-missing code_verifier",
            "warning param-unknown codeverifier")
        expect("Redirect-URI=x", "info param-unknown Redirect-URI")
        expect("amp;x=1", "warning param-unknown amp;x")
        // Names of four letters are too short to be meant.
        expect("-code&cde=1&codes=1", "error param-missing code", "info param-unknown cde", "info param-unknown codes")
        let device = Sample.tokenContext { $0.token.requiredFields = ["device_id", "pin"] }
        expect(
            "device-id=1&pln=2", "error param-missing device_id", "error param-missing pin", "info param-unknown pln",
            "warning param-unknown device-id", context: device)
        expect("device_id=1&pin=2", context: device)
    }

    @Test func wantsWhatTheExchangeNeeds() {
        expect("-grant_type", "error param-missing grant_type")
        expect("-code", "error param-missing code")
        expect("code=", "error param-missing code", "warning param-empty code")
        expect("-client_id", "error param-missing client_id")
        expect("-client_id", headers: [Sample.form, Sample.basic])
        expect("-client_id", headers: [Sample.form, HTTPField(name: "authorization", value: "Bearer x")])
        expect("-client_id&client_assertion=x")
        expect("-redirect_uri", "error param-missing redirect_uri")
        expect("-redirect_uri", context: Sample.tokenContext { $0.run.redirectURI = nil })
        expect("-redirect_uri", context: Sample.tokenContext { $0.token.redirectURI = .unused })
        expect("-code_verifier", "error param-missing code_verifier")
        for challenge in [SentValue.unknown, .none] {
            expect("-code_verifier", context: Sample.tokenContext { $0.run.challenge = challenge })
        }
    }

    // MARK: Values

    @Test func comparesWithTheRun() {
        expect("grant_type=code", "error grant-type-invalid grant_type")
        expect("grant_type=code", context: Sample.tokenContext { $0.token.grantType = "code" })
        expect("grant_type=%zz", "error pct-malformed grant_type")
        expect("code=\(Sample.code)x", "error token-value-mismatch code")
        expect("code=x", context: Sample.tokenContext { $0.run.code = nil })
        expect("client_id=x", "error client-id-mismatch client_id")
        expect("client_id=%C3%A9", "error client-id-shape client_id")
        expect(
            "", "warning client-id-shape client_id",
            context: Sample.tokenContext { $0.clientIDPattern = ClientIDPattern("^[0-9]+$") })
        expect("redirect_uri=http://127.0.0.1:51005/callback", "error token-value-mismatch redirect_uri")
        let unused = Sample.tokenContext { $0.token.redirectURI = .unused }
        expect("redirect_uri=http://127.0.0.1:1/callback", "error token-value-mismatch redirect_uri", context: unused)
        let used = Sample.tokenContext { $0.used.codes = [Sample.code] }
        expect("", "error value-reused code", context: used)
    }

    @Test func checksRedirectURIAndResourceAsURLsOnly() {
        let free = Sample.tokenContext { $0.run.redirectURI = nil }
        let mismatch = "error token-value-mismatch redirect_uri"
        expect("redirect_uri=http://localhost:80/cb", context: free)
        expect("redirect_uri=javascript:1", "error uri-invalid redirect_uri", context: free)
        expect("redirect_uri=javascript:x", context: free)
        expect("redirect_uri=http://a.example:99999/*?code=x", "error uri-not-https redirect_uri", context: free)
        expect("redirect_uri=/cb", "error uri-invalid redirect_uri")
        expect("redirect_uri=https%253A%252F%252Fa.example", "error double-encoded redirect_uri")
        expect("redirect_uri=https://a.example/%23", "error uri-fragment redirect_uri", mismatch)
        expect("redirect_uri=https://a@a.example/", "error uri-userinfo redirect_uri", mismatch)
        expect("redirect_uri=https://xn--a.example/", "warning uri-host-idn redirect_uri", mismatch)
        expect(
            "resource=cal&resource=https://a.example/%23", "error uri-invalid resource", "error uri-fragment resource")
        expect("authorization_details=%5B%7B%22type%22:%22a%22%7D%5D")
        expect("authorization_details=%5B%5D", "error authorization-details-invalid authorization_details")
    }

    // MARK: PKCE

    @Test func comparesTheVerifierWithTheChallenge() {
        let other = "AjEXXQ_D4CpkoUnmJleAPcM0HdjwFWq6tvZ0JG9-ENE"
        let mismatch = "error verifier-mismatch code_verifier"
        func method(_ method: SentValue, _ challenge: String = Sample.challenge) -> LintContext {
            Sample.tokenContext {
                $0.run.challengeMethod = method
                $0.run.challenge = .sent(challenge)
            }
        }
        expect("code_verifier=\(other)", mismatch)
        for sent in [SentValue.none, .sent("plain")] {
            expect("", mismatch, context: method(sent))
            expect("", context: method(sent, Sample.verifier))
        }
        expect("", mismatch, context: method(.sent("S256"), Sample.verifier))
        expect("", context: method(.unknown))
        expect("", context: method(.unknown, Sample.verifier))
        expect("code_verifier=\(other)", mismatch, context: method(.unknown))
        expect("code_verifier=\(other)", context: Sample.tokenContext { $0.run.challenge = .unknown })
        expect("code_verifier=\(other)%C3%A9", "error verifier-charset code_verifier")
        expect("code_verifier=%zz", "error pct-malformed code_verifier")
    }

    @Test func checksTheVerifierItself() {
        let free = Sample.tokenContext { $0.run.challenge = .unknown }
        for (verifier, findings) in [
            (String(Sample.verifier.prefix(42)), ["error verifier-length code_verifier"]),
            (
                String(repeating: Sample.verifier, count: 3),
                ["error verifier-length code_verifier", "warning verifier-low-entropy code_verifier"]
            ),
            (
                Sample.verifier.dropLast() + "+",
                ["error verifier-charset code_verifier", "warning plus-as-space code_verifier"]
            ),
            (Sample.verifier.dropLast() + "~", []),
            (String(repeating: "a", count: 43), ["warning verifier-low-entropy code_verifier"]),
            ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", ["warning pkce-published-example code_verifier"]),
        ] as [(String, [String])] {
            #expect(
                Sample.findings(in: Sample.tokenRequest("code_verifier=\(verifier)"), free) == findings, "\(verifier)")
        }
    }

    @Test func wantsNoVerifierWithoutAChallenge() {
        let none = Sample.tokenContext { $0.run.challenge = .none }
        expect("", "error verifier-unexpected code_verifier", context: none)
        expect("code_verifier=", "warning param-empty code_verifier", context: none)
        expect(
            "code_verifier=%00", "error control-char code_verifier", "error verifier-unexpected code_verifier",
            context: none)
        expect("", context: Sample.tokenContext { $0.run.challenge = .unknown })
    }

    // MARK: Client authentication

    @Test func wantsOneAuthentication() {
        let confidential = Sample.tokenContext { $0.client.kind = .confidential }
        let unknown = Sample.tokenContext { $0.client.kind = nil }
        let both = [Sample.form, HTTPField(name: "authorization", value: "bAsIc czZCaGRSa3F0Mzp4")]
        let secret = "error client-auth-conflict client_secret"
        let assertion = "error client-auth-conflict client_assertion"
        expect("client_secret=x", "warning client-auth-conflict client_secret")
        for context in [confidential, unknown] {
            expect("client_secret=x", context: context)
            expect("client_assertion=x", context: context)
            expect("client_secret=x", secret, context: context, headers: both)
            expect("client_assertion=x", assertion, context: context, headers: both)
            expect("client_secret=x&client_assertion=y", secret, context: context)
            expect("client_secret=x&client_assertion=y", secret, assertion, context: context, headers: both)
        }
        expect("client_secret=x", secret, headers: both)
        expect("client_secret=", "warning param-empty client_secret", headers: both)
        expect(
            "client_secret=x", context: unknown,
            headers: [Sample.form, HTTPField(name: "Authorization", value: "Basics x")])
    }

    @Test func pointsAtWhatItFound() throws {
        let report = TokenRequestLinter(context: Sample.tokenContext).lint(Sample.tokenRequest("code=wrong"))
        let finding = try #require(report.diagnostics.first)
        let octets = Array(Sample.body("code=wrong").utf8)[try #require(finding.range)]
        #expect(finding.part == .body && String(decoding: octets, as: UTF8.self) == "wrong")
        var context = Sample.tokenContext
        context.token.acceptsJSON = true
        let body = "{ \"grant_type\" : \"a\\u0062\", \"co\\u0064e\" :\"x\" }"
        let message = TokenRequestMessage(
            url: "http://a.example/", headers: [HTTPField(name: "Content-Type", value: "application/json")], body: body)
        let findings = TokenRequestLinter(context: context).lint(message).diagnostics
        func text(_ rule: RuleID) -> String? {
            findings.first { $0.rule == rule }?.range.map { String(decoding: Array(body.utf8)[$0], as: UTF8.self) }
        }
        #expect(text(.grantTypeInvalid) == "a\\u0062")
        #expect(text(.tokenValueMismatch) == "x")
        #expect(findings.first { $0.rule == .uriNotHTTPS }?.part == .url)
    }
}
