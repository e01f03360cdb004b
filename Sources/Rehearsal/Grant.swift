import Flow
import OAuth

/// The grant of a user to a client: the code and the values that it is bound to (RFC 6749 §4.1.2), later the tokens.
struct Grant: Sendable {
    let code: String
    let clientID: String
    /// The `redirect_uri` of the authorization request, or nil when there was none.
    let requestedRedirectURI: String?
    /// The redirect URI that the code was sent to.
    let redirectURI: String
    /// The challenge (RFC 7636 §4.4), or nil when none was sent.
    let challenge: String?
    let challengeMethod: ChallengeMethod
    /// The granted scopes.
    let scopes: [String]
    /// Whether the fault has removed a scope.
    let isNarrowed: Bool
    /// Whether `scopes` differs from the requested ones, so that the response must contain it (RFC 6749 §5.1).
    let isScopeTold: Bool
    /// The nonce of the authorization request (OpenID Connect Core 1.0 §3.1.2.1), or nil when there was none.
    let nonce: String?
    /// The time in seconds.
    let issuedAt: Int

    /// Whether the code has been exchanged.
    var isUsed = false
    /// Whether the tokens are revoked.
    var isRevoked = false
    /// The valid refresh token. It works once.
    var refreshToken: String?
    /// The refresh tokens that have been used.
    var spentRefreshTokens: [String] = []

    init(of consent: Consent, code: String, fault: Fault?, at now: Int) {
        self.code = code
        clientID = consent.client.clientID
        requestedRedirectURI = consent.request["redirect_uri"]
        redirectURI = consent.redirectURI
        challenge = consent.request["code_challenge"]
        // RFC 7636 §4.3: plain by default. The linter has rejected unknown names.
        challengeMethod = consent.request["code_challenge_method"].flatMap { ChallengeMethod(rawValue: $0) } ?? .plain
        isNarrowed = fault == .fewerScopes && consent.scopes.count > 1
        scopes = isNarrowed ? consent.scopes.dropLast() : consent.scopes
        isScopeTold = isNarrowed || consent.isScopeOfServer && !consent.scopes.isEmpty
        nonce = consent.request["nonce"]
        issuedAt = now
    }

    func hasExpired(at now: Int) -> Bool { now - issuedAt >= RehearsalEvent.codeLifetime }

    /// Returns whether the verifier matches the challenge (RFC 7636 §4.6). Compares in constant time.
    func accepts(verifier: String) -> Bool {
        guard let challenge, let computed = CodeVerifier.challenge(of: verifier, challengeMethod) else { return false }
        return ConstantTime.equal(computed.utf8, challenge.utf8)
    }
}
