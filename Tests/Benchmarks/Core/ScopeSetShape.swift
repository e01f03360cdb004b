import OAuth
import TestSupport

/// Random operations of one kind.
struct ScopeSetShape {
    var name: String
    var scopes: Int
    var alternatives: ClosedRange<Int>
    /// Scopes in one alternative.
    var size: ClosedRange<Int>

    static let all = [
        ScopeSetShape(name: "as most APIs are", scopes: 40, alternatives: 1...2, size: 1...1),
        ScopeSetShape(name: "one of two", scopes: 40, alternatives: 2...2, size: 1...1),
        ScopeSetShape(name: "one of two of many", scopes: 150, alternatives: 2...2, size: 1...1),
        ScopeSetShape(name: "one of three", scopes: 80, alternatives: 3...3, size: 1...1),
        ScopeSetShape(name: "one of eight", scopes: 300, alternatives: 8...8, size: 1...1),
        ScopeSetShape(name: "pairs", scopes: 60, alternatives: 2...4, size: 2...2),
        ScopeSetShape(name: "many sets of many", scopes: 500, alternatives: 20...100, size: 5...20),
        ScopeSetShape(name: "pairs apart", scopes: 900, alternatives: 2...2, size: 1...1),
        ScopeSetShape(name: "parts", scopes: 400, alternatives: 2...3, size: 1...2),
    ]

    /// The worst of five providers of this kind, by time.
    func measure() -> (milliseconds: Double, smallest: SmallestScopeSet) {
        let runs = (1...5).compactMap { seed -> (milliseconds: Double, smallest: SmallestScopeSet)? in
            let provider = provider(seed: UInt64(seed))
            var result: SmallestScopeSet?
            let time = best(of: 3) {
                result = OperationIndex(provider).map { SmallestScopeSet(for: Array(0..<250), in: $0) }
            }
            return result.map { (time * 1000, $0) }
        }
        return runs.max { $0.milliseconds < $1.milliseconds } ?? (.infinity, runs[0].smallest)
    }

    private func provider(seed: UInt64) -> Provider {
        var random = SeededGenerator(seed: seed)
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        provider.scopes = ScopeList((0..<scopes).map { (name: "api:scope-\($0)", summary: "") })
        provider.operations = (0..<250).map { row in
            let sets = (0..<Int.random(in: alternatives, using: &random)).map { _ in
                (0..<Int.random(in: size, using: &random)).map { _ in Int.random(in: 0..<scopes, using: &random) }
            }
            return Operation(
                method: "GET", path: "/\(row)", alternatives: sets.map { Set($0).sorted().map { "api:scope-\($0)" } })
        }
        return provider
    }
}
