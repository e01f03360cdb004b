import OAuth
import Testing

@testable import Catalog

/// Metadata of authorization servers, and where it may come from.
struct MetadataImportTests {
    typealias Sample = ImportSample

    static func metadata(_ members: String = "", issuer: String = "https://as.example/tenant") -> String {
        """
        {"issuer": "\(issuer)",
        "authorization_endpoint": "https://as.example/authorize"\(members.isEmpty ? "" : ",\n\(members)")}
        """
    }

    @Test func readsEveryMember() throws {
        let result = try Sample.read(
            Self.metadata(
                """
                "token_endpoint": "https://tokens.example/token", "scopes_supported": ["openid", "a b", "read"],
                "response_types_supported": ["code", "code id_token"], "response_modes_supported": ["query", "form_post"],
                "code_challenge_methods_supported": ["plain", "S256"], "jwks_uri": "https://as.example/keys",
                "authorization_response_iss_parameter_supported": true, "require_pushed_authorization_requests": true
                """))
        let provider = result.providers[0].provider
        #expect(result.kind == .metadata)
        #expect(provider.id == "as-example-tenant")
        #expect(provider.name == "as.example/tenant")
        #expect(provider.issuer == "https://as.example/tenant")
        #expect(provider.tokenEndpoint == "https://tokens.example/token")
        #expect(provider.scopeLines == ["openid: ", "read: "])
        #expect(provider.responseTypes == ["code", "code id_token"])
        #expect(provider.responseModes == ["query", "form_post"])
        #expect(provider.challengeMethods == ["plain", "S256"])
        #expect(provider.issuerInResponse && provider.requiresPushedRequests)
        #expect(provider.hosts == ["as.example", "tokens.example"])
        #expect(result.providers[0].announcesPKCE)
        #expect(result.providers[0].missing == [.descriptions, .operations, .clients])
        #expect(result.notes.map(\.line) == [3])
    }

    @Test(arguments: ["", #""code_challenge_methods_supported": []"#, #""code_challenge_methods_supported": null"#])
    func withoutAnAnnouncementS256IsOfferedWithANote(members: String) throws {
        let imported = try Sample.read(Self.metadata(members)).providers[0]
        #expect(imported.provider.challengeMethods == ["S256"])
        #expect(!imported.announcesPKCE && imported.missing.contains(.pkce))
        #expect(
            imported.notes.map(\.message) == [
                "no PKCE method is announced; S256 is sent anyway, and a server may ignore it"
            ])
    }

    static let advice =
        "if you trust this address, save the document and import the file; then nothing proves that these endpoints "
        + "are the issuer's, which protects from mix-up attacks"

    static let places: [(issuer: String, url: String, belongs: Bool)] = [
        ("https://as.example", "https://as.example/.well-known/oauth-authorization-server", true),
        ("https://as.example/", "https://as.example/.well-known/oauth-authorization-server", true),
        ("https://as.example", "https://AS.example:443/.well-known/openid-configuration", true),
        ("https://as.example/t/1", "https://as.example/.well-known/oauth-authorization-server/t/1", true),
        ("https://as.example/t/1", "https://as.example/.well-known/openid-configuration/t/1", true),
        ("https://as.example/t/1", "https://as.example/t/1/.well-known/openid-configuration", true),
        ("https://as.example/t/1", "https://as.example/.well-known/oauth-authorization-server", false),
        ("https://as.example", "https://as.example/t/.well-known/openid-configuration", false),
        ("https://evil.example", "https://as.example/.well-known/openid-configuration", false),
        ("http://as.example", "https://as.example/.well-known/openid-configuration", false),
        ("https://as.example:8443", "https://as.example/.well-known/openid-configuration", false),
        ("https://as.example", "https://as.example/metadata.json", false),
        ("https://as.example?x=y", "https://as.example/.well-known/openid-configuration", false),
        ("https://as.example/T", "https://as.example/t/.well-known/openid-configuration", false),
    ]

    @Test(arguments: places)
    func theIssuerBelongsToItsURL(issuer: String, url: String, belongs: Bool) throws {
        let text = Self.metadata(issuer: issuer)
        guard !belongs else {
            #expect(try Sample.provider(text, from: .url(url)).issuer == issuer)
            return
        }
        let problem = try Sample.problem(text, from: .url(url))
        #expect(
            problem
                == FileProblem(
                    path: url, line: 1, column: 12,
                    message: "the issuer \"\(issuer)\" does not belong to the URL \"\(url)\", so nothing here is used "
                        + "(RFC 8414 3.3); \(Self.advice)"))
    }

    static let broken: [(text: String, line: Int, column: Int, message: String)] = [
        (
            #"{"issuer": "https://a.example"}"#, 1, 1,
            "\"authorization_endpoint\" is missing: users cannot give consent to this server in a browser"
        ),
        (
            #"{"issuer": "https://a.example", "authorization_endpoint": "http://a.example"}"#, 1, 59,
            "\"http://a.example\" cannot be used: http is allowed on 127.0.0.1, [::1] and localhost only; write https"
        ),
    ]

