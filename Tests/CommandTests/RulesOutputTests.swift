import Foundation
import JSON
import OAuth
import Options
import TestSupport
import Testing

@testable import Commands
@testable import authscope

/// `authscope rules`.
struct RulesOutputTests {
    @Test func listsEveryRuleOnceInEachForm() throws {
        for format in RulesFormat.allCases {
            let text = try RulesOutput(format: format).show(nil).stdout
            for rule in RuleID.allCases {
                let marked = [
                    "text": "  \(rule.rawValue) ", "json": "\"id\": \"\(rule.rawValue)\"",
                    "markdown": "### \(rule.rawValue)\n",
                ]
                let mark = try #require(marked[format.rawValue])
                #expect(text.ranges(of: mark).count == 1, "\(mark)")
            }
        }
    }

    @Test(arguments: [60, 80, 120])
    func wrapsTheTableBetweenWordsForATerminal(width: Int) throws {
        let narrow = try RulesOutput(style: OutputStyle(width: width, isTerminal: true)).show(nil).stdout
        let wide = try RulesOutput().show(nil).stdout
        #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= width })
        let words = { (text: SafeText) in text.text.split { $0 == " " || $0 == "\n" } }
        #expect(words(narrow) == words(wide), "nothing is cut, and no word is split")
    }

    @Test func listsTheRulesThatBeginSo() throws {
        let text = try RulesOutput().show("scope").stdout
        #expect(text.contains("  scope-comma ") && text.contains("  scope-all "))
        #expect(!text.contains("state-missing"))
        let ids = RuleID.allCases.filter { $0.rawValue.hasPrefix("redirect-uri-") }
        guard
            case .array(let rules)? = try? JSONValue(
                reading: Array(try RulesOutput(format: .json).show("redirect-uri").stdout.utf8))
        else { return #expect(Bool(false), "an array") }
        #expect(rules.map { $0["id"] } == ids.map { .string($0.rawValue) })
        #expect(try RulesOutput(format: .markdown).show("scope").stdout.contains("# scope-comma\n"))
    }

    @Test func saysInTheTableWhatEachRuleIsAbout() throws {
        #expect(
            try RulesOutput().show(nil).stdout.contains(
                "  warning        state has no value, and there is no request object\n"))
    }

    @Test func explainsARule() throws {
        #expect(
            try RulesOutput().show("scope-comma").stdout == """
                scope-comma  error or warning

                When
                  A scope contains a comma. Error: it is not in the provider's list. Warning: it
                  is, or the list is unknown.

                Why
                  The standard separates scopes by spaces, so a server sees one scope with a
                  comma in its name. A few servers do require commas.

                Fix
                  Replace the comma with a space.

                Reference
                  RFC 6749 §3.3

                Accepted
                  scope=company%3Aread%20customer%3Aread

                Reported
                  scope=company%3Aread%2Ccustomer%3Aread

                """)
    }

    static let unknown: [(id: String, message: String)] = [
        ("scope-coma", #"there is no rule "scope-coma"; did you mean scope-comma?"#),
        ("SCOPE_COMMA", #"there is no rule "SCOPE_COMMA"; did you mean scope-comma?"#),
        ("x", #"there is no rule "x"; authscope rules lists them"#),
    ]

    @Test(arguments: unknown)
    func namesTheNearestOfAnUnknownRule(id: String, message: String) {
        #expect(throws: CommandFailure(.usage, message)) { try RulesOutput().show(id) }
    }

    @Test func isWhatTheDocumentationSays() throws {
        let page = try RulesOutput(format: .markdown).show(nil).stdout
        #expect(try Recording.difference(of: page.text, from: "../../docs/rules.md") == nil)
    }

    /// The page documents every key of a context.
    @Test func listsEveryContextKey() throws {
        let page = try RulesOutput(format: .markdown).show(nil).stdout
        for key in ["profile", "endpoint", "scopes", "required", "methods", "client", "verifier", "used", "token_json"]
        {
            #expect(page.contains("`\(key)`"), "\(key)")
        }
    }
}
