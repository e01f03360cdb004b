import JSON
import OAuth
import Testing

@testable import Catalog

/// Detection of document formats, and our own format.
struct ImportDocumentTests {
    typealias Sample = ImportSample

    @Test func readsItsOwnFormat() throws {
        let result = try Sample.read(
            """
            {"authscope": 1, "id": "x", "name": "X", "authorization_endpoint": "https://x.example/authorize",
            "scopes": ["a", "b"], "suggested_scopes": ["a"], "client_id_pattern": "^x-", "clients": [{"name": "One", "client_id": "1"}],
            "operations": [{"method": "GET", "path": "/a", "scopes": [["a"]]}]}
            """, from: .url("https://x.example/p.json"))
        let provider = result.providers[0].provider
        #expect(result.kind == .authscope)
        #expect(provider.id == "x")
        #expect(provider.suggestedScopes.isEmpty)
        #expect(provider.clients.count == 1)
        #expect(provider.operationLines == ["GET /a token a"])
        #expect(provider.importedFrom == "https://x.example/p.json")
        #expect(
            result.providers[0].notes.map(\.message) == [
                "the suggested scopes of the file are not turned on: an import turns nothing on",
                "client_id_pattern is not checked: only one like ^[0-9a-f]{80}$ is",
            ])
        #expect(provider.clientIDPattern?.source == "^x-")
    }

    @Test func anErrorInItsOwnFormatHasItsPlace() throws {
        let problem = try Sample.problem("{\"authscope\": 1,\n \"nam\": \"X\"}")
        #expect(problem.line == 2 && problem.column == 2)
        #expect(problem.message == "unknown key \"nam\"; did you mean \"name\"?")
    }

    static let others: [(text: String, seeming: String)] = [
        (#"{"info": {"_postman_id": "1"}, "item": []}"#, "this is a Postman collection"),
        (#"{"asyncapi": "2.6.0"}"#, "this is an AsyncAPI description"),
        (
            #"{"kind": "discovery#restDescription", "discoveryVersion": "v1"}"#,
            "this is a Google API discovery document"
        ),
        (#"{"data": {"__schema": {}}}"#, "this is a GraphQL schema"),
        (#"{"swaggerVersion": "1.2"}"#, "this is Swagger 1"),
        (#"{"openapi": "4.0.0"}"#, "this version of OpenAPI is not supported"),
        (#"{"openapi": null}"#, "this version of OpenAPI is not supported"),
        (#"{"swagger": "1.2"}"#, "this version of Swagger is not supported"),
        (#"{"log": {"entries": []}}"#, "this is a recording of requests (HAR)"),
        (#"{"keys": []}"#, "these are keys (JWKS)"),
        (#"{"resource": "https://x.example", "authorization_servers": []}"#, "this describes a protected resource"),
        (#"{"web": {"client_id": "1", "client_secret": "s"}}"#, "this is a file with a client's credentials"),
        (#"{"paths": {}}"#, "this looks like a part of an API description"),
        (#"{"$schema": "https://json-schema.org/draft/2020-12/schema"}"#, "this is a JSON Schema"),
        (#"{"name": "x", "version": "1"}"#, "this object has \"name\", \"version\", which is not a known format"),
        ("{}", "this object is empty"),
        ("[]", "this is not an object, as an API description is"),
        ("\"openapi\"", "this is not an object, as an API description is"),
        ("true", "this is not an object, as an API description is"),
        ("", "the text ends here; expected a value"),
    ]

    @Test(arguments: others)
    func saysWhatADocumentSeemsToBe(text: String, seeming: String) throws {
        let problem = try Sample.problem(text)
        #expect(problem.message.hasPrefix(seeming), "\(problem.message)")
    }

    @Test(arguments: [
        (
            #"{"openapi": "3.0.0", "components": {"x": {"a": 1, "a": 2}}}"#, 1, 51,
            "the name \"a\" occurs twice in this object; keep one"
        ),
        (
            "{\"openapi\": \"3.0.0\",\n \"info\": {\"title\" \"T\"}}", 2, 19,
            "found '\"'; expected a colon after the name"
        ),
        (#"{"openapi": "3.0.0"} x"#, 1, 22, "found 'x'; expected nothing after the value"),
        (#"{"openapi": "3.0.0", "paths": [1]}"#, 1, 31, "expected an object here, not an array"),
        (#"{"openapi": "3.0.0", "paths": "p"}"#, 1, 31, "found '\"'; expected an object"),
        (#"{"openapi": "3.0.0", "components": {"securitySchemes": {"a": 1}}}"#, 1, 62, "found '1'; expected an object"),
    ])
    func namesThePlaceOfWhatIsBroken(text: String, line: Int, column: Int, message: String) throws {
        #expect(try Sample.problem(text) == FileProblem(path: "d.json", line: line, column: column, message: message))
    }

    @Test func placesAreThoseOfTheYAML() throws {
        var places = SourceMap()
        places.append(offset: 0, line: 40, column: 3)
        let reader = try JSONReader(Array("{}".utf8), limits: ImportSample.limits, places: places)
        let problem = try #require(throws: FileProblem.self) {
            try ProviderImport.read(reader, source: .file("d.yaml"))
        }
        #expect(problem.line == 40 && problem.column == 3)
    }
}
