import Flow
import OAuth
import Screen
import Text

/// The lines of an attempt: the four steps, and below them the details of the present step.
struct RoundTripLines {
    private let trip: RoundTrip
    private let width: Int
    /// The rows available. With few rows, some details are left out.
    private let height: Int
    private let key: KeyNames
    private(set) var lines: [Line] = []

    init(_ trip: RoundTrip, width: Int, height: Int, _ key: KeyNames) {
        self.trip = trip
        self.width = width
        self.height = height
        self.key = key
        addSteps()
        switch trip.stage {
        case .preparing, .waiting, .exchanging: addLog(trip.log)
        case .checking: addPreview()
        case .done:
            addGrant()
            addLog(trip.log.filter(\.isNotable))
        case .failed:
            addMismatch()
            addLog(trip.log.filter(\.isNotable))
        }
    }

    // MARK: The steps

    /// The state of a step.
    private enum Mark {
        case open, running, done, failed, warning

        var sign: String {
            switch self {
            case .open: "•"
            case .running: "▸"
            case .done: "✓"
            case .failed: "✗"
            case .warning: "!"
            }
        }

        var style: Style {
            switch self {
            case .open: Style(.dim)
            case .running: Style(.accent, .bold)
            case .done: Style(.ok, .bold)
            case .failed: Style(.error, .bold)
            case .warning: Style(.warning, .bold)
            }
        }
    }

    private mutating func addSteps() {
        let isShort = height < 18 && (trip.stage == .checking || trip.stage == .done)
        if isShort { addDoneSteps() }
        for step in RoundTrip.Step.allCases where !isShort || step == .exchange {
            let mark = mark(of: step)
            add(step, mark, title(of: step, mark), right: step == .wait && trip.stage == .waiting ? clock : "")
            for (text, style) in details(of: step, mark) { addText(text, style) }
            if step == .wait, trip.stage == .waiting {
                addTunnel()
                addMismatch()
            }
        }
    }

    /// Adds the completed steps in one line, so that a small screen has room for the whole request.
    private mutating func addDoneSteps() {
        var line = Line()
        for (step, name) in [(RoundTrip.Step.open, "browser"), (.wait, "answer")] {
            let mark = mark(of: step)
            line.append(" \(mark.sign)", mark.style)
            line.append(" \(step.rawValue) \(name) ")
        }
        line.append(" ✓", Mark.done.style)
        line.append(" 3 \(title(of: .compare, .done))")
        add(line)
        for (text, style) in details(of: .compare, .done) { addText(text, style) }
    }

    private func mark(of step: RoundTrip.Step) -> Mark {
        guard let present = trip.presentStep else { return step == .open ? browserMark : .done }
        if step == present, case .failed = trip.stage { return .failed }
        if step == .open, step.rawValue < present.rawValue { return browserMark }
        return step == present ? .running : step.rawValue < present.rawValue ? .done : .open
    }

    private var browserMark: Mark {
        switch trip.browser {
        case .opened: .done
        case .opening: trip.hasAnswer ? .done : .running
        case nil: trip.isRunning ? .running : .open
        // Once the redirect has come, the browser no longer matters.
        case .absent, .failed: trip.hasAnswer ? .open : .warning
        }
    }

    private func title(of step: RoundTrip.Step, _ mark: Mark) -> String {
        switch step {
        case .open:
            if mark == .failed { return isRefusedWithPage ? "Request refused" : "Not started" }
            switch trip.browser {
            case .opened: return "Browser opened"
            case .absent, .failed: return "Browser not opened"
            case .opening: return trip.hasAnswer ? "Browser opened" : "Opening the browser"
            case nil: return "Open the browser"
            }
        case .wait:
            switch trip.arrival {
            case .listener(let address):
                return trip.hasAnswer ? "Redirect received on \(address)" : "Wait on \(address)"
            case .paste: return trip.hasAnswer ? "Redirect pasted" : "Wait for the pasted redirect"
            case nil: return "Wait for the redirect"
            }
        case .compare:
            if trip.request["state"] == nil { return mark == .done ? "No state to compare" : "state: none was sent" }
            return mark == .failed ? "Redirect not usable" : mark == .done ? "state matches" : "Compare state"
        case .exchange:
            switch mark {
            case .done: return trip.grant?.isRefreshed == true ? "Code exchanged, tokens refreshed" : "Code exchanged"
            case .running where trip.stage == .exchanging:
                return trip.grant == nil ? "Exchanging the code" : "Refreshing the tokens"
            case .failed where trip.exchange == nil: return "No code to exchange"
            default: return "Exchange the code"
            }
        }
    }

    private var isRefusedWithPage: Bool {
        trip.log.contains { if case .refusedWithPage = $0 { true } else { false } }
    }

