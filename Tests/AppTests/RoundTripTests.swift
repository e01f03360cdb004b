import App
import Flow
import OAuth
import Rehearsal
import Screen
import TestTraits
import Testing

@Suite(.onThreadsOfTheirOwn) struct RoundTripTests {
    // MARK: Beginning

    @Test func listensBeforeTheBrowserOpens() throws {
        var model = Fixture.model(Fixture.tokenProvider)
        let first = model.press("t")
        let number = try #require(model.roundTrip?.number)
        let preparation = RoundTripTask.Preparation(
            place: .provider, fault: nil, provider: model.provider.asked(for: model.outcome.request),
            redirectURI: "http://127.0.0.1:8765/callback", catching: .asGiven, seconds: 300)
        #expect(first.filter(\.isOfAttempt) == [.roundTrip(number, .prepare(preparation))])
        let second = model.tell(
            .ready(
                provider: model.provider, redirectURI: "http://127.0.0.1:8765/callback",
                arrival: .listener("127.0.0.1:8765")))
        let authorization = RoundTripTask.Authorization(
            provider: model.provider, client: model.provider.clients[0], request: model.outcome.request,
            verifier: model.draft.verifier, version: "1.8.0")
        #expect(second.contains(.roundTrip(number, .authorize(authorization))))
        #expect(model.roundTrip?.stage == .waiting)
        #expect(model.tell(.listening) == [.openBrowser(model.outcome.url.text, attempt: number)])
    }

    @Test func rehearsesWithAClientThatADocumentationPrints() {
        var model = Fixture.model()
        model.startAttempt()
        #expect(model.roundTrip?.place == .rehearsal)
        #expect(model.shownURL.text.hasPrefix("http://127.0.0.1:40875/oauth/authorize?"))
        #expect(model.outcome.url.text.hasPrefix("https://accounts.bakery.example/"))
    }

    @Test func asksTheProviderWithAClientOfTheUsers() {
        var model = Fixture.model(Fixture.tokenProvider)
        model.startAttempt()
        #expect(model.roundTrip?.place == .provider)
        #expect(model.shownURL == model.outcome.url)
    }

    @Test func givesEachAttemptValuesOfItsOwn() {
        var model = Fixture.model()
        model.startAttempt()
        let state = model.draft.state
        let verifier = model.draft.verifier
        model.press(.escape)
        model.startAttempt()
        #expect(model.draft.state != state)
        #expect(model.draft.verifier != verifier)
    }

    @Test func givesAnAttemptOtherValuesThanTheCopiedURL() {
        var model = Fixture.model()
        model.run(.copied(.terminal))
        let state = model.draft.state
        model.startAttempt()
        #expect(model.draft.state != state)
    }

    @Test func takesTheFreePortIntoTheRedirectURI() {
        var model = Fixture.model()
        model.press("t")
        let uri = "http://127.0.0.1:50123/callback"
        model.tell(
            .ready(provider: Fixture.rehearsed(model.provider), redirectURI: uri, arrival: .listener("127.0.0.1:50123"))
        )
        #expect(model.roundTrip?.request["redirect_uri"] == uri)
        #expect(model.draft.redirectURI == uri)
        model.press(.escape, "u")
        #expect(model.draft.redirectURI == "http://127.0.0.1:8765/callback")
    }

    @Test func asksBeforeAVerifierGoesToABrowser() {
        var model = Fixture.model(Fixture.tokenProvider)
        #expect(model.press("m", "t").filter(\.isOfAttempt).isEmpty)
        #expect(model.question == .openVerifier(then: .startAttempt(.init(place: .provider))))
        model.press("n")
        #expect(model.roundTrip == nil)
        model.press("t", "y")
        #expect(model.roundTrip?.place == .provider)
    }

    @Test func opensTheURLAsShown() {
        var model = Fixture.model()
        let url = model.outcome.url.text
        #expect(model.press("o") == [.openBrowser(url)])
        // It is used now: the next change draws other values.
        model.press(" ")
        #expect(!model.outcome.url.text.contains(model.issued[0].state ?? "-"))
    }

