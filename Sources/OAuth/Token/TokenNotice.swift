/// A deviation from RFC 6749 §5.1 in a successful reply. The token is usable.
public enum TokenNotice: Equatable, Sendable {
    /// The reply starts with a byte order mark.
    case byteOrderMark
    /// The reply is form-encoded, which is GitHub's default.
    case formEncoded
    case lifetimeAsText
    /// The lifetime is written with a fraction or an exponent, such as `3600.0`.
    case lifetimeAsDecimal
    /// The lifetime is not a number of seconds from 0 to 2^31.
    case unusableLifetime
    case noTokenType
    /// The refresh token is empty, too long, or not of printable ASCII characters.
    case unusableRefreshToken
    case scopeWithCommas
    case scopeAsArray
    /// The scope has characters that are not allowed (RFC 6749 §3.3).
    case scopeWithOtherCharacters
    /// The scope is neither a string nor an array of strings.
    case unreadableScope

    /// The deviation, and how it was read.
    public var text: String {
        switch self {
        case .byteOrderMark: "The reply starts with a byte order mark, which JSON must not have. It was ignored."
        case .formEncoded: "The reply is form-encoded, not JSON, which RFC 6749 requires."
        case .lifetimeAsText: "expires_in is a string, not a number. It was read as a number of seconds."
        case .lifetimeAsDecimal: "expires_in is not written as a whole number. It was read as one."
        case .unusableLifetime:
            "expires_in is not a number of seconds from 0 to 2,147,483,648. It was ignored: the token's lifetime is "
                + "not known."
        case .noTokenType: "The reply has no token_type. It was read as a Bearer token."
        case .unusableRefreshToken:
            "refresh_token is not 1 to 4,096 printable ASCII characters. It was ignored."
        case .scopeWithCommas: "The scopes are separated by commas, not by spaces. They were read as a list."
        case .scopeAsArray: "scope is an array, not a string. It was read as a list of scopes."
        case .scopeWithOtherCharacters: "scope has characters that are not allowed."
        case .unreadableScope:
            "scope is not a string. It was ignored: the granted scopes are not known, and the requested ones are "
                + "shown."
        }
    }
}
