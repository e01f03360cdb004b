import Flow
import OAuth

extension Desk {
    // MARK: Starting and ending

    /// Starts an attempt (`t`), with new random values if the URL on the screen has been used.
    mutating func startAttempt(_ order: Step.AttemptOrder = .init()) {
        endAttempt()
        if let place = order.place { session.place = place }
        if let fault = order.fault { session.fault = fault }
        if order.behaves { session.fault = nil }
        if let open = provider.openVariables.first {
            return say("No value for \(open.name) yet: enter it in \(title(of: .request))", .warning)
        }
        guard !draft.clientID.isEmpty else {
            return say(
                "No client ID yet: add a client in \(title(of: .clients)), or enter the ID in \(title(of: .request))",
                .warning)
        }
        // RFC 9700 §2.1: an attempt never repeats the random values of another attempt or of a copied URL.
        guard session.isIssued, draft.hasRandomValues else { return beginAttempt(order.catching) }
        effects.append(.drawValues(.attempt(order.catching)))
    }

    /// Prepares the parts of the attempt that must be ready before the browser opens.
    private mutating func beginAttempt(_ catching: RoundTrip.Catching) {
        jobs.attemptNumber += 1
        var trip = RoundTrip(
            number: jobs.attemptNumber, place: session.place, fault: session.fault, provider: provider,
            request: outcome.request)
        trip.authentication = provider.clientAuthentication(of: session.client)
        trip.sshTarget = sshTarget
        jobs.attempt = trip
        jobs.log.begin(trip)
        session.noteIssued(inAttempt: true)
        effects.append(
            .roundTrip(
                trip.number,
                .prepare(
                    .init(
                        place: trip.place, fault: trip.fault, provider: provider.asked(for: trip.request),
                        redirectURI: trip.request["redirect_uri"], catching: catching, seconds: RoundTrip.timeout))))
        openAttempt()
    }

    /// Ends the attempt, if there is one.
    mutating func endAttempt() {
        guard let trip = jobs.attempt else { return }
        jobs.attempt = nil
        jobs.hasNews = false
        if trip.isRunning { jobs.log.noteStop(of: trip.number) }
        effects.append(.roundTrip(trip.number, .end))
    }

    /// Leaves the attempt. The next one has no fault, and the URL gets values that no attempt has used.
    mutating func leaveAttempt() {
        endAttempt()
        session.fault = nil
        if session.isIssued, draft.hasRandomValues { effects.append(.drawValues(.attemptOver)) }
    }

    /// Leaves the attempt and takes a step. Asks first when something would be lost.
    mutating func leaveAttempt(then step: Step) {
        guard let trip = jobs.attempt else { return steps.append(step) }
        if trip.isRunning { return ask(.leaveAttempt(then: step)) }
        guard trip.stage != .done || trip.place != .provider else {
            return say("Leave the tokens first: press Esc", .warning)
        }
        steps += [.leaveAttempt, step]
    }

    mutating func sendTokenRequest() {
        guard let number = jobs.attempt?.number else { return }
        jobs.attempt?.stage = .exchanging
        effects.append(.roundTrip(number, .exchange))
    }

    // MARK: Random values

    /// Uses random values for the purpose that they were requested for.
    mutating func use(_ fresh: FreshValues, for purpose: Event.Purpose) {
        switch purpose {
        case .userAsked:
            edit { $0.renew(with: fresh) }
            say(draft.stateChoice == .none ? "New verifier" : "New state and verifier")
        case .newVerifier:
            edit {
                $0.verifier = fresh.verifier.text
                $0.hasOwnVerifier = false
            }
            say("New verifier")
        case .nextURL:
            session.replaceRandomValues(with: fresh)
            say("New state and verifier for the changed URL")
        case .attempt(let catching):
            session.replaceRandomValues(with: fresh)
            beginAttempt(catching)
        case .attemptOver: session.replaceRandomValues(with: fresh)
        case .fix(let finding): fix(finding, with: fresh)
        case .inspection: break
        }
    }

    /// Applies the fix of a finding to the draft.
    mutating func fix(_ finding: Diagnostic, with fresh: FreshValues?) {
        guard let fix = finding.fix else { return say(remedy(for: finding), .warning) }
        if fix.needsFreshValues, fresh == nil { return effects.append(.drawValues(.fix(finding))) }
        var request = outcome.request
        var headers = outcome.headers
        fix.apply(to: &request, fresh: fresh, headers: &headers)
        let before = draft
        edit { [provider] in $0.adopt(request, headers: headers, provider: provider, fresh: fresh) }
        guard draft != before else { return say("No automatic fix: \(finding.advice)", .warning) }
        let isLeft = outcome.diagnostics.contains {
            $0.rule == finding.rule && $0.parameter.hasSameOctets(as: finding.parameter)
        }
        guard !isLeft else { return say("Changed, but not fixed: \(finding.advice)\(undoTip)", .warning) }
        say("Fixed: \(fix.title)\(undoTip)")
    }

    // MARK: Events of the attempt

