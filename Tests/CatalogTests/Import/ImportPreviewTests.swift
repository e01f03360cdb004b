import OAuth
import Testing

@testable import Catalog

/// The preview before the user confirms an import.
struct ImportPreviewTests {
    typealias Sample = ImportSample

    static let paths = """
        {"/a": {"get": {"security": [{"main": ["read"]}]}, "put": {"security": []}},
         "/b": {"get": {"security": [{"key": []}]}, "put": {"security": [{"main": ["more"]}]}}}
        """

    static func preview(_ text: String, existing: Provider? = nil) throws -> ImportPreview {
        ImportPreview(try Sample.read(text), source: "d.json") { $0 == existing?.id ? existing : nil }
    }

    @Test func showsEverything() throws {
        let schemes = "{\"main\": \(Sample.scheme), \"key\": {\"type\": \"apiKey\"}}"
        let preview = try Self.preview(Sample.openAPI(paths: Self.paths, schemes: schemes))
        #expect(
            preview.lines == [
                .field("document", "OpenAPI 3.0.3, d.json"),
                .empty,
                .heading("Things API"),
                .field("id", "things"),
                .field("scheme", "main"),
                .field("authorization", "https://auth.example/authorize"),
                .field("token", "https://auth.example/token"),
                .field("hosts", "auth.example"),
                .field("scopes", "3, 1 of them used but not declared, 1 without a description; none is turned on"),
                .field("operations", "4: 2 need a token, 1 open, 1 needs something else"),
                .note("not in the document: descriptions of scopes"),
                .note("not in the document: PKCE methods"),
                .note("not in the document: clients (add yours in Clients)"),
                .note("operations use 1 scope that the scheme does not declare: more"),
                .empty,
                .heading("About the document"),
                .note("4:66: the security scheme \"key\" is an API key, not OAuth 2.0"),
            ])
    }

    @Test func comparesWithWhatIsThere() throws {
        var old = try Sample.provider(Sample.openAPI(paths: Self.paths))
        old.scopes = ScopeList([(name: "read", summary: "Other"), (name: "old", summary: "")])
        old.operations.removeLast()
        old.operations[0].summary = "Other"
        old.operations.append(OAuth.Operation(method: "GET", path: "/gone"))
        let preview = try Self.preview(Sample.openAPI(paths: Self.paths), existing: old)
        let comparison = try #require(preview.items[0].comparison)
        #expect(comparison.newScopes == ["write", "more"])
        #expect(comparison.changedScopes == ["read"])
        #expect(comparison.removedScopes == ["old"])
        #expect(comparison.newOperations == 1)
        #expect(comparison.changedOperations == 1)
        #expect(comparison.removedOperations == 1)
        #expect(preview.changedHosts.isEmpty)
        #expect(
            preview.lines.contains(
                .field(
                    "changes",
                    "2 new scopes, 1 changed scope, 1 removed scope, 1 new operation, 1 changed operation, 1 removed operation"
                )))
    }

    @Test func theSameAgainChangesNothing() throws {
        let text = Sample.openAPI(paths: Self.paths)
        let preview = try Self.preview(text, existing: try Sample.provider(text))
        #expect(preview.lines.contains(.field("changes", "none in scopes and operations")))
    }

    static let moves: [(change: @Sendable (inout Provider) -> Void, text: String?)] = [
        ({ _ in }, nil),
        (
            { $0.authorizationEndpoint = "https://old.example/authorize" },
            "the host of the authorization endpoint changes from old.example to auth.example"
        ),
        (
            { $0.authorizationEndpoint = "https://auth.example:444/authorize" },
            "the host of the authorization endpoint changes from auth.example:444 to auth.example"
        ),
        (
            { $0.tokenEndpoint = "https://old.example/token" },
            "the host of the token endpoint changes from old.example to auth.example"
        ),
        // Another path on the same host does not count as a move, nor does a new endpoint on a known host.
        ({ $0.tokenEndpoint = "https://AUTH.example/other" }, nil),
        ({ $0.tokenEndpoint = nil }, nil),
    ]

    @Test(arguments: 0..<moves.count)
    func warnsWhenAnEndpointMoves(number: Int) throws {
        var old = try Sample.provider(Sample.openAPI())
        Self.moves[number].change(&old)
        let preview = try Self.preview(Sample.openAPI(), existing: old)
        #expect(preview.changedHosts.map(\.text) == [Self.moves[number].text].compactMap { $0 })
        let warnings = preview.lines.filter { if case .warning = $0 { true } else { false } }
        #expect(warnings == preview.changedHosts.map { .warning($0.text) })
    }

    @Test func aNewEndpointOnAHostOfItsOwnIsAMove() throws {
        var old = try Sample.provider(Sample.openAPI())
        old.tokenEndpoint = nil
        let text = Sample.openAPI().replacing("https://auth.example/token", with: "https://new.example/token")
        let preview = try Self.preview(text, existing: old)
        #expect(preview.changedHosts.map(\.text) == ["the token endpoint is new, at new.example"])
    }
}
