/// A way in which the rehearsal provider misbehaves on request, to show the effect.
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
    /// The server grants fewer scopes than were requested (RFC 6749 §3.3).
    case fewerScopes = "fewer-scopes"
    /// The token endpoint responds slowly.
    case slow
    /// The token endpoint fails with 500.
    case serverError = "server-error"
    /// The answer is in the fragment, which browsers do not send to servers.
    case fragment
    /// An attacker who read the URL and stole the code redeems it first (RFC 7636 §1).
    case attack
}

extension Fault {
    /// A short description for a menu.
    public var title: String {
        switch self {
        case .deny: "Deny"
        case .dropState: "Drop the state"
        case .changeState: "Change the state"
        case .wrongIssuer: "Name another issuer"
        case .expiredCode: "Let the code expire"
        case .answerTwice: "Answer twice"
        case .fewerScopes: "Grant fewer scopes"
        case .slow: "Answer slowly"
        case .serverError: "Fail with 500"
        case .fragment: "Answer in the fragment"
        case .attack: "Steal the code"
        }
    }

    /// A sentence about the effect and what a good client does.
    public var explanation: String {
        switch self {
        case .deny:
            "The answer is access_denied, whichever button is pressed; a good client says so and only asks again on request."
        case .dropState:
            "The answer comes without state; a good client rejects it and continues to wait for its own."
        case .changeState:
            "The answer comes with another state; a good client rejects it and continues to wait for its own."
        case .wrongIssuer:
            "The answer names another issuer, as in a mix-up attack; a good client does not exchange the code."
        case .expiredCode:
            "The code has expired when it is exchanged; a good client shows invalid_grant and starts again."
        case .answerTwice:
            "The same answer comes a second time; a good client uses the first and exchanges the code once."
        case .fewerScopes:
            "The last scope is not granted, and the reply says so; a good client shows the missing scopes."
        case .slow:
            "The token endpoint takes three seconds; a good client shows that it waits, and can be stopped."
        case .serverError:
            "The token endpoint answers 500 with a page instead of JSON; a good client says so and does not retry."
        case .fragment:
            "The answer comes after #, which browsers never send to a server; a good client explains why none arrives."
        case .attack:
            "An attacker redeems the stolen code first; only a client that sent an S256 challenge is safe."
        }
    }
}
