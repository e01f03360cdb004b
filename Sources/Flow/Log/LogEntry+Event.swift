import OAuth

extension LogEntry {
    /// The entry for an event; nil for one that is not part of the exchange, such as a token that is shown.
    ///
    /// - Parameters:
    ///   - trip: The attempt after the event.
    ///   - milliseconds: Since the attempt began.
    package init?(_ event: RoundTripEvent, of trip: RoundTrip, at milliseconds: Int) {
        let side: Side
        let title: String
        var message: [String] = []
        var findings: [Diagnostic] = []
        switch event {
        case .ready(_, _, .listener(let address)): (side, title) = (.here, "Listening on \(address)")
        case .ready(_, _, .paste(let reason)): (side, title) = (.here, "Waiting for a pasted redirect: \(reason)")
        case .listening: return nil
        case .browser(.opened): (side, title) = (.here, "Browser opened")
        case .browser(.absent(let reason)), .browser(.failed(let reason)):
            (side, title) = (.here, "Browser not opened: \(reason)")
        case .browser(.opening): return nil
        case .refused(let reason, _, _): (side, title) = (.received, "A redirect, refused: \(reason)")
        case .strayPaste(let reason, _): (side, title) = (.received, "Pasted redirect refused: \(reason)")
        case .answerRefused(let diagnostics, let error, let description):
            (side, title) = (.received, "Redirect" + (error.map { ": \($0)" } ?? ", not usable"))
            message = description.map { [$0] } ?? []
            findings = diagnostics
        case .stateMatched(_, let remarks):
            let hasState = trip.request["state"] != nil
            (side, title) = (.received, "Redirect" + (hasState ? ": state matches" : ", without state"))
            message = Self.redirect(of: trip)
            findings = remarks
        case .requestChanged:
            (side, title) = (.here, "Token request changed: client secret \(trip.authentication.rawValue)")
        case .timedOut: (side, title) = (.here, "No redirect arrived in time")
        case .sent(let exchange):
            (side, title) = (.sent, trip.grant == nil ? "Token request" : "Refresh request")
            message = Self.masked(exchange.preview)
            findings = trip.grant == nil ? trip.exchange?.diagnostics ?? [] : []
        case .granted(let grant):
            (side, title) = (.received, grant.isRefreshed ? "New tokens" : "Tokens")
            message = Self.lines(of: grant)
        case .failed(let failure): (side, title) = (failure.step == .open ? .here : .received, failure.text)
        case .lost(let reason): (side, title) = (.here, reason)
        case .log(let event): (side, title) = (.provider, event.text)
        case .secondsPassed, .notDone, .tokensRevealed, .claims, .accessToken: return nil
        }
        self.init(
            attempt: trip.number, milliseconds: milliseconds, side, title, message, findings: findings)
    }

    /// The authorization request, as the browser sends it.
    package init(authorizationRequestOf trip: RoundTrip, at milliseconds: Int, findings: [Diagnostic]) {
        let head = HTTPRequestHead(request: trip.request, headers: []).lines
        self.init(
            attempt: trip.number, milliseconds: milliseconds, .sent, "Authorization request", Self.masked(head),
            findings: findings)
    }

    /// A request without secrets, and without the identity of this machine, which some providers want.
    private static func masked(_ lines: [String]) -> [String] {
        lines.map { Redaction.redacted($0, withIdentity: true) }
    }

    private static func redirect(of trip: RoundTrip) -> [String] {
        let uri = trip.request["redirect_uri"] ?? ""
        let state = trip.request["state"].map { "&state=\($0)" } ?? ""
        return ["GET \(uri)\(uri.contains("?") ? "&" : "?")code=‹redacted›\(state)"]
    }

    private static func lines(of grant: RoundTrip.Grant) -> [String] {
        var lines = ["scope: \(grant.scope.granted.joined(separator: " "))"]
        lines.append("expires_in: \(grant.expiresIn.map { String($0) } ?? "not given")")
        lines.append("access_token: ‹redacted›")
        if grant.refreshToken != nil { lines.append("refresh_token: ‹redacted›") }
        if grant.idToken != nil { lines.append("id_token: ‹redacted›") }
        return lines + grant.notices.map { "notice: \($0)" }
    }
}
