import Flow
import OAuth
import Rehearsal

/// The state of a login: the next messages, the tasks for the runner of the attempt, and the ending.
///
/// It is a value without sockets, clock and input. `LoginSession` has those.
struct LoginFlow {
    /// The settings of the login.
    struct Plan {
        var provider: Provider
        var client: Client?
        /// The request to the real provider. In a rehearsal, its endpoint and redirect URI are replaced.
        var request: AuthorizationRequest
        /// The verifier, or nil when no challenge is sent.
        var verifier: String?
        var version: String?
        /// The extra parameters of the token request.
        var tokenParameters: [Parameter] = []
        /// The way in which the client sends its secret. Nil for the usual way of the client, or else of the provider.
        var authentication: ClientAuthenticationMethod?
        var place = RoundTrip.Place.provider
        var fault: Fault?
        /// Whether to press Allow or Deny in a rehearsal without a browser, or nil to wait for a browser.
        var consent: Bool?
        /// Whether to read the redirect from standard input even if it could be received.
        var pastes = false
        /// The reason why no browser opens, or nil when one does.
        var browserAbsence: String?
        /// The arguments of ssh(1) that lead to this machine, or nil when the user is not connected over SSH.
        var sshTarget: String?
        /// The longest wait for the redirect, in seconds.
        var seconds = RoundTrip.timeout
        var clientSecret: String?
        /// Whether to output the tokens in plain text.
        var revealsTokens = false
    }

    enum Step: Equatable {
        case perform(RoundTripTask)
        /// Open the URL in a browser, and answer with `RoundTripEvent.browser`.
        case open(url: String)
        /// Write a message, which may quote foreign text.
        case say(String)
        /// Write the URL for the user to open. It is visible ASCII and is never cut.
        case show(url: String)
        case finish(Ending)
    }

    enum Ending: Equatable {
        case granted(RoundTrip.Grant, RoundTrip.RevealedTokens?)
        case failed(RoundTrip.Failure)
    }

    /// The number of refused redirects that are reported. After these, only the twentieth is.
    private static let mostRefusals = 5
    private static let suspiciousRefusals = 20

    let plan: Plan
    /// Whether a line of standard input is expected, which would be a redirect.
    private(set) var wantsLine = false
    /// The reason why the last pasted line was refused.
    private var lastReason: String?
    private var grant: RoundTrip.Grant?
    /// The way in which the redirect arrives, and the request that it answers.
    private var awaited: (arrival: RoundTrip.Arrival, url: String, provider: Provider)?

    init(_ plan: Plan) {
        self.plan = plan
    }

    /// Returns the first steps.
    func begin() -> [Step] {
        var steps: [Step] = []
        if let client = plan.client, client.kind == .confidential, plan.clientSecret == nil {
            steps.append(
                .say(
                    "\(client.name) is a confidential client, and its secret is not given: the server will probably reject "
                        + "the token request. --client-secret-file FILE gives the secret."))
        }
        return steps + [
            .perform(
                .prepare(
                    .init(
                        place: plan.place, fault: plan.fault, provider: plan.provider,
                        redirectURI: plan.request["redirect_uri"],
                        catching: plan.pastes ? .byPaste : .asGiven,
                        seconds: plan.seconds)))
        ]
    }

    /// Handles an event of the attempt, and returns the next steps.
    mutating func handle(_ event: RoundTripEvent) -> [Step] {
        switch event {
        case .ready(let provider, let redirectURI, let arrival):
            return authorize(at: provider, redirectURI: redirectURI, arrival)
        case .listening: return listening()
        case .browser(.failed(let text)): return [.say("\(text).")]
        case .browser, .secondsPassed, .sent, .accessToken, .claims: return []
        case .refused(let reason, let canBePasted, let count):
            return refuse(reason, count, advice: canBePasted ? "; login --paste takes the address." : ".")
        case .strayPaste(let reason, _):
            lastReason = reason
            guard plan.consent == nil else { return fail(.compare, reason) }
            wantsLine = true
            return [.say("Refused: \(reason) Paste another one:")]
        case .answerRefused(let diagnostics, let error, let description):
            return [.finish(.failed(.init(diagnostics, error: error, description: description)))]
        case .stateMatched(let exchange, let remarks):
            wantsLine = false
            let said = remarks.map { Step.say("\($0.severity.rawValue): \($0.message)") }
            guard let secret = plan.clientSecret else { return said + send(exchange) }
            return said + [.perform(.useClientSecret(secret))]
        case .requestChanged(let exchange): return send(exchange)
        case .granted(let grant):
            guard plan.revealsTokens else { return [.finish(.granted(grant, nil))] }
            self.grant = grant
            return [.perform(.revealTokens)]
        case .tokensRevealed(let tokens):
            guard let grant else { return [] }
            return [.finish(.granted(grant, tokens))]
        case .timedOut: return timeElapsed()
        case .failed(let failure): return [.finish(.failed(pointingToSecret(failure)))]
        case .lost(let text): return fail(.open, text)
        case .notDone(let text): return fail(.open, "\(text).")
        case .log(let event): return [.say("Provider: \(event.text)")]
        }
    }

