import OAuth

/// A valid authorization request that waits for the user's decision.
struct Consent: Sendable {
    let request: AuthorizationRequest
    let client: Client
    /// The redirect URI of the request, or the only registered one.
    let redirectURI: String
    /// The requested scopes without duplicates, in the client's order.
    let scopes: [String]
    /// A value that ties the form to this page. It works once.
    var ticket = ""
    /// The time at which the page was shown, in seconds.
    var shownAt = 0

    /// Whether the client left the scope to the server (RFC 6749 §3.3).
    var isScopeOfServer: Bool { request["scope"] == nil }
}
