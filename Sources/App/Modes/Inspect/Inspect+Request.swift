import Catalog
import OAuth
import Screen

/// The actions for an inspected authorization request: fix, use, compare.
extension Inspect {
    // MARK: Fixing

    /// Applies the fix of the finding under the cursor.
    mutating func fix(with fresh: FreshValues?, on desk: inout Desk) {
        guard let finding, let fix = finding.fix, let report = inspection?.report else { return }
        if fix.needsFreshValues, fresh == nil { return desk.effects.append(.drawValues(.inspection(cursor))) }
        var request = report.request
        var headers = report.headers
        fix.apply(to: &request, fresh: fresh, headers: &headers)
        keep(request, headers, report, verifier: fix.renewsVerifier ? fresh?.verifier : nil, on: desk)
        let isLeft = inspection?.findings.contains { $0.rule == finding.rule && $0.parameter == finding.parameter }
        guard isLeft != true else {
            return desk.say("Changed, but not fixed: \(finding.advice)\(desk.undoTip(in: .inspecting))", .warning)
        }
        let verifier = fix.renewsVerifier ? ", with a new verifier: see the last part" : ""
        desk.say("Fixed: \(fix.title)\(verifier)\(desk.undoTip(in: .inspecting))")
    }

    /// Applies the fixes of errors and warnings, and checks again after each.
    mutating func fixAll(with fresh: FreshValues, on desk: inout Desk) {
        guard let report = inspection?.report else { return }
        let linter = RequestLinter(context: inspector(on: desk).context)
        let fixed = FixedRequest(report, by: linter) { fresh }
        guard !fixed.changes.isEmpty else {
            return desk.say("No error or warning here has a fix", .warning)
        }
        keep(fixed.request, fixed.headers, report, verifier: fixed.verifier, on: desk)
        let left = inspection?.findings.count { $0.severity > .info } ?? 0
        let rest = left > 0 ? ", \(left.grouped) left" : ""
        let verifier = fixed.verifier == nil ? "" : ", with a new verifier"
        desk.say("Fixed \(fixed.changes.count.counted("problem"))\(rest)\(verifier)\(desk.undoTip(in: .inspecting))")
    }

    /// Inspects the fixed request, in its original form: a head or a URL.
    private mutating func keep(
        _ request: AuthorizationRequest, _ headers: [HTTPField], _ report: LintReport, verifier: CodeVerifier?,
        on desk: Desk
    ) {
        let text: String
        if let method = report.method {
            let others = headers.filter { !$0.isNamed("Host") }
            let head = HTTPRequestHead(request: request, headers: others, method: method)
            text = (head.lines + [""]).joined(separator: "\n")
        } else {
            text = request.url.text
        }
        change(on: desk) { subject in
            subject.text = text
            subject.message = .request
            if let verifier { subject.verifier = verifier }
        }
    }

    // MARK: Using

    /// Handles `a`: copies the request into the draft, and shows the parts that the draft cannot reproduce.
    func use(on desk: inout Desk) {
        guard let report = inspection?.report, let subject else { return }
        let incoming = IncomingRequest(
            provider: subject.provider?.id ?? desk.provider.id, compared: ComparedRequest(report),
            headers: report.headers, verifier: subject.verifier)
        desk.close()
        if let source = subject.source, subject.provider?.id != desk.provider.id {
            desk.incoming = incoming
            return desk.steps.append(.openProvider(source))
        }
        desk.take(incoming)
    }

    /// Handles `=`: compares the request with the one on the screen.
    func compare(on desk: inout Desk) {
        guard let report = inspection?.report else { return }
        desk.open(Compare(ComparedRequest(report), called: "pasted", on: desk))
    }

    /// Handles `y`: copies a request unchanged, and other texts with their secrets masked.
    func copy(on desk: inout Desk) {
        guard let inspection, let subject else { return }
        if let report = inspection.report {
            let text = report.method == nil ? report.url : subject.text
            return desk.effects.append(.copy(text, .inspected(isMasked: false)))
        }
        desk.effects.append(.copy(Redaction.redacted(subject.text), .inspected(isMasked: true)))
    }

    // MARK: The kind and the provider

    func chooseKind(on desk: inout Desk) {
        guard let inspection else { return }
        let rows = inspection.kinds.map { kind in
            Menu.Row(
                text: kind.words, detail: "", remark: "", isPresent: kind == inspection.kind, refusal: nil,
                explanation: "", steps: [.inspect(.kind(kind))])
        }
        desk.open(Menu("Treat as", verb: "choose", rows))
    }

    func chooseClient(on desk: inout Desk) {
        guard let subject, let provider = subject.provider else { return }
        let none = Menu.Row(
            text: "no client of mine", detail: "redirect URIs and the client's kind are not checked", remark: "",
            isPresent: subject.client == nil, refusal: nil, explanation: "", steps: [.inspect(.client(nil))])
        let rows = provider.clients.map { client in
            Menu.Row(
                text: client.name, detail: client.clientID,
                remark: client.redirectURIs.count.counted("redirect URI"), isPresent: client == subject.client,
                refusal: nil, explanation: client.note, steps: [.inspect(.client(client))])
        }
        desk.open(Menu("Check as client", verb: "choose", rows + [none]))
    }
}

/// A request from elsewhere, to copy into the draft.
struct IncomingRequest: Equatable, Sendable {
    /// The id of the provider that it is for.
    var provider: String
    var compared: ComparedRequest
    var headers: [HTTPField]
    /// The verifier of its challenge, if that was made here.
    var verifier: CodeVerifier?
}

extension Desk {
    /// Copies the request into the draft in one step of undo, and shows the differences octet by octet.
    mutating func take(_ incoming: IncomingRequest) {
        self.incoming = nil
        let before = draft
        edit { [provider] in
            $0.take(
                incoming.compared.request, headers: incoming.headers, provider: provider, verifier: incoming.verifier)
        }
        let comparison = RequestComparison(incoming.compared, session.compared)
        let others = comparison.rows.filter { $0.verdict != .same }
        guard !others.isEmpty else { return say("Now in your request, without a difference\(undoTip)") }
        open(Compare(incoming.compared, called: "pasted", showsAll: true, before: before, on: self))
        let counting = others.filter(\.counts)
        let named = counting.isEmpty ? others : counting
        let names = named.prefix(3).map(\.name).joined(separator: ", ")
        let more = named.count > 3 ? " and \(named.count - 3) more" : ""
        let verb = named.count == 1 ? "differs" : "differ"
        if comparison.count == 0 {
            say("Now in your request; only \(names)\(more) \(verb), as expected\(undoTip(in: .comparing))")
        } else {
            say("Now in your request, but \(names)\(more) \(verb)\(undoTip(in: .comparing))", .warning)
        }
    }
}

extension Session {
    /// The request on the screen, with its header fields and token habits, for a comparison.
    var compared: ComparedRequest {
        ComparedRequest(
            outcome.request, url: outcome.url.text, fields: outcome.headers,
            token: provider.tokenHabits(client: client, parameters: draft.tokenParameters))
    }
}