    /// Handles a line of standard input, or nil at its end.
    mutating func handle(line: String?) -> [Step] {
        guard wantsLine else { return [] }
        guard let line else {
            return lastReason.map { fail(.compare, $0) }
                ?? fail(.wait, "Standard input ended before an answer was pasted.")
        }
        // An empty line is only a press of Enter.
        guard line.contains(where: { !$0.isWhitespace }) else { return [] }
        wantsLine = false
        return [.perform(.takeAnswer(line))]
    }

    /// Handles the timeout: no redirect arrived.
    func timeElapsed() -> [Step] {
        fail(.wait, "No answer came within \(plan.seconds) seconds.")
    }

    private func fail(_ step: RoundTrip.Step, _ text: String) -> [Step] {
        [.finish(.failed(.init(step, text)))]
    }

    /// Completes the request with the port of the listener, and gives it to the runner.
    private mutating func authorize(
        at provider: Provider, redirectURI: String?, _ arrival: RoundTrip.Arrival
    ) -> [Step] {
        var request = plan.request
        request.endpoint = provider.authorizationEndpoint
        if let redirectURI { request["redirect_uri"] = redirectURI }
        awaited = (arrival, request.url.text, provider)
        return [
            .perform(
                .authorize(
                    .init(
                        provider: provider, client: plan.client, request: request, verifier: plan.verifier,
                        version: plan.version, tokenParameters: plan.tokenParameters,
                        authentication: plan.authentication)))
        ]
    }

    /// Shows the URL. This must not be earlier, because the redirect may follow at once.
    private mutating func listening() -> [Step] {
        guard let awaited else { return [] }
        if let allows = plan.consent { return [.perform(.consent(allows: allows))] }
        var steps: [Step] = tunnel(to: awaited.arrival, awaited.provider).map { [.say($0)] } ?? []
        steps += [plan.browserAbsence.map { .say("\($0).") } ?? .open(url: awaited.url)]
        steps += [.say("Sign in and decide at:"), .show(url: awaited.url)]
        switch awaited.arrival {
        case .listener(let place):
            steps.append(.say("Waiting at \(place), for \(plan.seconds) seconds. Ctrl-C stops."))
        case .paste(let reason):
            wantsLine = true
            if !plan.pastes { steps.append(.say(reason)) }
            steps.append(.say("Then paste the address that the browser ends at, and press Enter:"))
        }
        return steps
    }

    /// Returns the ssh command that lets a browser on the user's own machine reach the listener.
    private func tunnel(to arrival: RoundTrip.Arrival, _ provider: Provider) -> String? {
        guard case .listener(let address) = arrival else { return nil }
        let rehearsal = plan.place == .rehearsal ? provider : nil
        return RoundTrip.tunnel(to: plan.sshTarget, listener: address, rehearsal: rehearsal).map {
            "First run this on the machine with the browser: \($0)"
        }
    }

    private func refuse(_ reason: String, _ count: Int, advice: String) -> [Step] {
        // The rehearsal has answered, and will not answer again.
        guard plan.consent == nil else { return fail(.compare, "Refused: \(reason). No other redirect will arrive.") }
        if count <= Self.mostRefusals { return [.say("Refused: \(reason). Still waiting\(advice)")] }
        if count == Self.suspiciousRefusals {
            return [.say("\(count) answers refused: something keeps calling this port. Still waiting.")]
        }
        return []
    }

    /// Returns the failure with a hint about the client secret, if the client could not be authenticated without it.
    private func pointingToSecret(_ failure: RoundTrip.Failure) -> RoundTrip.Failure {
        guard failure.code == "invalid_client", plan.clientSecret == nil else { return failure }
        var failure = failure
        failure.text =
            "\(Wording.sentence(failure.text)) If the client has a secret, give it with --client-secret-file FILE."
        return failure
    }

    private func send(_ exchange: RoundTrip.Exchange) -> [Step] {
        let errors = exchange.diagnostics.filter { $0.severity == .error }
        guard let first = errors.first else { return [.perform(.exchange)] }
        return fail(.exchange, "The token request is not sent: \(first.message)")
    }
}
