/// A token endpoint's reply that grants a token (RFC 6749 §5.1).
public struct TokenResponse: Sendable {
    /// 1 to 4,096 printable ASCII characters.
    public let accessToken: Secret
    /// As the server writes it; always Bearer in some case (RFC 6750 §4).
    public let tokenType: String
    /// Seconds from the reply on, 0 to 2^31; nil when the server does not say.
    public let expiresIn: Int?
    public let refreshToken: Secret?
    /// As the server writes it; nil means what was requested (RFC 6749 §5.1).
    public let scope: String?

    /// The same with the refresh token that is good from now on: a reply to a refresh may leave it out, and the old one
    /// stays in use (RFC 6749 §6).
    public func keeping(refreshToken old: Secret?) -> TokenResponse {
        TokenResponse(
            accessToken: accessToken, tokenType: tokenType, expiresIn: expiresIn,
            refreshToken: refreshToken ?? old, scope: scope)
    }
}

/// A token endpoint's reply that refuses (RFC 6749 §5.2).
public struct TokenRefusal: Equatable, Sendable {
    /// The error code, as the server writes it.
    public let code: String
    /// The server's text for people; sanitise it before it is shown.
    public let description: String?
    public let uri: String?

    /// What the registered codes mean and what to do, in a sentence each; nil for other codes.
    public var explanation: String? {
        switch code {
        case "invalid_request": "The server could not make sense of the request."
        case "invalid_client": "The server does not know the client, or could not authenticate it."
        case "invalid_grant":
            "The code or refresh token is used, expired, or does not belong to this request; start again."
        case "unauthorized_client": "The client may not use this grant type; check its registration."
        case "unsupported_grant_type": "The server does not know this grant type; check the provider's data."
        case "invalid_scope": "The server does not grant one of the scopes."
        default: nil
        }
    }
}

/// What a token endpoint replied.
public enum TokenReply: Sendable {
    case granted(TokenResponse)
    case refused(TokenRefusal)
}

/// Why a reply is neither a token nor a refusal. No case quotes the reply, which may hold tokens.
public enum TokenReplyProblem: Error, Equatable {
    /// The body has more than 65,536 octets.
    case tooLarge
    /// The status is 3xx: nothing is followed, since the code would go along (RFC 6749 §10.6).
    case redirected(status: Int)
    /// The status is 500 or above, and the body tells no error.
    case serverFailed(status: Int)
    /// The status is none that a token endpoint may use, and the body tells no error.
    case unexpectedStatus(Int)
    /// The body is no JSON object without repeated names, at most 16 deep (RFC 8259).
    case notJSON(line: Int, column: Int)
    /// A member that must be there is not.
    case missing(String)
    /// The member is of another type, empty, too long, or holds characters that it may not.
    case malformed(String)
    /// The token is of another type than Bearer, and could not be used safely (RFC 6749 §7.1).
    case unknownTokenType
    /// It has both an access token and an error.
    case contradictory

    /// What failed and what to do, in one or two sentences.
    public var message: String {
        switch self {
        case .tooLarge: "The reply is larger than 65,536 bytes, which no token is."
        case .redirected(let status):
            "The token endpoint redirects (\(status)); the code was not sent on. Check the endpoint's address."
        case .serverFailed(let status): "The server failed (\(status)). Start again later; the code may be used up."
        case .unexpectedStatus(let status):
            "The server answered with status \(status) and without a reason. Check the endpoint's address."
        case .notJSON(let line, let column):
            "The reply is not JSON as RFC 6749 asks for, at line \(line), column \(column). Check the endpoint's address."
        case .missing(let member): "The reply lacks \(member), which must be there. Report it to the provider."
        case .malformed(let member): "The reply's \(member) is not what it must be. Report it to the provider."
        case .unknownTokenType: "The token is not of type Bearer, and this program knows no other."
        case .contradictory: "The reply holds both a token and an error. Start again."
        }
    }
}
