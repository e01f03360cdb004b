import Catalog
import Flow
import OAuth
import Testing

@testable import Wire

/// The flow of a login, without sockets.
struct LoginFlowTests {
    static let url = "http://127.0.0.1:8765/callback"

    static func plan(_ change: (inout LoginFlow.Plan) -> Void = { _ in }) -> LoginFlow.Plan {
        var request = AuthorizationRequest(endpoint: "https://a.example/authorize")
        request["redirect_uri"] = url
        request["state"] = "s"
        var plan = LoginFlow.Plan(provider: BuiltIn.provider, request: request)
        change(&plan)
        return plan
    }

    static let grant = RoundTrip.Grant(
        scope: GrantedScope(granted: "a", requested: "a"), expiresIn: 60, accessToken: "(3)", refreshToken: nil)

    static func exchange(_ diagnostics: [Diagnostic] = []) -> RoundTrip.Exchange {
        RoundTrip.Exchange(preview: [], curl: "", diagnostics: diagnostics)
    }

    static func ready(_ arrival: RoundTrip.Arrival) -> RoundTripEvent {
        .ready(provider: BuiltIn.provider, redirectURI: url, arrival: arrival)
    }

    @Test func showsTheWayFromTheMachineWithTheBrowser() {
        var flow = LoginFlow(Self.plan { $0.sshTarget = "-p 2222 ann@10.0.0.5" })
        let line = "First run this on the machine with the browser: ssh -L 8765:127.0.0.1:8765 -p 2222 ann@10.0.0.5"
        #expect(Self.start(&flow, .listener("127.0.0.1:8765")).first == .say(line))
        var pasted = LoginFlow(Self.plan { $0.sshTarget = "ann@10.0.0.5" })
        #expect(!Self.start(&pasted, .paste(reason: "r")).contains(.say(line)))
    }

    /// All that follows when everything listens.
    private static func start(_ flow: inout LoginFlow, _ arrival: RoundTrip.Arrival) -> [LoginFlow.Step] {
        _ = flow.handle(ready(arrival))
        return flow.handle(.listening)
    }

    private static func isFailure(
        _ steps: [LoginFlow.Step], _ step: RoundTrip.Step, _ text: String, code: String? = nil
    ) -> Bool {
        steps == [.finish(.failed(.init(step, text, code: code)))]
    }

    @Test func listensBeforeTheBrowserOpens() {
        var flow = LoginFlow(Self.plan())
        guard case .perform(.prepare(let preparation)) = flow.begin().first else {
            Issue.record("not prepared")
            return
        }
        #expect(preparation.redirectURI == Self.url)
        #expect(preparation.seconds == 300)
        let steps = flow.handle(Self.ready(.listener("127.0.0.1:8765")))
        guard case .perform(.authorize(let authorization)) = steps.first else {
            Issue.record("not opened")
            return
        }
        #expect(steps.count == 1)
        let said = flow.handle(.listening)
        #expect(said.first == .open(url: authorization.request.url.text))
        #expect(said.contains(.show(url: authorization.request.url.text)))
        #expect(authorization.request.endpoint == BuiltIn.provider.authorizationEndpoint)
        #expect(!flow.wantsLine)
    }

    @Test func sendsTheTokenRequestOnceTheStateMatches() {
        var flow = LoginFlow(Self.plan())
        #expect(flow.handle(.stateMatched(Self.exchange(), remarks: [])) == [.perform(.exchange)])
        #expect(flow.handle(.granted(Self.grant)) == [.finish(.granted(Self.grant, nil))])
    }

    @Test func givesTheClientSecretFirst() {
        var flow = LoginFlow(Self.plan { $0.clientSecret = "canary" })
        let first = flow.handle(.stateMatched(Self.exchange(), remarks: []))
        #expect(first == [.perform(.useClientSecret("canary"))])
        #expect(flow.handle(.requestChanged(Self.exchange())) == [.perform(.exchange)])
    }

    @Test func revealsTokensOnlyIfTheyAreWanted() {
        var flow = LoginFlow(Self.plan { $0.revealsTokens = true })
        #expect(flow.handle(.granted(Self.grant)) == [.perform(.revealTokens)])
        let tokens = RoundTrip.RevealedTokens(access: "abc", refresh: nil)
        #expect(flow.handle(.tokensRevealed(tokens)) == [.finish(.granted(Self.grant, tokens))])
    }

    @Test func sendsNoTokenRequestWithErrors() throws {
        let request = TokenRequestMessage(url: "http://a.example/token", body: "grant_type=code")
        let report = TokenRequestLinter(context: LintContext()).lint(request)
        let worst = try #require(report.diagnostics.first { $0.severity == .error })
        var flow = LoginFlow(Self.plan())
        let steps = flow.handle(.stateMatched(Self.exchange(report.diagnostics), remarks: []))
        #expect(Self.isFailure(steps, .exchange, "The token request is not sent: \(worst.message)"))
    }

