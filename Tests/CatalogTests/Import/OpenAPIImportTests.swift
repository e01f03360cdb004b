import OAuth
import Testing

@testable import Catalog

/// Security schemes, scopes and endpoints of OpenAPI 3.
struct OpenAPIImportTests {
    typealias Sample = ImportSample

    @Test func readsEndpointsAndScopes() throws {
        let provider = try Sample.provider(Sample.openAPI())
        #expect(provider.id == "things")
        #expect(provider.name == "Things API")
        #expect(provider.authorizationEndpoint == "https://auth.example/authorize")
        #expect(provider.tokenEndpoint == "https://auth.example/token")
        #expect(provider.scopeLines == ["read: See things", "write: Change things"])
        #expect(provider.suggestedScopes.isEmpty)
        #expect(provider.importedFrom == "d.json")
        #expect(provider.challengeMethods == ["S256", "plain"])
    }

    @Test(arguments: ["3.0.0", "3.0.3", "3.1.0", "3.1.1", "3.2.0"])
    func readsEveryVersionOfThree(version: String) throws {
        let result = try Sample.read(Sample.openAPI(version: version))
        #expect(result.kind == .openAPI(version))
        #expect(result.providers.count == 1)
    }

    @Test func readsAVersionThatYAMLTookForANumber() throws {
        let text = Sample.openAPI().replacing("\"3.0.3\"", with: "3.1")
        #expect(try Sample.read(text).kind == .openAPI("3.1"))
    }

    @Test func membersMayBeInAnyOrder() throws {
        let schemes = "{\"main\": \(Sample.scheme)}"
        let paths = #"{"/a": {"get": {}}}"#
        let members = [
            #""paths": \#(paths)"#, #""security": [{"main": ["read"]}]"#,
            ##""components": {"schemas": {"X": {"$ref": "#/nowhere"}}, "securitySchemes": \##(schemes)}"##,
            #""info": {"version": "1", "title": "T"}"#, #""openapi": "3.0.0""#,
        ]
        let expected = try Sample.provider("{\(members.joined(separator: ","))}")
        #expect(expected.operationLines == ["GET /a token read"])
        for _ in 0..<10 {
            #expect(try Sample.provider("{\(members.shuffled().joined(separator: ","))}") == expected)
        }
    }

