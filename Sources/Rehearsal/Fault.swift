/// A way in which the rehearsal provider misbehaves on request, so that it can be seen what becomes of it.
public enum Fault: String, CaseIterable, Sendable {
    /// The user denies: `error=access_denied` (RFC 6749 §4.1.2.1).
    case deny
    /// The answer comes without `state`.
    case dropState = "drop-state"
    /// The answer comes with another `state`.
    case changeState = "change-state"
    /// The answer names another issuer (RFC 9207 §2.4).
    case wrongIssuer = "wrong-iss"
    /// The code has expired when it is exchanged (RFC 6749 §4.1.2).
    case expiredCode = "expire-code"
    /// The answer comes twice.
    case answerTwice = "answer-twice"
    /// Fewer scopes are granted than were asked for (RFC 6749 §3.3).
    case fewerScopes = "fewer-scopes"
    /// The token endpoint takes its time.
    case slow
    /// The token endpoint fails with 500.
    case serverError = "server-error"
    /// The answer stands in the fragment, which no server ever sees.
    case fragment
    /// Somebody who has read the URL and stolen the code is quicker (RFC 7636 §1).
    case attack
}
