import JSON
import Text

/// Reads a pasted message part by part, and checks it with the rules for its kind.
public struct Inspector: Sendable {
    /// The expectations of the provider and the client.
    public var context: LintContext
    /// The ids of the clients that are known; empty if the user has none.
    public var clientIDs: [String] = []
    /// Seconds since 1970, for the times in tokens; nil if the time is not known.
    public var now: Int?

    /// Creates an inspector.
    ///
    /// - Parameters:
    ///   - context: The expectations of the provider and the client.
    ///   - now: Seconds since 1970; nil if the time is not known.
    public init(context: LintContext, now: Int? = nil) {
        self.context = context
        self.now = now
    }

    /// Creates an inspector of messages for a provider.
    ///
    /// - Parameters:
    ///   - provider: The provider; nil for only the standards.
    ///   - client: The client that the message names; nil if it is not one of the provider's.
    ///   - profile: A standard to check against as well.
    ///   - now: Seconds since 1970; nil if the time is not known.
    public init(provider: Provider?, client: Client?, profile: LintProfile? = nil, now: Int? = nil) {
        var context = provider.map { LintContext(provider: $0, client: client) } ?? LintContext()
        if let profile { context.apply(profile) }
        self.init(context: context, now: now)
        // Without clients of the user, there is nothing to compare with: the documentation's example does not count.
        let hasOwn = provider?.clients.contains { !$0.isExample } ?? false
        clientIDs = hasOwn ? provider?.clients.map(\.clientID) ?? [] : []
    }

    /// Inspects a message.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - kind: The kind to read it as; nil for the most likely one.
    /// - Returns: The parts and the findings, with masks in place of secrets.
    public func inspect(_ message: PastedMessage, as kind: PastedMessage.Kind? = nil) -> Inspection {
        let kind = kind ?? message.kinds[0]
        var secrets = SecretList(in: message.source)
        var inspection = inspection(message, as: kind, &secrets)
        if let cut = message.content.cut {
            let warning = Inspection.Finding(
                severity: .warning, rule: nil, parameter: "", message: "The text is cut: \(cut.fault).",
                advice: cut.advice.prefix(1).uppercased() + cut.advice.dropFirst(),
                reference: "POSIX.1 Shell Command Language §2.2", fix: nil)
            inspection = inspection.adding(warning)
        }
        return inspection.hiding(secrets)
    }

    private func inspection(
        _ message: PastedMessage, as kind: PastedMessage.Kind, _ secrets: inout SecretList
    ) -> Inspection {
        switch kind {
        case .request: request(message, &secrets)
        case .answer: answer(message, &secrets)
        case .tokenRequest: tokenRequest(message, &secrets)
        case .tokenReply: tokenReply(message, &secrets)
        case .challenge: challenge(message)
        case .jwt: token(message)
        }
    }

    // MARK: Requests and answers

    private func request(_ message: PastedMessage, _ secrets: inout SecretList) -> Inspection {
        let linter = RequestLinter(context: context)
        let input = message.requestInput(endpoint: context.endpoint)
        let (report, run) = linter.check(input, fields: input.fields)
        var rows = InspectionRows()
        rows.appendAddress(run.reading, run.placement)
        rows.append(.query, run)
        rows.appendFragment(run.reading, run.placement)
        rows.append(fields: input.fields)
        secrets.append(rows.secrets)
        var findings = rows.shown(report.diagnostics)
        let foreign = foreignClient(in: report)
        // After the linter's warnings.
        let place = foreign == nil ? findings.count : findings.count { $0.severity > .info }
        rows.mark(report.diagnostics, leavingOut: place)
        if let foreign {
            findings.insert(foreign, at: place)
            rows.mark(foreign.parameter, with: place)
        }
        return Inspection(
            form: message.form, kind: .request, kinds: message.kinds, rows: rows.rows, findings: findings,
            report: report)
    }

    /// The finding that the client is not one of the user's.
    private func foreignClient(in report: LintReport) -> Inspection.Finding? {
        guard let id = report.request["client_id"], !clientIDs.isEmpty,
            !clientIDs.contains(where: { $0.hasSameOctets(as: id) })
        else { return nil }
        let name = context.habits.names.sent("client_id")
        return Inspection.Finding(
            severity: .warning, rule: nil, parameter: name, message: "None of your clients has this \(name).",
            advice: "Choose one of your \(clientIDs.count.counted("client")), or add this one",
            reference: "Your own entries", fix: nil)
    }

