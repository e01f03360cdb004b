import OAuth

extension Model {
    /// Takes in what happened to an attempt; what comes late from an earlier one changes nothing.
    mutating func take(_ event: RoundTripEvent, for number: Int) -> [Effect] {
        guard var trip = roundTrip, trip.number == number else { return [] }
        var effects: [Effect] = []
        switch event {
        case .ready(let provider, let redirectURI, let arrival):
            guard trip.stage == .preparing else { return [] }
            return authorize(provider: provider, redirectURI: redirectURI, arrival: arrival)
        case .browser(let browser): trip.browser = browser
        case .refused(let reason, _, let count):
            trip.refusals += count - trip.refusalsAtListener
            trip.refusalsAtListener = count
            trip.lastRefusal = reason
            trip.mismatch = nil
            // A flood of answers is no accident (`security.md` S4.5).
            if count == 20 { effects = say("20 answers refused: something keeps calling this port", .warning) }
        case .strayPaste(let reason, let mismatch):
            trip.mismatch = mismatch
            trip.refusals += 1
            trip.lastRefusal = reason
            effects = say(mismatch == nil ? "Not the answer to this attempt" : "state differs: not accepted", .problem)
        case .answerRefused(let diagnostics, let error, let description):
            guard trip.stage == .waiting else { return [] }
            closePaste()
            trip.hasAnswer = true
            trip.stage = .failed(.init(diagnostics, error: error, description: description))
        case .stateMatched(let exchange, let remarks):
            guard trip.stage == .waiting else { return [] }
            closePaste()
            trip.hasAnswer = true
            trip.exchange = exchange
            trip.remarks = remarks
            trip.stage = .checking
            trip.top = 0
        case .requestChanged(let exchange):
            guard trip.stage == .checking else { return [] }
            trip.exchange = exchange
            trip.hasClientSecret = true
        case .secondsPassed(let seconds):
            guard trip.stage == .waiting else { return [] }
            // The last second is the timer's.
            trip.secondsLeft = max(1, trip.secondsLeft - seconds)
        case .timedOut:
            guard trip.stage == .waiting else { return [] }
            closePaste()
            trip.stage = .failed(.init(.wait, "No answer came within \(RoundTrip.patience / 60) minutes.", .again))
        case .granted(let grant):
            guard trip.stage == .exchanging else { return [] }
            trip.grant = grant
            trip.stage = .done
            trip.top = 0
        case .failed(let failure):
            guard trip.isRunning else { return [] }
            closePaste()
            trip.stage = .failed(failure)
        case .notDone(let text): effects = say(text, .problem)
        case .tokensRevealed(let tokens):
            guard trip.stage == .done else { return [] }
            trip.revealed = tokens
            // Ten seconds are short: what was asked for is in sight at once.
            trip.top = (roundTripLines(of: trip).firstIndex { $0.text.contains("Access") } ?? 1) - 1
            revealNumber += 1
            effects = [.wait(.reveal(revealNumber), milliseconds: 10_000)]
        case .log(let event):
            trip.log.append(event)
            if trip.log.count > 50 { trip.log.removeFirst() }
        }
        roundTrip = trip
        return effects
    }

    /// Everything listens: the request is settled now, with the port that is listened on, and goes to the browser.
    private mutating func authorize(
        provider: Provider, redirectURI: String?, arrival: RoundTrip.Arrival
    ) -> [Effect] {
        var effects: [Effect] = []
        if let redirectURI, redirectURI != draft.redirectURI {
            history.record(present)
            var next = draft
            next.redirectURI = redirectURI
            replaceDraft(next)
            noteIssued()
            effects += say("The redirect URI has the free port now. u undoes")
        }
        guard let number = roundTrip?.number else { return effects }
        var request = outcome.request
        request.endpoint = provider.authorizationEndpoint
        roundTrip?.provider = provider
        roundTrip?.request = request
        roundTrip?.arrival = arrival
        roundTrip?.stage = .waiting
        roundTrip?.browser = browserAbsence.map { .absent($0) } ?? .opening
        effects.append(
            .roundTrip(
                number,
                .authorize(
                    .init(
                        provider: provider, client: draft.client.map { self.provider.clients[$0] }, request: request,
                        verifier: draft.method == .none ? nil : draft.verifier, version: draft.apiVersion,
                        opensBrowser: browserAbsence == nil))))
        return effects + [.wait(.second(number), milliseconds: 1_000)]
    }

    /// A second of the wait has gone.
    mutating func countDown(_ number: Int) -> [Effect] {
        guard roundTrip?.number == number, roundTrip?.stage == .waiting else { return [] }
        roundTrip?.secondsLeft -= 1
        if roundTrip?.secondsLeft == 0 {
            // The listener has its own clock; a redirect that is to be pasted has only this one.
            return take(.timedOut, for: number) + [.roundTrip(number, .end)]
        }
        return [.wait(.second(number), milliseconds: 1_000)]
    }

    private mutating func closePaste() {
        if editing?.target.isOfAttempt == true { editing = nil }
    }

}

extension RoundTrip.Failure {
    /// The failure that findings in the answer amount to: the server's error first.
    package init(_ diagnostics: [Diagnostic], error code: String?, description: String?) {
        let error = diagnostics.first { $0.rule == .responseError }
        let worst = error ?? diagnostics.first { $0.severity == .error } ?? diagnostics.first
        guard let worst else {
            self.init(.compare, "The answer cannot be used.", code: code)
            return
        }
        // A denial ends the wait; with any other error, the answer is one that cannot be used.
        let isDenial = worst.rule == .responseError && code == AuthorizationErrorCode.accessDenied.rawValue
        let step: RoundTrip.Step = isDenial ? .wait : .compare
        let advice = worst.advice.isEmpty ? "" : " \(worst.advice)."
        self.init(step, worst.message + advice, Self.remedy(for: code, description: description ?? ""), code: code)
    }

    /// The field that an error code of the server is about (RFC 6749 §4.1.2.1).
    private static func remedy(for code: String?, description: String) -> Remedy {
        switch code {
        case "invalid_scope": return .field("scope")
        case "unauthorized_client": return .field("client_id")
        case "invalid_request":
            let names = ["code_challenge_method", "code_challenge", "redirect_uri", "client_id", "scope", "state"]
            return names.first { description.contains($0) }.map { .field($0) } ?? .again
        default: return .again
        }
    }
}
