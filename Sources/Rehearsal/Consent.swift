import OAuth

/// An authorization request that nothing is wrong with, waiting for the user's answer.
struct Consent: Sendable {
    let request: AuthorizationRequest
    let client: Client
    /// Where the answer goes: the one of the request, or the only registered one.
    let redirectURI: String
    /// What is asked for, in the client's order, each once.
    let scopes: [String]
    /// Ties the form to this page, and works once.
    var ticket = ""
    /// Seconds.
    var shownAt = 0

    /// Whether the client left the scope to the server (RFC 6749 §3.3).
    var isScopeOfServer: Bool { request["scope"] == nil }
}