    @Test(arguments: broken)
    func refusesUnfitEndpoints(text: String, line: Int, column: Int, message: String) throws {
        #expect(try Sample.problem(text) == FileProblem(path: "d.json", line: line, column: column, message: message))
    }

    @Test func aFileMayLackTheIssuerButAURLMayNot() throws {
        let text = #"{"authorization_endpoint": "https://as.example/authorize"}"#
        let result = try Sample.read(text)
        #expect(result.providers[0].provider.issuer == nil)
        #expect(result.notes.map(\.message) == ["\"issuer\" is missing, which RFC 8414 requires"])
        let problem = try Sample.problem(text, from: .url("https://as.example/.well-known/openid-configuration"))
        #expect(
            problem.message == "\"issuer\" is missing, so nothing here can be trusted (RFC 8414 3.3); \(Self.advice)")
    }

    static let leftOut: [(text: String, note: String)] = [
        (
            #"{"issuer": "x", "authorization_endpoint": "https://a.example"}"#,
            #"1:12: the issuer "x" is left out: this is not an absolute URL; write https://host/path"#
        ),
        (
            #"{"issuer": "https://a.example", "authorization_endpoint": "https://a.example", "token_endpoint": "/t"}"#,
            #"1:98: the token endpoint "/t" is left out: this is not an absolute URL; write https://host/path"#
        ),
        (
            #"{"issuer": "https://a.example", "authorization_endpoint": "https://a.example", "scopes_supported": 7}"#,
            "1:100: \"scopes_supported\" is left out: found '7'; expected an array"
        ),
        (
            #"{"issuer": "https://a.example", "authorization_endpoint": "https://a.example", "response_modes_supported": {}}"#,
            "1:108: \"response_modes_supported\" is left out: found '{'; expected an array"
        ),
    ]

    @Test(arguments: leftOut)
    func leavesOutWhatIsUnfit(text: String, note: String) throws {
        #expect(try Sample.read(text).notes.map(\.text) == [note])
    }

    /// A file that names a variable without describing it cannot be read.
    @Test(arguments: [
        (issuer: "https://as.example/{r}ant", token: "https://as.example/t", names: ["r"]),
        (issuer: "https://as.example/{a}/{b}", token: "https://as.example/{c}/t", names: ["a", "b", "c"]),
        (
            issuer: "https://as.example/" + (1...20).map { "{i\($0)}" }.joined(), token: "https://{t}.example",
            names: ["t"]
        ),
        (
            issuer: "https://as.example/", token: "https://as.example/" + (1...21).map { "{t\($0)}" }.joined(),
            names: []
        ),
    ])
    func describesTheVariablesOfAllAddresses(issuer: String, token: String, names: [String]) throws {
        let text = """
            {"issuer": "\(issuer)", "authorization_endpoint": "https://as.example/a", "token_endpoint": "\(token)"}
            """
        let provider = try Sample.read(text).providers[0].provider
        #expect(provider.variables.map(\.name) == names)
        let file = ProviderFile.text(of: provider)
        #expect(try ProviderFile.read(Array(file.utf8), path: "x.json") == provider)
    }

    @Test func knowsWhereTheMetadataOfAnAddressMayBe() {
        let origin = "https://as.example:8443"
        let well = "/.well-known/"
        #expect(
            IssuerCheck.addresses(for: "\(origin)/a/b/?x=1#y")
                == [
                    "\(well)oauth-authorization-server/a/b", "\(well)openid-configuration/a/b",
                    "/a/b\(well)openid-configuration",
                    "\(well)oauth-authorization-server/a", "\(well)openid-configuration/a",
                    "/a\(well)openid-configuration",
                    "\(well)oauth-authorization-server", "\(well)openid-configuration",
                ].map { origin + $0 })
        #expect(IssuerCheck.addresses(for: "https://x.example/" + String(repeating: "a/", count: 90)).count == 11)
        #expect(IssuerCheck.addresses(for: "ftp://x.example/a").isEmpty)
    }

    @Test func passesWhatHasTheWrongType() throws {
        let provider = try Sample.provider(
            Self.metadata(
                #""scopes_supported": "openid  email", "response_types_supported": {}, "response_modes_supported": [1, "q q", "query", "query"], "require_pushed_authorization_requests": "true", "code_challenge_methods_supported": "S256", "authorization_response_iss_parameter_supported": "no""#
            ))
        #expect(provider.scopeLines == ["openid: ", "email: "])
        #expect(provider.responseTypes == nil)
        #expect(provider.responseModes == ["1", "query"])
        #expect(provider.requiresPushedRequests && !provider.issuerInResponse)
        #expect(provider.challengeMethods == ["S256"])
    }
}
