import Flow
import OAuth

/// An authorization server for rehearsals: it plays a provider of the catalogue on loopback, and enforces what that
/// provider and the standards ask for.
///
/// It is a value without clock, randomness and sockets: requests go in, responses come out. Whoever serves it binds
/// one loopback address, since the issuer is one text.
public struct RehearsalProvider: Sendable {
    /// How long an access token lives, in seconds.
    public static let tokenLifetime = 3_600
    /// How long a consent page waits for its answer, in seconds.
    static let consentLifetime = 600
    /// How many pages that wait, codes and events are kept; the oldest go first.
    static let capacity = 200

    enum Path {
        static let authorize = "/oauth/authorize"
        static let consent = "/oauth/consent"
        static let token = "/api/token"
        // RFC 8414 §3
        static let metadata = "/.well-known/oauth-authorization-server"
    }

    /// The provider as clients of the rehearsal must see it: the one that is played, with the endpoints and the issuer
    /// of the rehearsal. It answers with `iss` (RFC 9207), and only by code and in the query.
    public let profile: Provider
    /// The issuer identifier, such as `http://127.0.0.1:8400`.
    public let issuer: String
    /// How it misbehaves, if it does; the change takes effect with the next request.
    public var fault: Fault?

    /// The consent pages that wait for an answer.
    var consents: [Consent] = []
    var grants: [Grant] = []
    private var events: [RehearsalEvent] = []

    /// - Parameters:
    ///   - provider: the one to play.
    ///   - issuer: scheme and authority without a slash at the end, such as `http://127.0.0.1:8400`.
    public init(playing provider: Provider, issuer: String, fault: Fault? = nil) {
        var profile = provider
        profile.authorizationEndpoint = issuer + Path.authorize
        profile.tokenEndpoint = issuer + Path.token
        profile.issuer = issuer
        profile.issuerInResponse = true
        profile.responseTypes = ["code"]
        profile.responseModes = ["query"]
        self.profile = profile
        self.issuer = issuer
        self.fault = fault
    }

    /// Where the metadata is (RFC 8414 §3).
    public var metadataURL: String { issuer + Path.metadata }

    /// What happened since the last call, in order.
    public mutating func takeEvents() -> [RehearsalEvent] {
        defer { events = [] }
        return events
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - now: seconds of a clock that never goes back.
    ///   - draw: delivers as many random octets as it is asked for.
    /// - Throws: what the generator throws; nothing has changed then.
    public mutating func respond(
        to request: HTTPRequest, at now: Int, drawing draw: (Int) throws -> [UInt8]
    ) rethrows -> HTTPResponse {
        // DNS rebinding: a page of another site cannot name this authority (RFC 9110 §7.4).
        guard request.isAddressed(to: authority) else {
            return .page(.problem("Wrong address", what: "This rehearsal answers at \(issuer) only."), status: 421)
        }
        forget(at: now)
        switch (String(request.path), request.method) {
        case (Path.authorize, "GET"): return try authorize(request, at: now, drawing: draw)
        case (Path.consent, "POST"): return try decide(request, at: now, drawing: draw)
        case (Path.token, "POST"): return try token(request, at: now, drawing: draw)
        case (Path.metadata, "GET"): return .json(metadata, status: 200)
        case (Path.authorize, _), (Path.metadata, _): return wrongMethod(request, allowed: "GET")
        case (Path.consent, _), (Path.token, _): return wrongMethod(request, allowed: "POST")
        default: return .page(.unknownPath(String(request.path), issuer: issuer), status: 404)
        }
    }

    mutating func note(_ event: RehearsalEvent) {
        if events.count == Self.capacity { events.removeFirst() }
        events.append(event)
    }

    var authority: String {
        String(issuer.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).last ?? "")
    }

    private func wrongMethod(_ request: HTTPRequest, allowed: String) -> HTTPResponse {
        let page = Page.problem(
            "Wrong method", what: "\(request.path) takes \(allowed), not \(request.method).",
            advice: "Send a \(allowed)")
        return .page(page, status: 405).adding("Allow", allowed)
    }

    /// Drops what has lost its meaning. Used codes stay for a while: a second use is to be noticed.
    private mutating func forget(at now: Int) {
        consents.removeAll { now - $0.shownAt >= Self.consentLifetime }
        if consents.count >= Self.capacity { consents.removeFirst(consents.count - Self.capacity + 1) }
        if grants.count >= Self.capacity { grants.removeFirst(grants.count - Self.capacity + 1) }
    }

    /// A new code, token or ticket: 32 random octets in hexadecimal.
    static func handle(drawing draw: (Int) throws -> [UInt8]) rethrows -> String {
        let octets = try draw(32)
        precondition(octets.count == 32, "the generator must deliver what it is asked for")
        return String(
            decoding: octets.flatMap { [hexDigit($0 >> 4), hexDigit($0 & 0x0f)] }, as: UTF8.self)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
