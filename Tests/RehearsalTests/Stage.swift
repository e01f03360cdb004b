import Catalog
import Flow
import JSON
import OAuth
import Rehearsal
import TestSupport
import Testing

/// Changes of a request. Nil removes the parameter.
typealias Changes = KeyValuePairs<String, String?>

/// A rehearsal with a clock and a generator of its own, and the browser and the client that use it.
struct Stage {
    static let issuer = "http://127.0.0.1:8400"
    static let host = HTTPField(name: "Host", value: "127.0.0.1:8400")
    static let redirectURI = "http://127.0.0.1:51004/callback"
    static let state = "dObT5xOcWLK2VpxskBNECg"
    static let verifier = "OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk"
    static let challenge = "bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU"

    var provider: RehearsalProvider
    /// Seconds.
    var now = 1_000
    private var generator = SeededGenerator(seed: 8_252)

    init(_ provider: Provider = .standard, fault: Fault? = nil) {
        self.provider = RehearsalProvider(playing: provider, issuer: Self.issuer, fault: fault)
    }

    mutating func send(_ request: HTTPRequest) -> HTTPResponse {
        provider.respond(to: request, at: now) { count in
            (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
    }

    mutating func get(_ target: String, _ fields: [HTTPField] = []) -> HTTPResponse {
        send(HTTPRequest(method: "GET", target: target, fields: [Self.host] + fields))
    }

    mutating func post(
        _ target: String, _ body: String, type: String = "application/x-www-form-urlencoded", _ fields: [HTTPField] = []
    ) -> HTTPResponse {
        let type = HTTPField(name: "Content-Type", value: type)
        return send(
            HTTPRequest(
                method: "POST", target: target, fields: [Self.host, type] + fields, body: Array(body.utf8)))
    }

    // MARK: The browser

    /// A request that nothing is wrong with, changed.
    func request(_ changes: Changes = [:]) -> AuthorizationRequest {
        let profile = provider.profile
        var request = AuthorizationRequest(
            endpoint: profile.authorizationEndpoint,
            parameters: [
                Parameter("response_type", "code"), Parameter("client_id", profile.clients[0].clientID),
                Parameter("redirect_uri", Self.redirectURI), Parameter("scope", "company:read company:write"),
                Parameter("state", Self.state), Parameter("code_challenge", Self.challenge),
                Parameter("code_challenge_method", "S256"),
            ])
        for (name, value) in changes { request[name] = value }
        return request
    }

    /// Opens the URL of the request, with this text at its end.
    mutating func authorize(_ changes: Changes = [:], adding query: String = "") -> HTTPResponse {
        get(String(request(changes).url.text.dropFirst(Self.issuer.utf8.count)) + query)
    }

    /// Presses a button of the page.
    mutating func press(_ button: String, on page: HTTPResponse) throws -> HTTPResponse {
        post("/oauth/consent", "ticket=\(try page.ticket)&decision=\(button)")
    }

    /// Opens the page, presses the button, and reads the answer.
    mutating func answer(_ changes: Changes = [:], pressing button: String = "allow") throws -> AuthorizationResponse {
        let response = try press(button, on: authorize(changes))
        #expect(response.status == 303)
        return try response.answer
    }

    mutating func code(_ changes: Changes = [:]) throws -> String {
        try #require(answer(changes).code)
    }

    // MARK: The client

    /// Exchanges a code as the provider likes it, changed.
    mutating func exchange(
        _ code: String, _ changes: Changes = [:], _ fields: [HTTPField] = []
    ) -> HTTPResponse {
        let habits = provider.profile.token
        var form = AuthorizationRequest(
            endpoint: "",
            parameters: [
                Parameter("grant_type", habits.grantType),
                Parameter("client_id", provider.profile.clients[0].clientID), Parameter("code", code),
                Parameter("code_verifier", Self.verifier),
            ] + habits.requiredFields.map { Parameter($0, "test") })
        if habits.redirectURI == .requiredIfSent { form["redirect_uri"] = Self.redirectURI }
        for (name, value) in changes { form[name] = value }
        return post("/api/token", String(form.url.text.dropFirst()), fields)
    }

    mutating func refresh(_ token: String, adding more: String = "") -> HTTPResponse {
        let habits = provider.profile.token
        let client = habits.identifiesClientOnRefresh ? "&client_id=\(provider.profile.clients[0].clientID)" : ""
        return post("/api/token", "grant_type=refresh_token&refresh_token=\(token)\(client)\(more)")
    }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The value that ties the form to its page.
    var ticket: String {
        get throws { String(try #require(text.firstMatch(of: #/name="ticket" value="([0-9a-f]{64})"/#)).1) }
    }

    /// The answer that the browser is redirected with.
    var answer: AuthorizationResponse {
        get throws { AuthorizationResponse(try #require(self[field: "Location"])) }
    }

    /// A text in the JSON of the body.
    subscript(member: String) -> String? {
        guard let value = try? JSONValue(reading: body), case .string(let text)? = value[member] else { return nil }
        return text
    }

    /// `status error`, as the token endpoint refuses.
    var refusal: String { "\(status) \(self["error"] ?? "-")" }
}

extension String {
    /// Whether the text is valid as `error_description` (RFC 6749 §4.1.2.1, §5.2).
    var isErrorDescription: Bool {
        !isEmpty && utf8.allSatisfy { (0x20...0x7e).contains($0) && $0 != 0x22 && $0 != 0x5c }
    }
}

extension Provider {
    /// By the standards, in every respect.
    static var standard: Provider {
        var provider = Provider(
            id: "standard", name: "Standard", authorizationEndpoint: "https://server.example.com/authorize")
        provider.tokenEndpoint = "https://server.example.com/token"
        provider.scopes = ScopeList([
            (name: "company:read", summary: "See shops"), (name: "company:write", summary: "Edit shops"),
            (name: "user", summary: ""),
        ])
        provider.suggestedScopes = ["user"]
        provider.clients = [
            Client(name: "Till", clientID: "s6BhdRkqt3", redirectURIs: ["http://127.0.0.1/callback"]),
            Client(
                name: "Web", clientID: "web",
                redirectURIs: ["https://app.example.com/cb?tenant=1", "com.example.app:/oauth"]),
        ]
        return provider
    }

    static func standard(_ change: (inout Provider) -> Void) -> Provider {
        var provider = standard
        change(&provider)
        return provider
    }

    /// The provider of the specification, with a client on loopback.
    static var bakeronline: Provider {
        var provider = BuiltIn.provider
        provider.clients[0].redirectURIs = ["http://127.0.0.1/callback", "https://app.example/callback"]
        return provider
    }
}
