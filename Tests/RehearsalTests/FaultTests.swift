import Flow
import OAuth
import Rehearsal
import Testing

@Suite struct FaultTests {
    @Test func haveNamesForOptionsAndTextsForPeople() {
        for fault in Fault.allCases {
            #expect(fault.rawValue.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x2d })
            #expect((1...24).contains(fault.title.count))
            #expect(fault.explanation.hasSuffix("."))
        }
        #expect(Set(Fault.allCases.map(\.title)).count == Fault.allCases.count)
    }

    @Test func areSaidOnThePage() {
        var stage = Stage(fault: .slow)
        #expect(stage.authorize().text.contains("Fault: Answer slowly."))
        stage.provider.fault = nil
        #expect(!stage.authorize().text.contains("Fault"))
    }

    @Test func denyWhatTheUserAllows() throws {
        var stage = Stage(fault: .deny)
        let answer = try stage.answer()
        #expect(answer.error == "access_denied")
        #expect(answer.state == Stage.state)
        #expect(stage.provider.takeEvents().last == .denied)
    }

    /// The reaction of the project's client to a wrong answer.
    @Test(
        arguments: [
            (Fault.dropState, RuleID.responseStateMismatch), (.changeState, .responseStateMismatch),
            (.wrongIssuer, .issuerMismatch), (.fragment, .responseStateMismatch),
        ], ["allow", "deny"])
    func spoilTheAnswer(spoilt: (fault: Fault, rule: RuleID), button: String) throws {
        var stage = Stage(fault: spoilt.fault)
        let response = try stage.press(button, on: stage.authorize())
        let attempt = AuthorizationAttempt(
            stage.request(), verifier: Secret(Stage.verifier), provider: stage.provider.profile)
        switch attempt.check(try #require(response[field: "Location"])) {
        case .accepted: Issue.record("there is nothing to exchange")
        case .stray(let finding, _): #expect(finding?.rule == spoilt.rule)
        case .refused(let findings, _): #expect(findings.contains { $0.rule == spoilt.rule })
        }
    }

    @Test func dropAndChangeNothingButTheState() throws {
        var stage = Stage(fault: .dropState)
        #expect(try stage.answer().parameters.map(\.name) == ["code", "iss"])
        stage.provider.fault = .changeState
        let answer = try stage.answer()
        #expect(answer.parameters.map(\.name) == ["code", "state", "iss"])
        #expect(try #require(answer.state) != Stage.state)
        #expect(try stage.answer(["state": nil]).state != nil, "one that nobody sent")
    }

    @Test func putTheAnswerAfterTheHash() throws {
        var stage = Stage(fault: .fragment)
        let response = try stage.press("allow", on: stage.authorize())
        let location = try #require(response[field: "Location"])
        #expect(location.hasPrefix(Stage.redirectURI + "#code="))
        #expect(!location.contains("?"))
    }

