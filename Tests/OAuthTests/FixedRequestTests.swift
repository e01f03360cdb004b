import Testing
import Vectors

@testable import OAuth

@Suite struct FixedRequestTests {
    private static func mend(_ input: String, _ context: LintContext) -> FixedRequest {
        var generator = SeededGenerator(seed: 5)
        let linter = RequestLinter(context: context)
        return FixedRequest(linter.lint(input), by: linter) { FreshValues { generator.octets($0) } }
    }

    /// The context in which the mended request is judged: it has the verifier that was made.
    private static func context(_ context: LintContext, after mended: FixedRequest) -> LintContext {
        var context = context
        if let verifier = mended.verifier { context.verifier = verifier.text }
        return context
    }

    private static func rules(_ report: LintReport, _ rule: RuleID) -> Int {
        report.diagnostics.count { $0.rule == rule }
    }

    @Test(arguments: LintVector.requests)
    func bringsNoFindingThatWasNotThere(vector: LintVector) {
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

    /// Each line of the log names a rule of which fewer findings are left, or one that came to light and is gone.
    @Test(arguments: LintVector.requests)
    func reportsWhatIsGone(vector: LintVector) {
        let report = RequestLinter(context: vector.context).lint(vector.input)
        let mended = Self.mend(vector.input, vector.context)
        for (rule, title) in mended.changes {
            let (before, after) = (Self.rules(report, rule), Self.rules(mended.report, rule))
            #expect(after < max(before, 1), "\(vector.name): \(rule.rawValue) \(title)")
        }
    }

    /// What a fix makes visible is no reason against it where it is about the form of the text.
    @Test func revealsWhatWasHidden() throws {
        let url = Sample.url("code_challenge_method=plain").replacing("&", with: "&amp;")
        let mended = Self.mend(url, LintContext())
        #expect(mended.request["code_challenge_method"] == "plain")
        #expect(mended.report.diagnostics.map(\.rule) == [.pkcePlain])
        #expect(mended.verifier == nil)
    }

    @Test func makesNoFixThatLeadsToAnotherFinding() {
        let hidden = Sample.url("scope=company%3Aread%1B%5D52%3Bc%3BZXZpbA")
        let mended = Self.mend(hidden, Sample.context)
        #expect(mended.changes.isEmpty)
        #expect(mended.url.text == hidden)
        #expect(mended.report.diagnostics.map(\.rule) == [.controlCharacter])
        // What a later fix removes is no reason.
        let state = Self.mend(Sample.url("state=abc%00abc"), Sample.context)
        #expect(state.report.diagnostics == [])
        #expect(Set(state.changes.map(\.rule)) == [.controlCharacter, .stateLowEntropy])
    }
}
