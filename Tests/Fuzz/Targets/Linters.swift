import Catalog
import OAuth
import Text

extension Target {
    /// The linter of authorization requests, and its fixes.
    static let request = Target(name: "request", words: parameters + heads + hidden) { octets in
        let input = String(octets: octets)
        // Each fix is checked, which takes long, so that each input has one context.
        let run = Run.all[octets.count % Run.all.count]
        let report = run.requests.lint(input)
        checkFindings(report, lengths: [.input: input.utf8.count])
        checkRewriting(report.request)
        for finding in report.diagnostics {
            if let fix = finding.fix { check(fix, of: finding, in: report, run) }
        }
    }

    /// The linter of answers.
    static let response = Target(
        name: "response",
        words: [
            "code=", "state=", "error=", "iss=", "error_description=", "&", "#", "%2", "HTTP/1.1 302 Found\r\n",
            "Location: ", "http://127.0.0.1:8765/cb?", "access_token=", "id_token=",
        ] + heads + hidden
    ) { octets in
        let input = String(octets: octets)
        for run in Run.all {
            let report = run.responses.lint(input)
            checkFindings(report, lengths: [.input: input.utf8.count])
            hold(report.diagnostics.allSatisfy { $0.fix == nil }, "an answer has nothing to fix")
        }
        // A pasted query is completed once.
        let whole = AuthorizationResponse.completed(input, redirectURI: "http://127.0.0.1/cb")
        if !whole.hasSameOctets(as: input) {
            let again = AuthorizationResponse.completed(whole, redirectURI: "http://127.0.0.1/cb")
            hold(again.hasSameOctets(as: whole), "what was completed needs no completion")
        }
    }

    /// The linter of token requests. The input is a head as of HTTP, without a version, an empty line and a body.
    static let token = Target(
        name: "token",
        words: [
            "grant_type=", "client_id=", "client_secret=", "code_verifier=", "refresh_token=", "redirect_uri=",
            "Content-Type: application/json\n", "Content-Type: application/x-www-form-urlencoded\n", "\n\n",
            "Authorization: Basic ", "authorization_code", "device_id", "\":\"", "\\u00", "&", "%",
        ] + hidden
    ) { octets in
        let message = TokenRequestMessage(fuzzed: octets)
        for run in Run.all {
            let report = run.tokenRequests.lint(message)
            checkFindings(report, lengths: [.url: message.url.utf8.count, .body: message.body.utf8.count])
            hold(report.diagnostics.allSatisfy { $0.fix == nil }, "a token request has nothing to fix")
        }
        for acceptsJSON in [true, false] { _ = message.fields(acceptingJSON: acceptsJSON) }
    }

    /// The recogniser of pasted messages, the inspector and the redaction.
    static let inspect = Target(
        name: "inspect",
        words: [
            "curl ", " -d ", " -H 'Authorization: ", "--data-urlencode ", "$'", "^\"", "\\\n", "grant_type=", "code=",
            "access_token=", "{\"request\":{\"url\":\"", "\"log\":{\"entries\":[", "\"postData\":{\"text\":\"",
            "\"access_token\":\"", "WWW-Authenticate: Bearer ", "error=\"", "DPoP ", "eyJhbGciOiJub25lIn0.", "%3D",
            "%253D",
            "\\u003d", "HTTP/1.1 401 x\n", "://u:p@", "\n\n",
        ] + parameters + heads + hidden
    ) { octets in
        let input = String(octets: octets)
        for range in Redaction.ranges(in: Array(input.utf8)) {
            hold(range.upperBound <= input.utf8.count && !range.isEmpty, "a secret lies in the input")
        }
        let redacted = Redaction.redacted(input)
        hold(Redaction.redacted(input).hasSameOctets(as: redacted), "the same text is redacted in the same way")
        let run = Run.all[octets.count % Run.all.count]
        for kind in PastedMessage.Kind.allCases {
            guard let message = PastedMessage(input, as: kind) else { continue }
            hold(message.kinds.first == kind, "\(kind) is what was asked for")
            _ = ProviderRecognition(message, as: kind).provider(among: [BuiltIn.provider])
            let inspection = Inspector(context: run.context, now: 1_700_000_000).inspect(message, as: kind)
            for row in inspection.rows {
                for mark in row.marks {
                    hold(inspection.findings.indices.contains(mark.finding), "\(mark) has a finding")
                    let end = mark.range?.upperBound ?? 0
                    hold(end <= row.value.utf8.count, "\(mark) lies in \(row)")
                }
            }
            hold(
                zip(inspection.findings, inspection.findings.dropFirst()).allSatisfy { $0.severity >= $1.severity },
                "order")
            if let report = inspection.report {
                let compared = ComparedRequest(report)
                hold(RequestComparison(compared, compared).count == 0, "nothing differs from itself")
            }
        }
        if let message = PastedMessage(input) {
            hold(!message.kinds.isEmpty, "a recognised text is taken for something")
        }
    }

