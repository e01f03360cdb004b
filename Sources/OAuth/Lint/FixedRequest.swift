/// A request after its fixes.
package struct FixedRequest {
    /// The values that change with each round.
    private struct State {
        var report: LintReport
        var request: AuthorizationRequest
        var headers: [HTTPField]
        var url: AuthorizationURL
        var changes: [(rule: RuleID, title: String)] = []
        var verifier: CodeVerifier?
        var linter: RequestLinter
        var applied: [Fix] = []
        /// The fix of each finding that was tried last: one that did not help is not tried again.
        var tried: [String: Fix] = [:]
    }

    /// A round that brought a finding which was not there before, and the state before it.
    private struct Doubt {
        var before: State
        var fixes: [(finding: Diagnostic, fix: Fix)]
    }

    private var state: State
    private var fresh: FreshValues?
    /// Findings that were there, or that a fix of the text as a whole brought to light.
    private var known: Set<String>
    private var doubt: Doubt?
    private var refused: [String: [Fix]] = [:]

    /// Applies the fixes of errors and warnings; notes stay, save for those about the style of the URL.
    ///
    /// Fixes of the text as a whole come first, then names, then values: what is wrong with a text hides its parameters,
    /// and a parameter with a wrong name looks like one that is missing. The request is judged again after each round, in
    /// which no parameter is changed twice. A fix of a value that in the end leaves a finding that was not there before
    /// is not made: then nobody can know what was meant.
    ///
    /// - Parameter draw: Gives the values that some fixes need; called once at most.
    package init(
        _ report: LintReport, by linter: RequestLinter, draw: () throws -> FreshValues
    ) rethrows {
        state = State(
            report: report, request: report.request, headers: report.headers, url: AuthorizationURL(report.url),
            linter: linter)
        known = Set(report.diagnostics.map(\.whole))
        for _ in 0..<Self.mostRounds { if try !takeRound(draw), !takeBack() { break } }
        if let doubt { state = doubt.before }
        noteWhatWentAlong(with: report)
    }

    private static let mostRounds = 128

    /// The findings that are left.
    package var report: LintReport { state.report }
    package var request: AuthorizationRequest { state.request }
    package var headers: [HTTPField] { state.headers }
    /// As it was read where nothing was changed, else in canonical form.
    package var url: AuthorizationURL { state.url }
    /// The changes that were made, in order, each with the rule that asked for it.
    package var changes: [(rule: RuleID, title: String)] { state.changes }
    /// The verifier of the challenge in the URL, where it was made here.
    package var verifier: CodeVerifier? { state.verifier }

    /// Whether anything was done.
    private mutating func takeRound(_ draw: () throws -> FreshValues) rethrows -> Bool {
        let candidates = state.report.diagnostics.compactMap { finding -> (finding: Diagnostic, fix: Fix)? in
            guard finding.isMended, let fix = finding.fix, state.tried[finding.key] != fix,
                !(refused[finding.key]?.contains(fix) ?? false)
            else { return nil }
            return (finding, fix)
        }
        guard let stage = candidates.lazy.map(\.fix.stage).min() else { return false }
        let before = state
        var taken: [(finding: Diagnostic, fix: Fix)] = []
        var touched: Set<String> = []
        for candidate in candidates where candidate.fix.stage == stage {
            guard let names = candidate.fix.parameters else {
                // It is about the whole.
                guard taken.isEmpty else { continue }
                taken = [candidate]
                break
            }
            guard touched.isDisjoint(with: names) else { continue }
            touched.formUnion(names)
            taken.append(candidate)
        }
        for (finding, fix) in taken { try apply(fix, of: finding, draw) }
        state.url = state.request.url
        state.report = state.linter.lint(state.url, headers: state.headers)
        if stage <= Fix.lastStageOfForm {
            known.formUnion(state.report.diagnostics.map(\.whole))
        } else if state.report.diagnostics.allSatisfy({ known.contains($0.whole) }) {
            doubt = nil
        } else if doubt == nil {
            doubt = Doubt(before: before, fixes: taken)
        }
        return true
    }

    private mutating func apply(
        _ fix: Fix, of finding: Diagnostic, _ draw: () throws -> FreshValues
    ) rethrows {
        if fix.needsFreshValues, fresh == nil { fresh = try draw() }
        fix.apply(to: &state.request, fresh: fresh, headers: &state.headers)
        state.tried[finding.key] = fix
        state.applied.append(fix)
        note(finding, fix)
        guard fix.renewsVerifier, let fresh else { return }
        state.verifier = fresh.verifier
        var context = state.linter.expectations.context
        context.verifier = fresh.verifier.text
        state.linter = RequestLinter(context: context)
    }

    /// Goes back to before the round that brought a finding which nothing has removed, and refuses its fixes; those of
    /// the parameters of such findings alone, where there are some. False where no round is in doubt.
    private mutating func takeBack() -> Bool {
        guard let doubt else { return false }
        let new = Set(state.report.diagnostics.filter { !known.contains($0.whole) }.map(\.parameter))
        let guilty = doubt.fixes.filter { new.contains($0.finding.parameter) }
        for (finding, fix) in guilty.isEmpty ? doubt.fixes : guilty { refused[finding.key, default: []].append(fix) }
        state = doubt.before
        self.doubt = nil
        return true
    }

    private mutating func note(_ finding: Diagnostic, _ fix: Fix) {
        let isNoted = changes.contains { $0.rule == finding.rule && $0.title == fix.title }
        if !isNoted { state.changes.append((finding.rule, fix.title)) }
    }

    /// Findings that wanted just what was done for others; and the URL was written anew.
    private mutating func noteWhatWentAlong(with first: LintReport) {
        guard !state.applied.isEmpty else { return }
        let left = Set(report.diagnostics.map(\.key))
        for finding in first.diagnostics where state.tried[finding.key] == nil && !left.contains(finding.key) {
            guard let fix = finding.fix, fix == .rewrite || state.applied.contains(fix) else { continue }
            note(finding, fix)
        }
    }
}

extension Diagnostic {
    /// What tells one finding of a report from another.
    fileprivate var key: String { "\(rule.rawValue) \(parameter)" }

    /// With its severity.
    fileprivate var whole: String { "\(severity.rawValue) \(key)" }

    /// Writing a URL anew loses nothing, so that happens for the style alone, too.
    fileprivate var isMended: Bool { fix != nil && (severity > .info || fix == .rewrite) }
}

extension Fix {
    /// The last stage of fixes of the text and of names: they bring to light what was hidden.
    fileprivate static let lastStageOfForm = 1

    /// Those with a smaller number come first; the last ones make new values.
    fileprivate var stage: Int {
        switch self {
        case .replaceURL: 0
        case .rename: 1
        case .encodeEndpoint, .cleanNames, .useEndpoint: 2
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
