import Testing
import Vectors

@testable import OAuth

@Suite struct MendedRequestTests {
    private static func mend(_ input: String, _ context: LintContext) -> MendedRequest {
        var generator = SeededGenerator(seed: 5)
        let linter = RequestLinter(context: context)
        return MendedRequest(linter.lint(input), by: linter) { FreshValues { generator.octets($0) } }
    }

    /// The context in which the mended request is judged: it has the verifier that was made.
    private static func context(_ context: LintContext, after mended: MendedRequest) -> LintContext {
        var context = context
        if let verifier = mended.verifier { context.verifier = verifier.text }
        return context
    }

    /// What stands in the way of a finding: a rule whose finding ends the checks of its parameter, of PKCE or of the
    /// endpoint, so that another one comes to light when it is gone (T6, T7, T9, group G).
    private static func mayHide(_ finding: Diagnostic) -> (Diagnostic) -> Bool {
        { earlier in
            let isSame = earlier.parameter.hasSameOctets(as: finding.parameter)
            let isPKCE = { (diagnostic: Diagnostic) in
                diagnostic.parameter.hasPrefix("code_") && finding.parameter.hasPrefix("code_")
            }
            switch earlier.rule {
            case .percentMalformed, .controlCharacter, .unicodeInvisible, .doubleEncoded, .textEscaped, .uriFragment,
                .querySecondMark, .parameterUnknown, .parameterDuplicate:
                return isSame || earlier.parameter == "url" || isPKCE(earlier) || earlier.rule == .parameterUnknown
            case .uriInvalid, .scopeComma, .scopeSeparator, .scopeGrammar, .redirectURIScheme, .redirectURIPort:
                return isSame
            default: return isPKCE(earlier)
            }
        }
    }

    @Test(arguments: LintVector.requests)
    func bringsNoFindingThatNothingHid(vector: LintVector) {
        let report = RequestLinter(context: vector.context).lint(vector.input)
        let before = Set(report.diagnostics.map { Finding($0) })
        let mended = Self.mend(vector.input, vector.context)
        let new = mended.report.diagnostics.filter { !before.contains(Finding($0)) }
        #expect(new.map { Finding($0) } == [], "\(vector.name): \(mended.changes) \(mended.url.text)")
    }

    @Test(arguments: LintVector.requests)
    func changesNothingMoreTheSecondTime(vector: LintVector) {
        let once = Self.mend(vector.input, vector.context)
        let twice = Self.mend(once.url.text, Self.context(vector.context, after: once))
        #expect(twice.url.text == once.url.text, "\(vector.name): \(twice.changes)")
        #expect(twice.changes.isEmpty, "\(vector.name): \(twice.changes)")
    }

    /// Each line of the log names a rule that the first report has, or one that came to light, and that is gone.
    @Test(arguments: LintVector.requests)
    func reportsWhatIsGone(vector: LintVector) {
        let mended = Self.mend(vector.input, vector.context)
        let isChanged = mended.url.text != RequestLinter(context: vector.context).lint(vector.input).url
        #expect(isChanged || mended.changes.isEmpty, "\(vector.name)")
    }
}
