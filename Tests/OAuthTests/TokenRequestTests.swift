import Testing
import Text

@testable import OAuth

@Suite struct TokenRequestTests {
    static let device = [
        Parameter("device_name", "caf\u{E9} 1"), Parameter("device_id", "6f1c9e1e"), Parameter("x", "y"),
    ]

    /// As the provider's pages say it.
    static var bakeronline: Provider {
        var provider = Provider(
            id: "bakeronline", name: "Bakeronline",
            authorizationEndpoint: "https://accounts.bakeronline.be/oauth/authorize")
        provider.tokenEndpoint = "https://accounts.bakeronline.be/api/token"
        provider.token.grantType = "code"
        provider.token.requiredFields = ["device_name", "device_id"]
        provider.token.acceptsJSON = true
        provider.token.redirectURI = .unused
        provider.token.identifiesClientOnRefresh = false
        provider.apiVersions = APIVersions(header: "X-VERSION", latestStable: "1.8.0", versions: [])
        provider.acceptLanguage = "en"
        return provider
    }

    static var standard: Provider {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://server.example.com/authorize")
        provider.tokenEndpoint = "https://server.example.com/token?tenant=1"
        return provider
    }

    static func request(
        _ provider: Provider, verifier: String? = Sample.verifier, redirectURI: String? = Sample.redirectURI,
        _ change: (inout TokenRequest.Surroundings) -> Void = { _ in }
    ) throws(TokenRequestError) -> TokenRequest {
        var surroundings = TokenRequest.Surroundings()
        surroundings.fields = device
        change(&surroundings)
        return try TokenRequest(
            exchanging: Secret(Sample.code), redirectURI: redirectURI, verifier: verifier.map { Secret($0) },
            clientID: "s6BhdRkqt3", provider: provider, surroundings)
    }

    @Test func writesTheStandardsForm() throws {
        let message = try Self.request(Self.standard).message
        #expect(
            message
                == TokenRequestMessage(
                    method: "POST", url: "https://server.example.com/token?tenant=1",
                    headers: [
                        HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded"),
                        HTTPField(name: "Accept", value: "application/json"),
                    ],
                    body: "grant_type=authorization_code&client_id=s6BhdRkqt3&code=\(Sample.code)"
                        + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback&code_verifier=\(Sample.verifier)"))
        let bare = try Self.request(Self.standard, verifier: nil, redirectURI: nil).message
        #expect(bare.body == "grant_type=authorization_code&client_id=s6BhdRkqt3&code=\(Sample.code)")
    }

    @Test func writesTheProvidersForm() throws {
        let message = try Self.request(Self.bakeronline) { $0.version = "1.7.0" }.message
        #expect(
            message.body
                == "grant_type=code&client_id=s6BhdRkqt3&device_name=caf%C3%A9%201&device_id=6f1c9e1e&code=\(Sample.code)"
                + "&code_verifier=\(Sample.verifier)")
        #expect(message[header: "X-VERSION"] == "1.7.0")
        #expect(message[header: "Accept-Language"] == "en")
    }

