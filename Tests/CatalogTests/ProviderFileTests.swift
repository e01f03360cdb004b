import JSON
import OAuth
import Testing

@testable import Catalog

/// The allowed contents of a provider file, and the exact place of each error.
struct ProviderFileTests {
    /// The smallest valid file, with the members that a test adds.
    static func file(_ members: String = "") -> String {
        let more = members.isEmpty ? "" : ",\n\(members)"
        return """
            {"authscope": 1, "id": "x", "name": "X",
            "authorization_endpoint": "https://x.example/authorize"\(more)}
            """
    }

    static func read(_ text: String) throws(FileProblem) -> Provider {
        try ProviderFile.read(Array(text.utf8), path: "p.json")
    }

    @Test(arguments: ["(", "^app-[0-9]{20}$", "(a+)+$", "^[é]{2}\u{301}$", "^[0-9a-f]{80}$"])
    func keepsAnyExpression(expression: String) throws {
        var expected = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/authorize")
        expected.clientIDPattern = ClientIDPattern(expression)
        let provider = try Self.read(Self.file("\"client_id_pattern\": \"\(expression)\""))
        #expect(provider == expected)
        let again = try Self.read(ProviderFile.text(of: provider))
        #expect(again == expected)
        #expect(again.clientIDPattern?.source.utf8.elementsEqual(expression.utf8) == true)
    }

    @Test func readsTheLeastThereCanBe() throws {
        let provider = try Self.read(Self.file())
        #expect(provider == Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/authorize"))
    }

    @Test func readsEveryKey() throws {
        let provider = try Self.read(
            """
            {
              "authscope": 1, "id": "every-key", "name": "Évery", "authorization_endpoint": "http://[::1]:8080/a?b=c",
              "token_endpoint": "https://x.example/token", "issuer": "https://x.example", "issuer_in_response": true,
              "suggested_scopes": ["b"], "scopes": ["a", {"name": "b", "summary": "Sée"}, {"summary": "", "name": "c"}],
              "clients": [
                {"name": "One", "client_id": "1", "redirect_uris": ["http://127.0.0.1/cb", "a.b:/c"]},
                {"name": "Two", "client_id": "2 x", "kind": "confidential", "is_example": true, "note": "Hé"}
              ],
              "required_parameters": ["scope"], "extra_parameters": ["device"], "response_types": ["code", "code id_token"],
              "response_modes": ["query"], "challenge_methods": ["S256"], "requires_pkce": true,
              "requires_pushed_requests": true, "allows_any_loopback_port": false, "client_id_pattern": "^[0-9]+$",
              "api_versions": {"header": "X-V", "latest_stable": "1.0.0", "versions": [
                {"number": "1.0.0"}, {"number": "1.10.0", "status": "development", "note": "Soon."}]},
              "accept_language": "en", "token": {"grant_type": "code", "required_fields": ["device_id"],
              "accepts_json": true, "redirect_uri": "unused", "refresh_client_id": false},
              "operations": [
                {"method": "GET", "path": "/me"},
                {"path": "/orders/{id}", "method": "M-SEARCH", "id": "find", "summary": "Fínd", "access": "token",
                 "scopes": [["b"], ["c", "a"], []]},
                {"method": "PUT", "path": "/é", "access": "open"}, {"method": "PUT", "path": "/k", "access": "other"}
              ],
              "operations_inferred": true, "undeclared_scopes": ["c"], "imported_from": "/tmp/ä.yaml"
            }
            """)
        var expected = Provider(id: "every-key", name: "Évery", authorizationEndpoint: "http://[::1]:8080/a?b=c")
        expected.tokenEndpoint = "https://x.example/token"
        expected.issuer = "https://x.example"
        expected.issuerInResponse = true
        expected.scopes = ScopeList([(name: "a", summary: ""), (name: "b", summary: "Sée"), (name: "c", summary: "")])
        expected.suggestedScopes = ["b"]
        expected.clients = [
            Client(name: "One", clientID: "1", redirectURIs: ["http://127.0.0.1/cb", "a.b:/c"]),
            Client(name: "Two", clientID: "2 x", redirectURIs: [], kind: .confidential, isExample: true, note: "Hé"),
        ]
        expected.requiredParameters = ["scope"]
        expected.extraParameters = ["device"]
        expected.responseTypes = ["code", "code id_token"]
        expected.responseModes = ["query"]
        expected.challengeMethods = ["S256"]
        expected.requiresPKCE = true
        expected.requiresPushedRequests = true
        expected.allowsAnyLoopbackPort = false
        expected.clientIDPattern = ClientIDPattern("^[0-9]+$")
        expected.apiVersions = APIVersions(
            header: "X-V", latestStable: "1.0.0",
            versions: [.init(number: "1.0.0"), .init(number: "1.10.0", status: .development, note: "Soon.")])
        expected.acceptLanguage = "en"
        expected.token.grantType = "code"
        expected.token.requiredFields = ["device_id"]
        expected.token.acceptsJSON = true
        expected.token.redirectURI = .unused
        expected.token.identifiesClientOnRefresh = false
        expected.operations = [
            Operation(method: "GET", path: "/me"),
            Operation(
                method: "M-SEARCH", path: "/orders/{id}", summary: "Fínd", id: "find",
                alternatives: [["b"], ["c", "a"], []]),
            Operation(method: "PUT", path: "/é", access: .open),
            Operation(method: "PUT", path: "/k", access: .other),
        ]
        expected.areOperationsInferred = true
        expected.undeclaredScopes = ["c"]
        expected.importedFrom = "/tmp/ä.yaml"
        #expect(provider == expected)
    }

