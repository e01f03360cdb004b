import OAuth
import Testing

/// A provider's list of scopes.
struct ScopeListTests {
    @Test func isEqualHoweverItWasMade() {
        let scopes = (0..<100).map { (name: "s\($0)", summary: "S \($0)") }
        var reserved = ScopeList()
        reserved.reserveCapacity(5_000, octets: 100_000)
        for scope in scopes { reserved.append(name: Array(scope.name.utf8), summary: Array(scope.summary.utf8)) }
        #expect(reserved == ScopeList(scopes))
    }

    @Test func differsWhereAnOctetDoes() {
        let list = ScopeList([(name: "a", summary: "\u{E9}"), (name: "b", summary: "")])
        #expect(list != ScopeList([(name: "a", summary: "e\u{301}"), (name: "b", summary: "")]))
        #expect(list != ScopeList([(name: "ab", summary: "\u{E9}")]))
        #expect(list != ScopeList([(name: "b", summary: ""), (name: "a", summary: "\u{E9}")]))
    }
}
