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
        (#"[{"main": ["read"]}]"#, #"{"main": ["write"]}"#, "token write"),
        (nil, #"[{"main": "read"}]"#, "token read"),
        (nil, #"["main", {"main": ["read"]}]"#, "token read"),
        (nil, #"[{"main": ["read write"]}]"#, "token read+write"),
        (nil, ##"[{"#/components/securitySchemes/main": ["read"]}]"##, "token read"),
        // A requirement that cannot be read never makes a call open.
        (nil, #"["main"]"#, "other"),
        (nil, #""main""#, "other"),
        (nil, "[null]", "other"),
        (nil, #"[{"main": {"read": true}}]"#, "other"),
        (nil, #"[{"main": [["read"]]}]"#, "other"),
        (nil, #"[{"main": [null, "read"]}]"#, "token read"),
        // A way that cannot be asked for is no way.
        (nil, #"[{"main": ["read\\"]}]"#, "other"),
        (nil, #"[{"main": ["read\\"]}, {"main": ["read"]}]"#, "token read"),
    ]

    @Test(arguments: security)
    func knowsWhatAnOperationNeeds(global: String?, own: String?, expected: String) throws {
        let operation = own.map { "{\"security\": \($0)}" } ?? "{}"
        let schemes = "{\"main\": \(Sample.scheme), \"key\": {\"type\": \"apiKey\"}}"
        let lines = try Self.lines(
            "{\"/a\": {\"get\": \(operation)}}", more: global.map { "\"security\": \($0)" } ?? "", schemes: schemes)
        #expect(lines == ["GET /a \(expected)"])
    }

    @Test func methodsInCapitalsAndAdditionalOnesAreRead() throws {
        let lines = try Self.lines(
            #"{"/a": {"GET": {}, "Put": {}, "additionalOperations": {"COPY": {"security": [{"main": []}]}, "GET": {}, "link": {}}}}"#,
            version: "3.2.0")
        #expect(lines == ["COPY /a token ", "GET /a open", "PUT /a open"])
        let result = try Sample.read(
            Sample.openAPI(paths: #"{"/a": {"additionalOperations": {"link": {}, "COPY": {}}, "COPY": {}, "get": 1}}"#))
        #expect(
            result.notes.map(\.text) == [
                #"5:43: the operation "link" is left out: a method is one word in capital letters, such as GET"#,
                "5:87: the operation GET is left out: found '1'; expected an object",
            ])
    }

    @Test func namesSchemesThatAreNotDescribed() throws {
        let paths =
            #"{"/a": {"get": {"security": [{"ghost": ["x"]}]}, "put": {"security": [{"ghost": []}, {"main": []}]}}}"#
        let result = try Sample.read(Sample.openAPI(paths: paths))
        #expect(result.providers[0].provider.operationLines == ["GET /a other", "PUT /a token "])
        #expect(
            result.notes.map(\.text) == [
                #"5:40: the security scheme "ghost" is not described in this document; 2 requirements for it cannot be met"#
            ])
    }

    /// A scheme of bearer tokens with scopes says how the token is sent (OpenAPI 3.1).
    @Test func scopesOfBearerTokensAreThoseOfTheSchemeThatDeclaresThem() throws {
        let bearer = #"{"type": "http", "scheme": "bearer"}"#
        let paths =
            #"{"/a": {"get": {"security": [{"b": ["read"]}]}, "put": {"security": [{"b": ["other"]}, {"b": []}]}}}"#
        let result = try Sample.read(
            Sample.openAPI(paths: paths, schemes: "{\"main\": \(Sample.scheme), \"b\": \(bearer)}"))
        #expect(result.providers[0].provider.operationLines == ["GET /a token read", "PUT /a other"])
        #expect(
            Sample.notes(result).map { String($0.drop { $0 != " " }) } == [
                #" requirement of the HTTP scheme "b" names scopes of this one, and is read as its"#,
                #" the security scheme "b" is HTTP authentication, not OAuth 2.0, although 2 requirements name scopes of it: "#
                    + "read, other",
            ])
        let alone = try Sample.problem(Sample.openAPI(paths: paths, schemes: "{\"b\": \(bearer)}"))
        #expect(
            alone.message.hasSuffix(
                "although 2 requirements name scopes of it: read, other; import the metadata of its server, and add the "
                    + "scopes with --scopes"))
    }

    @Test func setsWithAScopeAndItsReadOnlyFormGetAHint() throws {
        let paths =
            #"{"/a": {"get": {"security": [{"main": ["x", "x.readonly"]}]}, "put": {"security": [{"main": ["x", "y"]}]}}}"#
        let notes = try Sample.read(Sample.openAPI(paths: paths)).providers[0].notes.map(\.text)
        #expect(
            notes.contains(
                "each set of GET /a holds x and x.readonly: the description may mean that either is enough"))
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

    @Test func namesTheSchemesThatAreNeededToo() throws {
        let paths = """
            {"/a": {"get": {"security": [{"main": ["read"], "key": []}]},
                    "put": {"security": [{"main": [], "key": [], "ghost": []}]}}}
            """
        let schemes = "{\"main\": \(Sample.scheme), \"key\": {\"type\": \"apiKey\"}}"
        let result = try Sample.read(Sample.openAPI(paths: paths, schemes: schemes))
        #expect(
            result.providers[0].notes.map(\.text) == [
                "2 ways to call an operation also need the scheme \"key\" in addition to a token",
                "1 way to call an operation also need \"ghost\", which is not described, in addition to a token",
            ])
    }

    @Test func saysWhenNoOperationHasRequirements() throws {
        let note = "no operation has requirements (security), so all of them are marked as open"
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
        #expect(result.notes[0].text.hasSuffix("a path cannot contain control characters"))
        #expect(result.notes[1].text.hasSuffix("a path has at most 1,024 characters"))
        #expect(result.notes[2].text.hasSuffix("the path \"/b\" occurs twice; the second one is left out"))
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
