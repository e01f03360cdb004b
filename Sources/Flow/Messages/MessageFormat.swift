import Catalog
import OAuth

/// The format that `authscope` and `authscope-net` share.
///
/// The two programs are built together and communicate only with each other. Programs from different builds could
/// misread messages, so they compare a fingerprint first.
package enum MessageFormat {
    /// 16 hex digits that change when a message, the format of providers, or the list of rules changes.
    package static let fingerprint: String = {
        let lines = tasks.map(\.line) + events.map(\.line) + RuleID.allCases.map(\.rawValue)
        // FNV-1a, 64 bits. It detects accidents only. An attacker who can replace a program does not need to forge it.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for octet in lines.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }()

    /// The exit code of an `authscope-net` that was started with another fingerprint.
    package static let otherBuildCode: Int32 = 69

    /// A task of each kind, with all its members.
    static let tasks: [RoundTripTask] = {
        let provider = BuiltIn.provider
        let request = AuthorizationRequest(
            endpoint: provider.authorizationEndpoint, parameters: [Parameter("scope", "user.readonly é\n\u{202E}")])
        return [
            .prepare(
                .init(
                    place: .rehearsal, fault: .deny, provider: provider, redirectURI: "http://127.0.0.1/callback",
                    catching: .onFreePort, seconds: 300)),
            .prepare(
                .init(
                    place: .provider, fault: nil, provider: provider, redirectURI: nil, catching: .byPaste, seconds: 30)
            ),
            .authorize(
                .init(
                    provider: provider, client: provider.clients.last, request: request, verifier: "v", version: "1",
                    tokenParameters: [Parameter("resource", "https://r.example")], authentication: .body)),
            .authorize(.init(provider: provider, client: nil, request: request, verifier: nil, version: nil)),
            .takeAnswer("text"), .consent(allows: true), .useClientSecret("secret"), .authenticate(.body), .exchange,
            .refresh,
            .revealTokens, .revealClaims, .copyAccessToken, .end,
        ]
    }()

    /// An event of each kind, with all its members.
    static let events: [RoundTripEvent] = {
        let finding = Diagnostic(
            rule: .responseStateMismatch, severity: .error, parameter: "state", message: "m", advice: "a", part: .body,
            range: 1..<2)
        let exchange = RoundTrip.Exchange(
            preview: ["POST /"], curl: "curl", diagnostics: [finding], authentication: .body)
        let grant = RoundTrip.Grant(
            scope: GrantedScope(granted: ["a"], missing: ["b"], added: ["c"], hasCommas: true), expiresIn: 1,
            accessToken: "at", refreshToken: "rt", idToken: "it", notices: ["n"], isRefreshed: true)
        let listener = RoundTrip.Arrival.listener("127.0.0.1:1")
        return [
            .ready(provider: BuiltIn.provider, redirectURI: "http://127.0.0.1:1/", arrival: listener),
            .ready(provider: BuiltIn.provider, redirectURI: nil, arrival: .paste(reason: "r")),
            .listening, .browser(.opening), .browser(.opened), .browser(.absent("r")), .browser(.failed("r")),
            .refused("r", canBePasted: true, count: 1), .strayPaste("r", .init(sent: "s", received: "r")),
            .strayPaste("r", .init(sent: "s", received: nil)), .strayPaste("r", nil),
            .answerRefused([finding], error: "e", description: "d"),
            .answerRefused([], error: nil, description: nil),
            .stateMatched(exchange, remarks: [finding]), .requestChanged(exchange), .timedOut, .secondsPassed(1),
            .sent(exchange), .granted(grant),
            .granted(
                .init(scope: .init(granted: nil, requested: nil), expiresIn: nil, accessToken: "a", refreshToken: nil)),
            .failed(.init(.wait, "t", .field("f"), code: "c")), .failed(.init(.open, "t", .redirectURI("u"))),
            .failed(.init(.compare, "t", .freePort)), .failed(.init(.exchange, "t")), .lost("t"),
            .notDone("t"),
            .tokensRevealed(.init(access: "a", refresh: "r")), .tokensRevealed(.init(access: "a", refresh: nil)),
            .claims([
                .init(
                    token: "t",
                    claims: TokenClaims(
                        header: [.init(name: "alg", value: "none")],
                        claims: [.init(name: "iss", value: "i", remark: "r", verdict: .wrong)]))
            ]),
            .accessToken("a"),
        ] + happenings.map { .log($0) }
    }()

    /// Each kind of event at a rehearsal provider.
    static let happenings: [RehearsalEvent] = [
        .consentShown(client: "c", scopes: ["a"]), .allowed, .denied, .codeIssued, .refusedWithPage(reason: "r"),
        .redirectedWithError(code: "c", reason: "r"), .tokenIssued(scopes: ["a"], isNarrowed: true),
        .tokenRefreshed(scopes: []), .tokenRefused(code: "c", reason: "r"), .reused("r"),
        .stolenCodeRedeemed(reason: "r"), .stolenCodeUseless(reason: "r"), .answerRepeated(status: 1),
        .answerRepeated(status: nil), .faultWithoutEffect(reason: "r"),
    ]
}