    @Test func expireTheCode() throws {
        var stage = Stage(fault: .expiredCode)
        #expect(stage.exchange(try stage.code()).refusal == "400 invalid_grant")
        #expect(
            stage.provider.takeEvents().last == .tokenRefused(code: "invalid_grant", reason: "The code has expired."))
    }

    @Test func answerTwice() throws {
        var stage = Stage(fault: .answerTwice)
        let response = try stage.press("allow", on: stage.authorize())
        #expect(response.followUpURL != nil)
        #expect(response.followUpURL == response[field: "Location"])
        let denied = try stage.press("deny", on: stage.authorize())
        #expect(denied.followUpURL == denied[field: "Location"])
        stage.provider.fault = nil
        #expect(try stage.press("allow", on: stage.authorize()).followUpURL == nil)
    }

    /// Nothing but loopback is ever fetched.
    @Test(arguments: ["com.example.app:/oauth", "https://app.example.com/cb?tenant=1"])
    func answerOnceIfNoProgramOnThisMachineListens(redirectURI: String) throws {
        var stage = Stage(fault: .answerTwice)
        let response = try stage.press(
            "allow", on: stage.authorize(["client_id": "web", "redirect_uri": redirectURI]))
        #expect(response.followUpURL == nil)
        guard case .faultWithoutEffect? = stage.provider.takeEvents().last else {
            Issue.record("the terminal is told why")
            return
        }
    }

    @Test func grantFewerScopes() throws {
        var stage = Stage(fault: .fewerScopes)
        let reply = stage.exchange(try stage.code())
        let granted = GrantedScope(granted: reply["scope"], requested: "company:read company:write")
        #expect(granted.granted == ["company:read"])
        #expect(granted.missing == ["company:write"])
        #expect(stage.provider.takeEvents().last == .tokenIssued(scopes: ["company:read"], isNarrowed: true))
    }

    @Test func grantTheOnlyScope() throws {
        var stage = Stage(fault: .fewerScopes)
        let reply = stage.exchange(try stage.code(["scope": "user"]))
        #expect(reply.status == 200)
        #expect(reply["scope"] == nil)
        let events = stage.provider.takeEvents()
        #expect(events.contains { if case .faultWithoutEffect = $0 { true } else { false } })
    }

    @Test func takeThreeSeconds() throws {
        var stage = Stage(fault: .slow)
        #expect(stage.authorize().delayMilliseconds == 0)
        let reply = stage.exchange(try stage.code())
        #expect(reply.status == 200)
        #expect(reply.delayMilliseconds == 3_000)
    }

    @Test func failWith500AndLeaveTheCodeAlone() throws {
        var stage = Stage(fault: .serverError)
        let code = try stage.code()
        let reply = stage.exchange(code)
        #expect(reply.status == 500)
        #expect(reply[field: "Content-Type"] == "text/html; charset=utf-8")
        let problem = #expect(throws: TokenReplyProblem.self) { try TokenReply(status: 500, body: reply.body) }
        #expect(problem?.message.hasPrefix("The server failed (500).") == true)
        #expect(problem?.message.contains("Internal server error") == true)
        stage.provider.fault = nil
        #expect(stage.exchange(code).status == 200)
    }

    // MARK: The attacker

    @Test(
        arguments: [Provider.standard, .bakeronline],
        [
            (["code_challenge": nil, "code_challenge_method": nil], nil, "No challenge"),
            (["code_challenge": Stage.verifier, "code_challenge_method": "plain"], Stage.verifier, "With plain"),
            (["code_challenge": Stage.verifier, "code_challenge_method": nil], Stage.verifier, "With plain"),
        ] as [(Changes, String?, String)])
    func stealACodeThatNothingProtects(
        provider: Provider, request: (changes: Changes, verifier: String?, reason: String)
    ) throws {
        var stage = Stage(provider, fault: .attack)
        let code = try stage.code(request.changes)
        guard case .stolenCodeRedeemed(let reason)? = stage.provider.takeEvents().last else {
            Issue.record("the attacker wins")
            return
        }
        #expect(reason.hasPrefix(request.reason))
        let reply = stage.exchange(code, ["code_verifier": request.verifier])
        #expect(reply.refusal == "400 invalid_grant", "the client comes too late")
        #expect(stage.provider.takeEvents().first == .reused("The code"))
    }

    @Test(arguments: [Provider.standard, .bakeronline])
    func stealACodeInVainIfS256ProtectsIt(provider: Provider) throws {
        var stage = Stage(provider, fault: .attack)
        let code = try stage.code()
        guard case .stolenCodeUseless(let reason)? = stage.provider.takeEvents().last else {
            Issue.record("the attacker fails")
            return
        }
        #expect(reason.contains("S256"))
        #expect(stage.exchange(code).status == 200)
    }

    // MARK: Events

    @Test(arguments: Fault.allCases)
    func tellNoSecret(fault: Fault) throws {
        var stage = Stage(fault: fault)
        let response = try stage.press("allow", on: stage.authorize())
        let code = try response.answer.code ?? "no code"
        let reply = stage.exchange(code)
        _ = stage.exchange(code)
        let events = stage.provider.takeEvents()
        #expect(events.count >= 3)
        for event in events {
            #expect(event.text.hasSuffix("."))
            for secret in [code, Stage.verifier, Stage.state, reply["access_token"], reply["refresh_token"]] {
                if let secret { #expect(!event.text.contains(secret)) }
            }
        }
    }
}
