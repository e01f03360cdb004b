import Flow
import OAuth
import Screen

extension Attempt {
    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        guard let trip = desk.jobs.attempt else { return }
        let body = rows(on: desk, in: room)
        let lines = lines(of: trip, on: desk, in: body)
        drawRule(of: trip, hidden: lines.count - top - body.height, desk.key(.down), above: body, on: &frame)
        frame.offer(.list(0), in: body)
        frame.draw(lines, from: top, in: body)
        frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false)
    }

    /// - Parameters:
    ///   - hidden: The number of lines below those in sight.
    ///   - down: The key that shows them.
    private func drawRule(of trip: RoundTrip, hidden: Int, _ down: String, above body: Rect, on frame: inout Frame) {
        var remarks: [Line] = []
        if hidden > 0 {
            let more = "\(hidden) more"
            remarks += [
                Line("\(more), \(down) shows \(hidden == 1 ? "it" : "them")", Style(.dim)), Line(more, Style(.dim)),
            ]
        }
        if let fault = trip.fault { remarks.append(Line("fault: \(fault.rawValue)", Style(.warning))) }
        if trip.place == .provider { remarks.append(Line(trip.provider.host ?? "", Style(.host))) }
        let title = trip.place == .rehearsal ? "Rehearsal" : "Try it"
        frame.drawRule(title, at: body.y - 1, body.x..<body.right, remarks: remarks)
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        guard let trip = desk.jobs.attempt else { return Face(corner: .next([]), hints: []) }
        let (subject, text) = explanation(of: trip, on: desk)
        return Face(corner: corner(of: trip), explanation: .text(subject, text), hints: hints(in: trip, desk.provider))
    }

    /// Returns the state of the attempt and the next key.
    private func corner(of trip: RoundTrip) -> Corner {
        switch trip.stage {
        case .preparing: return Corner(Line("Preparing", Style(.text, .bold)))
        case .waiting:
            if trip.place == .rehearsal {
                return .next(
                    trip.refusalsAtListener > 0
                        ? [(.tryIt, "start again")] : [(.tripAllow, "allow"), (.tripDeny, "deny")])
            }
            guard case .listener = trip.arrival else { return .next([(.tripPaste, "paste the redirect")]) }
            return Corner(Line("Sign in and allow in the browser", Style(.accent, .bold)))
        case .checking: return .next([(.accept, "send the token request")])
        case .exchanging: return Corner(Line("Waiting for the token", Style(.text, .bold)))
        case .done: return Corner(Line("✓ Exchanged", Style(.ok, .bold)), [(.tryIt, "again"), (.back, "leave")])
        case .failed(let failure):
            return Corner(Line("✗ No token", Style(.error, .bold)), [(.accept, failure.remedy.hint)])
        }
    }

    /// Returns the keys of the attempt, the most useful first.
    private func hints(in trip: RoundTrip, _ provider: Provider) -> [Hint] {
        let isRehearsal = trip.place == .rehearsal
        let fault: [Hint] = isRehearsal ? [(.tripFault, "fault")] : []
        let other: Hint = (.tripPlace, isRehearsal ? "use the real \(provider.name)" : "rehearse")
        switch trip.stage {
        case .preparing, .exchanging: return [(.back, "stop")]
        case .waiting:
            // After a refused redirect, the consent page has been answered already.
            let isAnswered = isRehearsal && trip.refusalsAtListener > 0
            let consent: [Hint] =
                isAnswered ? [(.tryIt, "again")] : isRehearsal ? [(.tripAllow, "allow"), (.tripDeny, "deny")] : []
            return consent + [(.back, "stop")] + fault + [
                (.tripPaste, "paste redirect"), (.copy, "copy URL"), (.open, "browser"), other,
            ]
        case .checking:
            let secret: [Hint] =
                trip.client?.kind == .confidential
                ? [(.tripSecret, "client secret"), (.tripAuthentication, "how to send it")] : []
            return [(.accept, "send")] + secret + [(.back, "stop"), (.tripCopyCurl, "copy as curl"), (.zoom, "zoom")]
        case .done:
            return [
                (.tripReveal, trip.revealed == nil ? "show tokens" : "hide tokens"), (.back, "leave"),
                (.tripCopyToken, "copy token"),
            ]
                + (trip.grant?.idToken == nil ? [] : [(.tripClaims, trip.claims == nil ? "claims" : "hide claims")])
                + (trip.grant?.refreshToken == nil ? [] : [(.tripRefresh, "refresh")]) + [(.tryIt, "again")]
                + fault + [(.tripCopyCurl, "curl"), other]
        case .failed(let failure):
            let again: [Hint] = failure.remedy == .again ? [] : [(.tryIt, "again")]
            let paste: [Hint] = trip.canPasteInstead ? [(.tripPaste, "paste instead")] : []
            return [(.accept, failure.remedy.hint)] + again + paste + [(.back, "back")] + fault + [other]
        }
    }

    /// Returns an explanation of the present step.
    private func explanation(of trip: RoundTrip, on desk: Desk) -> (subject: String, text: String) {
        switch trip.stage {
        case .preparing: return ("Listening", "starts before the browser, so that no redirect is missed")
        case .waiting:
            if let fault = trip.fault { return (fault.rawValue, fault.consequence) }
            if trip.place == .provider {
                return ("Waiting", "redirects with another state are refused, RFC 6749 §10.12")
            }
            return ("Rehearsal", "simulated on this machine; nothing is sent out")
        case .checking where trip.isSecretMissing:
            return (
                "Confidential client",
                "\(desk.keys.way(to: .tripSecret, in: [.roundTrip])) types its secret, which is used for this request only"
            )
        case .checking: return ("Token request", "secrets masked; the code works once")
        case .exchanging: return ("Token request", "sent only once, RFC 6749 4.1.2")
        case .done: return ("Tokens", "in memory only, until you leave")
        case .failed: return ("No token", "\(desk.keys.way(to: .tryIt)) starts a new attempt, with new values")
        }
    }
}

extension Fault {
    /// The explanation up to its first semicolon, for one row. The menu shows all of it.
    fileprivate var consequence: String {
        String(explanation.prefix { $0 != ";" })
    }
}

extension RoundTrip.Failure.Remedy {
    /// The effect of Enter, in a few words.
    var hint: String {
        switch self {
        case .field(let name): name == "scope" ? "go to Scopes" : "go to the field"
        case .redirectURI: "try another redirect"
        case .freePort: "use a free port"
        case .again: "try again"
        }
    }
}
