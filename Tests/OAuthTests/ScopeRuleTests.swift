import Testing

@testable import OAuth

@Suite struct ScopeRuleTests {
    @Test(arguments: [
        Expectation("scope=company%3Aread"),
        Expectation("scope=user%3Aread%20company%3Aread"),
        Expectation("scope=%20company%3Aread", "warning scope-grammar scope"),
        Expectation("scope=company%3Aread%20", "warning scope-grammar scope"),
        Expectation("scope=company%3Aread%20%20user%3Aread", "warning scope-grammar scope"),
        Expectation("scope=%20", "error scope-grammar scope"),
        Expectation("scope=comp%5Cany", "error scope-grammar scope"),
        Expectation("scope=comp%22any", "error scope-grammar scope"),
        Expectation("scope=comp%C3%A9", "error scope-grammar scope"),
        // The illegal token is not also unknown, the other one is.
        Expectation("scope=%22a%22%20b", "error scope-grammar scope", "error scope-unknown scope"),
        Expectation("scope=!%23%5B%5D~", "error scope-unknown scope"),
        Expectation("scope=company%3Aread%2Cuser%3Aread", "error scope-comma scope"),
        Expectation("scope=company%3Aread%2C%20user%3Aread", "error scope-comma scope"),
        Expectation("scope=%2C", "error scope-comma scope"),
        Expectation("scope=Company%3Aread", "error scope-unknown scope"),
        Expectation("scope=company%3Aread%20company%3Aread", "info scope-duplicate scope"),
        Expectation("scope=x%20x", "error scope-unknown scope", "info scope-duplicate scope"),
        Expectation("scope=company%3Awrite", "info scope-write-without-read scope"),
        Expectation("scope=user%3Awrite", "error scope-unknown scope"),
        Expectation(
            "scope=company%3Aread%20company%3Awrite%20customer%3Aread%20customer%3Awrite%20user%3Aread",
            "info scope-all scope"),
        Expectation(
            "scope=company%3Aread%20company%3Awrite%20customer%3Aread%20customer%3Awrite%20user%3Aread%20user%3Aread%20a",
            "error scope-unknown scope", "info scope-all scope", "info scope-duplicate scope"),
    ])
    func checksScopes(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(
        arguments: [
            ([], "a", ["error scope-unknown scope"]), (["a", "b"], "a%20b", []),
            (["a,b"], "a%2Cb", ["warning scope-comma scope"]),
            (["a,b"], "a%2Cb%20c%2Cd", ["error scope-comma scope"]),
            ([":write", ":read"], ":write", ["info scope-write-without-read scope"]),
            (["a:write"], "a:write", []), (["é"], "%C3%A9", ["error scope-grammar scope"]),
        ] as [([String], String, [String])])
    func checksByTheList(known: [String], scope: String, findings: [String]) {
        let context = Sample.context { $0.scopes = ScopeList(known.map { ($0, "") }) }
        #expect(Sample.findings(in: Sample.url("scope=\(scope)"), context) == findings)
    }

    @Test func checksGrammarOnlyIfTheListIsUnknown() {
        #expect(Sample.findings(in: Sample.url("scope=anything:write%20x"), Sample.generic) == [])
        #expect(Sample.findings(in: Sample.url("scope=a%2Cb"), Sample.generic) == ["warning scope-comma scope"])
    }

    @Test func namesTheNearestScope() throws {
        let diagnostics = RequestLinter(context: Sample.context).lint(Sample.url("scope=Compny%3Aread%20zz"))
            .diagnostics
        let finding = try #require(diagnostics.first { $0.rule == .scopeUnknown })
        #expect(finding.message == "The provider has no scopes Compny:read and zz; did you mean company:read?")
    }

    @Test func findsTheNearestInALongList() {
        let list = ScopeList((0..<20_000).map { ("service\($0 % 317):resource\($0):read", "") })
        #expect(
            list.nearest(to: Array("SERVICE0:resource317:raed".utf8)[...]).map { list.name(at: $0) }
                == "service0:resource317:read")
        #expect(list.nearest(to: Array("something".utf8)[...]) == nil)
        #expect(list.nearest(to: Array("ab".utf8)[...]) == nil)
    }
}