    private static let parameters = [
        "client_id=", "redirect_uri=", "scope=", "state=", "response_type=code", "response_mode=", "nonce=",
        "code_challenge=", "code_challenge_method=S256", "plain", "prompt=none", "request=", "request_uri=",
        "resource=", "authorization_details=[{\"type\":\"a\"}]", "claims={}", "&amp;", "&", "%", "%25", "%0A", "#",
        "xn--", "http://127.0.0.1", "localhost", "https://user@", "openid", "company:read", "%2C",
        "\\u0026", "\\/", "\\=", "?client_id=", "client_id%3D", "\n    ", "> ", "[x](", "undefined",
    ]
    private static let heads = [
        "GET ", "POST ", " HTTP/1.1\r\n", "\r\nHost: accounts.bakeronline.be", "\r\nX-VERSION: ", "\r\n\r\n",
    ]
    private static let hidden = ["\u{200B}", "\u{202E}", "\u{FEFF}", "\u{0}", "\u{1B}[", "e\u{301}", "\u{E0041}", "😀"]

    private static func checkFindings(_ report: some FindingReport, lengths: [Diagnostic.Part: Int]) {
        let findings = report.diagnostics
        for finding in findings {
            if let range = finding.range {
                let length = lengths[finding.part] ?? -1
                hold(range.lowerBound >= 0 && range.upperBound <= length, "\(finding) lies in the input")
            }
            hold(!finding.message.isEmpty && !finding.advice.isEmpty, "\(finding) says something")
        }
        hold(zip(findings, findings.dropFirst()).allSatisfy { $0.severity >= $1.severity }, "the worst come first")
        hold(Set(findings.map { Subject($0) }).count == findings.count, "a rule reports a parameter once")
    }

    /// A rule and parameter, which a report has at most once.
    private struct Subject: Hashable {
        var rule: RuleID
        var parameter: [UInt8]

        init(_ finding: Diagnostic) {
            rule = finding.rule
            parameter = Array(finding.parameter.utf8)
        }
    }

    // MARK: - Fixes

    private static func checkRewriting(_ request: AuthorizationRequest) {
        let url = request.url
        let again = AuthorizationRequest(reading: url.text, endpoint: request.endpoint)
        hold(again.parameters == request.parameters, "what is written is read: \(url.text)")
        hold(again.url.text.hasSameOctets(as: url.text), "a canonical URL stays as it is: \(url.text)")
        var end = 0
        for segment in url.segments {
            hold(segment.range.lowerBound == end, "the segments of \(url.text) have no gaps")
            end = segment.range.upperBound
        }
        hold(end == url.text.utf8.count, "the segments cover \(url.text)")
    }

    private static func check(_ fix: Fix, of finding: Diagnostic, in report: LintReport, _ run: Run) {
        hold(!fix.title.isEmpty, "\(fix) has a title")
        var request = report.request
        var headers = report.headers
        fix.apply(to: &request, fresh: Run.fresh, headers: &headers)
        var (twice, headersTwice) = (request, headers)
        fix.apply(to: &twice, fresh: Run.fresh, headers: &headersTwice)
        hold(twice == request && headersTwice == headers, "\(fix) for \(finding) changes nothing when applied again")
        let linter = fix.renewsVerifier ? run.renewed : run.requests
        let after = linter.lint(request.url, headers: headers)
        let subject = Subject(finding)
        hold(!after.diagnostics.contains { Subject($0) == subject }, "\(fix) fixes \(finding) in \(report.url)")
    }
}

/// The contexts of the linters, and the linters.
private struct Run {
    let context: LintContext
    let requests: RequestLinter
    /// The linter with the verifier of the fresh values.
    let renewed: RequestLinter
    let responses: ResponseLinter
    let tokenRequests: TokenRequestLinter

    init(_ context: LintContext) {
        self.context = context
        requests = RequestLinter(context: context)
        responses = ResponseLinter(context: context)
        tokenRequests = TokenRequestLinter(context: context)
        var context = context
        context.verifier = Self.fresh.verifier.text
        renewed = RequestLinter(context: context)
    }

    static let fresh = FreshValues { (0..<UInt8(clamping: $0)).map { $0 &* 37 &+ 11 } }

    /// Nothing known; the built-in provider; and a run of which everything is known.
    static let all: [Run] = {
        var full = LintContext(provider: BuiltIn.provider, client: BuiltIn.provider.clients.first)
        full.issuer = "https://accounts.bakeronline.be"
        full.issuerInResponse = true
        full.requiresPKCE = true
        full.responseModes = ["query", "form_post"]
        full.run.state = .sent("Q2JhLm5vcmVwbHk6c3RhdGUtMDEyMzQ1Njc4OWFiY2Q")
        full.run.redirectURI = "http://127.0.0.1:8765/cb"
        full.run.challenge = .sent("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        full.run.challengeMethod = .sent("S256")
        full.run.code = "SplxlOBeZQQYbYS6WxSbIA"
        full.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        full.used.states = ["xyz"]
        full.used.codes = ["used"]
        return [LintContext(), LintContext(provider: BuiltIn.provider), full].map(Run.init)
    }()
}

extension TokenRequestMessage {
    fileprivate init(fuzzed octets: [UInt8]) {
        let text = String(octets: octets)
        let end = text.utf8.firstRange(of: "\n\n".utf8)
        let lines = String(text.utf8[..<(end?.lowerBound ?? text.endIndex)])?.split(separator: "\n") ?? []
        let start = lines.first?.split(separator: " ", maxSplits: 1) ?? []
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return HTTPField(name: String(parts[0]), value: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        self.init(
            method: start.first.map(String.init) ?? "", url: start.count > 1 ? String(start[1]) : "", headers: fields,
            body: end.flatMap { String(text.utf8[$0.upperBound...]) } ?? "")
    }
}