    @Test func saysWhyNoBrowserOpens() {
        var model = Fixture.model()
        model.browserAbsence = "Over SSH"
        #expect(!model.press("o").contains { if case .openBrowser = $0 { true } else { false } })
        #expect(model.notice?.text == "Over SSH")
        let effects = model.startAttempt()
        #expect(effects.filter(\.isOfAttempt).count == 1)
        #expect(model.tell(.listening).isEmpty)
        #expect(model.roundTrip?.browser == .absent("Over SSH"))
    }

    // MARK: Waiting

    @Test func countsDownAndGivesUp() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        #expect(model.run(.timeElapsed(.second(number))) == [.wait(.second(number), milliseconds: 1_000)])
        #expect(model.roundTrip?.secondsLeft == 299)
        var effects: [Effect] = []
        for _ in 0..<299 { effects = model.run(.timeElapsed(.second(number))) }
        #expect(effects == [.roundTrip(number, .end)])
        #expect(model.roundTrip?.stage == .failed(.init(.wait, "No redirect arrived within 5 minutes.", .again)))
    }

    @Test func goesOnWaitingAfterARefusedAnswer() {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.refused("an answer without state", count: 3))
        #expect(model.roundTrip?.stage == .waiting)
        #expect(model.roundTrip?.refusals == 3)
        #expect(model.screen.joined().contains("3 refused, still waiting"))
    }

    @Test func warnsAtTwentyRefusedAnswers() {
        var model = Fixture.model()
        model.startAttempt()
        for count in 1...19 { model.tell(.refused("wrong", count: count)) }
        #expect(model.notice == nil)
        model.tell(.refused("wrong", count: 20))
        #expect(model.notice?.tone == .warning)
    }

    @Test func ignoresWhatComesFromAnEarlierAttempt() throws {
        var model = Fixture.model()
        model.startAttempt()
        let old = try #require(model.roundTrip?.number)
        model.press(.escape)
        model.startAttempt()
        let before = model
        let events: [RoundTripEvent] = [
            .stateMatched(Fixture.exchange, remarks: []), .timedOut, .granted(Fixture.grant()), .refused("x", count: 1),
            .failed(.init(.wait, "x")), .log(.allowed), .browser(.opened), .notDone("x"),
            .answerRefused([], error: nil, description: nil), .strayPaste("x", nil),
        ]
        for event in events {
            #expect(model.run(.roundTrip(old, event)).isEmpty)
            #expect(model == before)
        }
        #expect(model.run(.timeElapsed(.second(old))).isEmpty)
        #expect(model == before)
    }

    @Test func takesAPasteForTheAnswer() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        let answer = "http://127.0.0.1:8765/callback?code=abc&state=def"
        model.run(.pasted(answer))
        #expect(model.line?.subject == .redirect(number))
        #expect(model.press(.enter) == [.roundTrip(number, .takeAnswer(answer))])
        #expect(model.editing == nil)
    }

    @Test func hidesTheCodeThatIsPasted() {
        var model = Fixture.model()
        model.startAttempt()
        model.run(.pasted("http://127.0.0.1:8765/callback?code=abcdef&state=ghi"))
        let text = model.screen.joined(separator: "\n")
        #expect(!text.contains("abcdef"))
        #expect(text.contains("?code=••••••&state=ghi"))
    }

    @Test func hidesTheClientSecretThatIsTyped() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        model.matchState()
        model.press("S")
        model.type("hunter2")
        #expect(!model.screen.joined().contains("hunter2"))
        #expect(model.press(.enter) == [.roundTrip(number, .useClientSecret("hunter2"))])
        var exchange = Fixture.exchange
        exchange.authentication = .basic
        model.tell(.requestChanged(exchange))
        #expect(model.roundTrip?.hasClientSecret == true)
    }

    @Test func showsBothStatesThatDiffer() {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.strayPaste("state does not match", .init(sent: "abcdefgh", received: "ijklmnop")))
        let text = model.screen.joined(separator: "\n")
        #expect(text.contains("sent: abcdefgh"))
        #expect(text.contains("came: ijklmnop"))
        #expect(model.roundTrip?.stage == .waiting)
    }

    // MARK: Exchanging

    @Test func sendsNothingBeforeEnter() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        #expect(model.tell(.stateMatched(Fixture.exchange, remarks: [])).isEmpty)
        #expect(model.roundTrip?.stage == .checking)
        #expect(model.screen.joined().contains("code=‹redacted:64›"))
        #expect(model.press(.enter) == [.roundTrip(number, .exchange)])
        #expect(model.press(.enter).isEmpty, "a second Enter sends nothing")
    }

    @Test func sendsNoTokenRequestWithErrors() {
        var model = Fixture.model()
        model.startAttempt()
        var exchange = Fixture.exchange
        exchange.diagnostics = [
            Diagnostic(
                rule: .parameterMissing, severity: .error, parameter: "code_verifier", message: "It is missing.",
                advice: "")
        ]
        model.tell(.stateMatched(exchange, remarks: []))
        #expect(model.press(.enter).isEmpty)
        #expect(model.roundTrip?.stage == .checking)
        #expect(model.notice?.tone == .problem)
    }

    @Test func showsAndCopiesTokensOnlyAfterAQuestion() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        model.matchState()
        model.press(.enter)
        model.tell(.granted(Fixture.grant()))
        #expect(model.press("s").isEmpty)
        #expect(model.question == .revealTokens)
        #expect(model.press("y") == [.roundTrip(number, .revealTokens)])
        let effects = model.tell(.tokensRevealed(.init(access: "access-token", refresh: "refresh-token")))
        #expect(model.screen.joined().contains("access-token"))
        guard case .wait(let timer, milliseconds: 10_000)? = effects.first else {
            Issue.record("the tokens stay")
            return
        }
        model.run(.timeElapsed(timer))
        #expect(!model.screen.joined().contains("access-token"))
        #expect(model.press("c").isEmpty)
        #expect(model.press("y") == [.roundTrip(number, .copyAccessToken)])
    }

    @Test(arguments: [Event.focusLost, .resumed])
    func hidesTokensWhenTheUserLooksElsewhere(event: Event) {
        var model = Fixture.model()
        model.startAttempt()
        model.matchState()
        model.press(.enter)
        model.tell(.granted(Fixture.grant()))
        model.tell(.tokensRevealed(.init(access: "access-token", refresh: nil)))
        model.run(event)
        #expect(model.roundTrip?.revealed == nil)
    }

    @Test func namesTheScopesThatDiffer() {
        var model = Fixture.model()
        model.startAttempt()
        model.matchState()
        model.press(.enter)
        model.tell(.granted(Fixture.grant("user:read admin", requested: "user:read company:read")))
        let text = model.screen.joined(separator: "\n")
        #expect(text.contains("not granted: company:read"))
        #expect(text.contains("not requested: admin"))
    }

    @Test func refreshesOnlyWithARefreshToken() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        model.matchState()
        model.press(.enter)
        var grant = Fixture.grant()
        grant.refreshToken = nil
        model.tell(.granted(grant))
        model.press("R")
        #expect(model.notice?.text == "The server gave no refresh token")
        model.press(.escape)
        model.startAttempt()
        model.matchState()
        model.press(.enter)
        model.tell(.granted(Fixture.grant()))
        #expect(model.press("R") == [.roundTrip(number + 1, .refresh)])
    }

    // MARK: Failing and ending

    static let remedies: [(RoundTrip.Failure.Remedy, @Sendable (Model) -> Bool)] = [
        (.field("scope"), { $0.pane == .scopes && $0.roundTrip == nil }),
        (.field("client_id"), { $0.pane == .request && $0.requestCursor == .client }),
        (.field("redirect_uri"), { $0.pane == .request && $0.requestCursor == .redirect(0) }),
        (.redirectURI("https://app.example/callback"), { $0.draft.redirectURI == "https://app.example/callback" }),
        (.again, { $0.roundTrip?.stage == .preparing && $0.roundTrip?.number == 2 }),
        (.freePort, { $0.roundTrip?.stage == .preparing && $0.roundTrip?.number == 2 }),
    ]

    @Test(arguments: remedies.indices)
    func goesToTheFieldThatFixesAFailure(row: Int) {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.failed(.init(.wait, "It failed.", Self.remedies[row].0)))
        #expect(model.screen[0].contains("✗ No token   Enter"))
        model.press(.enter)
        #expect(Self.remedies[row].1(model))
    }

    /// A denial is no fault of the answer, and no code was exchanged.
    @Test(arguments: [
        ("error=access_denied", RoundTrip.Step.wait), ("error=invalid_scope", .compare), ("error=own_code", .compare),
        ("error=access_denied&code=a", .compare), ("code=", .compare),
    ])
    func namesTheStepAtWhichAnAnswerEnds(query: String, step: RoundTrip.Step) {
        var context = LintContext()
        context.run.state = .sent("x")
        let report = ResponseLinter(context: context).lint("/callback?\(query)&state=x")
        let failure = RoundTrip.Failure(report.diagnostics, error: report.response.error, description: nil)
        #expect(failure.step == step)
    }

    @Test func cancelsAtEveryStep() throws {
        let steps: [@Sendable (inout Model) -> Void] = [
            { $0.press("t") },
            { $0.startAttempt() },
            {
                $0.startAttempt()
                $0.matchState()
            },
            {
                $0.startAttempt()
                $0.matchState()
                $0.press(.enter)
            },
            {
                $0.startAttempt()
                $0.matchState()
                $0.press(.enter)
                $0.tell(.granted(Fixture.grant()))
            },
            {
                $0.startAttempt()
                $0.tell(.failed(.init(.wait, "It failed.")))
            },
        ]
        for step in steps {
            for key in [Key.escape, .control("c")] {
                var model = Fixture.model()
                step(&model)
                let number = try #require(model.roundTrip?.number)
                let effects = model.press(key)
                #expect(effects == [.roundTrip(number, .end)])
                #expect(model.roundTrip == nil)
            }
        }
    }

    /// Tokens of a real provider cannot be had again by pressing Enter or Esc once too often.
    @Test func keepsTheTokensUntilTheUserAgrees() throws {
        var model = Fixture.model(Fixture.tokenProvider)
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        model.matchState()
        model.press(.enter)
        model.tell(.granted(Fixture.grant()))
        for key in [Key.enter, " ", "2", .tab] {
            #expect(model.press(key).filter(\.isOfAttempt).isEmpty)
            #expect(model.roundTrip?.stage == .done)
        }
        #expect(model.press(.escape).isEmpty)
        #expect(model.question == .forgetTokens)
        model.press("n")
        #expect(model.roundTrip?.stage == .done)
        #expect(model.press(.escape, "y") == [.roundTrip(number, .end)])
    }

    @Test func leavesNoUsedValuesInTheURL() {
        var model = Fixture.model()
        let before = model.outcome.url.text
        model.startAttempt()
        model.press(.escape)
        #expect(model.outcome.url.text != before)
        // And a fault does not wait for the next attempt.
        model.startAttempt()
        model.press("f", .down, .enter, .escape)
        model.startAttempt()
        #expect(model.roundTrip?.fault == nil)
    }

    @Test func asksBeforeAConfidentialClientGoesWithoutItsSecret() throws {
        var provider = Fixture.tokenProvider
        provider.clients[0].kind = .confidential
        var model = Fixture.model(provider)
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        model.matchState()
        #expect(model.press(.enter).isEmpty)
        #expect(model.question == .sendWithoutSecret(isTurnedOff: false))
        model.press("n", "S")
        model.type("secret")
        model.press(.enter)
        var exchange = Fixture.exchange
        exchange.authentication = .basic
        model.tell(.requestChanged(exchange))
        #expect(model.press(.enter) == [.roundTrip(number, .exchange)])
    }

    @Test func pastesIfThePortIsTaken() throws {
        var model = Fixture.model()
        model.press("t")
        model.tell(.failed(.init(.wait, "Another program uses port 8765.", .field("redirect_uri"))))
        #expect(try #require(model.screen.last).contains("e paste instead"))
        guard case .roundTrip(_, .prepare(let preparation))? = model.press("e").last else {
            Issue.record("nothing is prepared")
            return
        }
        #expect(preparation.catching == .byPaste)
    }

    @Test func countsRefusedAnswersOfBothKinds() {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.strayPaste("x", .init(sent: "a", received: "b")))
        model.tell(.refused("y", count: 1))
        model.tell(.refused("y", count: 3))
        model.tell(.strayPaste("x", nil))
        #expect(model.roundTrip?.refusals == 5)
        #expect(model.roundTrip?.mismatch == nil)
    }

    @Test func countsTheSecondsInWhichTheScreenWasLeft() {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.secondsPassed(13))
        #expect(model.roundTrip?.secondsLeft == 287)
        model.tell(.secondsPassed(999))
        #expect(model.roundTrip?.secondsLeft == 1)
    }

    @Test func asksBeforeQuittingDuringAnAttempt() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        #expect(model.press("q").isEmpty)
        #expect(model.question == .quitAttempt)
        #expect(model.press("y") == [.roundTrip(number, .end), .quit])
    }

    @Test func startsWithTheFaultChosenInTheMenu() throws {
        var model = Fixture.model()
        model.startAttempt()
        model.press("f", .down, .down)
        #expect(model.screen.joined().contains("drop-state"))
        let effects = model.press(.enter)
        guard case .roundTrip(_, .prepare(let preparation))? = effects.last else {
            Issue.record("no preparation in \(effects)")
            return
        }
        #expect(preparation.fault == .dropState)
        #expect(model.roundTrip?.fault == .dropState)
        model.press("f", .up, .up, .enter)
        #expect(model.roundTrip?.fault == nil)
    }

    @Test func pressesAllowAndDenyOnlyInARehearsal() throws {
        var model = Fixture.model()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        #expect(model.press("a") == [.roundTrip(number, .consent(allows: true))])
        #expect(model.press("d") == [.roundTrip(number, .consent(allows: false))])
        model = Fixture.model(Fixture.tokenProvider)
        model.startAttempt()
        #expect(model.press("a").filter(\.isOfAttempt).isEmpty)
        #expect(model.notice?.tone == .warning)
    }

    @Test func goesBetweenRehearsalAndProvider() {
        var model = Fixture.model(Fixture.tokenProvider)
        model.startAttempt()
        model.press("r")
        #expect(model.roundTrip?.place == .rehearsal)
        model.press("r")
        #expect(model.roundTrip?.place == .provider)
        // A code that waits to be exchanged is not thrown away by this key.
        model.startAttempt()
        model.press("y")
        model.tell(.ready(provider: model.provider, redirectURI: nil, arrival: .paste(reason: "x")))
        model.matchState()
        model.press("r")
        #expect(model.roundTrip?.stage == .checking)
    }

    /// Foreign text of an attempt passes the sanitiser like all other text.
    @Test func showsForeignTextHarmless() {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.failed(.init(.exchange, "bad \u{1B}]0;title\u{7}\u{202E} words")))
        let text = model.screen.joined()
        #expect(text.contains("<U+001B>"))
        #expect(text.contains("<U+202E>"))
    }

    @Test(arguments: [
        (0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (3_600, "1 hour"),
        (5_400, "1 hour 30 minutes"), (86_400, "1 day"), (90_000, "1 day 1 hour"),
    ])
    func writesLifetimesInWords(seconds: Int, words: String) {
        var model = Fixture.model()
        model.startAttempt()
        model.matchState()
        model.press(.enter)
        var grant = Fixture.grant()
        grant.expiresIn = seconds
        model.tell(.granted(grant))
        #expect(model.screen.joined(separator: "\n").contains("in \(words) "))
    }
}

extension Effect {
    var isOfAttempt: Bool { if case .roundTrip = self { true } else { false } }
}
