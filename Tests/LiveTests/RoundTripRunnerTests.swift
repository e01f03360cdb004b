import Catalog
import Flow
import OAuth
import Platform
import Rehearsal
import TestSupport
import Testing
import Wire

/// The whole flow without a screen: what the model asks for, carried out.
@Suite struct RoundTripRunnerTests {
    /// One attempt against the rehearsal of a provider, and its events.
    final class Attempt: Sendable {
        let runner: RoundTripRunner
        let provider: Provider
        let request: AuthorizationRequest
        private let events: AsyncStream<RoundTripEvent>
        private let folder: TemporaryFolder

        init(_ redirectURI: String, provider: Provider = BuiltIn.provider) throws {
            folder = try TemporaryFolder()
            var provider = provider
            provider.clients[0].redirectURIs = [redirectURI]
            self.provider = provider
            let fresh = FreshValues { count in (0..<count).map { _ in .random(in: 0...255) } }
            verifier = fresh.verifier.text
            request = AuthorizationRequest(
                endpoint: provider.authorizationEndpoint,
                parameters: [
                    Parameter("response_type", "code"), Parameter("client_id", provider.clients[0].clientID),
                    Parameter("redirect_uri", redirectURI), Parameter("scope", provider.scopes.name(at: 0)),
                    Parameter("state", fresh.state),
                    Parameter("code_challenge", CodeVerifier.challenge(of: verifier, .s256) ?? ""),
                    Parameter("code_challenge_method", "S256"),
                ])
            let (events, continuation) = AsyncStream.makeStream(of: RoundTripEvent.self)
            self.events = events
            let environment = Environment(["HOME": folder.path])
            runner = RoundTripRunner(environment: environment) { continuation.yield($0) }
        }

        let verifier: String

        /// Returns the events up to and including the first one that satisfies the condition.
        func events(until isLast: (RoundTripEvent) -> Bool) async -> [RoundTripEvent] {
            var all: [RoundTripEvent] = []
            for await event in events {
                all.append(event)
                if isLast(event) { return all }
            }
            return all
        }

        /// Waits for the first event that is not from the rehearsal.
        func next() async -> RoundTripEvent? {
            await events { if case .log = $0 { false } else { true } }.last
        }

        func start(fault: Fault? = nil, place: RoundTrip.Place = .rehearsal) async throws {
            await runner.perform(
                .prepare(
                    .init(
                        place: place, fault: fault, provider: provider, redirectURI: request["redirect_uri"],
                        catching: .asGiven, seconds: 300)))
            guard case .ready(let asked, let redirectURI, _)? = await next() else {
                Issue.record("it is not ready")
                return
            }
            var request = request
            request.endpoint = asked.authorizationEndpoint
            request["redirect_uri"] = redirectURI
            await runner.perform(
                .authorize(
                    .init(
                        provider: asked, client: asked.clients[0], request: request, verifier: verifier,
                        version: "1.7.0")))
            guard case .listening? = await next() else {
                Issue.record("it does not listen")
                return
            }
        }
    }

    static let redirectURIs = ["http://127.0.0.1/callback", "http://[::1]/callback", "http://localhost/callback"]

    @Test(arguments: redirectURIs)
    func goesAllTheWay(redirectURI: String) async throws {
        let attempt = try Attempt(redirectURI)
        try await attempt.start()
        await attempt.runner.perform(.consent(allows: true))
        guard case .stateMatched(let exchange, let remarks)? = await attempt.next() else {
            Issue.record("the state does not match")
            return
        }
        #expect(remarks.isEmpty)
        #expect(exchange.diagnostics.allSatisfy { $0.severity == .info })
        let preview = exchange.preview.joined(separator: "\n")
        #expect(preview.contains("code=‹redacted:64›"))
        #expect(!preview.contains(attempt.verifier))
        #expect(!exchange.curl.contains(attempt.verifier))
        await attempt.runner.perform(.exchange)
        #expect(await attempt.next() == .sent(.init(preview: exchange.preview, curl: exchange.curl, diagnostics: [])))
        guard case .granted(let grant)? = await attempt.next() else {
            Issue.record("nothing was granted")
            return
        }
        #expect(grant.scope.isAsRequested)
        #expect(grant.expiresIn == 3_600)
        // The version is out of date, and the provider says so.
        #expect(grant.notices.contains { $0.contains("1.8.0") })
        await attempt.runner.perform(.refresh)
        guard case .sent(let refresh)? = await attempt.next() else {
            Issue.record("no refresh was sent")
            return
        }
        #expect(refresh.preview.last?.hasPrefix("grant_type=refresh_token&") == true)
        #expect(refresh.preview.last?.contains("refresh_token=‹redacted:64›") == true)
        guard case .granted(let refreshed)? = await attempt.next() else {
            Issue.record("nothing was refreshed")
            return
        }
        #expect(refreshed.isRefreshed)
        #expect(refreshed.accessToken != grant.accessToken)
        await attempt.runner.end()
    }

