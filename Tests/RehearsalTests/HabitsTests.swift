import Catalog
import JSON
import OAuth
import Rehearsal
import Testing

/// Two providers out of the same code.
@Suite struct HabitsTests {
    @Test func showsClientsTheRehearsalInThePlaceOfTheProvider() {
        let profile = Stage(.bakeronline).provider.profile
        #expect(profile.authorizationEndpoint == Stage.issuer + "/oauth/authorize")
        #expect(profile.tokenEndpoint == Stage.issuer + "/api/token")
        #expect(profile.issuer == Stage.issuer)
        #expect(profile.issuerInResponse)
        #expect(profile.scopes == Provider.bakeronline.scopes)
        #expect(profile.clients == Provider.bakeronline.clients)
        #expect(profile.token == Provider.bakeronline.token)
        #expect(profile.apiVersions == Provider.bakeronline.apiVersions)
        #expect(profile.requiredParameters == Provider.bakeronline.requiredParameters)
    }

    @Test func repliesAsBakeronlineDoes() throws {
        var stage = Stage(.bakeronline)
        let reply = stage.exchange(try stage.code())
        #expect(reply.status == 200)
        guard case .object(let members) = try JSONValue(reading: reply.body) else {
            Issue.record("\(reply.text)")
            return
        }
        #expect(members.map(\.name) == ["access_token", "token_type", "expires_in", "refresh_token"])
        #expect(try #require(reply["access_token"]).utf8.count <= 256)
    }

    @Test(
        arguments: [
            (["grant_type": "authorization_code"], "400 unsupported_grant_type"),
            (["device_id": nil], "400 invalid_request"), (["device_name": nil], "400 invalid_request"),
            // It need not be sent, but it must not be wrong.
            (["redirect_uri": "http://127.0.0.1:1/callback"], "400 invalid_grant"),
            (["redirect_uri": Stage.redirectURI], "200 -"),
        ] as [(Changes, String)])
    func demandsWhatBakeronlineDemands(changes: Changes, outcome: String) throws {
        var stage = Stage(.bakeronline)
        #expect(stage.exchange(try stage.code(), changes).refusal == outcome)
    }

    @Test(arguments: ["[]", "{\"grant_type\":1}", "{", "{\"grant_type\":\"code\",\"grant_type\":\"code\"}"])
    func refusesJSONThatIsNotAnObjectOfStrings(body: String) {
        var stage = Stage(.bakeronline)
        #expect(stage.post("/api/token", body, type: "application/json").refusal == "400 invalid_request")
    }

    @Test func refreshesWithoutNamingTheClient() throws {
        var stage = Stage(.bakeronline)
        let token = try #require(stage.exchange(try stage.code())["refresh_token"])
        #expect(stage.post("/api/token", "grant_type=refresh_token&refresh_token=\(token)").status == 200)
    }

    @Test func demandsScopeAndRedirectURI() throws {
        var stage = Stage(.bakeronline)
        #expect(try stage.authorize(["scope": nil]).answer.error == "invalid_scope")
        #expect(stage.authorize(["redirect_uri": nil]).status == 400)
    }

    // MARK: The version

    @Test(arguments: [("1.7.0", true), ("0.2.0", true), ("1.8.0", false), ("1.10.0", false), (nil, false)])
    func announcesTheLatestVersion(sent: String?, isNoticed: Bool) throws {
        var stage = Stage(.bakeronline)
        let fields = sent.map { [HTTPField(name: "x-version", value: $0)] } ?? []
        let notice = isNoticed ? "Version update available. Latest stable version: 1.8.0" : nil
        let granted = stage.exchange(try stage.code(), [:], fields)
        #expect(granted.status == 200)
        #expect(granted[field: "X-VERSION-NOTICE"] == notice)
        #expect(stage.exchange("0", [:], fields)[field: "X-VERSION-NOTICE"] == notice)
    }

    @Test func refusesAVersionThatIsNone() throws {
        var stage = Stage(.bakeronline)
        let reply = stage.exchange(try stage.code(), [:], [HTTPField(name: "X-VERSION", value: "1.8")])
        #expect(reply.refusal == "400 invalid_request")
    }

    // MARK: Metadata

    @Test(arguments: [(Provider.bakeronline, "code"), (Provider.standard, "authorization_code")])
    func describesItself(provider: Provider, grantType: String) throws {
        var stage = Stage(provider)
        #expect(stage.provider.metadataURL == Stage.issuer + "/.well-known/oauth-authorization-server")
        let response = stage.get("/.well-known/oauth-authorization-server")
        #expect(response.status == 200)
        #expect(response[field: "Content-Type"] == "application/json")
        func list(_ texts: String...) -> JSONValue { .array(texts.map { .string($0) }) }
        #expect(
            try JSONValue(reading: response.body)
                == .object([
                    // RFC 8414 §3.3: the one that the document was asked from.
                    .init("issuer", .string(Stage.issuer)),
                    .init("authorization_endpoint", .string(Stage.issuer + "/oauth/authorize")),
                    .init("token_endpoint", .string(Stage.issuer + "/api/token")),
                    .init(
                        "scopes_supported",
                        .array(provider.scopes.indices.map { .string(provider.scopes.name(at: $0)) })),
                    .init("response_types_supported", list("code")), .init("response_modes_supported", list("query")),
                    .init("grant_types_supported", list(grantType, "refresh_token")),
                    .init("code_challenge_methods_supported", list("S256", "plain")),
                    .init("token_endpoint_auth_methods_supported", list("none")),
                    .init("authorization_response_iss_parameter_supported", .bool(true)),
                ]))
    }
}