    @Test func waitsOnAfterAStrayAnswerAndIsNotFlooded() {
        var flow = LoginFlow(Self.plan())
        let said = (1...200).flatMap { flow.handle(.refused("another state", count: $0)) }
        #expect(said.count == 6)
        #expect(said.first == .say("Refused: another state. Still waiting."))
        #expect(said.last == .say("20 answers refused: something keeps calling this port. Still waiting."))
    }

    @Test func saysHowToPasteWhatCannotBeCaught() {
        var flow = LoginFlow(Self.plan())
        #expect(
            flow.handle(.refused("too many cookies", canBePasted: true, count: 1))
                == [.say("Refused: too many cookies. Still waiting; login --paste takes the address.")])
    }

    @Test func pointsToTheClientSecretBeforeAnythingIsOpened() {
        let client = Client(name: "Shop", clientID: "a", redirectURIs: [], kind: .confidential)
        var flow = LoginFlow(Self.plan { $0.client = client })
        let steps = flow.begin()
        guard case .say(let text) = steps.first, case .perform(.prepare) = steps.last else {
            Issue.record("not said first")
            return
        }
        #expect(text.hasPrefix("Shop is a confidential client") && text.contains("--client-secret-file"))
        let failure = RoundTrip.Failure(.exchange, "invalid_client: who are you", code: "invalid_client")
        #expect(
            Self.isFailure(
                flow.handle(.failed(failure)), .exchange,
                "invalid_client: who are you. If the client has a secret, give it with --client-secret-file FILE.",
                code: "invalid_client"))
        for plan in [
            Self.plan {
                $0.client = client; $0.clientSecret = "s"
            },
            Self.plan { $0.client = Client(name: "Shop", clientID: "a", redirectURIs: []) },
        ] {
            #expect(LoginFlow(plan).begin().count == 1)
        }
        flow = LoginFlow(Self.plan { $0.clientSecret = "s" })
        #expect(flow.handle(.failed(failure)) == [.finish(.failed(failure))])
    }

    @Test func endsIfTheRehearsalHasNothingMoreToSay() {
        var flow = LoginFlow(Self.plan { $0.consent = true })
        #expect(Self.start(&flow, .listener("127.0.0.1:8765")) == [.perform(.consent(allows: true))])
        let steps = flow.handle(.refused("another state", count: 1))
        #expect(Self.isFailure(steps, .compare, "Refused: another state. No other redirect will arrive."))
    }

    @Test func asksForAnotherLineUntilThereAreNone() {
        var flow = LoginFlow(Self.plan { $0.pastes = true })
        _ = Self.start(&flow, .paste(reason: "R."))
        #expect(flow.wantsLine)
        #expect(flow.handle(line: " \r") == [])
        #expect(flow.handle(line: "code=a&state=b") == [.perform(.takeAnswer("code=a&state=b"))])
        #expect(!flow.wantsLine)
        #expect(flow.handle(line: "code=a&state=c") == [])
        #expect(flow.handle(.strayPaste("state differs.", nil)) == [.say("Refused: state differs. Paste another one:")])
        #expect(flow.wantsLine)
        #expect(Self.isFailure(flow.handle(line: nil), .compare, "state differs."))
    }

    @Test func saysThatNothingWasPasted() {
        var flow = LoginFlow(Self.plan { $0.pastes = true })
        _ = Self.start(&flow, .paste(reason: "R."))
        let steps = flow.handle(line: nil)
        #expect(Self.isFailure(steps, .wait, "Standard input ended before an answer was pasted."))
    }

    @Test func saysWhyAnAnswerMustBePasted() {
        var flow = LoginFlow(Self.plan { $0.browserAbsence = "No browser here" })
        let steps = Self.start(&flow, .paste(reason: "The redirect URI is https."))
        #expect(steps.contains(.say("The redirect URI is https.")))
        #expect(steps.contains(.say("No browser here.")))
        #expect(flow.wantsLine)
    }

    @Test func saysHowLongItHasWaited() {
        var flow = LoginFlow(Self.plan { $0.seconds = 40 })
        #expect(Self.isFailure(flow.handle(.timedOut), .wait, "No answer came within 40 seconds."))
    }

    @Test func goesOnWithoutABrowser() {
        var flow = LoginFlow(Self.plan())
        #expect(flow.handle(.browser(.failed("The browser did not start"))) == [.say("The browser did not start.")])
        #expect(flow.handle(.browser(.opened)) == [])
    }
}
