import Testing
import Vectors

@testable import OAuth

@Suite struct RuleTests {
    @Test func holdsEachRuleOnce() {
        #expect(Rule.all.map(\.id) == RuleID.allCases)
        #expect(Set(Rule.all.map(\.summary)).count == Rule.all.count)
    }

    @Test(arguments: Rule.all)
    func saysAllThatThereIsToSay(rule: Rule) {
        for text in [rule.summary, rule.explanation, rule.advice] {
            #expect(text.hasSuffix("."), "\(text)")
            #expect(!text.contains("  "))
        }
        #expect(rule.id.rule.id == rule.id)
        #expect(
            rule.id.rawValue.utf8.allSatisfy { $0 == 0x2d || (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) })
        #expect(rule.severities == rule.severities.sorted(by: >))
        #expect(Set(rule.severities).count == rule.severities.count)
    }

    /// Returns the context in which an example gives its documented result.
    private func context(for rule: RuleID) -> LintContext {
        switch rule {
        case .challengeMismatch: Sample.context { $0.verifier = Sample.verifier }
        case .valueReused: Sample.context { $0.used.states = ["tjs2_d1FlDyutWEXEor3Yg"] }
        case .redirectURIPortOther:
            Sample.context { $0.client.redirectURIs = ["http://127.0.0.1:51004/callback"] }
        case .parRequired: Sample.context { $0.requiresPushedRequests = true }
        default: Sample.context
        }
    }

    @Test(arguments: Rule.all)
    func itsExamplesShowIt(rule: Rule) {
        func rules(_ example: String) -> Set<RuleID> {
            let findings = findings(of: rule, in: expanded(example))
            for finding in findings where finding.rule == rule.id {
                #expect(rule.severities.contains(finding.severity))
            }
            return Set(findings.map(\.rule))
        }
        #expect(rules(rule.badExample).contains(rule.id), "\(rule.badExample)")
        #expect(!rules(rule.goodExample).contains(rule.id), "\(rule.goodExample)")
    }

    private func findings(of rule: Rule, in example: String) -> [Diagnostic] {
        switch rule.group {
        case .response:
            let context = Sample.answerContext { if rule.id == .responseParameterUnexpected { $0.issuer = nil } }
            return ResponseLinter(context: context).lint(example).diagnostics
        case .tokenRequest:
            let (message, context) = Sample.tokenRequest(changedBy: example, rule: rule.id)
            return TokenRequestLinter(context: context).lint(message).diagnostics
        default:
            let isWhole = example.hasPrefix("https://") || example.hasPrefix("GET ")
            let input = isWhole ? example : Sample.url(example)
            return RequestLinter(context: context(for: rule.id)).lint(input).diagnostics
        }
    }

    /// Each finding of the vectors is of a kind that the catalogue announces.
    @Test func announcesSeveritiesAndSubjects() {
        func check(_ findings: [Diagnostic], _ subject: LintSubjects) {
            for finding in findings {
                #expect(finding.rule.rule.severities.contains(finding.severity))
                #expect(finding.rule.rule.appliesTo.contains(subject), "\(finding.rule)")
            }
        }
        for vector in LintVector.requests {
            check(RequestLinter(context: vector.context).lint(vector.input).diagnostics, .request)
        }
        for vector in LintVector.responses {
            check(ResponseLinter(context: vector.context).lint(vector.input).diagnostics, .response)
        }
        for vector in LintVector.tokenRequests {
            check(TokenRequestLinter(context: vector.context).lint(vector.message).diagnostics, .tokenRequest)
        }
    }
}
