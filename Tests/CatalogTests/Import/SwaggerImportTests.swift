import OAuth
import Testing

@testable import Catalog

/// Swagger 2.0.
struct SwaggerImportTests {
    typealias Sample = ImportSample

    @Test func readsAccessCode() throws {
        let paths = #"{"/a": {"get": {"security": []}, "post": {"security": [{"main": ["write"]}]}, "put": {}}}"#
        let result = try Sample.read(Sample.swagger(paths: paths, more: #""security": [{"main": ["read"]}]"#))
        let provider = result.providers[0].provider
        #expect(result.kind == .swagger)
        #expect(provider.authorizationEndpoint == "https://auth.example/authorize")
        #expect(provider.tokenEndpoint == "https://auth.example/token")
        #expect(provider.scopeLines == ["read: See things", "write: "])
        #expect(provider.undeclaredScopes == ["write"])
        #expect(provider.operationLines == ["GET /a open", "POST /a token write", "PUT /a token read"])
    }

    @Test(arguments: ["2.0", "\"2.0\"", "2"])
    func readsTheVersionAsYAMLGivesIt(version: String) throws {
        let text = Sample.swagger().replacing("\"swagger\": \"2.0\"", with: "\"swagger\": \(version)")
        #expect(try Sample.read(text).kind == .swagger)
    }

    @Test(arguments: [
        ("application", "has the flow \"application\", not accessCode, and is not used here"),
        ("password", "has the flow \"password\", not accessCode, and is not used here"),
    ])
    func saysWhyADefinitionIsNotUsed(flow: String, reason: String) throws {
        let problem = try Sample.problem(
            Sample.swagger(definition: #"{"type": "oauth2", "flow": "\#(flow)", "scopes": {}}"#))
        #expect(problem.message.hasSuffix("\"main\" \(reason)"))
    }

    @Test func anImplicitFlowIsReadIfThereIsNoOther() throws {
        let definition =
            #"{"type": "oauth2", "flow": "implicit", "authorizationUrl": "https://a.example/o", "scopes": {"r": "R"}}"#
        let imported = try Sample.read(
            Sample.swagger(paths: #"{"/a": {"get": {"security": [{"main": ["r"]}]}}}"#, definition: definition)
        ).providers[0]
        #expect(imported.provider.scopeLines == ["r: R"])
        #expect(imported.provider.operationLines == ["GET /a token r"])
        #expect(imported.provider.tokenEndpoint == nil && imported.missing.first == .tokenEndpoint)
        #expect(imported.notes.map(\.text).first?.hasPrefix("only the implicit flow is described") == true)
    }

    static let bases: [(members: String, source: ImportSource, authorization: String?)] = [
        (
            #""host": "api.example", "basePath": "/v1", "schemes": ["http", "https"]"#, .file("d"),
            "https://api.example/auth"
        ),
        (#""host": "api.example:8443""#, .file("d"), "https://api.example:8443/auth"),
        (#""host": "localhost:80", "schemes": ["http"]"#, .file("d"), "http://localhost:80/auth"),
        (#""basePath": "/v1""#, .url("https://docs.example/x/swagger.json"), "https://docs.example/auth"),
        (#""basePath": "/v1""#, .file("d"), nil),
        (#""host": "api.example", "schemes": ["http"]"#, .file("d"), nil),
    ]

    @Test(arguments: bases)
    func resolvesRelativeURLs(members: String, source: ImportSource, authorization: String?) throws {
        let definition = #"{"type": "oauth2", "flow": "accessCode", "authorizationUrl": "/auth", "scopes": {}}"#
        let text = Sample.swagger(definition: definition, more: members)
        guard let authorization else {
            #expect(try Sample.problem(text, from: source).message.contains("its authorizationUrl \""))
            return
        }
        #expect(try Sample.provider(text, from: source).authorizationEndpoint == authorization)
    }

    /// How converters write Google's APIs: one scheme for each flow, and both needed at once.
    @Test func takesTheHalfOfAPairThatHasTheFlow() throws {
        let implicit =
            #"{"type": "oauth2", "flow": "implicit", "authorizationUrl": "https://a.example/o", "scopes": {"s": ""}}"#
        let code =
            #"{"type": "oauth2", "flow": "accessCode", "authorizationUrl": "https://a.example/o", "tokenUrl": "https://a.example/t", "scopes": {"s": ""}}"#
        let text = """
            {"swagger": "2.0", "securityDefinitions": {"Oauth2": \(implicit), "Oauth2c": \(code)},
            "paths": {"/a": {"get": {"security": [{"Oauth2": ["s"], "Oauth2c": ["s"]}, {"Oauth2": ["t"], "Oauth2c": ["t"]}]}}}}
            """
        let result = try Sample.read(text)
        #expect(result.providers.map(\.provider.operationLines) == [["GET /a token s|t"]])
        #expect(result.providers[0].provider.id == "a-example")
        #expect(
            result.providers[0].notes.map(\.text) == [
                "operations use 1 scope that the scheme does not declare: t",
                "2 ways to call an operation also need the scheme \"Oauth2\" in addition to a token",
            ])
    }
}