    @Test func eachSchemeWithTheFlowIsAProvider() throws {
        let other = Sample.scheme.replacing("auth.example", with: "admin.example").replacing("read", with: "admin")
        let key = #"{"type": "apiKey", "in": "header", "name": "X-Key"}"#
        let schemes = "{\"User Auth\": \(Sample.scheme), \"key\": \(key), \"admin_auth\": \(other)}"
        let paths = """
            {"/a": {"get": {"security": [{"User Auth": ["read"]}, {"admin_auth": ["admin"]}]},
                    "put": {"security": [{"admin_auth": []}]}, "head": {"security": [{"key": []}]}}}
            """
        let result = try Sample.read(Sample.openAPI(paths: paths, schemes: schemes))
        #expect(result.providers.map(\.provider.id) == ["things-user-auth", "things-admin-auth"])
        #expect(result.providers.map(\.provider.name) == ["Things API (User Auth)", "Things API (admin_auth)"])
        #expect(result.providers.map(\.schemeName) == ["User Auth", "admin_auth"])
        #expect(
            result.providers[0].provider.operationLines == ["GET /a token read", "PUT /a other", "HEAD /a other"])
        #expect(
            result.providers[1].provider.operationLines == ["GET /a token admin", "PUT /a token ", "HEAD /a other"])
        #expect(result.notes.map(\.message) == ["the security scheme \"key\" is an API key, not OAuth 2.0"])
    }

    @Test func readsTheAuthorizationCodeFlowAmongOthers() throws {
        let scheme = """
            {"type": "oauth2", "flows": {
              "implicit": {"authorizationUrl": "https://i.example/a", "scopes": {"wrong": ""}},
              "x-flow": {"anything": [1, 2]},
              "authorizationCode": {"authorizationUrl": "https://c.example/a", "tokenUrl": "https://c.example/t",
                "refreshUrl": "https://c.example/r", "scopes": {"right": "It"}},
              "clientCredentials": {"tokenUrl": "https://cc.example/t", "scopes": {"wrong": ""}}}}
            """
        let provider = try Sample.provider(Sample.openAPI(schemes: "{\"main\": \(scheme)}"))
        #expect(provider.authorizationEndpoint == "https://c.example/a")
        #expect(provider.scopeLines == ["right: It"])
        #expect(provider.hosts == ["c.example"])
    }

    static let otherSchemes: [(scheme: String, reason: String)] = [
        (
            #"{"type": "oauth2", "flows": {"password": {}}, "oauth2MetadataUrl": "https://o.example/m"}"#,
            "has no authorization code flow, only password, which is not used here; its metadata has the endpoints: "
                + "import https://o.example/m"
        ),
        (
            #"{"type": "oauth2", "flows": {"deviceAuthorization": {}, "clientCredentials": {}}}"#,
            "has no authorization code flow, only deviceAuthorization and clientCredentials, which is not used here"
        ),
        (#"{"type": "oauth2"}"#, "is OAuth 2.0 without a flow"),
        (#"{"type": "oauth2", "flows": null}"#, "is OAuth 2.0 without a flow"),
        (
            #"{"type": "openIdConnect", "openIdConnectUrl": "https://o.example/.well-known/openid-configuration"}"#,
            "is OpenID Connect, whose metadata has the endpoints and scopes; "
                + "import https://o.example/.well-known/openid-configuration"
        ),
        (#"{"type": "http", "scheme": "bearer"}"#, "is HTTP authentication, not OAuth 2.0"),
        (#"{"type": "mutualTLS"}"#, "is mutual TLS, not OAuth 2.0"),
        (#"{"type": "magic"}"#, "has the type \"magic\", not oauth2"),
    ]

    @Test(arguments: otherSchemes)
    func saysWhyASchemeIsNotUsed(scheme: String, reason: String) throws {
        let alone = try Sample.problem(Sample.openAPI(schemes: "{\"s\": \(scheme)}"))
        #expect(alone.message.hasPrefix("nothing to import: "))
        #expect(alone.message.hasSuffix("\"s\" \(reason)"))
        #expect(alone.line == 2)
        let beside = try Sample.read(Sample.openAPI(schemes: "{\"s\": \(scheme), \"main\": \(Sample.scheme)}"))
        #expect(Sample.notes(beside) == ["2:36: the security scheme \"s\" \(reason)"])
    }

    @Test func saysThatThereIsNoSchemeAtAll() throws {
        let problem = try Sample.problem(#"{"openapi": "3.0.0", "info": {}, "paths": {}}"#)
        #expect(problem.message.hasSuffix("this document has no security scheme at all"))
    }

    // MARK: Scopes

    static func scopes(_ scopes: String) -> String {
        Sample.openAPI(schemes: "{\"main\": \(Sample.scheme.replacing(scopesOfSample, with: scopes))}")
    }

    static let scopesOfSample = #"{"read": "See things", "write": "Change things"}"#

    @Test(arguments: [
        ("{}", []), ("null", []), ("[]", []),
        (
            #"{"a": null, "b": "", "c": 7, "d": true, "e": {"x": 1}, "f": "F"}"#,
            ["a: ", "b: ", "c: 7", "d: true", "e: ", "f: F"]
        ),
        (#"{"x-ext": {"a": 1}, "x-real": "A scope", "b": "B"}"#, ["x-real: A scope", "b: B"]),
        (
            #"{"https://x.example/auth/a.b": "URLs are scopes too"}"#,
            ["https://x.example/auth/a.b: URLs are scopes too"]
        ),
    ])
    func takesDescriptionsAsTheyCome(scopes: String, lines: [String]) throws {
        let provider = try Sample.provider(Self.scopes(scopes))
        #expect(provider.scopeLines == lines)
    }

    @Test func leavesOutScopesThatCannotBeAskedFor() throws {
        let result = try Sample.read(
            Self.scopes("{\"ok\": \"\",\n\"two words\": \"\",\n  \"con\\u0007trol\": \"\", \"\": \"\", \"\\\"\": \"\"}")
        )
        #expect(result.providers[0].provider.scopeLines == ["ok: "])
        let legal = "a scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)"
        #expect(
            Sample.notes(result) == [
                "5:1: the scope \"two words\" is left out: \(legal)",
                "6:3: the scope \"con\u{7}trol\" is left out: \(legal)",
                "6:24: the scope \"\" is left out: a scope's name cannot be empty",
                "6:32: the scope \"\"\" is left out: \(legal)",
            ])
    }

    @Test func cutsALongDescriptionAndSaysSo() throws {
        let long = String(repeating: "ä", count: 1_025)
        let result = try Sample.read(Self.scopes("{\"a\": \"\(long)\", \"b\": \"\(long.dropLast())\"}"))
        let scopes = result.providers[0].provider.scopes
        #expect(scopes.summary(at: 0) == String(repeating: "ä", count: 1_023) + "…")
        #expect(scopes.summary(at: 1) == String(repeating: "ä", count: 1_024))
        #expect(Sample.notes(result).count == 1)
        #expect(Sample.notes(result)[0].hasSuffix("the description of a is cut to 1,024 characters"))
    }

    // MARK: URLs

    static func urls(_ authorization: String, _ token: String, servers: String) -> String {
        let scheme = Sample.scheme.replacing("https://auth.example/authorize", with: authorization)
            .replacing("https://auth.example/token", with: token)
        return Sample.openAPI(schemes: "{\"main\": \(scheme)}", more: "\"servers\": \(servers)")
    }

    static let relative: [(servers: String, source: ImportSource, authorization: String, token: String)] = [
        (
            #"[{"url": "https://api.example/v1"}]"#, .file("d"), "https://api.example/o/authorize",
            "https://api.example/t"
        ),
        (
            #"[{"url": "/v1"}, {"url": "https://b.example/v1/"}]"#, .file("d"), "https://b.example/o/authorize",
            "https://b.example/v1/t"
        ),
        (
            #"[{"url": "/v2/"}]"#, .url("https://docs.example/a/openapi.json"), "https://docs.example/o/authorize",
            "https://docs.example/v2/t"
        ),
        (
            "[]", .url("https://docs.example/a/openapi.json"), "https://docs.example/o/authorize",
            "https://docs.example/a/t"
        ),
        (
            #"[{"url": "https://{region}.api.example/{v}", "variables": {"region": {"default": "eu"}, "v": {"default": "9"}}}]"#,
            .file("d"), "https://{region}.api.example/o/authorize", "https://{region}.api.example/t"
        ),
    ]

    @Test(arguments: relative)
    func resolvesRelativeURLs(servers: String, source: ImportSource, authorization: String, token: String) throws {
        let result = try Sample.read(Self.urls("/o/authorize", "t", servers: servers), from: source)
        #expect(result.providers[0].provider.authorizationEndpoint == authorization)
        #expect(result.providers[0].provider.tokenEndpoint == token)
        #expect(
            Sample.notes(result) == [
                "authorizationUrl \"/o/authorize\" is relative, and is read as \(authorization)",
                "tokenUrl \"t\" is relative, and is read as \(token)",
            ])
    }

    @Test func aVariableOfTheServerWithoutAValueIsAskedFor() throws {
        let provider = try Sample.provider(
            Self.urls("/o/authorize", "/t", servers: #"[{"url": "https://{domain}/v1"}]"#))
        #expect(provider.authorizationEndpoint == "https://{domain}/o/authorize")
        #expect(provider.tokenEndpoint == "https://{domain}/t")
        #expect(provider.openVariables == [AddressVariable(name: "domain")])
    }

    @Test func keepsTheVariablesOfTheServer() throws {
        let servers = #"""
            [{"url": "https://{shop}.example/{unused}", "variables": {"unused": {"default": "1"}, "shop": {"default":
            "demo", "description": "Your\nshop", "enum": ["demo", "mine", "a b"]}}}]
            """#
        let provider = try Sample.provider(Self.urls("https://{shop}.example/authorize", "/token", servers: servers))
        #expect(provider.authorizationEndpoint == "https://{shop}.example/authorize")
        #expect(provider.tokenEndpoint == "https://{shop}.example/token")
        #expect(
            provider.variables == [
                AddressVariable(name: "shop", summary: "Your shop", standard: "demo", allowed: ["demo", "mine"])
            ])
        #expect(provider.filled().authorizationEndpoint == "https://demo.example/authorize")
    }

    @Test func theDocumentMaySayWhereItIs() throws {
        let text = Self.urls(
            "/o/authorize", "/t", servers: #"[{"url": "/v1/"}], "$self": "https://self.example/api.json""#)
        let provider = try Sample.provider(text)
        #expect(provider.authorizationEndpoint == "https://self.example/o/authorize")
        #expect(provider.tokenEndpoint == "https://self.example/t")
    }

    @Test func aRelativeURLWithoutABaseIsNotUsed() throws {
        let problem = try Sample.problem(Self.urls("/o/authorize", "/t", servers: #"[{"url": "/v1"}]"#))
        #expect(
            problem.message.hasSuffix(
                "its authorizationUrl \"/o/authorize\" is relative, and the document has no absolute server URL; "
                    + "import the URL that the document comes from, or write the whole URL into a copy"))
    }

    static let unfit: [(url: String, reason: String)] = [
        ("http://auth.example/a", ": http is allowed on 127.0.0.1, [::1] and localhost only; write https"),
        ("https://auth.example/a#b", ": an endpoint cannot have a fragment; remove the part from # on"),
        ("ftp://auth.example/a", ": the scheme of an endpoint must be https"),
    ]

    @Test(arguments: unfit)
    func anEndpointFollowsTheRulesOfProviderFiles(url: String, reason: String) throws {
        let problem = try Sample.problem(Self.urls(url, "https://t.example/t", servers: "[]"))
        #expect(problem.message.contains("its authorizationUrl \"\(url)\""))
        #expect(problem.message.hasSuffix(reason))
        let token = try Sample.read(Self.urls("https://auth.example/a", url, servers: "[]"))
        #expect(token.providers[0].provider.tokenEndpoint == nil)
        #expect(token.providers[0].missing.first == .tokenEndpoint)
        #expect(Sample.notes(token).count == 1)
        #expect(Sample.notes(token)[0].contains("the token endpoint is left out: its tokenUrl \"\(url)\""))
    }

    @Test func aMissingTokenURLIsAGap() throws {
        let scheme = Sample.scheme.replacing("\"tokenUrl\": \"https://auth.example/token\",", with: "")
        let result = try Sample.read(Sample.openAPI(schemes: "{\"main\": \(scheme)}"))
        #expect(result.providers[0].missing == [.tokenEndpoint, .operations, .pkce, .clients])
        #expect(Sample.notes(result).isEmpty)
    }

    @Test func takesURLsFromYAMLBlocks() throws {
        let provider = try Sample.provider(Self.urls(#"https://auth.example/a\n"#, "  ", servers: "[]"))
        #expect(provider.authorizationEndpoint == "https://auth.example/a")
        #expect(provider.tokenEndpoint == nil)
    }
}
