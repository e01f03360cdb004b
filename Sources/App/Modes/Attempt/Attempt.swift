import Flow
import OAuth
import Screen

/// The mode that shows an attempt. The attempt itself is a job.
package struct Attempt: ModeState {
    /// The first line shown.
    package internal(set) var top = 0
    package internal(set) var isZoomed = false
    /// The state of the attempt when `top` was last set.
    private var shown = Turn()

    /// The parts of an attempt's state that scroll the page when they change.
    private struct Turn: Equatable {
        var number = 0
        var hasExchange = false
        var hasGrant = false
        var isRevealed = false
    }

    package init() {}

    package var cover: Cover { isZoomed ? .screen : .column }
    package func contexts(on desk: Desk) -> [Binding.Context] { [.roundTrip, .global] }
    package func isOver(on desk: Desk) -> Bool { !desk.jobs.isAttempting }

    // MARK: Keys

    package func refusal(of action: Action, on desk: Desk) -> String? {
        guard let trip = desk.jobs.attempt else { return nil }
        switch action {
        case .tripAllow, .tripDeny:
            guard trip.place == .rehearsal else { return "Allow or deny in the browser: this is not a rehearsal" }
            return trip.stage == .waiting ? nil : trip.nextKey(desk.key)
        case .tripPaste: return trip.stage == .waiting || trip.canPasteInstead ? nil : trip.nextKey(desk.key)
        case .tripFault:
            guard trip.place == .rehearsal else {
                return "Faults are for rehearsals: \(desk.keys.way(to: .tripPlace, in: [.roundTrip])) switches to one"
            }
            return trip.holdsCode ? trip.wayBack : nil
        // A code must not be lost by a mistyped key.
        case .tripPlace: return trip.holdsCode ? trip.wayBack : nil
        case .tripSecret, .tripAuthentication:
            return trip.stage == .checking ? nil : "No token request is ready to send"
        case .tripReveal, .tripCopyToken, .tripClaims:
            return trip.grant == nil ? "There is no token yet" : trip.tokenLoss
        case .tripCopyCurl: return trip.exchange == nil ? "There is no token request yet" : nil
        case .tripRefresh:
            guard let grant = trip.grant, trip.stage == .done else { return "There is no token yet" }
            return grant.refreshToken == nil ? "The server gave no refresh token" : trip.tokenLoss
        case .clientsPane, .scopesPane, .requestPane, .validationPane, .urlPane, .nextPane, .previousPane:
            return trip.isRunning || trip.stage == .done ? trip.wayBack : nil
        case .accept, .back, .interrupt, .palette: return nil
        default:
            let isMovement = action.distance(page: 1) != nil
            return isMovement || KeyTable.worksAlways(action) ? nil : trip.wayBack
        }
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        guard let trip = desk.jobs.attempt else { return false }
        if let distance = action.distance(page: max(1, rows(on: desk, in: room).height - 1)) {
            top += distance
            return true
        }
        switch action {
        case .accept: accept(trip, on: &desk)
        case .zoom: isZoomed.toggle()
        case .back: back(from: trip, on: &desk)
        case .quit:
            guard trip.isRunning else { return false }
            desk.ask(.quitAttempt)
        case .tryIt:
            if trip.isRunning { desk.ask(.startAgain) } else { desk.startAttempt() }
        case .clientsPane, .scopesPane, .requestPane, .validationPane, .urlPane, .nextPane, .previousPane:
            desk.leaveAttempt()
            desk.steps.append(.perform(action))
        case .tripAllow: desk.effects.append(.roundTrip(trip.number, .consent(allows: true)))
        case .tripDeny: desk.effects.append(.roundTrip(trip.number, .consent(allows: false)))
        case .tripPaste: paste(in: trip, on: &desk)
        case .tripFault: desk.open(Menu(faultsOf: trip, on: desk))
        case .tripPlace: desk.startAttempt(at: trip.place == .rehearsal ? .provider : .rehearsal)
        case .tripSecret: desk.open(LineMode(.clientSecret(trip.number)))
        case .tripAuthentication: changeAuthentication(of: trip, on: &desk)
        case .tripReveal:
            if trip.revealed == nil { desk.ask(.revealTokens) } else { desk.jobs.attempt?.revealed = nil }
        case .tripClaims:
            if trip.claims == nil {
                desk.effects.append(.roundTrip(trip.number, .revealClaims))
            } else {
                desk.jobs.attempt?.claims = nil
            }
        case .tripCopyToken: desk.ask(.copyToken)
        case .tripCopyCurl: trip.exchange.map { desk.effects.append(.copy($0.curl, .curl)) }
        case .tripRefresh:
            desk.jobs.attempt?.stage = .exchanging
            desk.jobs.attempt?.revealed = nil
            desk.jobs.attempt?.claims = nil
            desk.effects.append(.roundTrip(trip.number, .refresh))
        default: return false
        }
        return true
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) { top += rows }

    /// Opens the line for the redirect by itself when something is pasted while the attempt waits.
    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        guard let trip = desk.jobs.attempt, trip.stage == .waiting else { return false }
        var line = LineMode(.redirect(trip.number))
        _ = line.paste(text, on: &desk)
        desk.open(line)
        return true
    }

    /// Handles Enter: takes the next step of the attempt, or resolves its failure.
    private func accept(_ trip: RoundTrip, on desk: inout Desk) {
        switch trip.stage {
        case .waiting: paste(in: trip, on: &desk)
        case .checking:
            if trip.exchange?.diagnostics.contains(where: { $0.severity == .error }) == true {
                return desk.say(
                    "The token request has errors and is not sent: \(desk.keys.way(to: .tryIt)) tries again", .problem)
            }
            if trip.isSecretMissing {
                desk.ask(.sendWithoutSecret(isTurnedOff: trip.authentication == .none))
            } else {
                desk.sendTokenRequest()
            }
        case .failed(let failure): fix(failure, on: &desk)
        case .preparing, .exchanging: break
        case .done: desk.say("Done: Esc leaves, \(desk.keys.way(to: .tryIt)) tries again", .hint)
        }
    }

    /// Changes how the client secret is sent to the next method. The preview is then made again.
    private func changeAuthentication(of trip: RoundTrip, on desk: inout Desk) {
        let all = ClientAuthenticationMethod.allCases
        let next = all[((all.firstIndex(of: trip.authentication) ?? 0) + 1) % all.count]
        desk.jobs.attempt?.authentication = next
        desk.effects.append(.roundTrip(trip.number, .authenticate(next)))
        let offered = desk.provider.token.clientAuthentication
        let isOffered = offered.isEmpty || offered.contains(next)
        desk.say(
            "Client secret: \(next.place)\(isOffered ? "" : ", which the provider does not offer")",
            isOffered ? .done : .warning)
    }

    private func back(from trip: RoundTrip, on desk: inout Desk) {
        // A rehearsal can be repeated at any time.
        guard trip.place == .provider else { return desk.leaveAttempt() }
        switch trip.stage {
        case .done: desk.ask(.forgetTokens)
        case .checking, .exchanging: desk.ask(.forgetCode)
        case .preparing, .waiting, .failed: desk.leaveAttempt()
        }
    }

    private func paste(in trip: RoundTrip, on desk: inout Desk) {
        if trip.canPasteInstead { return desk.startAttempt(.init(catching: .byPaste)) }
        desk.open(LineMode(.redirect(trip.number)))
    }

    private func fix(_ failure: RoundTrip.Failure, on desk: inout Desk) {
        switch failure.remedy {
        case .field(let name):
            desk.leaveAttempt()
            desk.steps.append(.goTo(.parameter(name)))
        case .redirectURI(let uri):
            desk.edit { $0.redirectURI = uri }
            desk.startAttempt()
        case .freePort: desk.startAttempt(.init(catching: .onFreePort))
        case .again: desk.startAttempt()
        }
    }

    // MARK: Settling

    package mutating func settle(on desk: inout Desk, in room: Room) {
        guard let trip = desk.jobs.attempt else { return }
        if room.isOnTop { desk.jobs.hasNews = false }
        guard room.kind != .tooSmall else { return }
        let body = rows(on: desk, in: room)
        let lines = lines(of: trip, on: desk, in: body)
        let turn = Turn(
            number: trip.number, hasExchange: trip.exchange != nil, hasGrant: trip.grant != nil,
            isRevealed: trip.revealed != nil)
        if turn.isRevealed, !shown.isRevealed {
            // Ten seconds are short: the tokens are in sight at once.
            top = (lines.firstIndex { $0.spans.contains { $0.text == "Access" } } ?? 1) - 1
        } else if turn.number != shown.number || turn.hasExchange != shown.hasExchange
            || turn.hasGrant != shown.hasGrant
        {
            top = 0
        }
        shown = turn
        top = clamped(top, of: lines.count, height: body.height)
    }

    /// Returns the rows of the attempt, below the rule with its title.
    func rows(on desk: Desk, in room: Room) -> Rect {
        isZoomed ? room.page : room.column(urlLines: URLLines(desk, width: room.size.width).count)
    }

    func lines(of trip: RoundTrip, on desk: Desk, in body: Rect) -> [Line] {
        let keys = KeyNames(desk.keys, contexts(on: desk))
        let lines = RoundTripLines(trip, width: body.width, height: body.height, keys).lines
        return lines + AttemptDrawing(trip, width: body.width, rows: body.height - lines.count).lines
    }
}

