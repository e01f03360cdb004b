import OAuth
import Rehearsal
import Screen

extension Model {
    /// The rows that the attempt has.
    var roundTripHeight: Int { max(1, layout.roundTrip.height - 1) }

    /// Draws the attempt, or the menu of faults in its place.
    func drawRoundTrip(in body: Rect, on frame: inout Frame) {
        guard let trip = roundTrip, !body.isEmpty else { return }
        let lines = trip.menu == nil ? roundTripLines(of: trip) : []
        drawRule(of: trip, hidden: lines.count - trip.top - body.height, above: body, on: &frame)
        if let menu = trip.menu { return drawFaults(menu, in: body, on: &frame) }
        for y in 0..<body.height {
            guard let line = lines[safely: trip.top + y] else { break }
            frame.write(line, x: body.x, y: body.y + y, until: body.right)
        }
        frame.cursor = Frame.Cursor(x: body.x, y: body.y, isVisible: false)
    }

    func roundTripLines(of trip: RoundTrip) -> [Line] {
        RoundTripLines(trip, width: layout.roundTrip.width, height: layout.roundTrip.height).lines
    }

    /// Keeps the lines in sight.
    mutating func settleRoundTrip() {
        guard let trip = roundTrip else { return }
        let last = max(0, roundTripLines(of: trip).count - layout.roundTrip.height)
        roundTrip?.top = max(0, min(trip.top, last))
    }

    /// - Parameter hidden: How many lines lie below those in sight.
    private func drawRule(of trip: RoundTrip, hidden: Int, above body: Rect, on frame: inout Frame) {
        let y = body.y - 1
        frame.fill(Rect(x: body.x, y: y, width: body.width, height: 1), "─", Style(.dim))
        let title = trip.place == .rehearsal ? "▸ Rehearsal" : "▸ Try it"
        let end = frame.write(
            " \(title) ", x: body.x + 1, y: y, Style(.accent, [.bold, .reverse]), until: body.right - 2)
        var remarks: [(String, Style)] = []
        if hidden > 0 {
            let more = "\(hidden) more"
            remarks += [("\(more), Down shows \(hidden == 1 ? "it" : "them")", Style(.dim)), (more, Style(.dim))]
        }
        if let fault = trip.fault { remarks.append(("fault: \(fault.rawValue)", Style(.warning))) }
        if trip.place == .provider { remarks.append((trip.provider.host ?? "", Style(.host))) }
        guard let (text, style) = remarks.first(where: { !$0.0.isEmpty && end + $0.0.columns + 4 < body.right })
        else { return }
        frame.write(" \(text) ", endingAt: body.right - 1, y: y, style, from: end)
    }

    // MARK: The menu of faults

