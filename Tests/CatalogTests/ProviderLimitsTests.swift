import OAuth
import Testing

@testable import Catalog

/// The limits of `docs/provider-format.md`, each at its edge and one beyond.
struct ProviderLimitsTests {
    static func list(_ count: Int, _ element: (Int) -> String) -> String {
        "[" + (0..<count).map(element).joined(separator: ",\n") + "]"
    }

    static func clients(_ count: Int) -> String {
        "\"clients\": " + list(count) { "{\"name\": \"N\($0)\", \"client_id\": \"\($0)\"}" }
    }

    static func redirectURIs(_ count: Int) -> String {
        "\"clients\": [{\"name\": \"N\", \"client_id\": \"1\", \"redirect_uris\": \(list(count) { "\"a:\($0)\"" })}]"
    }

    static func scopes(_ count: Int) -> String {
        "\"scopes\": " + list(count) { "\"s\($0)\"" }
    }

    static func scope(name: Int) -> String { "\"scopes\": [\"\(String(repeating: "a", count: name))\"]" }

    static func scope(summary: Int) -> String {
        "\"scopes\": [{\"name\": \"a\", \"summary\": \"\(String(repeating: "é", count: summary))\"}]"
    }

    static func operations(_ count: Int, path: Int = 0, summary: Int = 0) -> String {
        let path = String(repeating: "é", count: path)
        let summary = String(repeating: "é", count: summary)
        return "\"operations\": "
            + list(count) { "{\"method\": \"GET\", \"path\": \"/\($0)\(path)\", \"summary\": \"\(summary)\"}" }
    }

    /// One operation with that many sets of that many scopes.
    static func operation(sets: Int, scopes count: Int) -> String {
        let sets = list(sets) { _ in list(count) { "\"s\($0)\"" } }
        return scopes(count) + ", \"operations\": [{\"method\": \"GET\", \"path\": \"/\", \"scopes\": \(sets)}]"
    }

    static let edges: [(allowed: String, refused: String, message: String)] = [
        (clients(1_000), clients(1_001), "a provider may have at most 1,000 clients"),
        (redirectURIs(200), redirectURIs(201), "at most 200 may be listed here"),
        (scopes(100_000), scopes(100_001), "a provider may have at most 100,000 scopes"),
        (scope(name: 256), scope(name: 257), "a scope's name has at most 256 bytes"),
        (scope(summary: 1_024), scope(summary: 1_025), "a scope's summary has at most 1,024 characters"),
        (operations(10_000), operations(10_001), "a provider may have at most 10,000 operations"),
        (operations(1, path: 1_022), operations(1, path: 1_023), "a path has at most 1,024 characters"),
        (
            operations(1, summary: 1_024), operations(1, summary: 1_025),
            "an operation's summary has at most 1,024 characters"
        ),
        (
            operation(sets: 100, scopes: 1), operation(sets: 101, scopes: 1),
            "an operation may have at most 100 sets of scopes"
        ),
        (operation(sets: 1, scopes: 1_000), operation(sets: 1, scopes: 1_001), "a set may have at most 1,000 scopes"),
        (
            "\"imported_from\": \"\(String(repeating: "é", count: 4_096))\"",
            "\"imported_from\": \"\(String(repeating: "é", count: 4_097))\"", "this text has more than 4096 characters"
        ),
    ]

    // By index: the files are too long to be the names of test cases.
    @Test(arguments: edges.indices)
    func readsUpToTheLimitAndNoFurther(index: Int) throws {
        let (allowed, refused, message) = Self.edges[index]
        #expect(throws: Never.self) { try ProviderFileTests.read(ProviderFileTests.file(allowed)) }
        let problem = try #require(throws: FileProblem.self) {
            try ProviderFileTests.read(ProviderFileTests.file(refused))
        }
        #expect(problem.message == message)
    }

    static let hostile: [(octets: [UInt8], problem: String)] = [
        ([UInt8](repeating: 0, count: 17 << 20), "p.json:1:1: the text has 17825792 bytes; at most 16777216 are read"),
        ([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "p.json:1:1: remove the byte order mark before the first character"),
        ([0, 0, 0], "p.json:1:1: found the byte 0; expected an object"),
        (Array("{\"\u{0}\":1}".utf8), "p.json:1:3: a string may not hold a raw control character; write it as \\u0000"),
        (Array(String(repeating: "[", count: 10_000).utf8), "p.json:1:1: found '['; expected an object"),
        (
            Array("{\"authscope\": \(String(repeating: "9", count: 10_000))}".utf8),
            "p.json:1:15: expected a whole number"
        ),
        (
            Array("{\"\(String(repeating: "k", count: 10_000))\":1}".utf8),
            "p.json:1:2: unknown key \"\(String(repeating: "k", count: 40))…\"; the keys here are authscope, id"
        ),
    ]

    @Test(arguments: hostile.indices)
    func refusesHostileInput(index: Int) throws {
        let (octets, problem) = Self.hostile[index]
        let found = try #require(throws: FileProblem.self) { try ProviderFile.read(octets, path: "p.json") }
        #expect(found.description.hasPrefix(problem))
    }
}
