import OAuth
import TestSupport
import TestTraits
import Testing

/// The operations that each scope allows.
@Suite(.onThreadsOfTheirOwn) struct OperationIndexTests {
    static func index(_ provider: Provider) throws -> OperationIndex {
        try #require(OperationIndex(provider))
    }

    @Test func isNotBuiltWithoutOperations() {
        #expect(OperationIndex(APISample.provider(scopes: 3, [])) == nil)
    }

    @Test func listsWhatAScopeAllows() throws {
        // c is of no use in the last one: a alone is enough there.
        let index = try Self.index(
            APISample.provider(scopes: 4, [["a"], ["b", "ab"], ["ab", "ac"], ["a", "b"], [""], ["a", "ac"]]))
        #expect(
            Array(index.uses(ofScope: 0)) == [
                .init(operation: 0, isNeeded: true, isEnough: true),
                .init(operation: 2, isNeeded: true, isEnough: false),
                .init(operation: 3, isNeeded: false, isEnough: true),
                .init(operation: 5, isNeeded: true, isEnough: true),
            ])
        #expect(index.counts(ofScope: 0) == .init(operations: 4, needed: 3, enough: 3))
        #expect(Array(index.uses(ofScope: 2)) == [.init(operation: 2, isNeeded: false, isEnough: false)])
        #expect(index.counts(ofScope: 3) == .init(operations: 0, needed: 0, enough: 0))
        #expect(index.alternatives(of: 5) == [[0]])
        #expect(index.alternatives(of: 4) == [[]])
    }

    @Test func decidesWhatATokenAllows() throws {
        var provider = APISample.provider(scopes: 3, [["ab", "c"], [""]])
        provider.operations.append(Operation(method: "GET", path: "/open", access: .open))
        provider.operations.append(Operation(method: "GET", path: "/other", access: .other))
        let index = try Self.index(provider)
        let allowed = ["", "a", "ab", "bc"].map { held in
            provider.operations.indices.filter { index.allows($0) { held.contains(APISample.letter($0)) } }
        }
        #expect(allowed == [[1, 2], [1, 2], [0, 1, 2], [0, 1, 2]])
    }

    /// Scopes are added to the list by an import; a provider made otherwise may lack them.
    @Test func countsASetWithAScopeOutsideTheListAsNone() throws {
        let index = try Self.index(APISample.provider(scopes: 1, [["az"], ["a", "z"]]))
        #expect(index.alternatives(of: 0).isEmpty)
        #expect(index.alternatives(of: 1) == [[0]])
        #expect(!index.allows(0) { _ in true })
    }

    @Test func countsAScopeOnceThatASetHasTwice() throws {
        let index = try Self.index(APISample.provider(scopes: 2, [["bab", "ba"]]))
        #expect(index.alternatives(of: 0) == [[0, 1]])
        #expect(index.counts(ofScope: 1) == .init(operations: 1, needed: 1, enough: 0))
    }

    @Test func agreesWithADefinitionByTheLetter() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let provider = APISample.random(&random, scopes: 6, operations: 8, alternatives: 0...4, size: 0...3)
            let index = try Self.index(provider)
            for scope in provider.scopes.indices {
                let name = provider.scopes.name(at: scope)
                let uses = provider.operations.indices.compactMap { row -> OperationIndex.Use? in
                    let sets = Self.minimal(provider.operations[row].alternatives.map(Set.init))
                    guard sets.contains(where: { $0.contains(name) }) else { return nil }
                    return .init(
                        operation: row, isNeeded: sets.allSatisfy { $0.contains(name) },
                        isEnough: sets.contains([name]))
                }
                #expect(Array(index.uses(ofScope: scope)) == uses)
            }
        }
    }

    private static func minimal(_ sets: [Set<String>]) -> [Set<String>] {
        sets.filter { set in !sets.contains { $0.isStrictSubset(of: set) } }
    }

    /// 16 MiB is the largest file, which bounds the number of scopes named in it.
    @Test(.timeLimit(.minutes(1))) func isBuiltForAHostileProvider() throws {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        provider.scopes = ScopeList((0..<1_000).map { (name: "\($0)", summary: "") })
        let names = provider.scopes.indices.map(provider.scopes.name(at:))
        // Almost the same sets, which differ at the end only.
        let sets = (0..<100).map { Array(names[0..<800]) + [names[900 + $0]] }
        provider.operations = (0..<10).map { Operation(method: "GET", path: "/\($0)", alternatives: sets) }
        let index = try Self.index(provider)
        #expect(index.counts(ofScope: 0) == .init(operations: 10, needed: 10, enough: 0))
        #expect(index.counts(ofScope: 950) == .init(operations: 10, needed: 0, enough: 0))
    }
}
