import OAuth
import Rehearsal
import Screen

extension Model {
    // MARK: Beginning and ending

    /// `t`: tries the whole flow, with values of its own if the URL on the screen has been used.
    mutating func tryIt(_ change: (inout Model) -> Void = { _ in }, _ catching: RoundTrip.Catching = .asGiven)
        -> [Effect]
    {
        var effects = endRoundTrip()
        change(&self)
        guard !draft.clientID.isEmpty else { return effects + say("No client_id yet: 3 Request takes one", .warning) }
        // RFC 9700 §2.1: an attempt never repeats the values of another one, nor those of a copied URL.
        if isIssued, draft.hasRandomValues {
            return effects + [.drawValues(.attempt(catching))]
        }
        effects += begin(catching)
        return effects
    }

    /// Asks for what the attempt needs before the browser opens.
    mutating func begin(_ catching: RoundTrip.Catching) -> [Effect] {
        roundTripNumber += 1
        isVerifierShown = false
        let trip = RoundTrip(
            number: roundTripNumber, place: place, fault: fault, provider: provider, request: outcome.request)
        roundTrip = trip
        noteIssued()
        return [
            .roundTrip(
                trip.number,
                .prepare(
                    .init(
                        place: trip.place, fault: trip.fault, provider: provider,
                        redirectURI: trip.request["redirect_uri"], catching: catching,
                        seconds: RoundTrip.patience)))
        ]
    }

    /// Gives up what runs and goes back to the panes.
    mutating func endRoundTrip() -> [Effect] {
        guard let trip = roundTrip else { return [] }
        roundTrip = nil
        if editing?.target.isOfAttempt == true { editing = nil }
        return [.roundTrip(trip.number, .end)]
    }

    /// Goes back to the panes for good: the next `t` behaves, and the URL has values that no attempt has used.
    mutating func leaveRoundTrip() -> [Effect] {
        let effects = endRoundTrip()
        fault = nil
        return effects + (isIssued && draft.hasRandomValues ? [.drawValues(.attemptOver)] : [])
    }

    // MARK: Keys

    /// A key while an attempt is on the screen.
    mutating func press(_ key: Key, in trip: RoundTrip) -> [Effect] {
        // What was said of the last key does not hide what to press now.
        notice = nil
        if trip.menu != nil { return choose(with: key) }
        if let action = KeyTable.action(for: key, in: .roundTrip) { return perform(action, in: trip) }
        guard let action = KeyTable.action(for: key, in: .global) else { return [] }
        switch action {
        case .accept: return acceptStep(of: trip)
        case .up: scroll(by: -1)
        case .down: scroll(by: 1)
        case .pageUp: scroll(by: -roundTripHeight)
        case .pageDown: scroll(by: roundTripHeight)
        case .first: scroll(by: -.max / 2)
        case .last: scroll(by: .max / 2)
        case .back:
            // What a rehearsal gave is worth nothing, and can be had again.
            guard trip.stage == .done, trip.place == .provider else { return leaveRoundTrip() }
            question = .forgetTokens
        case .interrupt: return trip.isRunning ? leaveRoundTrip() : [.interrupt]
        case .quit:
            guard trip.isRunning else { return endRoundTrip() + [.quit] }
            question = .quitAttempt
        case .tryIt:
            guard trip.isRunning else { return tryIt() }
            question = .startAnew
        case .palette: openPalette()
        case .copy, .plain, .open, .urlView, .zoom, .help, .redraw, .suspend, .provider: return perform(action)
        case .clientsPane, .scopesPane, .requestPane, .validationPane, .urlPane, .nextPane, .previousPane:
            guard !trip.isRunning else { return say(Self.stopFirst, .warning) }
            guard trip.stage != .done else { return say("Esc leaves the tokens first", .warning) }
            return leaveRoundTrip() + perform(action)
        default: return say(trip.isRunning ? Self.stopFirst : "Esc goes back to the request first", .warning)
        }
        return []
    }

