import Testing

@testable import OAuth

/// Lists of scopes as values.
struct ScopeListTests {
    @Test func listsAreEqualWhateverRoomTheyKeep() {
        var roomy = ScopeList()
        roomy.reserveCapacity(1_000, octets: 10_000)
        roomy.append(name: Array("a".utf8), summary: Array("A".utf8))
        #expect(roomy == ScopeList([("a", "A")]))
    }

    @Test(arguments: [
        [("a", "B")], [("b", "A")], [], [("a", "A"), ("b", "")], [("", "aA")], [("aA", "")],
    ])
    func listsDifferInWhatIsInThem(scopes: [(String, String)]) {
        #expect(ScopeList([("a", "A")]) != ScopeList(scopes.map { (name: $0.0, summary: $0.1) }))
    }
}
