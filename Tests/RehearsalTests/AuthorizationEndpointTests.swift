import OAuth
import Rehearsal
import Testing

@Suite struct AuthorizationEndpointTests {
    @Test func asksTheUserAndAnswersWithACode() throws {
        var stage = Stage()
        let page = stage.authorize()
        #expect(page.status == 200)
        let response = try stage.press("allow", on: page)
        #expect(response.status == 303)
        let answer = try response.answer
        #expect(answer.address == Stage.redirectURI)
        #expect(answer.parameters.map(\.name) == ["code", "state", "iss"])
        #expect(answer.state == Stage.state)
        #expect(answer.issuer == Stage.issuer)
        #expect(
            stage.provider.takeEvents() == [
                .consentShown(client: "Till", scopes: ["company:read", "company:write"]), .allowed, .codeIssued,
            ])
        #expect(stage.provider.takeEvents() == [])
    }

    @Test func informsTheClientThatTheUserDenies() throws {
        var stage = Stage()
        let answer = try stage.answer(pressing: "deny")
        #expect(answer.error == "access_denied")
        #expect(answer.code == nil)
        #expect(answer.state == Stage.state)
        #expect(answer.issuer == Stage.issuer)
        #expect(stage.provider.takeEvents().last == .denied)
    }

    @Test func keepsTheQueryOfTheRedirectURI() throws {
        var stage = Stage()
        let answer = try stage.answer(["client_id": "web", "redirect_uri": "https://app.example.com/cb?tenant=1"])
        #expect(answer.address == "https://app.example.com/cb")
        #expect(answer.parameters.map(\.name) == ["tenant", "code", "state", "iss"])
        let custom = try stage.answer(["client_id": "web", "redirect_uri": "com.example.app:/oauth"])
        #expect(custom.address == "com.example.app:/oauth")
    }

    @Test(arguments: ["a b+c%&=#~}/?:@", "%41", nil])
    func sendsStateBackOctetByOctet(state: String?) throws {
        var stage = Stage()
        #expect(try stage.answer(["state": state]).state == state)
    }

    /// RFC 6749 §3.1.2.3, §3.3
    @Test func completesWhatMayBeLeftOut() throws {
        var stage = Stage(.standard { $0.clients[0].redirectURIs = ["http://127.0.0.1:9/only"] })
        let answer = try stage.answer(["redirect_uri": nil, "scope": nil])
        #expect(answer.address == "http://127.0.0.1:9/only")
        let reply = stage.exchange(try #require(answer.code), ["redirect_uri": nil])
        #expect(reply.status == 200)
        #expect(reply["scope"] == "user", "the server has chosen, so it says what")
    }

    // MARK: What must not be redirected

    /// RFC 6749 §4.1.2.1, §3.1.2.3, §3.1.2.4; RFC 9700 §4.1.3
    @Test(
        arguments: [
            (["client_id": nil], "client_id"), (["client_id": "nobody"], "client_id"),
            (["client_id": "s6BhdRkqt"], "client_id"), (["client_id": "S6BHDRKQT3"], "client_id"),
            (["redirect_uri": "http://127.0.0.1:51004/callback/"], "not registered"),
            (["redirect_uri": "http://127.0.0.1:51004/Callback"], "not registered"),
            (["redirect_uri": "http://localhost:51004/callback"], "not registered"),
            (["redirect_uri": "https://evil.example/callback"], "not registered"),
            (["redirect_uri": "javascript:alert(1)"], "redirect"), (["redirect_uri": "/callback"], "absolute"),
            (["client_id": "web"], "not registered"), (["client_id": "web", "redirect_uri": nil], "missing"),
            (["client_id": "nobody", "redirect_uri": "https://evil.example/"], "client_id"),
            (["response_type": nil, "redirect_uri": "https://evil.example/"], "not registered"),
        ] as [(Changes, String)])
    func refusesWithAPage(changes: Changes, words: String) {
        var stage = Stage()
        let response = stage.authorize(changes)
        #expect(response.status == 400)
        #expect(response[field: "Location"] == nil)
        for words in [words, "REHEARSAL", "What to do"] { #expect(response.text.contains(words)) }
        guard case .refusedWithPage? = stage.provider.takeEvents().last else {
            Issue.record("the terminal is told")
            return
        }
    }

    @Test(arguments: ["&client_id=s6BhdRkqt3", "&redirect_uri=https%3A%2F%2Fevil.example%2F"])
    func refusesTwoClientsOrRedirectURIsWithAPage(query: String) {
        var stage = Stage()
        let response = stage.authorize(adding: query)
        #expect(response.status == 400)
        #expect(response[field: "Location"] == nil)
    }

    @Test func refusesAForbiddenRedirectURIEvenIfRegistered() {
        var stage = Stage(.standard { $0.clients[0].redirectURIs = ["javascript:alert(1)"] })
        #expect(stage.authorize(["redirect_uri": nil]).status == 400)
        #expect(stage.authorize(["redirect_uri": "javascript:alert(1)"]).status == 400)
    }

    @Test func takesAnotherLoopbackPortOnlyIfTheProviderDoes() {
        var stage = Stage(.standard { $0.allowsAnyLoopbackPort = false })
        #expect(stage.authorize().status == 400)
        #expect(stage.authorize(["redirect_uri": "http://127.0.0.1/callback"]).status == 200)
    }

    @Test func refusesALongRequestWithAPage() {
        var stage = Stage()
        #expect(stage.authorize(["state": String(repeating: "ab", count: 4_000)]).status == 414)
    }

    // MARK: What is redirected

    @Test(
        arguments: [
            (["response_type": nil], "invalid_request"), (["response_type": "token"], "unsupported_response_type"),
            (["response_type": "code token"], "unsupported_response_type"),
            (["scope": "company:raed"], "invalid_scope"), (["scope": "company:read,user"], "invalid_scope"),
            (["scope": "a\"b"], "invalid_scope"), (["response_mode": "fragment"], "invalid_request"),
            (["response_mode": "form_post"], "invalid_request"), (["code_challenge": "short"], "invalid_request"),
            (["code_challenge": nil], "invalid_request"), (["code_challenge_method": "s256"], "invalid_request"),
            (["code_challenge_method": "none"], "invalid_request"), (["state": "\u{E9}"], "invalid_request"),
            (["code_challenge": Stage.challenge + "="], "invalid_request"), (["resource": "nowhere"], "invalid_target"),
            (["authorization_details": "{}"], "invalid_authorization_details"),
            (["request": "eyJ"], "request_not_supported"),
            (["request_uri": "urn:example:1"], "request_uri_not_supported"),
            (["request_uri": "http://x.example/"], "invalid_request_uri"), (["prompt": "none"], "consent_required"),
            (["code_verifier": Stage.verifier], "invalid_request"),
        ] as [(Changes, String)])
    func informsTheClientOfTheProblem(changes: Changes, code: String) throws {
        var stage = Stage()
        let response = stage.authorize(changes)
        #expect(response.status == 303)
        let answer = try response.answer
        #expect(answer.address == Stage.redirectURI)
        #expect(answer.error == code)
        #expect(answer.code == nil)
        #expect(answer.state == stage.request(changes)["state"])
        #expect(answer.issuer == Stage.issuer)
        #expect(try #require(answer.errorDescription).isErrorDescription)
        guard case .redirectedWithError(code, _)? = stage.provider.takeEvents().last else {
            Issue.record("the terminal is told")
            return
        }
    }

    /// The project's client makes of it what is meant.
    @Test(arguments: [([:], nil), (["scope": "what\u{1F4A9}\"ever\\"], .responseError)] as [(Changes, RuleID?)])
    func givesAnswersThatNothingIsWrongWith(changes: Changes, rule: RuleID?) throws {
        var stage = Stage()
        let profile = stage.provider.profile
        let attempt = AuthorizationAttempt(
            stage.request(changes), verifier: Secret(Stage.verifier), provider: profile, client: profile.clients[0])
        var response = stage.authorize(changes)
        if response.status == 200 { response = try stage.press("allow", on: response) }
        switch attempt.check(try #require(response[field: "Location"])) {
        case .accepted(_, let findings): #expect(rule == nil && findings == [])
        case .refused(let findings, _): #expect(findings.map(\.rule) == [rule])
        case .stray: Issue.record("it is the answer to this attempt")
        }
    }

    /// RFC 6749 §3.1
    @Test(arguments: ["&scope=user", "&state=x", "&x=1&x=2", "&code_challenge_method=plain"])
    func refusesRepeatedParameters(query: String) throws {
        var stage = Stage()
        let answer = try stage.authorize(adding: query).answer
        #expect(answer.error == "invalid_request")
        #expect(answer.state == Stage.state)
    }

    @Test(
        arguments: [
            ([:], "invalid_request"), (["audience": "x", "scope": nil], "invalid_scope"),
            (["audience": "x", "code_challenge": nil, "code_challenge_method": nil], "invalid_request"),
            (["audience": "x", "code_challenge_method": "plain"], "invalid_request"),
            // RFC 7636 §4.3: that means plain.
            (["audience": "x", "code_challenge_method": nil], "invalid_request"), (["audience": "x"], nil),
        ] as [(Changes, String?)])
    func demandsWhatTheProviderDemands(changes: Changes, error: String?) throws {
        var stage = Stage(
            .standard {
                $0.requiredParameters = ["audience", "scope"]
                $0.requiresPKCE = true
                $0.challengeMethods = ["S256"]
            })
        let response = stage.authorize(changes)
        #expect(response.status == (error == nil ? 200 : 303))
        if let error { #expect(try response.answer.error == error) }
    }

    @Test func refusesAVersionThatIsNone() throws {
        var stage = Stage(.bakeronline)
        let target = String(stage.request().url.text.dropFirst(Stage.issuer.utf8.count))
        let response = stage.get(target, [HTTPField(name: "x-version", value: "new")])
        #expect(try response.answer.error == "invalid_request")
    }
}
