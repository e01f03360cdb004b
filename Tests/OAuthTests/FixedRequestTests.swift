import Testing
import Vectors

@testable import OAuth

@Suite struct FixedRequestTests {
    private static func fix(_ input: String, _ context: LintContext) -> FixedRequest {
        var generator = SeededGenerator(seed: 5)
        let linter = RequestLinter(context: context)
        return FixedRequest(linter.lint(input), by: linter) { FreshValues { generator.octets($0) } }
    }

    /// The context in which the fixed request is checked: it has the verifier that was made.
    private static func context(_ context: LintContext, after fixed: FixedRequest) -> LintContext {
        var context = context
        if let verifier = fixed.verifier { context.verifier = verifier.text }
        return context
    }

    private static func rules(_ report: LintReport, _ rule: RuleID) -> Int {
        report.diagnostics.count { $0.rule == rule }
    }

    @Test(arguments: LintVector.requests)
    func bringsNoFindingThatWasNotThere(vector: LintVector) {
        let report = RequestLinter(context: vector.context).lint(vector.input)
        let before = Set(report.diagnostics.map { Finding($0) })
        let fixed = Self.fix(vector.input, vector.context)
        let new = fixed.report.diagnostics.filter { !before.contains(Finding($0)) }
        #expect(new.map { Finding($0) } == [], "\(vector.name): \(fixed.changes) \(fixed.url.text)")
    }

    @Test(arguments: LintVector.requests)
    func changesNothingMoreTheSecondTime(vector: LintVector) {
        let once = Self.fix(vector.input, vector.context)
        let twice = Self.fix(once.url.text, Self.context(vector.context, after: once))
        #expect(twice.url.text == once.url.text, "\(vector.name): \(twice.changes)")
        #expect(twice.changes.isEmpty, "\(vector.name): \(twice.changes)")
    }

    /// Each line of the log names a rule of which fewer findings are left, or one that came to light and is gone.
    @Test(arguments: LintVector.requests)
    func reportsWhatIsGone(vector: LintVector) {
        let report = RequestLinter(context: vector.context).lint(vector.input)
        let fixed = Self.fix(vector.input, vector.context)
        for (rule, title) in fixed.changes {
            let (before, after) = (Self.rules(report, rule), Self.rules(fixed.report, rule))
            #expect(after < max(before, 1), "\(vector.name): \(rule.rawValue) \(title)")
        }
    }

    /// A fix of the text's form is kept, even if it reveals findings.
    @Test func revealsWhatWasHidden() throws {
        let url = Sample.url("code_challenge_method=plain").replacing("&", with: "&amp;")
        let fixed = Self.fix(url, LintContext())
        #expect(fixed.request["code_challenge_method"] == "plain")
        #expect(fixed.report.diagnostics.map(\.rule) == [.pkcePlain])
        #expect(fixed.verifier == nil)
    }

    @Test func makesNoFixThatLeadsToAnotherFinding() {
        let hidden = Sample.url("scope=company%3Aread%1B%5D52%3Bc%3BZXZpbA")
        let fixed = Self.fix(hidden, Sample.context)
        #expect(fixed.changes.isEmpty)
        #expect(fixed.url.text == hidden)
        #expect(fixed.report.diagnostics.map(\.rule) == [.controlCharacter])
        // A finding that a later fix removes does not count.
        let state = Self.fix(Sample.url("state=abc%00abc"), Sample.context)
        #expect(state.report.diagnostics == [])
        #expect(Set(state.changes.map(\.rule)) == [.controlCharacter, .stateLowEntropy])
    }
}
