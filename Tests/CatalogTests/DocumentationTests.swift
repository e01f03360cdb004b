import Foundation
import OAuth
import Testing

@testable import Catalog

/// `docs/provider-format.md` says what the reader does.
struct DocumentationTests {
    let text: String

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: "docs/provider-format.md"), encoding: .utf8)
    }

    @Test func showsAnExampleThatIsRead() throws {
        let start = try #require(text.range(of: "```json\n")).upperBound
        let end = try #require(text.range(of: "```", range: start..<text.endIndex)).lowerBound
        let provider = try ProviderFile.read(Array(text[start..<end].utf8), path: "docs/provider-format.md")
        #expect(provider.id == "example")
        #expect(
            provider.scopes.indices.map(provider.scopes.name(at:)) == ["profile:read", "orders:read", "orders:write"])
        #expect(provider.clients.map(\.redirectURIs) == [["http://127.0.0.1:8765/callback"]])
        #expect(provider.requiresPKCE)
    }

    @Test(arguments: FieldReader.providerKeys + FieldReader.operationKeys)
    func explainsEveryKey(key: String) {
        #expect(text.contains("| `\(key)` |"))
    }

    @Test(arguments: FieldReader.ownEntriesKeys + FieldReader.clientKeys + ["replaces"])
    func explainsEveryKeyOfOwnEntries(key: String) {
        #expect(text.contains("| `\(key)` |"))
    }

    @Test func showsAnExampleOfOwnEntriesThatIsRead() throws {
        let chapter = try #require(text.range(of: "## Your own entries"))
        let start = try #require(text.range(of: "```json\n", range: chapter.upperBound..<text.endIndex)).upperBound
        let end = try #require(text.range(of: "```", range: start..<text.endIndex)).lowerBound
        let entries = try OwnEntriesFile.read(Array(text[start..<end].utf8), path: "own", provider: "example")
        #expect(entries.clients.map(\.replaces) == ["my-app-1", nil])
        #expect(entries.removedClients.count == 1)
        #expect(entries.scopes.count == 1)
    }

    @Test func listsNoMoreKeysThanFitThreeLines() throws {
        let problem = try #require(throws: FileProblem.self) { try ProviderFileTests.read(#"{"xxxxxxxx": 1}"#) }
        #expect(problem.message.hasPrefix("unknown key \"xxxxxxxx\"; the keys here are authscope, id, name, "))
        #expect(problem.message.hasSuffix(" more"))
        #expect(problem.message.utf8.count <= 240 - "Error: provider.json:1:2: ".utf8.count)
    }
}
