import OAuth
import Rehearsal
import Testing

@Suite struct TokenEndpointTests {
    @Test func givesATokenForACode() throws {
        var stage = Stage()
        let reply = stage.exchange(try stage.code())
        #expect(reply.status == 200)
        #expect(reply[field: "Content-Type"] == "application/json")
        guard case .granted(let token) = try TokenReply(status: reply.status, body: reply.body) else {
            Issue.record("\(reply.text)")
            return
        }
        #expect(token.accessToken.reveal().wholeMatch(of: #/[0-9a-f]{64}/#) != nil)
        #expect(token.tokenType == "Bearer")
        #expect(token.expiresIn == 3_600)
        #expect(token.refreshToken != nil)
        #expect(token.scope == nil, "what was asked for was granted")
        #expect(
            stage.provider.takeEvents().last
                == .tokenIssued(scopes: ["company:read", "company:write"], isNarrowed: false))
    }

    /// The rehearsal accepts the requests of the project's own client.
    @Test(arguments: [Provider.standard, .bakeronline], [TokenRequest.Encoding.form, .json])
    func agreesWithTheProjectsClient(provider: Provider, encoding: TokenRequest.Encoding) throws {
        var stage = Stage(provider)
        let profile = stage.provider.profile
        let attempt = AuthorizationAttempt(
            stage.request(), verifier: Secret(Stage.verifier), provider: profile, client: profile.clients[0])
        var surroundings = TokenRequest.Surroundings()
        surroundings.fields = [Parameter("device_name", "caf\u{E9}"), Parameter("device_id", "1")]
        surroundings.encoding = profile.token.acceptsJSON ? encoding : .form
        let (request, findings) = try attempt.exchange(of: Secret(try stage.code()), surroundings)
        #expect(findings == [])
        let message = request.message
        #expect(message.url == Stage.issuer + "/api/token")
        let reply = stage.send(
            HTTPRequest(
                method: message.method, target: "/api/token", fields: [Stage.host] + message.headers,
                body: Array(message.body.utf8)))
        #expect(reply.status == 200)
        let refresh = try TokenRequest(
            refreshing: Secret(try #require(reply["refresh_token"])), clientID: profile.clients[0].clientID,
            provider: profile, surroundings
        ).message
        let next = stage.send(
            HTTPRequest(
                method: "POST", target: "/api/token", fields: [Stage.host] + refresh.headers,
                body: Array(refresh.body.utf8)))
        #expect(next.status == 200)
    }

    // MARK: Refusals

    /// RFC 6749 §4.1.3, §5.2; RFC 7636 §4.6
    @Test(
        arguments: [
            (["grant_type": nil], "400 invalid_request"), (["grant_type": "code"], "400 unsupported_grant_type"),
            (["grant_type": "password", "code": nil], "400 unsupported_grant_type"),
            (["code": nil], "400 invalid_request"), (["code": "0"], "400 invalid_grant"),
            (["client_id": nil], "400 invalid_request"), (["client_id": "nobody"], "401 invalid_client"),
            (["client_id": "web"], "400 invalid_grant"), (["client_secret": "x"], "401 invalid_client"),
            (["client_assertion": "x"], "401 invalid_client"), (["redirect_uri": nil], "400 invalid_request"),
            (["redirect_uri": "http://127.0.0.1:51005/callback"], "400 invalid_grant"),
            (["code_verifier": nil], "400 invalid_request"), (["code_verifier": "short"], "400 invalid_request"),
            (["code_verifier": String(Stage.verifier.reversed())], "400 invalid_grant"),
            (["code_verifier": Stage.challenge], "400 invalid_grant"),
        ] as [(Changes, String)])
    func refuses(changes: Changes, refusal: String) throws {
        var stage = Stage()
        let code = try stage.code()
        let reply = stage.exchange(code, changes)
        #expect(reply.refusal == refusal)
        #expect(reply[field: "Content-Type"] == "application/json")
        #expect((reply[field: "WWW-Authenticate"] != nil) == (reply.status == 401))
        #expect(try #require(reply["error_description"]).isErrorDescription)
        guard case .tokenRefused(_, let reason)? = stage.provider.takeEvents().last else {
            Issue.record("the terminal is told")
            return
        }
        #expect(!reason.contains(code))
        #expect(stage.exchange(code).status == 200, "a refused request has not used the code up")
    }

    @Test func refusesAuthenticationInTheHead() throws {
        var stage = Stage()
        let credentials = HTTPField(name: "Authorization", value: "Basic czZCaGRSa3F0Mzp4")
        #expect(stage.exchange(try stage.code(), [:], [credentials]).refusal == "401 invalid_client")
    }

    /// A rehearsal knows no secrets, so it takes any; but one there must be.
    @Test func takesAnySecretOfAConfidentialClient() throws {
        var provider = Provider.standard
        provider.clients[0].kind = .confidential
        let id = provider.clients[0].clientID
        var stage = Stage(provider)
        let code = try stage.code()
        #expect(stage.exchange(code).refusal == "401 invalid_client")
        let other = HTTPField(name: "Authorization", value: "Basic bm9ib2R5Ong=")
        #expect(stage.exchange(code, [:], [other]).refusal == "401 invalid_client")
        let request = try TokenRequest(
            exchanging: Secret(code), redirectURI: nil, verifier: nil, clientID: id, provider: stage.provider.profile,
            {
                var surroundings = TokenRequest.Surroundings()
                surroundings.authentication = .basic(Secret("any: secret"))
                return surroundings
            }())
        let field = try #require(request.message.headers.first { $0.isNamed("Authorization") })
        #expect(stage.exchange(code, ["client_id": nil], [field]).status == 200)
    }

    /// RFC 6749 §3.2
    @Test(arguments: ["code=1", "client_id=s6BhdRkqt3", "x=1&x=2"])
    func refusesRepeatedFields(more: String) throws {
        var stage = Stage()
        let form =
            "grant_type=authorization_code&client_id=s6BhdRkqt3&code=\(try stage.code())"
            + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback&code_verifier=\(Stage.verifier)"
        #expect(stage.post("/api/token", form + "&" + more).refusal == "400 invalid_request")
        #expect(stage.post("/api/token", form).status == 200)
    }

    @Test(arguments: ["application/json", "text/plain", ""])
    func refusesOtherBodies(type: String) {
        var stage = Stage()
        #expect(stage.post("/api/token", "{\"grant_type\":\"x\"}", type: type).refusal == "400 invalid_request")
    }

    @Test func refusesABodyThatIsNotText() {
        var stage = Stage()
        let type = HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")
        let request = HTTPRequest(
            method: "POST", target: "/api/token", fields: [Stage.host, type], body: [0xff])
        #expect(stage.send(request).refusal == "400 invalid_request")
    }

    @Test func refusesTheCodeInTheURL() throws {
        var stage = Stage()
        let reply = stage.post(
            "/api/token?code=\(try stage.code())", "grant_type=authorization_code&client_id=s6BhdRkqt3")
        #expect(reply.refusal == "400 invalid_request")
    }

    // MARK: The code

    @Test func acceptsACodeOnceAndRevokesItsTokensAtTheSecondUse() throws {
        var stage = Stage()
        let code = try stage.code()
        let token = try #require(stage.exchange(code)["refresh_token"])
        _ = stage.provider.takeEvents()
        #expect(stage.exchange(code).refusal == "400 invalid_grant")
        #expect(
            stage.provider.takeEvents() == [
                .reused("The code"), .tokenRefused(code: "invalid_grant", reason: "The code was used before."),
            ])
        #expect(stage.refresh(token).refusal == "400 invalid_grant")
    }

    @Test func acceptsACodeForAMinute() throws {
        var stage = Stage()
        let early = try stage.code()
        stage.now += 59
        #expect(stage.exchange(early).status == 200)
        let late = try stage.code()
        stage.now += 60
        #expect(stage.exchange(late).refusal == "400 invalid_grant")
    }

    /// RFC 9700 §4.8.2: the removal of a challenge by an attacker must be noticed.
    @Test func bindsTheCodeToTheAbsenceOfAChallenge() throws {
        var stage = Stage()
        let bare: Changes = ["code_challenge": nil, "code_challenge_method": nil]
        #expect(stage.exchange(try stage.code(bare)).refusal == "400 invalid_grant")
        #expect(stage.exchange(try stage.code(bare), ["code_verifier": nil]).status == 200)
    }

    /// RFC 7636 §4.3: without a method it is plain.
    @Test(arguments: ["plain", nil])
    func bindsTheCodeToAPlainChallenge(method: String?) throws {
        var stage = Stage()
        let code = try stage.code(["code_challenge": Stage.verifier, "code_challenge_method": method])
        #expect(stage.exchange(code, ["code_verifier": Stage.challenge]).refusal == "400 invalid_grant")
        #expect(stage.exchange(code).status == 200)
    }

    @Test func bindsTheCodeToTheRedirectURIThatWasLeftOut() throws {
        var stage = Stage(.standard { $0.clients[0].redirectURIs = ["http://127.0.0.1:9/only"] })
        let code = try stage.code(["redirect_uri": nil])
        #expect(stage.exchange(code).refusal == "400 invalid_grant")
        #expect(stage.exchange(code, ["redirect_uri": "http://127.0.0.1:9/only"]).status == 200)
    }

    @Test func keepsCodesApart() throws {
        var stage = Stage()
        let codes = try (0..<20).map { _ in try stage.code() }
        #expect(Set(codes).count == 20)
        for code in codes.reversed() { #expect(stage.exchange(code).status == 200) }
    }

    // MARK: Refreshing

    @Test func refreshesWithANewTokenEachTime() throws {
        var stage = Stage()
        let first = stage.exchange(try stage.code())
        let second = stage.refresh(try #require(first["refresh_token"]))
        #expect(second.status == 200)
        #expect(second["access_token"] != first["access_token"])
        #expect(second["refresh_token"] != first["refresh_token"])
        #expect(stage.provider.takeEvents().last == .tokenRefreshed(scopes: ["company:read", "company:write"]))
        #expect(stage.refresh(try #require(second["refresh_token"])).status == 200)
    }

    /// RFC 9700 §4.14.2
    @Test func revokesTheTokensWhenAnOldOneComesAgain() throws {
        var stage = Stage()
        let old = try #require(stage.exchange(try stage.code())["refresh_token"])
        let new = try #require(stage.refresh(old)["refresh_token"])
        #expect(stage.refresh(old).refusal == "400 invalid_grant")
        #expect(stage.provider.takeEvents().contains(.reused("A refresh token")))
        #expect(stage.refresh(new).refusal == "400 invalid_grant")
    }

    @Test func refreshesForLessNeverForMore() throws {
        var stage = Stage()
        let token = try #require(stage.exchange(try stage.code())["refresh_token"])
        #expect(stage.refresh(token, adding: "&scope=user").refusal == "400 invalid_scope")
        #expect(stage.refresh(token, adding: "&scope=company%3Aread%20user").refusal == "400 invalid_scope")
        let narrowed = stage.refresh(token, adding: "&scope=company%3Aread")
        #expect(narrowed["scope"] == "company:read")
        let next = stage.refresh(try #require(narrowed["refresh_token"]))
        #expect(next.status == 200)
        #expect(next["scope"] == nil, "the grant is as wide as before")
    }

    @Test func refusesRefreshRequestsThatAreWrong() throws {
        var stage = Stage()
        let token = try #require(stage.exchange(try stage.code())["refresh_token"])
        let form = "grant_type=refresh_token&refresh_token=\(token)"
        #expect(stage.post("/api/token", form).refusal == "400 invalid_request", "a public client names itself")
        #expect(stage.post("/api/token", form + "&client_id=web").refusal == "400 invalid_grant")
        #expect(stage.post("/api/token", form + "&client_id=nobody").refusal == "401 invalid_client")
        #expect(stage.refresh("0").refusal == "400 invalid_grant")
        #expect(stage.refresh("").refusal == "400 invalid_request")
        #expect(stage.refresh(token, adding: "&refresh_token=1").refusal == "400 invalid_request")
        #expect(stage.refresh(token).status == 200)
    }
}