extension ClientAuthenticationMethod {
    /// The place of the secret in the token request, in a few words.
    var place: String {
        switch self {
        case .basic: "in the Authorization header"
        case .body: "in the body"
        case .none: "not sent"
        }
    }
}

extension RoundTrip {
    /// Returns the message for a key that has no meaning in the present stage. It names the key that has one.
    fileprivate func nextKey(_ key: KeyNames) -> String {
        switch stage {
        case .preparing, .waiting, .exchanging: "Not yet: the attempt is running"
        case .checking: "The redirect has arrived: Enter sends the token request"
        case .done, .failed: "This attempt is over: \(key(.tryIt)) starts a new one"
        }
    }

    /// The message for a key that works only in the panes.
    fileprivate var wayBack: String {
        isRunning ? "The attempt is running: Esc stops it" : "Esc goes back to the request first"
    }

    /// Whether the redirect can still be pasted after listening for it has failed.
    var canPasteInstead: Bool {
        if case .failed(let failure) = stage { failure.step == .wait && arrival == nil } else { false }
    }

    /// The client of the attempt, or nil when its `client_id` is not in the provider's list.
    var client: Client? {
        let id = request["client_id"] ?? ""
        return provider.clients.first { $0.clientID == id }
    }

    /// Whether a confidential client has no secret yet. The server rejects it then (RFC 6749 §3.2.1).
    var isSecretMissing: Bool { client?.kind == .confidential && !hasClientSecret }
}

extension Menu {
    /// Creates the menu of faults. Choosing one starts a new rehearsal.
    fileprivate init(faultsOf trip: RoundTrip, on desk: Desk) {
        func row(_ fault: Fault) -> Row {
            let needsTwo = fault == .fewerScopes && desk.draft.scopes.count < 2
            return Row(
                text: fault.rawValue, detail: fault.title + (needsTwo ? " (needs two scopes)" : ""), remark: "",
                isPresent: trip.fault == fault, refusal: nil, explanation: fault.explanation,
                steps: [.startAttempt(.init(fault: fault))])
        }
        let none = Row(
            text: "none", detail: "The provider follows the standards", remark: "", isPresent: trip.fault == nil,
            refusal: nil,
            explanation: "a rehearsal without a fault",
            steps: [.startAttempt(.init(behaves: true))])
        self.init("Fault of the rehearsal", verb: "start", [none] + Fault.allCases.map { row($0) })
    }
}

extension Desk {
    /// Opens the mode for the attempt that has just begun.
    mutating func openAttempt() { open(Attempt()) }
}
