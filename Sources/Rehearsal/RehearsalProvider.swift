import Flow
import OAuth

/// An authorization server for rehearsals. It simulates a provider on loopback, and enforces the requirements of the
/// provider and of the standards.
///
/// It is a value without clock, randomness or sockets: requests go in, responses come out. Its server must bind one
/// loopback address, because there is one issuer.
public struct RehearsalProvider: Sendable {
    /// The lifetime of an access token, in seconds.
    public static let tokenLifetime = 3_600
    /// The lifetime of a consent page, in seconds.
    static let consentLifetime = 600
    /// The maximum number of waiting pages, of codes and of events. The oldest are removed first.
    static let capacity = 200

    enum Path {
        static let authorize = "/oauth/authorize"
        static let consent = "/oauth/consent"
        static let token = "/api/token"
        // RFC 8414 §3
        static let metadata = "/.well-known/oauth-authorization-server"
    }

    /// The provider as clients of the rehearsal must see it: the simulated one, with the endpoints and the issuer of
    /// the rehearsal. It returns `iss` (RFC 9207), and supports only the code flow with answers in the query.
    public let profile: Provider
    /// The issuer identifier, such as `http://127.0.0.1:8400`.
    public let issuer: String
    /// The active fault, or nil. A change takes effect with the next request.
    public var fault: Fault?

    /// The consent pages that wait for a decision.
    var consents: [Consent] = []
    var grants: [Grant] = []
    private var events: [RehearsalEvent] = []

    /// - Parameters:
    ///   - provider: The provider to simulate.
    ///   - issuer: Scheme and authority without a trailing slash, such as `http://127.0.0.1:8400`.
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

    /// The URL of the metadata (RFC 8414 §3).
    public var metadataURL: String { issuer + Path.metadata }

    /// Returns and removes the events since the last call, in order.
    public mutating func takeEvents() -> [RehearsalEvent] {
        defer { events = [] }
        return events
    }

    /// Responds to a request.
    ///
    /// - Parameters:
    ///   - now: Seconds of a monotonic clock.
    ///   - draw: Returns the requested number of random octets.
    /// - Throws: The error of the generator. Then nothing has changed.
    public mutating func respond(
        to request: HTTPRequest, at now: Int, drawing draw: (Int) throws -> [UInt8]
    ) rethrows -> HTTPResponse {
        // Against DNS rebinding: a page of another site cannot name this authority (RFC 9110 §7.4).
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
            "Wrong method", what: "\(request.path) only accepts \(allowed), not \(request.method).",
            advice: "Send a \(allowed)")
        return .page(page, status: 405).adding("Allow", allowed)
    }

    /// Removes expired values. Used codes are kept for a while, to detect a second use.
    private mutating func forget(at now: Int) {
        consents.removeAll { now - $0.shownAt >= Self.consentLifetime }
        if consents.count >= Self.capacity { consents.removeFirst(consents.count - Self.capacity + 1) }
        if grants.count >= Self.capacity { grants.removeFirst(grants.count - Self.capacity + 1) }
    }

    /// Returns a new code, token or ticket: 32 random octets in hexadecimal.
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
