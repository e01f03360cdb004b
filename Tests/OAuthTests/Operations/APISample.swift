import OAuth
import TestSupport

/// Providers with operations, for tests.
enum APISample {
    /// A provider with the scopes a, b, c … and an operation for each list of sets; a set is written as its letters.
    static func provider(scopes: Int, _ operations: [[String]]) -> Provider {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        provider.scopes = ScopeList((0..<scopes).map { (name: letter($0), summary: "") })
        provider.operations = operations.enumerated().map { row, sets in
            Operation(method: "GET", path: "/\(row)", alternatives: sets.map { $0.map(String.init) })
        }
        return provider
    }

    static func letter(_ number: Int) -> String {
        String(Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(number))))
    }

    /// Rows as letters.
    static func letters(_ rows: [Int]) -> String { rows.map(letter).joined() }

    /// Operations that share scopes at random, numbered scopes as names.
    static func random(
        _ random: inout SeededGenerator, scopes: Int, operations: Int, alternatives: ClosedRange<Int>,
        size: ClosedRange<Int>
    ) -> Provider {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        provider.scopes = ScopeList((0..<scopes).map { (name: "s\($0)", summary: "") })
        provider.operations = (0..<operations).map { row in
            let sets = (0..<Int.random(in: alternatives, using: &random)).map { _ in
                (0..<Int.random(in: size, using: &random)).map { _ in Int.random(in: 0..<scopes, using: &random) }
            }
            return Operation(
                method: "GET", path: "/\(row)", alternatives: sets.map { Set($0).sorted().map { "s\($0)" } })
        }
        return provider
    }
}