    static let refusedMembers: [(member: String, column: Int, message: String)] = [
        (#""scope": []"#, 1, #"unknown key "scope"; did you mean "scopes"?"#),
        (#""clientIDPattern": ".""#, 1, #"unknown key "clientIDPattern"; did you mean "client_id_pattern"?"#),
        (#""name": "Y""#, 1, #"the name "name" occurs twice in this object; keep one"#),
        (#""issuer": null"#, 11, "found 'n'; expected a string"),
        (#""issuer_in_response": "yes""#, 23, "found '\"'; expected true or false"),
        (
            #""token_endpoint": "http://x.example/t""#, 19,
            "http is allowed on 127.0.0.1, [::1] and localhost only; write https"
        ),
        (#""token_endpoint": "/token""#, 19, "this is not an absolute URL; write https://host/path"),
        (#""token_endpoint": "ftp://x.example/""#, 19, "the scheme of an endpoint must be https"),
        (#""token_endpoint": "https:///t""#, 19, "this URL has no host"),
        (#""token_endpoint": "https://a@x.example/t""#, 19, "remove the user information before @"),
        (#""token_endpoint": "https://x.example:0/t""#, 19, "the port must be a number from 1 to 65535"),
        (#""token_endpoint": "https://x.example:/t""#, 19, "the port must be a number from 1 to 65535"),
        (#""token_endpoint": "https://[::1/t""#, 19, "this URL has no host"),
        (
            #""token_endpoint": "https://x.example/#""#, 19,
            "an endpoint cannot have a fragment; remove the part from # on"
        ),
        (#""token_endpoint": "https://x.example/%4""#, 19, "% must be followed by two hexadecimal digits"),
        (
            #""token_endpoint": "https://é.example/""#, 19,
            "a URL may hold only ASCII letters, digits and -._~:/?#[]@!$&'()*+,;=%"
        ),
        (#""scopes": {}"#, 11, "found '{'; expected an array"),
        (
            #""scopes": ["a", "a b"]"#, 17,
            "a scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)"
        ),
        (
            #""scopes": ["a", {"name": "é"}]"#, 26,
            "a scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)"
        ),
        (#""scopes": [{"name": ""}]"#, 21, "a scope's name cannot be empty"),
        (#""scopes": [{"summary": "a"}]"#, 12, #"the key "name" is missing"#),
        (#""scopes": [{"nam": "a"}]"#, 13, #"unknown key "nam"; did you mean "name"?"#),
        (#""scopes": ["a", {"name": "\u0061"}]"#, 17, "this scope is listed twice; remove one"),
        (#""scopes": [1]"#, 12, "found '1'; expected an object"),
        (#""scopes": ["a"], "suggested_scopes": ["b"]"#, 38, #"the suggested scope "b" is not among "scopes""#),
        (#""suggested_scopes": ["b", "b"]"#, 27, "this is listed twice; remove one"),
        (#""clients": [{"name": "A"}]"#, 13, #"the key "client_id" is missing"#),
        (#""clients": [{"name": "", "client_id": "1"}]"#, 22, "this text is empty"),
        (
            #""clients": [{"name": "A", "client_id": "\u0000"}]"#, 40,
            "use printable ASCII here, at most 1,024 characters"
        ),
        (
            #""clients": [{"name": "A", "client_id": "1", "kind": "secret"}]"#, 53,
            #"expected "public" or "confidential""#
        ),
        (
            #""clients": [{"name": "A", "client_id": "1", "redirect_uris": ["/cb"]}]"#, 63,
            "a redirect URI needs a scheme, such as http://127.0.0.1/callback or com.example.app:/callback"
        ),
        (
            #""clients": [{"name": "A", "client_id": "1", "redirect_uris": ["a:b", "a:b"]}]"#, 70,
            "this is listed twice; remove one"
        ),
        (
            #""clients": [{"name": "A", "client_id": "1"}, {"name": "A", "client_id": "2"}]"#, 46,
            "another client has this name or client_id already"
        ),
        (
            #""clients": [{"name": "A", "client_id": "1"}, {"name": "B", "client_id": "1"}]"#, 46,
            "another client has this name or client_id already"
        ),
        (
            #""required_parameters": ["a b"]"#, 25,
            "use printable ASCII without spaces here, at most 256 characters"
        ),
        (#""client_id_pattern": """#, 22, "this text is empty"),
        (#""api_versions": {}"#, 17, #"the key "latest_stable" is missing"#),
        (#""api_versions": {"latest_stable": "1.0"}"#, 35, "a version has three numbers, such as 1.8.0"),
        (
            #""api_versions": {"header": "X:", "latest_stable": "1.0.0"}"#, 28,
            "this is not a header name; use letters, digits and hyphens"
        ),
        (
            #""api_versions": {"header": "hOST", "latest_stable": "1.0.0"}"#, 28,
            "the header hOST has its own meaning in HTTP; name one of the provider's headers, such as X-API-Version"
        ),
        (
            #""api_versions": {"latest_stable": "1.0.0", "versions": [{"number": "1.0.0", "status": "development"}]}"#,
            35, #"this is not one of the stable "versions""#
        ),
        (
            #""api_versions": {"latest_stable": "1.0.0", "versions": [{"number": "1.0.0"}, {"number": "1.0.0"}]}"#, 78,
            "the version 1.0.0 is listed twice; remove one"
        ),
        (#""accept_language": "en\r\nHost: evil""#, 20, "use printable ASCII here, at most 1,024 characters"),
        (#""operations": [{"path": "/"}]"#, 16, #"the key "method" is missing"#),
        (
            #""operations": [{"method": "get", "path": "/"}]"#, 27,
            "a method is one word in capital letters, such as GET"
        ),
        (#""operations": [{"method": "GET", "path": "me"}]"#, 42, "a path starts with a slash, such as /me"),
        (#""operations": [{"method": "GET", "path": "/\t"}]"#, 42, "a path cannot contain control characters"),
        (#""operations": [{"method": "GET", "path": "/", "id": ""}]"#, 53, "this text is empty"),
        (
            #""operations": [{"method": "GET", "path": "/"}, {"path": "/", "method": "GET"}]"#, 48,
            "this method and path are listed twice; remove one"
        ),
        (
            #""operations": [{"method": "GET", "path": "/", "access": "key"}]"#, 57,
            #"expected "token" or "open" or "other""#
        ),
        (
            #""operations": [{"method": "GET", "path": "/", "scopes": [[]], "access": "open"}]"#, 57,
            "only operations with the access \"token\" can have scopes"
        ),
        (
            #""operations": [{"method": "GET", "path": "/", "scopes": []}]"#, 57,
            "list at least one set of scopes; [[]] means any token"
        ),
        (
            #""operations": [{"method": "GET", "path": "/", "scopes": [["a", "\u0061"]]}]"#, 64,
            "this is listed twice; remove one"
        ),
        (
            #""operations": [{"method": "GET", "path": "/", "scopes": [["a"], ["b"]]}], "scopes": ["a"]"#, 66,
            #"the scope "b" is not among "scopes""#
        ),
        (
            #""operations": [{"method": "GET", "path": "/", "scopes": [["user:rea"]]}], "scopes": ["user:read"]"#, 59,
            #"the scope "user:rea" is not among "scopes"; did you mean "user:read"?"#
        ),
        (#""undeclared_scopes": ["b"]"#, 22, #"the undeclared scope "b" is not among "scopes""#),
        (#""imported_from": """#, 18, "this text is empty"),
        (#""token": {"redirect_uri": "sometimes"}"#, 27, #"expected "required-if-sent" or "unused""#),
    ]

    @Test(arguments: refusedMembers)
    func refusesAMemberAndNamesThePlace(member: String, column: Int, message: String) throws {
        let problem = try #require(throws: FileProblem.self) { try Self.read(Self.file(member)) }
        #expect(problem.line == 3)
        #expect(problem.column == column)
        #expect(problem.message.hasPrefix(message))
    }

    static let refusedFiles: [(text: String, problem: String)] = [
        ("", "p.json:1:1: the text ends here; expected an object"),
        ("[]", "p.json:1:1: found '['; expected an object"),
        ("\n {}", #"p.json:2:2: the key "authscope" is missing"#),
        (#"{"authscope": 2}"#, "p.json:1:15: this authscope reads version 1 of the format only"),
        (#"{"authscope": 1.0}"#, "p.json:1:15: expected a whole number"),
        (
            #"{"authscope": 1, "id": "x", "name": "X"}"#,
            #"p.json:1:1: the key "authorization_endpoint" is missing"#
        ),
        (#"{"id": "Ab"}"#, "p.json:1:8: an id has 1 to 64 lower-case letters, digits and hyphens, such as my-provider"),
        (#"{"id": "generic"}"#, #"p.json:1:8: the id "generic" is reserved; choose another"#),
        (#"{"name": ""}"#, "p.json:1:10: this text is empty"),
        (file() + " {}", "p.json:2:58: found '{'; expected nothing after the value"),
    ]

    @Test(arguments: refusedFiles)
    func refusesAFileAndNamesThePlace(text: String, problem: String) throws {
        let found = try #require(throws: FileProblem.self) { try Self.read(text) }
        #expect(found.description == problem)
    }

    /// Two of them would be sent, or the connection would do something else.
    @Test(arguments: [
        "Host", "authorization", "COOKIE", "Connection", "Content-Length", "Content-Type", "Transfer-Encoding", "TE",
        "Trailer", "Upgrade", "Keep-Alive", "Expect", "Accept", "Accept-Language", "Accept-Encoding", "User-Agent",
        "Proxy-Authorization", "Set-Cookie", "Range", "DPoP",
    ])
    func takesNoHeaderThatMeansSomethingElse(name: String) throws {
        func file(_ name: String) -> [UInt8] {
            Array(
                """
                {"authscope": 1, "id": "x", "name": "X", "authorization_endpoint": "https://x.example/",
                 "api_versions": {"header": "\(name)", "latest_stable": "1.0.0"}}
                """.utf8)
        }
        let problem = #expect(throws: FileProblem.self) { try ProviderFile.read(file(name), path: "x.json") }
        let reason = "has its own meaning in HTTP; name one of the provider's headers, such as X-API-Version"
        #expect(problem?.description == "x.json:2:29: the header \(name) \(reason)")
        #expect(try ProviderFile.read(file("X-" + name), path: "x.json").apiVersions?.header == "X-" + name)
        let context = #expect(throws: FileProblem.self) {
            try LintContextFile.read(
                Array("{\"version_header\": \"\(name)\"}".utf8), path: "c.json", providers: [BuiltIn.provider])
        }
        #expect(context?.description == "c.json:1:20: the header \(name) \(reason)")
    }

    /// Header names that the program and its HTTP library send.
    @Test func reservesWhatIsSentAnyway() throws {
        var provider = BuiltIn.provider
        provider.apiVersions = nil
        provider.acceptLanguage = "nl"
        var surroundings = TokenRequest.Surroundings()
        surroundings.authentication = .basic(Secret("s"))
        let request = try TokenRequest(refreshing: Secret("r"), clientID: "c", provider: provider, surroundings)
        let names = request.headers.map(\.name)
        #expect(names.count == 4)
        for name in names + ["Host", "User-Agent", "Accept-Encoding", "Content-Length", "Connection"] {
            #expect(ReservedFieldName.contains(name), "\(name)")
        }
    }
}