    @Test func exchangesOnceHoweverOftenTheAnswerComes() async throws {
        let attempt = try Attempt("http://127.0.0.1/callback")
        try await attempt.start(fault: .answerTwice)
        await attempt.runner.perform(.consent(allows: true))
        guard case .stateMatched? = await attempt.next() else {
            Issue.record("the state does not match")
            return
        }
        await attempt.runner.perform(.exchange)
        await attempt.runner.perform(.exchange)
        var events = await attempt.events { if case .granted = $0 { true } else { false } }
        await attempt.runner.perform(.refresh)
        events += await attempt.events { if case .granted = $0 { true } else { false } }
        #expect(events.count { if case .log(.tokenIssued) = $0 { true } else { false } } == 1)
        #expect(!events.contains { if case .stateMatched = $0 { true } else { false } })
        await attempt.runner.end()
    }

    @Test func reportsNothingAfterItsEnd() async throws {
        let attempt = try Attempt("http://127.0.0.1/callback")
        try await attempt.start()
        await attempt.runner.end()
        for task: RoundTripTask in [
            .consent(allows: true), .exchange, .refresh, .revealTokens, .copyAccessToken, .takeAnswer("x"),
        ] {
            await attempt.runner.perform(task)
        }
        // Another attempt can have the port at once.
        let other = try Attempt("http://127.0.0.1/callback")
        try await other.start()
        await other.runner.end()
    }

    @Test func offersAnotherRegisteredRedirectURIIfThePortIsTaken() async throws {
        let taken = try LoopbackSockets(LoopbackAddress("http://127.0.0.1/callback"), port: .anyFree)
        var provider = BuiltIn.provider
        provider.tokenEndpoint = nil
        let attempt = try Attempt(taken.redirectURI, provider: provider)
        for (uris, remedy) in [
            (
                [taken.redirectURI, "https://app.example/callback", "http://127.0.0.1:9999/other"],
                RoundTrip.Failure.Remedy.redirectURI("http://127.0.0.1:9999/other")
            ),
            ([taken.redirectURI], .freePort),
        ] {
            provider.clients[0].redirectURIs = uris
            await attempt.runner.perform(
                .prepare(
                    .init(
                        place: .provider, fault: nil, provider: provider, redirectURI: taken.redirectURI,
                        catching: .asGiven, seconds: 300)))
            guard case .failed(let failure)? = await attempt.next() else {
                Issue.record("it has not failed")
                return
            }
            #expect(failure.step == .wait)
            #expect(failure.remedy == remedy)
        }
        await attempt.runner.end()
    }

    /// The redirect goes elsewhere, and comes back by hand.
    @Test(arguments: ["https://app.example/callback", "com.example.app:/callback"])
    func takesThePastedAnswer(redirectURI: String) async throws {
        let attempt = try Attempt(redirectURI)
        try await attempt.start()
        let state = try #require(attempt.request["state"])
        await attempt.runner.perform(.takeAnswer("\(redirectURI)?code=abc&state=forged"))
        guard case .strayPaste(_, let mismatch?)? = await attempt.next() else {
            Issue.record("a forged answer was taken")
            return
        }
        #expect(mismatch == .init(sent: state, received: "forged"))
        await attempt.runner.perform(.takeAnswer("\(redirectURI)#code=abc&state=\(state)"))
        guard case .strayPaste(let reason, _)? = await attempt.next() else {
            Issue.record("an answer in the fragment was taken")
            return
        }
        #expect(reason.contains("#"))
        await attempt.runner.perform(.consent(allows: false))
        guard case .answerRefused(let findings, let error, _)? = await attempt.next() else {
            Issue.record("the denial was not understood")
            return
        }
        #expect(error == "access_denied")
        #expect(findings.contains { $0.rule == .responseError })
        await attempt.runner.end()
    }
}
