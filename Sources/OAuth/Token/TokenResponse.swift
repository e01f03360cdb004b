/// A token endpoint's reply that grants a token (RFC 6749 §5.1).
public struct TokenResponse: Sendable {
    /// The access token: 1 to 4,096 printable ASCII characters.
    public let accessToken: Secret
    /// The token type as sent, or `Bearer` when none is sent. It is always Bearer, in any case (RFC 6750 §4).
    public let tokenType: String
    /// The lifetime in seconds, 0 to 2^31, or nil when the server does not send it.
    public let expiresIn: Int?
    public let refreshToken: Secret?
    /// The ID token (OpenID Connect Core 1.0 §3.1.3.3), at most 16,384 octets.
    public let idToken: Secret?
    /// The scope as sent. Nil means the requested scope (RFC 6749 §5.1).
    public let scope: String?
    /// The oddities of the reply.
    public let notices: [TokenNotice]

    /// Returns the response with the refresh token that is valid from now on. A reply to a refresh may leave it out,
    /// and the old one stays in use (RFC 6749 §6).
    ///
    /// - Parameter old: The refresh token that was sent.
    /// - Returns: The response, with `old` if it has no refresh token of its own.
    public func keeping(refreshToken old: Secret?) -> TokenResponse {
        TokenResponse(
            accessToken: accessToken, tokenType: tokenType, expiresIn: expiresIn,
            refreshToken: refreshToken ?? old, idToken: idToken, scope: scope, notices: notices)
    }
}

/// The reply of a token endpoint.
public enum TokenReply: Sendable {
    case granted(TokenResponse)
    case refused(TokenRefusal)
}