    private func answer(_ message: PastedMessage, _ secrets: inout SecretList) -> Inspection {
        let linter = ResponseLinter(context: context)
        let input = ResponseInput(message.answerText)
        let (report, run) = linter.check(input)
        var rows = InspectionRows()
        rows.appendAddress(run.reading, run.placement)
        rows.append(.query, run)
        rows.appendFragment(run.reading, run.placement)
        secrets.append(rows.secrets)
        rows.mark(report.diagnostics)
        return Inspection(
            form: message.form, kind: .answer, kinds: message.kinds, rows: rows.rows,
            findings: rows.shown(report.diagnostics), report: nil)
    }

    // MARK: Token requests

    private func tokenRequest(_ message: PastedMessage, _ secrets: inout SecretList) -> Inspection {
        let request = message.tokenRequest(endpoint: context.tokenEndpoint)
        let report = TokenRequestLinter(context: context).lint(request.message)
        var rows = InspectionRows()
        if request.isAddressKnown {
            let head = TokenHeadCheck(request.message, expectations: Expectations(context, endpoint: nil))
            rows.appendAddress(head.reading, head.placement)
            rows.append(.query, head)
        }
        for field in request.message.headers where request.isAddressKnown { rows.append(field: field) }
        let body = Array(request.message.body.utf8)
        if body.count <= TextSize.most.octets {
            let names = context.habits.names
            let isJSON = body.first { !$0.isBlank } == ascii("{")
            let reading = isJSON ? TokenBodyReading(json: body, names: names) : nil
            let form = reading ?? TokenBodyReading(form: body, names: names)
            if form.reading.pairs.count <= TextSize.most.pairs {
                rows.append(.body, form.reading, form.placement, names: names)
            }
        }
        // Without a copied address, there is no finding about it.
        let findings = report.diagnostics.filter { request.isAddressKnown || $0.part == .body || $0.range == nil }
        secrets.append(rows.secrets)
        rows.mark(findings)
        return Inspection(
            form: message.form, kind: .tokenRequest, kinds: message.kinds, rows: rows.rows,
            findings: rows.shown(findings), report: nil)
    }
}

extension PastedMessage {
    /// Returns the text that is checked as a request. A query without an address is completed with the endpoint.
    func requestInput(endpoint: String?) -> RequestInput {
        let text = requestText
        guard form == .query, let url = text.first, url != ascii("/") else {
            return RequestInput(
                text, fields: content.readsHead ? [] : content.fields, readsHead: content.readsHead, endpoint: endpoint)
        }
        return RequestInput(
            text.completing(endpoint ?? ComparedRequest.unknownEndpoint), readsHead: false, endpoint: nil)
    }

    /// The request: the target of a redirect, if that is one, and not of the request that was answered.
    private var requestText: PlacedText {
        guard let location = content.location else { return content.url ?? PlacedText() }
        let isRequest = FlowHints.kind(ofURL: location.octets) == .request
        return isRequest || content.url == nil ? location : content.url ?? location
    }

    /// The text that is checked as an answer.
    var answerText: PlacedText {
        let text = content.location ?? content.url ?? PlacedText()
        guard form == .query, let first = text.octets.first, first != ascii("/") else { return text }
        return text.completing("https://app.invalid/callback")
    }

    /// Returns the request to the token endpoint, and whether its address and head are known.
    func tokenRequest(endpoint: String?) -> (message: TokenRequestMessage, isAddressKnown: Bool) {
        var fields = content.fields.map(\.field)
        guard form != .query, let text = content.url else {
            fields = [HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")]
            let url = endpoint ?? "https://server.invalid/token"
            return (TokenRequestMessage(url: url, headers: fields, body: content.body ?? ""), false)
        }
        let url = content.readsHead ? RequestInput(text, readsHead: true, endpoint: endpoint).url : text.octets
        fields.removeAll { $0.isNamed("Host") }
        return (
            TokenRequestMessage(
                method: content.method ?? "POST", url: String(octets: url), headers: fields, body: content.body ?? ""),
            true
        )
    }
}

extension PlacedText {
    fileprivate var first: UInt8? { octets.first }

    /// The query, without its sign, after an address that the text lacks.
    fileprivate func completing(_ address: String) -> PlacedText {
        let base = Array(address.utf8.prefix { $0 != ascii("#") })
        let sign = octets.first == ascii("?") || octets.first == ascii("#") ? 1 : 0
        var text = PlacedText()
        let separator = octets.first == ascii("#") ? ascii("#") : base.contains(ascii("?")) ? ascii("&") : ascii("?")
        text.append(base + [separator])
        text.append(sign..<octets.count, of: self)
        return text
    }
}
