import Testing

@testable import OAuth

@Suite struct RuleCatalogTests {
    @Test func holdsEachRuleOfTheRequestOnce() {
        #expect(RuleCatalog.all.count == 63)
        #expect(RuleCatalog.all.map(\.id) == RuleID.allCases)
        #expect(Set(RuleCatalog.all.map(\.summary)).count == 63)
        for rule in RuleCatalog.all { #expect(rule.appliesTo.contains(.request)) }
    }

    @Test(arguments: RuleCatalog.all)
    func saysAllThatThereIsToSay(rule: Rule) {
        for text in [rule.summary, rule.explanation, rule.advice] {
            #expect(text.hasSuffix("."), "\(text)")
            #expect(!text.contains("  "))
        }
        #expect(!rule.reference.isEmpty && rule.id.reference == rule.reference)
        #expect(
            rule.id.rawValue.utf8.allSatisfy { $0 == 0x2d || (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) })
        #expect(rule.severities == rule.severities.sorted(by: >))
        #expect(Set(rule.severities).count == rule.severities.count)
    }

    /// The context in which an example shows what it should.
    private func context(for rule: RuleID) -> LintContext {
        switch rule {
        case .challengeMismatch: Sample.context { $0.verifier = Sample.verifier }
        case .valueReused: Sample.context { $0.used.states = ["tjs2_d1FlDyutWEXEor3Yg"] }
        case .parRequired: Sample.context { $0.requiresPushedRequests = true }
        default: Sample.context
        }
    }

    @Test(arguments: RuleCatalog.all)
    func itsExamplesShowIt(rule: Rule) {
        func rules(_ example: String) -> Set<RuleID> {
            let isWhole = example.hasPrefix("https://") || example.hasPrefix("GET ")
            let input = isWhole ? example : Sample.url(example)
            let report = RequestLinter(context: context(for: rule.id)).lint(expanded(input))
            for finding in report.diagnostics where finding.rule == rule.id {
                #expect(rule.severities.contains(finding.severity))
            }
            return Set(report.diagnostics.map(\.rule))
        }
        #expect(rules(rule.badExample).contains(rule.id), "\(rule.badExample)")
        #expect(!rules(rule.goodExample).contains(rule.id), "\(rule.goodExample)")
    }

    /// Each finding of the vectors has a severity that the catalogue announces.
    @Test func announcesTheSeverities() {
        for vector in LintVector.requests {
            for finding in RequestLinter(context: vector.context).lint(vector.input).diagnostics {
                #expect(finding.rule.rule.severities.contains(finding.severity))
            }
        }
    }
}
