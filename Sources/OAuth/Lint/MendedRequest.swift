/// A request after its fixes.
package struct MendedRequest {
    /// What is left to find.
    package private(set) var report: LintReport
    package private(set) var request: AuthorizationRequest
    package private(set) var headers: [HTTPField]
    /// As it was read where nothing was changed, else in canonical form.
    package private(set) var url: AuthorizationURL
    /// What was done, in order, and the rule that asked for it.
    package private(set) var changes: [(rule: RuleID, title: String)] = []
    /// The verifier of the challenge in the URL, where it was made here.
    package private(set) var verifier: CodeVerifier?

    private var linter: RequestLinter
    private var fresh: FreshValues?
    private var applied: [Fix] = []
    /// The fix of each finding that was tried last: one that did not help is not tried again.
    private var tried: [String: Fix] = [:]

    /// Applies the fixes of errors and warnings; notes stay, save for those about the style of the URL.
    ///
    /// Fixes of the text as a whole come first, then names, then values: what is wrong with a text hides its parameters,
    /// and a parameter with a wrong name looks like one that is missing. The request is judged again after each round, in
    /// which no parameter is changed twice.
    ///
    /// - Parameter draw: Gives the values that some fixes need; called once at most.
    package init(
        _ report: LintReport, by linter: RequestLinter, draw: () throws -> FreshValues
    ) rethrows {
        self.report = report
        self.linter = linter
        request = report.request
        headers = report.headers
        url = AuthorizationURL(report.url)
        for _ in 0..<Self.mostRounds { if try !takeRound(draw) { break } }
        noteWhatWentAlong(with: report)
    }

    private static let mostRounds = 64

    /// Whether anything was done.
    private mutating func takeRound(_ draw: () throws -> FreshValues) rethrows -> Bool {
        let candidates = report.diagnostics.filter { finding in
            finding.isMended && tried[finding.key] != finding.fix
        }
        guard let stage = candidates.lazy.compactMap({ $0.fix?.stage }).min() else { return false }
        var touched: Set<String> = []
        for finding in candidates {
            guard let fix = finding.fix, fix.stage == stage else { continue }
            guard let names = fix.parameters else {
                // It is about the whole.
                guard touched.isEmpty else { continue }
                try apply(fix, of: finding, draw)
                break
            }
            guard touched.isDisjoint(with: names) else { continue }
            touched.formUnion(names)
            try apply(fix, of: finding, draw)
        }
        url = request.url
        report = linter.lint(url, headers: headers)
        return true
    }

    private mutating func apply(
        _ fix: Fix, of finding: Diagnostic, _ draw: () throws -> FreshValues
    ) rethrows {
        if fix.needsFreshValues, fresh == nil { fresh = try draw() }
        fix.apply(to: &request, fresh: fresh, headers: &headers)
        tried[finding.key] = fix
        applied.append(fix)
        note(finding, fix)
        guard fix.renewsVerifier, let fresh else { return }
        verifier = fresh.verifier
        var context = linter.expectations.context
        context.verifier = fresh.verifier.text
        linter = RequestLinter(context: context)
    }

    private mutating func note(_ finding: Diagnostic, _ fix: Fix) {
        let isNoted = changes.contains { $0.rule == finding.rule && $0.title == fix.title }
        if !isNoted { changes.append((finding.rule, fix.title)) }
    }

    /// Findings that wanted just what was done for others; and the URL was written anew.
    private mutating func noteWhatWentAlong(with report: LintReport) {
        guard !applied.isEmpty else { return }
        let left = Set(self.report.diagnostics.map(\.key))
        for finding in report.diagnostics where tried[finding.key] == nil && !left.contains(finding.key) {
            guard let fix = finding.fix, fix == .rewrite || applied.contains(fix) else { continue }
            note(finding, fix)
        }
    }
}

extension Diagnostic {
    /// What tells one finding of a report from another.
    fileprivate var key: String { "\(rule.rawValue) \(parameter)" }

    /// Writing a URL anew loses nothing, so that happens for the style alone, too.
    fileprivate var isMended: Bool { fix != nil && (severity > .info || fix == .rewrite) }
}

extension Fix {
    /// Those with a smaller number come first; the last ones make new values.
    fileprivate var stage: Int {
        switch self {
        case .replaceURL: 0
        case .encodeEndpoint, .cleanNames, .useEndpoint: 1
        case .rename: 2
        case .set, .keep, .rewrite, .setHeader: 3
        case .useS256, .nameS256, .newState, .newNonce: 4
        }
    }

    /// The parameters that it changes; nil where it is about the request as a whole.
    fileprivate var parameters: [String]? {
        switch self {
        case .replaceURL, .encodeEndpoint, .cleanNames, .useEndpoint, .keep: nil
        case .rewrite: []
        case .set(let name, _, _): [name]
        case .rename(let name, let target): [name, target]
        case .useS256, .nameS256: ["code_challenge", "code_challenge_method"]
        case .newState: ["state"]
        case .newNonce: ["nonce"]
        case .setHeader(let field): ["header \(field.name)"]
        }
    }
}