    private func drawFaults(_ row: Int, in body: Rect, on frame: inout Frame) {
        let titles =
            ["None: the provider behaves"]
            + Fault.allCases.map { fault in
                fault == .fewerScopes && draft.scopes.count < 2 ? fault.title + " (needs two)" : fault.title
            }
        let top = max(0, min(row - body.height / 2, titles.count - body.height))
        let explanation = Fault.allCases[safely: row - 1]?.explanation ?? ""
        for (y, line) in wrap(explanation, width: body.width - 6).enumerated() where titles.count + 1 + y < body.height
        {
            frame.write(line, x: body.x + 5, y: body.y + titles.count + 1 + y, Style(.dim), until: body.right)
        }
        for y in 0..<body.height {
            guard let title = titles[safely: top + y] else { break }
            let index = top + y
            let isChosen = index == (roundTrip?.fault.flatMap { Fault.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
            frame.write(index == row ? "▸" : " ", x: body.x, y: body.y + y, until: body.right)
            frame.write(isChosen ? "(∙)" : "( )", x: body.x + 1, y: body.y + y, until: body.right)
            frame.write(title, x: body.x + 5, y: body.y + y, until: body.right - 1)
            if index == row { markCurrent(body, row: y, on: &frame) }
        }
    }

    // MARK: The rows around it

    /// How the attempt stands, and what to press next.
    func corner(of trip: RoundTrip, room: Int) -> Line {
        let isNarrow = room < 72
        var line = Line()
        if trip.menu != nil {
            appendKey(.accept, "starts with this fault", to: &line, isNarrow)
            return line
        }
        switch trip.stage {
        case .preparing: line.append("Preparing", Style(.text, .bold))
        case .waiting:
            line.append("Next: ", Style(.accent, .bold))
            if trip.place == .rehearsal, trip.refusals > 0 {
                line.append("t starts anew, Esc stops")
            } else if trip.place == .rehearsal {
                line.append("a allows, d denies")
            } else if case .listener = trip.arrival {
                line.append(isNarrow ? "sign in and allow" : "sign in and allow in the browser")
            } else {
                line.append("Enter pastes the redirect")
            }
        case .checking:
            line.append("Next: ", Style(.accent, .bold))
            line.append(isNarrow ? "Enter sends it" : "Enter sends the token request")
        case .exchanging: line.append("Waiting for the token", Style(.text, .bold))
        case .done:
            line.append("✓ Exchanged", Style(.ok, .bold))
            appendKey(.tryIt, "again", to: &line, isNarrow)
            appendKey(.back, "leave", to: &line, isNarrow)
        case .failed(let failure):
            line.append("✗ No token", Style(.error, .bold))
            appendKey(.accept, failure.remedy.hint, to: &line, isNarrow)
        }
        return line
    }

    /// The keys of the attempt, the most useful first.
    func hints(in trip: RoundTrip) -> [(Action, String)] {
        if trip.menu != nil { return [(.accept, "start"), (.down, "next"), (.up, "previous"), (.back, "back")] }
        let isRehearsal = trip.place == .rehearsal
        let other: (Action, String) = (.tripPlace, isRehearsal ? "ask \(provider.name)" : "rehearse")
        switch trip.stage {
        case .preparing, .exchanging: return [(.back, "stop")]
        case .waiting:
            // Where an answer was refused, the consent page has been answered.
            let isAnswered = isRehearsal && trip.refusals > 0
            let consent: [(Action, String)] =
                isAnswered ? [(.tryIt, "again")] : isRehearsal ? [(.tripAllow, "allow"), (.tripDeny, "deny")] : []
            return consent + [(.back, "stop")] + (isRehearsal ? [(.tripFault, "fault")] : []) + [
                (.tripPaste, "paste redirect"), (.copy, "copy URL"), (.open, "browser"), other,
            ]
        case .checking:
            let secret: [(Action, String)] =
                client(of: trip)?.kind == .confidential ? [(.tripSecret, "client secret")] : []
            return [(.accept, "send")] + secret + [(.back, "stop"), (.tripCopyCurl, "copy as curl"), (.zoom, "zoom")]
        case .done:
            return [
                (.tripReveal, trip.revealed == nil ? "show tokens" : "hide tokens"), (.back, "leave"),
                (.tripCopyToken, "copy token"), (.tripRefresh, "refresh"), (.tryIt, "again"),
            ] + (isRehearsal ? [(.tripFault, "fault")] : []) + [(.tripCopyCurl, "curl"), other]
        case .failed(let failure):
            let again: [(Action, String)] = failure.remedy == .again ? [] : [(.tryIt, "again")]
            let paste: [(Action, String)] =
                failure.step == .wait && trip.arrival == nil ? [(.tripPaste, "paste instead")] : []
            return [(.accept, failure.remedy.hint)] + again + paste + [(.back, "back")]
                + (isRehearsal ? [(.tripFault, "fault")] : []) + [other]
        }
    }

    /// What the present step is for.
    func explanation(of trip: RoundTrip) -> (subject: String, text: String) {
        if let menu = trip.menu {
            guard menu > 0, let fault = Fault.allCases[safely: menu - 1] else {
                return ("none", "the provider does what the standards ask for")
            }
            return (fault.rawValue, fault.consequence)
        }
        switch trip.stage {
        case .preparing: return ("Listening", "comes first, so that no answer is missed")
        case .waiting:
            if let fault = trip.fault { return (fault.rawValue, fault.consequence) }
            if trip.place == .provider {
                return ("Waiting", "only an answer with this attempt's state ends it, RFC 6749 10.12")
            }
            return ("Rehearsal", "\(provider.name) is played on this machine alone")
        case .checking where client(of: trip)?.kind == .confidential && !trip.hasClientSecret:
            return ("Confidential client", "S types its secret, which goes into this request alone")
        case .checking: return ("Token request", "secrets masked; the code works once")
        case .exchanging: return ("Token request", "sent once and never again, RFC 6749 4.1.2")
        case .done: return ("Tokens", "in memory only, until you leave")
        case .failed: return ("No token", "every attempt has values of its own: t starts a new one")
        }
    }
}

extension Fault {
    /// What happens, for one row; the menu has the whole explanation.
    fileprivate var consequence: String {
        String(explanation.prefix { $0 != ";" })
    }
}

extension RoundTrip.Failure.Remedy {
    /// What Enter does about it, in a few words.
    var hint: String {
        switch self {
        case .field(let name): name == "scope" ? "goes to Scopes" : "goes to the field"
        case .redirectURI: "tries another redirect"
        case .freePort: "takes a free port"
        case .again: "tries again"
        }
    }
}