    /// Returns the texts below the title of a step.
    private func details(of step: RoundTrip.Step, _ mark: Mark) -> [(String, Style)] {
        if case .failed(let failure) = trip.stage, failure.step == step {
            return [(failure.text, Style(.error))]
        }
        switch step {
        case .open:
            switch trip.browser {
            case .absent(let reason), .failed(let reason):
                guard trip.stage == .waiting, height >= 8 else { return [] }
                return [(reason + browserAdvice, Style(.dim))]
            case .opening, .opened, nil: return []
            }
        case .wait where trip.stage == .waiting: return waitDetails
        case .compare where trip.stage == .checking:
            return trip.remarks.filter { $0.severity >= .warning }.map { ($0.message, $0.severity.style) }
        default: return []
        }
    }

    /// Advice for the case that there is no browser.
    private var browserAdvice: String {
        guard trip.place == .rehearsal else { return ": \(key(.copy)) copies, \(key(.plain)) shows it." }
        return trip.refusalsAtListener > 0
            ? "." : ", or answer from here: \(key(.tripAllow)) allows, \(key(.tripDeny)) denies."
    }

    private var waitDetails: [(String, Style)] {
        var details: [(String, Style)] = []
        if case .paste(let reason)? = trip.arrival {
            details.append(("\(reason) Paste the address the browser ends at.", Style(.text)))
        }
        if trip.refusals > 0 {
            details.append(("\(trip.refusals) refused, still waiting: \(trip.lastRefusal)", Style(.warning)))
            if trip.place == .rehearsal, trip.fault == .dropState || trip.fault == .changeState {
                details.append(("This is what the fault shows. No other redirect will come: Esc leaves.", Style(.text)))
            }
        }
        return details
    }

    /// Adds the ssh command that lets a browser on the user's own machine reach the listener.
    private mutating func addTunnel() {
        guard let tunnel = trip.tunnel, height >= 8 else { return }
        addText("First run this on the machine with the browser:", Style(.dim))
        addValue("    " + tunnel, Style(.accent))
    }

    private var clock: String {
        let seconds = trip.secondsLeft % 60
        return "\(trip.secondsLeft / 60):\(seconds < 10 ? "0" : "")\(seconds)"
    }

    // MARK: The details of a step

    private mutating func addPreview() {
        guard let exchange = trip.exchange else { return }
        for diagnostic in exchange.diagnostics where diagnostic.severity >= .warning {
            addText("\(diagnostic.severity.sign) \(diagnostic.message)", diagnostic.severity.style)
        }
        if trip.client?.kind == .confidential {
            let how = "\(trip.authentication.place) (\(trip.authentication.registeredName))"
            let state = trip.hasClientSecret || trip.authentication == .none ? "" : ", once you type it"
            addText("Client secret: \(how)\(state)", Style(.dim))
        }
        for (index, text) in exchange.preview.enumerated() {
            addValue(text, index == 0 ? Style(.accent) : .plain)
        }
    }

    private mutating func addGrant() {
        guard let grant = trip.grant else { return }
        addEmpty()
        addField("Granted", grant.scope.granted.isEmpty ? "no scope" : grant.scope.granted.joined(separator: " "))
        if grant.scope.isAsRequested {
            addField("", "exactly as requested", Style(.ok))
        } else {
            if !grant.scope.missing.isEmpty {
                addField("", "! not granted: \(grant.scope.missing.joined(separator: " "))", Style(.warning))
            }
            if !grant.scope.added.isEmpty {
                addField("", "! not requested: \(grant.scope.added.joined(separator: " "))", Style(.warning))
            }
        }
        if let ledger = trip.ledger { addLedger(ledger) }
        addField("Expires", grant.expiresIn.map { "in \($0.duration)" } ?? "the server does not say")
        addField("Access", trip.revealed?.access ?? grant.accessToken, trip.revealed == nil ? .plain : Style(.warning))
        let refresh = trip.revealed?.refresh ?? grant.refreshToken ?? "none"
        addField("Refresh", refresh, trip.revealed?.refresh == nil ? .plain : Style(.warning))
        if let idToken = grant.idToken { addField("ID token", idToken) }
        for notice in grant.notices { addField("Notice", notice, Style(.warning)) }
        for named in trip.claims ?? [] { addClaims(named) }
    }

