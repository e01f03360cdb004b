/// A token endpoint's error response (RFC 6749 §5.2).
public struct TokenRefusal: Equatable, Sendable {
    /// The error code, as sent by the server.
    public let code: String
    /// The server's message for people.
    public let words: ServerWords?
    public let uri: String?

    /// The code, its meaning, and the server's message.
    public var message: String {
        let meaning =
            explanation.map { "\(code): \($0)" }
            ?? "The server refuses with \(code), an error code that RFC 6749 does not define"
            + (words == nil ? ", and does not say why." : ".")
        return meaning + (words.map { " \($0.sentence)" } ?? "")
    }

    /// The meaning of a registered code, and advice; nil for other codes.
    public var explanation: String? {
        switch code {
        case "invalid_request": "The server could not understand the request."
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
