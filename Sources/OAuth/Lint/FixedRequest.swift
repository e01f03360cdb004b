/// A request after its fixes were applied.
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
        /// The last fix that was tried for each finding. A fix without effect is not tried again.
        var tried: [String: Fix] = [:]
    }

    /// A round that caused a new finding, and the state before it.
    private struct Doubt {
        var before: State
        var fixes: [(finding: Diagnostic, fix: Fix)]
    }

    private var state: State
    private var fresh: FreshValues?
    /// Findings of the original request, or revealed by a fix of the whole text.
    private var known: Set<String>
    private var doubt: Doubt?
    private var refused: [String: [Fix]] = [:]

    /// Applies the fixes of errors and warnings. Notes are left, except those about the style of the URL.
    ///
    /// Fixes of the whole text come first, then those of names, then those of values: a problem with the text hides its
    /// parameters, and a misspelt parameter looks like a missing one. The request is checked again after each round. A
    /// round changes each parameter at most once. A fix of a value that leads to a new finding in the end is reverted,
    /// because the intended value is not certain.
    ///
    /// - Parameter draw: Draws the values that some fixes need. Called at most once.
    package init(
        _ report: LintReport, by linter: RequestLinter, draw: () throws -> FreshValues
    ) rethrows {
        state = State(
            report: report, request: report.request, headers: report.headers, url: AuthorizationURL(report.url),
            linter: linter)
        known = Set(report.diagnostics.map(\.whole))
        for _ in 0..<Self.mostRounds { if try !applyRound(draw), !revertRound() { break } }
        if let doubt { state = doubt.before }
        noteSideEffects(with: report)
    }

    private static let mostRounds = 128

    /// The findings that remain.
    package var report: LintReport { state.report }
    package var request: AuthorizationRequest { state.request }
    package var headers: [HTTPField] { state.headers }
    /// The original text if nothing was changed, otherwise the URL in canonical form.
    package var url: AuthorizationURL { state.url }
    /// The changes in order, each with the rule that requested it.
    package var changes: [(rule: RuleID, title: String)] { state.changes }
    /// The verifier of the challenge in the URL, if this run created it.
    package var verifier: CodeVerifier? { state.verifier }

    /// Applies one round of fixes. Returns false if nothing was changed.
    private mutating func applyRound(_ draw: () throws -> FreshValues) rethrows -> Bool {
        let candidates = state.report.diagnostics.compactMap { finding -> (finding: Diagnostic, fix: Fix)? in
            guard finding.isFixed, let fix = finding.fix, state.tried[finding.key] != fix,
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
                // The fix is about the whole text.
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

    /// Reverts the latest round with a new finding that is still there, and rejects its fixes: only those of the
    /// affected parameters, if there are any. Returns false if there is no such round.
    private mutating func revertRound() -> Bool {
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

    /// Records findings that were fixed together with others, and the change of the URL's style.
    private mutating func noteSideEffects(with first: LintReport) {
        guard !state.applied.isEmpty else { return }
        let left = Set(report.diagnostics.map(\.key))
        for finding in first.diagnostics where state.tried[finding.key] == nil && !left.contains(finding.key) {
            guard let fix = finding.fix, fix == .rewrite || state.applied.contains(fix) else { continue }
            note(finding, fix)
        }
    }
}

extension Diagnostic {
    /// Identifies a finding within a report.
    fileprivate var key: String { "\(rule.rawValue) \(parameter)" }

    /// Identifies a finding together with its severity.
    fileprivate var whole: String { "\(severity.rawValue) \(key)" }

    /// Whether the finding is fixed automatically. Rewriting the URL loses nothing, so this is done even for style
    /// alone.
    fileprivate var isFixed: Bool { fix != nil && (severity > .info || fix == .rewrite) }
}

extension Fix {
    /// The last stage with fixes of the text and of names. These reveal problems that were hidden.
    fileprivate static let lastStageOfForm = 1

    /// The stage of the fix. Stages are applied in ascending order. The last ones create new values.
    fileprivate var stage: Int {
        switch self {
        case .replaceURL: 0
        case .rename: 1
        case .encodeEndpoint, .cleanNames, .useEndpoint: 2
        case .set, .keep, .rewrite, .setHeader: 3
        case .useS256, .nameS256, .newState, .newNonce: 4
        }
    }

    /// The parameters that the fix changes; nil if it is about the whole request. Names as sent never meet the standard's
    /// names, because those are in a later stage.
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
