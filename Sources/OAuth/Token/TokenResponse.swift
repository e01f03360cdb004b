/// A token endpoint's reply that grants a token (RFC 6749 §5.1).
public struct TokenResponse: Sendable {
    /// 1 to 4,096 printable ASCII characters.
    public let accessToken: Secret
    /// As the server writes it, or `Bearer` where it writes none; always Bearer in some case (RFC 6750 §4).
    public let tokenType: String
    /// Seconds from the reply on, 0 to 2^31; nil when the server does not say.
    public let expiresIn: Int?
    public let refreshToken: Secret?
    /// OpenID Connect Core 1.0 §3.1.3.3; up to 16,384 octets.
    public let idToken: Secret?
    /// As the server writes it; nil means what was requested (RFC 6749 §5.1).
    public let scope: String?
    /// The oddities of the reply.
    public let notices: [TokenNotice]

    /// Returns the response with the refresh token that is valid from now on. A reply to a refresh may leave it out,
    /// and the old one stays in use (RFC 6749 §6).
    ///
    /// - Parameter old: The refresh token that was sent.
    /// - Returns: The response, with `old` where it has no refresh token of its own.
    public func keeping(refreshToken old: Secret?) -> TokenResponse {
        TokenResponse(
            accessToken: accessToken, tokenType: tokenType, expiresIn: expiresIn,
            refreshToken: refreshToken ?? old, idToken: idToken, scope: scope, notices: notices)
    }
}

/// What a token endpoint replied.
public enum TokenReply: Sendable {
    case granted(TokenResponse)
    case refused(TokenRefusal)
}