    /// A table of the scopes: requested, granted, and needed by the ticked operations.
    private mutating func addLedger(_ ledger: ScopeLedger) {
        let hasNeeds = ledger.rows.contains { $0.isNeeded != nil }
        let columns = ["asked", "granted"] + (hasNeeds ? ["needed"] : [])
        let remark = ledger.rows.map(\.remark.columns).max() ?? 0
        let room = width - 12 - columns.reduce(0) { $0 + $1.utf8.count + 1 } - remark - 1
        let name = max(8, min(ledger.rows.map(\.scope.columns).max() ?? 0, room))
        var head = Line("   ").appending("Scopes", Style(.accent))
        head.append(String(repeating: " ", count: 4 + name), .plain)
        head.append(columns.joined(separator: " "), Style(.dim))
        add(head)
        for row in ledger.rows {
            var line = Line("            ")
            let scope = safe(row.scope, columns: name)
            line.append(scope + String(repeating: " ", count: name + 1 - scope.columns), .plain)
            for (title, isOn) in zip(columns, [row.isAsked, row.isGranted, row.isNeeded ?? false]) {
                line.append(isOn ? "✓" : "-", isOn ? Style(.ok, .bold) : Style(.dim))
                line.append(String(repeating: " ", count: title.utf8.count), .plain)
            }
            line.append(row.remark, Style(.warning))
            add(line)
        }
        if let smaller = ledger.smaller {
            addField("Least", "smallest set that worked: \(smaller.joined(separator: " "))", Style(.ok))
        }
    }

    /// Adds the claims of a token. The program does not have the server's keys, so it says that the signature is not
    /// checked.
    private mutating func addClaims(_ named: RoundTrip.NamedClaims) {
        addEmpty()
        add(Line(" \(named.token): signature not checked", Style(.accent)))
        for claim in named.claims.header + named.claims.claims {
            addText("\(claim.name): \(claim.value)", .plain)
            let (sign, style): (String, Style) = claim.verdict == .wrong ? ("!", Style(.warning)) : ("✓", Style(.ok))
            if !claim.remark.isEmpty { addText("  \(sign) \(claim.remark)", style) }
        }
    }

    /// Adds the two states that differ. They can be of any length, so each gets two rows at most, without its middle.
    private mutating func addMismatch() {
        guard let mismatch = trip.mismatch else { return }
        for (label, value, style) in [
            ("sent", mismatch.sent, Style(.dim)), ("came", mismatch.received ?? "none", Style(.warning)),
        ] {
            let room = max(1, width - 11)
            for (index, text) in wrapEverywhere(abridge(value, columns: 2 * room), width: room).enumerated() {
                let head = index == 0 ? "\(label):" : "     "
                add(Line("     ").appending(head, style).appending(" \(text)", style))
            }
        }
    }

    /// Adds the events on the side of the rehearsal provider.
    private mutating func addLog(_ events: [RehearsalEvent]) {
        guard !events.isEmpty else { return }
        addEmpty()
        add(Line(" At the provider", Style(.accent)))
        for event in events {
            for line in wrap(event.text, width: width - 4) {
                add(Line("   ").appending(line, event.isNotable ? Style(.warning) : Style(.dim)))
            }
        }
    }

    // MARK: Lines

    private mutating func add(_ line: Line) { lines.append(line) }

    private mutating func addEmpty() { add(Line()) }

    private mutating func add(_ step: RoundTrip.Step, _ mark: Mark, _ title: String, right: String = "") {
        var line = Line(" ")
        line.append(mark.sign, mark.style)
        let style: Style = mark == .open ? Style(.dim) : mark == .running ? Style(.text, .bold) : .plain
        line.append(" \(step.rawValue) \(safe(title, columns: max(1, width - 7 - right.columns)))", style)
        if !right.isEmpty {
            line.append(String(repeating: " ", count: max(1, width - 1 - line.columns - right.columns)))
            line.append(right, Style(.accent, .bold))
        }
        add(line)
    }

    private mutating func addText(_ text: String, _ style: Style) {
        for line in wrap(text, width: width - 6) { add(Line("     ").appending(line, style)) }
    }

    /// Adds a value, which can be broken anywhere because it has no words.
    private mutating func addValue(_ text: String, _ style: Style) {
        guard !text.isEmpty else { return addEmpty() }
        for line in wrapEverywhere(text, width: max(1, width - 1)) { add(Line(" ").appending(line, style)) }
    }

    private mutating func addField(_ name: String, _ value: String, _ style: Style = .plain) {
        for (index, text) in wrap(value, width: width - 13).enumerated() {
            let label = index == 0 ? name : ""
            let gap = String(repeating: " ", count: max(1, 9 - label.columns))
            add(Line("   ").appending(label, Style(.accent)).appending(gap, .plain).appending(text, style))
        }
    }
}

extension RehearsalEvent {
    /// Whether the event is not a part of the normal flow.
    fileprivate var isNotable: Bool {
        switch self {
        case .consentShown, .allowed, .denied, .codeIssued, .redirectedWithError, .tokenIssued, .tokenRefreshed: false
        case .refusedWithPage, .tokenRefused, .reused, .stolenCodeRedeemed, .stolenCodeUseless, .faultWithoutEffect,
            .answerRepeated:
            true
        }
    }
}

extension Line {
    func appending(_ text: String, _ style: Style) -> Line {
        var line = self
        line.append(text, style)
        return line
    }
}
