import Flow
import OAuth

extension Desk {
    // MARK: Starting and ending

    /// `t`: tries the whole flow, with values of its own if the URL on the screen has been used.
    mutating func startAttempt(_ order: Step.AttemptOrder = .init()) {
        endAttempt()
        if let place = order.place { session.place = place }
        if let fault = order.fault { session.fault = fault }
        if order.behaves { session.fault = nil }
        if let open = provider.openVariables.first {
            return say("No value for \(open.name) yet: 3 Request takes one", .warning)
        }
        guard !draft.clientID.isEmpty else { return say("No client ID yet: 3 Request takes one", .warning) }
        // RFC 9700 §2.1: an attempt never repeats the values of another one, nor those of a copied URL.
        guard session.isIssued, draft.hasRandomValues else { return beginAttempt(order.catching) }
        effects.append(.drawValues(.attempt(order.catching)))
    }

    /// Asks for what the attempt needs before the browser opens.
    private mutating func beginAttempt(_ catching: RoundTrip.Catching) {
        jobs.attemptNumber += 1
        var trip = RoundTrip(
            number: jobs.attemptNumber, place: session.place, fault: session.fault, provider: provider,
            request: outcome.request)
        trip.authentication = provider.clientAuthentication(of: session.client)
        trip.sshTarget = sshTarget
        jobs.attempt = trip
        jobs.log.begin(trip)
        session.noteIssued()
        effects.append(
            .roundTrip(
                trip.number,
                .prepare(
                    .init(
                        place: trip.place, fault: trip.fault, provider: provider.asked(for: trip.request),
                        redirectURI: trip.request["redirect_uri"], catching: catching, seconds: RoundTrip.timeout))))
        openAttempt()
    }

    /// Gives up what runs.
    mutating func endAttempt() {
        guard let trip = jobs.attempt else { return }
        jobs.attempt = nil
        jobs.hasNews = false
        effects.append(.roundTrip(trip.number, .end))
    }

    /// Leaves the attempt for good: the next one behaves, and the URL has values that no attempt has used.
    mutating func leaveAttempt() {
        endAttempt()
        session.fault = nil
        if session.isIssued, draft.hasRandomValues { effects.append(.drawValues(.attemptOver)) }
    }

    /// Takes a step that ends the attempt; asks before, where something would be lost.
    mutating func leaveAttempt(then step: Step) {
        guard let trip = jobs.attempt else { return steps.append(step) }
        if trip.isRunning { return ask(.leaveAttempt(then: step)) }
        guard trip.stage != .done || trip.place != .provider else {
            return say("Esc leaves the tokens first", .warning)
        }
        steps += [.leaveAttempt, step]
    }

    mutating func sendTokenRequest() {
        guard let number = jobs.attempt?.number else { return }
        jobs.attempt?.stage = .exchanging
        effects.append(.roundTrip(number, .exchange))
    }

    // MARK: Random values

    /// Uses the random values that were asked for.
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
        }
    }

    /// Applies the fix of a finding to the draft.
    mutating func fix(_ finding: Diagnostic, with fresh: FreshValues?) {
        guard let fix = finding.fix else { return say(finding.remedy, .warning) }
        if fix.needsFreshValues, fresh == nil { return effects.append(.drawValues(.fix(finding))) }
        var request = outcome.request
        var headers = outcome.headers
        fix.apply(to: &request, fresh: fresh, headers: &headers)
        let before = draft
        edit { [provider] in $0.adopt(request, headers: headers, provider: provider, fresh: fresh) }
        guard draft != before else { return say("No fix by key: \(finding.advice)", .warning) }
        let isLeft = outcome.diagnostics.contains {
            $0.rule == finding.rule && $0.parameter.hasSameOctets(as: finding.parameter)
        }
        guard !isLeft else { return say("Changed, but not fixed: \(finding.advice) · u undo", .warning) }
        say("Fixed: \(fix.title) · u undo")
    }

    // MARK: What happens to the attempt

    /// Applies an event of an attempt. An event of an earlier attempt changes nothing.
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
            // So many answers do not come by accident.
            if count == 20 { say("20 redirects refused: something keeps calling this port", .warning) }
        case .strayPaste(let reason, let mismatch):
            trip.mismatch = mismatch
            trip.refusals += 1
            trip.lastRefusal = reason
            say(mismatch == nil ? "Not the answer to this attempt" : "state differs: not accepted", .problem)
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
            // The last second is the timer's.
            trip.secondsLeft = max(1, trip.secondsLeft - seconds)
        case .timedOut:
            guard trip.stage == .waiting else { return }
            trip.stage = .failed(.init(.wait, "No redirect came within \(RoundTrip.timeout / 60) minutes.", .again))
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
                return say("No token here is a JSON Web Token: there are no claims to read", .hint)
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

    /// Everything listens: the request is settled now, with the port that is listened on, and goes to the browser.
    private mutating func authorize(
        provider: Provider, redirectURI: String?, arrival: RoundTrip.Arrival
    ) {
        if let redirectURI, redirectURI != draft.redirectURI {
            session.history.record(session.present)
            var next = draft
            next.redirectURI = redirectURI
            session.replaceDraft(next)
            session.noteIssued()
            say("The redirect URI has the free port now · u undo")
        }
        guard let trip = jobs.attempt else { return }
        let number = trip.number
        var request = outcome.request
        request.endpoint = provider.authorizationEndpoint
        jobs.attempt?.provider = provider
        jobs.attempt?.request = request
        jobs.attempt?.arrival = arrival
        jobs.attempt?.stage = .waiting
        jobs.attempt?.browser = browserAbsence.map { .absent($0) } ?? .opening
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

    /// A second of the wait has gone.
    mutating func countDown(_ number: Int) {
        guard jobs.attempt?.number == number, jobs.attempt?.stage == .waiting else { return }
        jobs.attempt?.secondsLeft -= 1
        if jobs.attempt?.secondsLeft == 0 {
            // The listener has its own clock; a redirect that is to be pasted has only this one.
            apply(.timedOut, toAttempt: number)
            return effects.append(.roundTrip(number, .end))
        }
        effects.append(.wait(.second(number), milliseconds: 1_000))
    }
}

extension RoundTripEvent {
    /// Whether the attempt takes a turn by it that the user waits for.
    fileprivate var isTurn: Bool {
        switch self {
        case .answerRefused, .stateMatched, .timedOut, .granted, .failed, .lost: true
        case .ready, .listening, .browser, .refused, .strayPaste, .requestChanged, .secondsPassed, .notDone,
            .tokensRevealed, .claims, .accessToken, .log:
            false
        }
    }
}