    /// Applies an event of an attempt. Events of an earlier attempt are ignored.
    mutating func apply(_ event: RoundTripEvent, toAttempt number: Int) {
        guard var trip = jobs.attempt, trip.number == number else { return }
        defer { jobs.hasNews = jobs.hasNews || event.isTurn }
        switch event {
        case .ready(let provider, let redirectURI, let arrival):
            guard trip.stage == .preparing else { return }
            return authorize(provider: provider, redirectURI: redirectURI, arrival: arrival)
        case .listening:
            guard trip.browser == .opening else { return }
            return effects.append(.openBrowser(trip.request.url.text, attempt: number))
        case .browser(let browser): trip.browser = browser
        case .refused(let reason, _, let count):
            trip.refusals += count - trip.refusalsAtListener
            trip.refusalsAtListener = count
            trip.lastRefusal = reason
            trip.mismatch = nil
            // This many redirects are not an accident.
            if count == 20 { say("20 redirects refused: something keeps calling this port", .warning) }
        case .strayPaste(let reason, let mismatch):
            trip.mismatch = mismatch
            trip.refusals += 1
            trip.lastRefusal = reason
            say(mismatch == nil ? "This redirect is not for this attempt" : "state differs: not accepted", .problem)
        case .answerRefused(let diagnostics, let error, let description):
            guard trip.stage == .waiting else { return }
            trip.hasAnswer = true
            trip.stage = .failed(.init(diagnostics, error: error, description: description))
        case .stateMatched(let exchange, let remarks):
            guard trip.stage == .waiting else { return }
            trip.hasAnswer = true
            trip.exchange = exchange
            trip.remarks = remarks
            trip.stage = .checking
        case .requestChanged(let exchange):
            guard trip.stage == .checking else { return }
            trip.exchange = exchange
        case .secondsPassed(let seconds):
            guard trip.stage == .waiting else { return }
            // Only the timer ends the wait, so one second is left for it.
            trip.secondsLeft = max(1, trip.secondsLeft - seconds)
        case .timedOut:
            guard trip.stage == .waiting else { return }
            trip.stage = .failed(.init(.wait, "No redirect arrived within \(RoundTrip.timeout / 60) minutes.", .again))
        case .sent: break
        case .granted(let grant):
            guard trip.stage == .exchanging else { return }
            trip.grant = grant
            trip.stage = .done
        case .failed(let failure):
            guard trip.isRunning else { return }
            trip.stage = .failed(failure)
        case .lost(let reason):
            if let step = trip.presentStep, trip.isRunning {
                trip.stage = .failed(.init(step, Wording.sentence(reason)))
            } else if trip.stage == .done {
                trip.tokenLoss = reason
                trip.revealed = nil
                trip.claims = nil
                say(reason, .problem)
            }
        case .notDone(let text): say(text, .problem)
        case .tokensRevealed(let tokens):
            guard trip.stage == .done else { return }
            trip.revealed = tokens
            hideSecretsLater()
        case .claims(let claims):
            guard trip.stage == .done else { return }
            guard !claims.isEmpty else {
                return say("None of these tokens is a JSON Web Token: there are no claims to show", .hint)
            }
            trip.claims = claims
        case .accessToken(let token):
            guard trip.stage == .done else { return }
            return effects.append(.copy(token, .accessToken))
        case .log(let event):
            trip.log.append(event)
            if trip.log.count > 50 { trip.log.removeFirst() }
        }
        jobs.attempt = trip
    }

    /// Sends the request to the browser, with the port of the listener. Called when all listeners are ready.
    private mutating func authorize(
        provider: Provider, redirectURI: String?, arrival: RoundTrip.Arrival
    ) {
        if let redirectURI, redirectURI != draft.redirectURI {
            session.history.record(session.present)
            var next = draft
            next.redirectURI = redirectURI
            session.replaceDraft(next)
            session.noteIssued(inAttempt: true)
            say("The redirect URI now has the free port\(undoTip)")
        }
        guard let trip = jobs.attempt else { return }
        let number = trip.number
        var request = outcome.request
        request.endpoint = provider.authorizationEndpoint
        jobs.attempt?.provider = provider
        jobs.attempt?.request = request
        jobs.attempt?.arrival = arrival
        jobs.attempt?.stage = .waiting
        let absence = browserAbsence
        jobs.attempt?.browser = absence.map { .absent($0) } ?? .opening
        effects.append(
            .roundTrip(
                number,
                .authorize(
                    .init(
                        provider: provider, client: session.client, request: request,
                        verifier: draft.method == .none ? nil : draft.verifier, version: draft.apiVersion,
                        tokenParameters: draft.tokenParameters, authentication: trip.authentication))))
        effects.append(.wait(.second(number), milliseconds: 1_000))
    }

    /// Counts down one second of the wait.
    mutating func countDown(_ number: Int) {
        guard jobs.attempt?.number == number, jobs.attempt?.stage == .waiting else { return }
        jobs.attempt?.secondsLeft -= 1
        if jobs.attempt?.secondsLeft == 0 {
            // A listener has its own timeout. A redirect that has to be pasted has only this one.
            apply(.timedOut, toAttempt: number)
            return effects.append(.roundTrip(number, .end))
        }
        effects.append(.wait(.second(number), milliseconds: 1_000))
    }
}

extension RoundTripEvent {
    /// Whether it is a result that the user waits for.
    fileprivate var isTurn: Bool {
        switch self {
        case .answerRefused, .stateMatched, .timedOut, .granted, .failed, .lost: true
        case .ready, .listening, .browser, .refused, .strayPaste, .requestChanged, .secondsPassed, .sent,
            .notDone, .tokensRevealed, .claims, .accessToken, .log:
            false
        }
    }
}
