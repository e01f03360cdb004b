import Flow
import OAuth

/// What a user has granted to a client: the code and what it is bound to (RFC 6749 §4.1.2), then the tokens.
struct Grant: Sendable {
    let code: String
    let clientID: String
    /// The `redirect_uri` of the authorization request, or nil when there was none.
    let requestedRedirectURI: String?
    /// Where the code went.
    let redirectURI: String
    /// RFC 7636 §4.4; nil when none was sent.
    let challenge: String?
    let challengeMethod: ChallengeMethod
    /// The scopes that were granted.
    let scopes: [String]
    /// Whether the fault has left one out.
    let isNarrowed: Bool
    /// Whether `scopes` differs from what was asked for, so that the reply must tell (RFC 6749 §5.1).
    let isScopeTold: Bool
    /// The nonce of the authorization request (OpenID Connect Core 1.0 §3.1.2.1), or nil when there was none.
    let nonce: String?
    /// Seconds.
    let issuedAt: Int

    /// Whether the code was exchanged.
    var isUsed = false
    /// Whether the tokens are worth nothing any more.
    var isRevoked = false
    /// The one that works, once.
    var refreshToken: String?
    /// Those that were used.
    var spentRefreshTokens: [String] = []

    init(of consent: Consent, code: String, fault: Fault?, at now: Int) {
        self.code = code
        clientID = consent.client.clientID
        requestedRedirectURI = consent.request["redirect_uri"]
        redirectURI = consent.redirectURI
        challenge = consent.request["code_challenge"]
        // RFC 7636 §4.3: plain where none is named. The linter has refused all other names.
        challengeMethod = consent.request["code_challenge_method"].flatMap { ChallengeMethod(rawValue: $0) } ?? .plain
        isNarrowed = fault == .fewerScopes && consent.scopes.count > 1
        scopes = isNarrowed ? consent.scopes.dropLast() : consent.scopes
        isScopeTold = isNarrowed || consent.isScopeOfServer && !consent.scopes.isEmpty
        nonce = consent.request["nonce"]
        issuedAt = now
    }

    func hasExpired(at now: Int) -> Bool { now - issuedAt >= RehearsalEvent.codeLifetime }

    /// Whether the verifier leads to the challenge (RFC 7636 §4.6), compared in constant time.
    func accepts(verifier: String) -> Bool {
        guard let challenge, let computed = CodeVerifier.challenge(of: verifier, challengeMethod) else { return false }
        return ConstantTime.equal(computed.utf8, challenge.utf8)
    }
}
