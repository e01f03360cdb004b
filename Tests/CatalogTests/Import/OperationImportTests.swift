import OAuth
import Testing

@testable import Catalog

/// Operations and what they need.
struct OperationImportTests {
    typealias Sample = ImportSample

    static func lines(
        _ paths: String, more: String = "", schemes: String = "{\"main\": \(Sample.scheme)}", version: String = "3.0.0"
    ) throws -> [String] {
        let text = Sample.openAPI(paths: paths, schemes: schemes, more: more, version: version)
        return try Sample.provider(text).operationLines
    }

    @Test func readsEveryMethodInTheOrderOfTheDocument() throws {
        let methods = ["trace", "get", "put", "post", "delete", "options", "head", "patch", "query"]
        let item = methods.map { "\"\($0)\": {}" }.joined(separator: ", ")
        let lines = try Self.lines(
            #"{"/b": {"summary": "s", "parameters": [], "x-get": {}, "GET": {}, \#(item)}, "x-a": {"get": {}}, "/a": {"get": {}}}"#
        )
        #expect(lines == methods.map { "\($0.uppercased()) /b open" } + ["GET /a open"])
    }

    static let security: [(global: String?, own: String?, expected: String)] = [
        (nil, nil, "open"),
        (nil, "[]", "open"),
        (nil, #"[{"main": []}]"#, "token "),
        (nil, #"[{"main": ["read"]}]"#, "token read"),
        (#"[{"main": ["read"]}]"#, nil, "token read"),
        // An operation's own list replaces the document's, even an empty one.
        (#"[{"main": ["read"]}]"#, "[]", "open"),
        (#"[{"main": ["read"]}]"#, #"[{"main": ["write"]}]"#, "token write"),
        ("[]", #"[{"main": ["write"]}]"#, "token write"),
        // OR of ANDs.
        (nil, #"[{"main": ["read", "write"]}, {"main": ["admin"]}]"#, "token read+write|admin"),
        (nil, #"[{"main": ["read"]}, {}]"#, "open"),
        (nil, #"[{}, {"main": ["read"]}]"#, "open"),
        // With another scheme: a way of ours counts, one of another scheme does not.
        (nil, #"[{"key": []}]"#, "other"),
        (nil, #"[{"key": []}, {"main": ["read"]}]"#, "token read"),
        (nil, #"[{"key": [], "main": ["read"]}]"#, "token read"),
        (nil, #"[{"unknown": ["read"]}]"#, "other"),
        // The same in other words.
        (nil, #"[{"main": ["a", "b"]}, {"main": ["b", "a", "b"]}, {"main": ["a"]}]"#, "token a+b|a"),
        // Loosely written.
        (nil, "null", "open"),
        (nil, #"[{"main": null}]"#, "token "),
        (nil, #"[{"main": [""]}]"#, "token "),
        (#"[{"main": ["read"]}]"#, #"{"main": ["write"]}"#, "token read"),
        (nil, #"[{"main": "read"}]"#, "token "),
        (nil, #"["main", {"main": ["read"]}]"#, "token read"),
        // A way that cannot be asked for is no way.
        (nil, #"[{"main": ["read write"]}]"#, "other"),
        (nil, #"[{"main": ["read write"]}, {"main": ["read"]}]"#, "token read"),
    ]

    @Test(arguments: security)
    func knowsWhatAnOperationNeeds(global: String?, own: String?, expected: String) throws {
        let operation = own.map { "{\"security\": \($0)}" } ?? "{}"
        let schemes = "{\"main\": \(Sample.scheme), \"key\": {\"type\": \"apiKey\"}}"
        let lines = try Self.lines(
            "{\"/a\": {\"get\": \(operation)}}", more: global.map { "\"security\": \($0)" } ?? "", schemes: schemes)
        #expect(lines == ["GET /a \(expected)"])
    }

    @Test func namesScopesThatTheSchemeDoesNotDeclare() throws {
        let paths = """
            {"/a": {"get": {"security": [{"main": ["read", "extra:one"]}]},
                    "put": {"security": [{"main": ["extra:two"]}, {"main": ["extra:one"]}]}}}
            """
        let result = try Sample.read(Sample.openAPI(paths: paths))
        let provider = result.providers[0].provider
        #expect(
            provider.scopeLines == ["read: See things", "write: Change things", "extra:one: ", "extra:two: "])
        #expect(provider.undeclaredScopes == ["extra:one", "extra:two"])
        #expect(
            Sample.notes(result) == [
                "operations use 2 scopes that the scheme does not declare: extra:one, extra:two"
            ])
        #expect(result.providers[0].missing == [.descriptions, .pkce, .clients])
    }

    @Test func tellsOfSchemesThatAreNeededBesides() throws {
        let paths = """
            {"/a": {"get": {"security": [{"main": ["read"], "key": []}]},
                    "put": {"security": [{"main": [], "key": [], "ghost": []}]}}}
            """
        let schemes = "{\"main\": \(Sample.scheme), \"key\": {\"type\": \"apiKey\"}}"
        let result = try Sample.read(Sample.openAPI(paths: paths, schemes: schemes))
        #expect(
            result.providers[0].notes.map(\.text) == [
                "2 ways to call an operation also need the scheme \"key\" besides a token",
                "1 way to call an operation also need \"ghost\", which is not described, besides a token",
            ])
    }

    @Test func saysWhenNoOperationTellsWhatItNeeds() throws {
        let note = "no operation says what it needs (security), so all of them are told as open"
        #expect(try Sample.notes(Sample.read(Sample.openAPI(paths: #"{"/a": {"get": {}}}"#))) == [note])
        let told = Sample.openAPI(paths: #"{"/a": {"get": {"security": []}}}"#)
        #expect(try Sample.notes(Sample.read(told)).isEmpty)
        #expect(try Sample.notes(Sample.read(Sample.openAPI())).isEmpty)
    }

    static let summaries: [(members: String, summary: String)] = [
        (#""summary": "Get it", "description": "Other.", "operationId": "x""#, "Get it"),
        (#""summary": "  Get\n\tit  ""#, "Get it"),
        (#""summary": "", "description": "First one. Second one.", "operationId": "x""#, "First one."),
        (#""description": "First\nline\n\nSecond paragraph""#, "First line"),
        (#""description": "e.g. this. And that""#, "e.g. this."),
        (#""operationId": "getThing""#, "getThing"),
        (#""summary": null, "description": 12"#, "12"),
        ("", ""),
    ]

    @Test(arguments: summaries)
    func describesAnOperationInOneSentence(members: String, summary: String) throws {
        let provider = try Sample.provider(Sample.openAPI(paths: "{\"/a\": {\"get\": {\(members)}}}"))
        #expect(provider.operations.map(\.summary) == [summary])
    }

    @Test func leavesOutPathsThatCannotBe() throws {
        let long = "/" + String(repeating: "a", count: 1_024)
        let paths =
            "{\"/a\\u0000\": {\"get\": {}}, \"\(long)\": {\"get\": {}}, \"b\": {\"get\": {}}, \"/b\": {\"get\": {}}}"
        let result = try Sample.read(Sample.openAPI(paths: paths))
        #expect(result.providers[0].provider.operationLines == ["GET /b open"])
        #expect(result.notes.map { String($0.text.suffix(40)) }.count == 3)
        #expect(result.notes[0].text.hasSuffix("a path holds no control characters"))
        #expect(result.notes[1].text.hasSuffix("a path has at most 1,024 characters"))
        #expect(result.notes[2].text.hasSuffix("the path \"/b\" is there already; this one is left out"))
    }

    // MARK: 3.1

    @Test func webhooksAreNoOperationsAndPathsMayBeMissing() throws {
        let text = """
            {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "jsonSchemaDialect": "https://x.example",
            "webhooks": {"new": {"post": {"security": [{"main": ["hook"]}]}}},
            "components": {"schemas": {"A": {"type": ["string", "null"], "examples": [1]}, "B": true},
              "securitySchemes": {"main": \(Sample.scheme)}}}
            """
        let result = try Sample.read(text)
        #expect(result.providers[0].provider.operations.isEmpty)
        #expect(result.providers[0].provider.undeclaredScopes.isEmpty)
    }

    @Test func rolesOfOtherSchemesAreNoScopes() throws {
        let paths = #"{"/a": {"get": {"security": [{"bearer": ["the admin role"]}, {"main": ["read"]}]}}}"#
        let schemes = "{\"main\": \(Sample.scheme), \"bearer\": {\"type\": \"http\", \"scheme\": \"bearer\"}}"
        let result = try Sample.read(Sample.openAPI(paths: paths, schemes: schemes, version: "3.1.0"))
        #expect(result.providers[0].provider.operationLines == ["GET /a token read"])
        #expect(result.providers[0].provider.undeclaredScopes.isEmpty)
        #expect(result.providers[0].notes.isEmpty)
    }
}