    @Test func writesJSON() throws {
        let message = try Self.request(Self.bakeronline) { $0.encoding = .json }.message
        #expect(message[header: "Content-Type"] == "application/json")
        #expect(
            message.body
                == "{\"grant_type\":\"code\",\"client_id\":\"s6BhdRkqt3\",\"device_name\":\"caf\u{E9} 1\","
                + "\"device_id\":\"6f1c9e1e\",\"code\":\"\(Sample.code)\",\"code_verifier\":\"\(Sample.verifier)\"}")
    }

    /// A request that is sent has no findings.
    @Test(arguments: [TokenRequest.Encoding.form, .json])
    func isFoundSoundByTheLinter(encoding: TokenRequest.Encoding) throws {
        for provider in [Self.bakeronline, Self.standard] where encoding == .form || provider.token.acceptsJSON {
            var context = LintContext(provider: provider)
            context.run = Sample.tokenContext.run
            let message = try Self.request(provider) {
                $0.encoding = encoding
                $0.version = "1.8.0"
            }.message
            #expect(Sample.findings(in: message, context) == [])
        }
    }

    @Test func authenticatesInTheHeadOrTheBody() throws {
        let basic = try Self.request(Self.standard) { $0.authentication = .basic(Secret("gX1f:Bat3 bV")) }.message
        // s6BhdRkqt3:gX1f%3ABat3%20bV
        #expect(basic[header: "Authorization"] == "Basic czZCaGRSa3F0MzpnWDFmJTNBQmF0MyUyMGJW")
        #expect(!basic.body.contains("client_id"))
        let body = try Self.request(Self.standard) { $0.authentication = .inBody(Secret("a&b")) }.message
        #expect(body.body.contains("&client_id=s6BhdRkqt3&client_secret=a%26b&"))
        #expect(body[header: "Authorization"] == nil)
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("\u{FB}\u{FF}", "w7vDvw==")])
    func encodesBase64(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
    }

    @Test func refreshesAsTheProviderWantsIt() throws {
        func body(_ provider: Provider, _ surroundings: TokenRequest.Surroundings = .init()) throws -> String {
            try TokenRequest(
                refreshing: Secret("tGzv3JOkF0XG5Qx2TlKWIA"), clientID: "s6BhdRkqt3", provider: provider, surroundings
            ).message.body
        }
        #expect(try body(Self.bakeronline) == "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA")
        #expect(
            try body(Self.standard)
                == "grant_type=refresh_token&client_id=s6BhdRkqt3&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA")
        var surroundings = TokenRequest.Surroundings()
        surroundings.authentication = .basic(Secret("x"))
        #expect(
            try body(Self.standard, surroundings) == "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA")
    }

    @Test func saysWhatIsMissing() {
        #expect(throws: TokenRequestError.missingField("device_id")) {
            try Self.request(Self.bakeronline) {
                $0.fields = [Parameter("device_name", "x"), Parameter("device_id", "")]
            }
        }
        var provider = Self.standard
        provider.tokenEndpoint = nil
        #expect(throws: TokenRequestError.noTokenEndpoint) { try Self.request(provider) }
        #expect(throws: TokenRequestError.noTokenEndpoint) {
            try TokenRequest(refreshing: Secret("x"), clientID: "c", provider: provider)
        }
    }

    @Test func showsTheRequestWithItsSecretsMasked() throws {
        let request = try Self.request(Self.standard) { $0.authentication = .basic(Secret("gX1fBat3bV")) }
        #expect(
            request.preview == [
                "POST /token?tenant=1 HTTP/1.1", "Host: server.example.com",
                "Content-Type: application/x-www-form-urlencoded", "Accept: application/json",
                "Authorization: ‹redacted:34›", "",
                "grant_type=authorization_code&code=‹redacted:22›"
                    + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback&code_verifier=‹redacted:43›",
            ])
        let json = try Self.request(Self.bakeronline) { $0.encoding = .json }
        #expect(json.preview.last?.contains("\"code\":\"‹redacted:22›\",\"code_verifier\":\"‹redacted:43›\"}") == true)
    }

    @Test func writesACommandOfCurl() throws {
        let request = try Self.request(Self.bakeronline) {
            $0.fields = [Parameter("device_name", "it's"), Parameter("device_id", "$(id)")]
            $0.encoding = .json
            $0.version = "1.8.0"
        }
        #expect(
            request.curl == """
                curl --request POST \\
                  'https://accounts.bakeronline.be/api/token' \\
                  --header 'Content-Type: application/json' \\
                  --header 'Accept: application/json' \\
                  --header 'X-VERSION: 1.8.0' \\
                  --header 'Accept-Language: en' \\
                  --data-raw '{"grant_type":"code","client_id":"s6BhdRkqt3","device_name":"it'\\''s",\
                "device_id":"$(id)","code":"<code>","code_verifier":"<code_verifier>"}'
                """)
        let basic = try Self.request(Self.standard) { $0.authentication = .basic(Secret("x")) }.curl
        #expect(basic.contains("--header 'Authorization: Basic <credentials>'"))
        #expect(basic.contains("&code=<code>&"))
    }

    /// Neither the preview nor the command holds a secret, in any encoding.
    @Test func neverShowsASecret() throws {
        for encoding in [TokenRequest.Encoding.form, .json] {
            for authentication in [
                ClientAuthentication.basic(Secret("canary-secret")), .inBody(Secret("canary-secret")),
            ] {
                let request = try Self.request(Self.bakeronline) {
                    $0.encoding = encoding
                    $0.authentication = authentication
                }
                let shown = request.preview.joined() + request.curl + "\(request)" + String(reflecting: request)
                for secret in [Sample.code, Sample.verifier, "canary", "Y2FuYXJ5"] { #expect(!shown.contains(secret)) }
            }
        }
    }
}