    private mutating func perform(_ action: Action, in trip: RoundTrip) -> [Effect] {
        if let refusal = refusal(of: action, in: trip) { return say(refusal, .warning) }
        switch action {
        case .tripAllow: return [.roundTrip(trip.number, .consent(allows: true))]
        case .tripDeny: return [.roundTrip(trip.number, .consent(allows: false))]
        case .tripPaste: return startPaste(in: trip)
        case .tripFault:
            roundTrip?.menu = trip.fault.flatMap { Fault.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        case .tripPlace: return start(at: trip.place == .rehearsal ? .provider : .rehearsal)
        case .tripSecret:
            editing = Editing(target: .clientSecret, editor: LineEditor())
        case .tripReveal: return reveal(in: trip)
        case .tripCopyToken: question = .copyToken
        case .tripCopyCurl: return trip.exchange.map { [.copy($0.curl, .curl)] } ?? []
        case .tripRefresh:
            roundTrip?.stage = .exchanging
            roundTrip?.revealed = nil
            return [.roundTrip(trip.number, .refresh)]
        default: break
        }
        return []
    }

    /// Enter: the next step of the attempt, or the way out of its failure.
    private mutating func acceptStep(of trip: RoundTrip) -> [Effect] {
        switch trip.stage {
        case .waiting: return startPaste(in: trip)
        case .checking:
            if trip.exchange?.diagnostics.contains(where: { $0.severity == .error }) == true {
                return say("The token request has errors: it is not sent. t tries again", .problem)
            }
            if isSecretMissing(in: trip) {
                question = .sendWithoutSecret
                return []
            }
            return sendTokenRequest()
        case .failed(let failure): return mend(failure)
        case .preparing, .exchanging: return []
        case .done: return say("Done: Esc leaves, t tries again", .warning)
        }
    }

    mutating func sendTokenRequest() -> [Effect] {
        guard let number = roundTrip?.number else { return [] }
        roundTrip?.stage = .exchanging
        return [.roundTrip(number, .exchange)]
    }

    /// A confidential client without its secret is refused (RFC 6749 §3.2.1).
    func isSecretMissing(in trip: RoundTrip) -> Bool {
        client(of: trip)?.kind == .confidential && !trip.hasClientSecret
    }

    /// The registered client of the attempt, if it is one.
    func client(of trip: RoundTrip) -> Client? {
        let id = trip.request["client_id"] ?? ""
        return trip.provider.clients.first { $0.clientID == id }
    }

    private mutating func mend(_ failure: RoundTrip.Failure) -> [Effect] {
        switch failure.remedy {
        case .field(let name):
            let effects = leaveRoundTrip()
            let place = field(of: name)
            // What is wrong with a URL is told by its findings.
            pane = place.pane == .url ? .validation : place.pane
            if let row = place.row { requestCursor = row }
            return effects
        case .redirectURI(let uri):
            let effects = endRoundTrip() + edit { $0.redirectURI = uri }
            return effects + tryIt()
        case .freePort: return tryIt({ _ in }, .onFreePort)
        case .again: return tryIt()
        }
    }

    private mutating func start(at place: RoundTrip.Place) -> [Effect] {
        if place == .provider, draft.method == .plain {
            question = .openVerifier(thenTry: true)
            return []
        }
        return tryIt { $0.place = place }
    }

    private mutating func reveal(in trip: RoundTrip) -> [Effect] {
        if trip.revealed != nil {
            roundTrip?.revealed = nil
            return []
        }
        question = .revealTokens
        return []
    }

    private mutating func scroll(by lines: Int) {
        guard let top = roundTrip?.top else { return }
        let (sum, overflow) = top.addingReportingOverflow(lines)
        roundTrip?.top = overflow ? (lines < 0 ? 0 : .max / 2) : sum
    }

    // MARK: The fault menu

    private mutating func choose(with key: Key) -> [Effect] {
        guard let row = roundTrip?.menu else { return [] }
        let last = Fault.allCases.count
        switch KeyTable.action(for: key, in: .global) {
        case .up: roundTrip?.menu = max(0, row - 1)
        case .down: roundTrip?.menu = min(last, row + 1)
        case .first, .pageUp: roundTrip?.menu = 0
        case .last, .pageDown: roundTrip?.menu = last
        case .accept, .toggle:
            let fault = row == 0 ? nil : Fault.allCases[safely: row - 1]
            return tryIt { $0.fault = fault }
        case .back, .interrupt: roundTrip?.menu = nil
        default:
            if KeyTable.action(for: key, in: .roundTrip) == .tripFault { roundTrip?.menu = nil }
        }
        return []
    }

    // MARK: Paste-back

    private mutating func startPaste(in trip: RoundTrip) -> [Effect] {
        if canPasteInstead(in: trip) { return tryIt({ _ in }, .byPaste) }
        editing = Editing(target: .answer, editor: LineEditor())
        return []
    }

    /// A paste while an answer is waited for opens the field by itself.
    mutating func pasteAnswer(_ text: String) -> [Effect]? {
        guard editing == nil, question == nil, viewer == nil, menu == nil, roundTrip?.stage == .waiting,
            roundTrip?.menu == nil
        else { return nil }
        editing = Editing(target: .answer, editor: LineEditor())
        // The line end that was selected along is not worth a word.
        let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
        return paste(String(text[..<end]))
    }

    mutating func acceptClientSecret(_ text: String) -> [Effect] {
        editing = nil
        guard let trip = roundTrip, trip.stage == .checking else { return [] }
        guard !text.isEmpty else { return say("Nothing was typed: the request is as it was", .warning) }
        return [.roundTrip(trip.number, .useClientSecret(text))]
    }

    mutating func acceptAnswer(_ text: String) -> [Effect] {
        editing = nil
        guard let trip = roundTrip, trip.stage == .waiting else { return [] }
        guard text.contains(where: { !$0.isWhitespace }) else { return say("Nothing was pasted", .warning) }
        return [.roundTrip(trip.number, .takeAnswer(text))]
    }
}

extension Editing.Target {
    /// Whether the line belongs to an attempt and ends with it.
    var isOfAttempt: Bool { self == .answer || self == .clientSecret }
}
