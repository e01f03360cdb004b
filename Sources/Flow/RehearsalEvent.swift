/// Something that happened at the rehearsal provider. No event contains a secret. Reasons may quote the client's
/// request, so sanitise the text before it is shown.
public enum RehearsalEvent: Equatable, Sendable {
    /// The lifetime of an authorization code in the rehearsal, in seconds.
    public static let codeLifetime = 60

    case consentShown(client: String, scopes: [String])
    case allowed
    case denied
    case codeIssued
    /// A request that must not be answered with a redirect (RFC 6749 §4.1.2.1).
    case refusedWithPage(reason: String)
    case redirectedWithError(code: String, reason: String)
    /// `isNarrowed`: Whether fewer scopes were granted than requested.
    case tokenIssued(scopes: [String], isNarrowed: Bool)
    case tokenRefreshed(scopes: [String])
    case tokenRefused(code: String, reason: String)
    /// A code or a refresh token was used a second time. The tokens issued for it are revoked.
    case reused(String)
    /// The attacker had the code and redeemed it.
    case stolenCodeRedeemed(reason: String)
    /// The attacker had the code but could not use it.
    case stolenCodeUseless(reason: String)
    /// The answer was sent a second time. The status is that of the response, or nil if the listener has closed.
    case answerRepeated(status: Int?)
    /// The active fault has no effect on this request.
    case faultWithoutEffect(reason: String)

    /// The event in one line.
    public var text: String {
        switch self {
        case .consentShown(let client, let scopes):
            "Consent page shown: \(client) asks for \(Self.list(scopes))."
        case .allowed: "The user allows."
        case .denied: "The request is denied: access_denied."
        case .codeIssued: "A code is issued; it works once, within \(Self.codeLifetime) seconds."
        case .refusedWithPage(let reason): "Refused with a page, no redirect: \(reason)"
        case .redirectedWithError(let code, let reason): "Sent back with \(code): \(reason)"
        case .tokenIssued(let scopes, let isNarrowed):
            "Token issued for \(Self.list(scopes))\(isNarrowed ? ", fewer than requested" : "")."
        case .tokenRefreshed(let scopes): "Token refreshed for \(Self.list(scopes))."
        case .tokenRefused(let code, let reason): "Token refused with \(code): \(reason)"
        case .reused(let what): "\(what) came a second time: refused, and the tokens it had brought are revoked."
        case .stolenCodeRedeemed(let reason): "The attacker redeems the stolen code and has the token. \(reason)"
        case .stolenCodeUseless(let reason): "The attacker cannot use the stolen code. \(reason)"
        case .answerRepeated(nil): "The answer was sent again: the port is closed, as it should be."
        case .answerRepeated(let status?) where status >= 400:
            "The answer was sent again, and refused with \(status), as it should be."
        case .answerRepeated(let status?):
            "The answer was sent again, and answered with \(status): was the code exchanged once?"
        case .faultWithoutEffect(let reason): "The fault has no effect: \(reason)"
        }
    }

    private static func list(_ scopes: [String]) -> String {
        scopes.isEmpty ? "no scope" : scopes.joined(separator: " ")
    }
}
