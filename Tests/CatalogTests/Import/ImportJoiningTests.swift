import OAuth
import TestTraits
import Testing

@testable import Catalog

/// Several documents that become one import.
@Suite(.onThreadsOfTheirOwn) struct ImportJoiningTests {
    typealias Sample = ImportSample

    private static func joined(_ documents: [(String, String)]) throws -> ProviderImport {
        let read = try documents.map { (name: $0.0, result: try Sample.read($0.1, from: .file($0.0))) }
        let result = ProviderImport.joined(read, place: "/apis")
        for imported in result.providers {
            let file = Array(ProviderFile.text(of: imported.provider).utf8)
            #expect(try ProviderFile.read(file, path: "p.json") == imported.provider)
        }
        return result
    }

    private static func document(
        _ title: String, scopes: String, paths: String, host: String = "auth.example", token: String = "auth.example"
    ) -> String {
        let scheme = """
            {"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "https://\(host)/authorize",
            "tokenUrl": "https://\(token)/token", "scopes": \(scopes)}}}
            """
        return Sample.openAPI(paths: paths, schemes: "{\"main\": \(scheme)}", title: title)
    }

    @Test func documentsWithOneAuthorizationEndpointAreOneProvider() throws {
        let result = try Self.joined([
            (
                "a.json",
                Self.document(
                    "Shop Orders API", scopes: #"{"read": "", "orders": "Orders"}"#,
                    paths: #"{"/orders": {"get": {"security": [{"main": ["orders", "later"]}]}}}"#)
            ),
            (
                "b.json",
                Self.document(
                    "Shop Carts API", scopes: #"{"read": "See", "later": "L"}"#,
                    paths:
                        #"{"/carts": {"get": {"security": [{"main": ["read"]}]}}, "/orders": {"put": {"security": [{"main": ["odd"]}]}}}"#
                )
            ),
            ("c.json", Self.document("Other", scopes: "{}", paths: "{}", host: "other.example")),
        ])
        #expect(result.kind.name == "3 documents")
        #expect(result.providers.map(\.provider.id) == ["shop", "other"])
        #expect(result.providers.map(\.provider.name) == ["Shop", "Other"])
        #expect(result.providers.allSatisfy { $0.provider.importedFrom == "/apis" })
        let shop = result.providers[0].provider
        #expect(shop.scopeLines == ["read: See", "orders: Orders", "later: L", "odd: "])
        #expect(shop.undeclaredScopes == ["odd"])
        #expect(
            shop.operationLines == ["GET /orders token orders+later", "GET /carts token read", "PUT /orders token odd"])
        #expect(result.providers[0].notes.isEmpty && result.providers[0].schemeName == "main")
        #expect(
            result.notes.map(\.text) == [
                "a.json: operations use 1 scope that the scheme does not declare: later",
                "b.json: operations use 1 scope that the scheme does not declare: odd",
            ])
    }

    @Test func namesConflictsAndKeepsTheFirst() throws {
        let result = try Self.joined([
            (
                "a.json",
                Self.document(
                    "A", scopes: #"{"x": "One"}"#, paths: #"{"/a": {"get": {"security": [{"main": ["x"]}]}}}"#)
            ),
            (
                "b.json",
                Self.document(
                    "B", scopes: #"{"x": "Two", "y": ""}"#,
                    paths: #"{"/a": {"get": {"security": [{"main": ["y"]}]}}, "/b": {"get": {}}}"#, token: "t.example")
            ),
            (
                "c.json",
                Self.document(
                    "C", scopes: #"{"x": "One"}"#, paths: #"{"/a": {"get": {"security": [{"main": ["x"]}]}}}"#)
            ),
        ])
        let imported = result.providers[0]
        #expect(imported.provider.id == "auth-example" && imported.provider.name == "auth.example")
        #expect(imported.provider.scopeLines == ["x: One", "y: "])
        #expect(imported.provider.operationLines == ["GET /a token x", "GET /b open"])
        #expect(imported.provider.tokenEndpoint == "https://auth.example/token")
        #expect(
            imported.notes.map(\.text) == [
                "the scope \"x\" has another description in b.json; that of a.json is kept",
                "GET /a has other requirements in b.json; that of a.json is kept",
                "the token endpoint of b.json is https://t.example/token; https://auth.example/token is kept",
            ])
    }

    /// Two schemes with one endpoint, each with all operations: what either allows is allowed.
    @Test func schemesOfOneDocumentAddTheirWays() throws {
        let schemes = "{\"a\": \(Sample.scheme), \"b\": \(Sample.scheme)}"
        let paths =
            #"{"/x": {"get": {"security": [{"a": ["read"]}, {"b": ["write"]}]}, "put": {"security": [{"b": []}]}}}"#
        let result = try Self.joined([
            ("a.json", Sample.openAPI(paths: paths, schemes: schemes)), ("b.json", Sample.openAPI()),
        ])
        #expect(result.providers.map(\.provider.operationLines) == [["GET /x token read|write", "PUT /x token "]])
        #expect(result.providers[0].schemeName == nil && result.providers[0].notes.isEmpty)
    }

    @Test func metadataAddsWhatADescriptionLacks() throws {
        let metadata = """
            {"issuer": "https://auth.example", "authorization_endpoint": "https://auth.example/authorize",
            "code_challenge_methods_supported": ["S256"], "authorization_response_iss_parameter_supported": true}
            """
        let imported = try Self.joined([("a.json", Sample.openAPI()), ("m.json", metadata)]).providers[0]
        #expect(imported.provider.issuer == "https://auth.example" && imported.provider.issuerInResponse)
        #expect(imported.announcesPKCE && imported.provider.challengeMethods == ["S256"])
        #expect(imported.provider.tokenEndpoint == "https://auth.example/token")
    }

    @Test func takes100ProvidersAndNoMore() throws {
        let documents = (0..<103).map {
            ("\($0).json", Self.document("T", scopes: "{}", paths: "{}", host: "h\($0).example"))
        }
        let result = try Self.joined(documents)
        #expect(result.providers.count == 100)
        #expect(Set(result.providers.map(\.provider.id)).count == 100)
        #expect(result.notes[0].text == "3 providers left out: the limit is 100")
    }

    @Test func aNoteOfManyDocumentsIsShownOnce() throws {
        let schemes = "{\"main\": \(Sample.scheme), \"key\": {\"type\": \"apiKey\"}}"
        let documents = (0..<60).map { number in
            (
                "\(number).json",
                Sample.openAPI(schemes: schemes.replacing("\"key\"", with: number < 50 ? "\"key\"" : "\"k\(number)\""))
            )
        }
        let notes = try Self.joined(documents).notes.map(\.text)
        #expect(notes.count == 11)
        #expect(
            notes[0] == "0.json:4:66: the security scheme \"key\" is an API key, not OAuth 2.0 (and 49 more of this)")
    }
}
