import Flow
import JSON
import OAuth
import Text

// The token endpoint (RFC 6749 §3.2, §4.1.3, §4.1.4, §6).
extension RehearsalProvider {
    /// The delay of the response with `Fault.slow`.
    static let slownessMilliseconds = 3_000

    mutating func token(
        _ request: HTTPRequest, at now: Int, drawing draw: (Int) throws -> [UInt8]
    ) rethrows -> HTTPResponse {
        if fault == .serverError {
            note(.tokenRefused(code: "500", reason: "The fault makes the server fail; the code is not used."))
            let page = Page.problem("Internal server error", what: "The fault makes the token endpoint fail.")
            return .page(page, status: 500)
        }
        let tokens = try Tokens(drawing: draw)
        var response: HTTPResponse
        do throws(TokenProblem) {
            guard let message = request.message(issuer: issuer) else {
                throw TokenProblem(code: .invalidRequest, reason: "The body is not UTF-8.")
            }
            let redemption = try redeem(message, tokens, at: now)
            note(redemption.event)
            response = reply(redemption, tokens)
        } catch {
            note(.tokenRefused(code: error.code.rawValue, reason: error.reason))
            response = reply(error)
        }
        if let notice = versionNotice(request) { response = response.adding(notice.name, notice.value) }
        if fault == .slow { response.delayMilliseconds = Self.slownessMilliseconds }
        return response
    }

    // MARK: Redeeming

    /// The result of a token request.
    private struct Redemption {
        var scopes: [String]
        /// Whether they differ from the requested ones, so that the response must contain them (RFC 6749 §5.1, §6).
        var isScopeTold: Bool
        var event: RehearsalEvent
        var idToken: String?
    }

    /// Finds the grant of the request, and gives it the tokens.
    private mutating func redeem(
        _ message: TokenRequestMessage, _ tokens: Tokens, at now: Int
    ) throws(TokenProblem) -> Redemption {
        let claim = try TokenRequestCheck(profile: profile).check(message) { code in
            grant(withCode: code).flatMap { grants[$0].requestedRedirectURI }
        }
        switch claim.kind {
        case .code(let code):
            let index = try redeem(code: code, claim, at: now)
            grants[index].isUsed = true
            grants[index].refreshToken = tokens.refresh
            let grant = grants[index]
            return Redemption(
                scopes: grant.scopes, isScopeTold: grant.isScopeTold,
                event: .tokenIssued(scopes: grant.scopes, isNarrowed: grant.isNarrowed),
                idToken: grant.scopes.contains("openid") ? idToken(for: grant, at: now) : nil)
        case .refresh(let token):
            let (index, scopes) = try redeem(refreshToken: token, claim)
            // RFC 9700 §4.14.2: each refresh token works once, so that the use of a stolen one is detected.
            grants[index].spend(tokens.refresh)
            return Redemption(
                scopes: scopes, isScopeTold: scopes != grants[index].scopes, event: .tokenRefreshed(scopes: scopes))
        }
    }

    /// Returns an ID token (OpenID Connect Core 1.0 §2). It is unsecured (RFC 7519 §6), because a rehearsal has no
    /// keys.
    private func idToken(for grant: Grant, at now: Int) -> String {
        let header = JSONValue.object([.init("alg", .string("none"))])
        let claims: [JSONValue.Member] = [
            .init("iss", .string(issuer)), .init("sub", .string("rehearsal")), .init("aud", .string(grant.clientID)),
            .init("exp", .number(JSONNumber(now + Self.tokenLifetime))), .init("iat", .number(JSONNumber(now))),
            .init("nonce", .optional(grant.nonce)),
        ]
        let parts = [header, .object(claims.filter { $0.value != .null })].map {
            Base64URL.encode(Array(JSONWriter.text($0).utf8))
        }
        return parts.joined(separator: ".") + "."
    }

    private func grant(withCode code: String) -> Int? {
        grants.firstIndex { ConstantTime.equal(code.utf8, $0.code.utf8) }
    }

    private mutating func redeem(code: String, _ claim: TokenClaim, at now: Int) throws(TokenProblem) -> Int {
        guard let index = grant(withCode: code) else {
            throw TokenProblem(code: .invalidGrant, reason: "There is no such code.")
        }
        // RFC 6749 §4.1.2: a second use is rejected, and the tokens of the first use are revoked.
        guard !grants[index].isUsed else {
            grants[index].isRevoked = true
            note(.reused("The code"))
            throw TokenProblem(code: .invalidGrant, reason: "The code was used before.")
        }
        try check(claim, against: grants[index])
        guard fault != .expiredCode, !grants[index].hasExpired(at: now) else {
            throw TokenProblem(code: .invalidGrant, reason: "The code has expired.")
        }
        return index
    }

    /// Checks that the code belongs to the client, the redirect URI and the challenge (RFC 6749 §4.1.3).
    private func check(_ claim: TokenClaim, against grant: Grant) throws(TokenProblem) {
        guard claim["client_id"]?.hasSameOctets(as: grant.clientID) ?? true else {
            throw TokenProblem(code: .invalidGrant, reason: "The code was issued to another client.")
        }
        guard claim["redirect_uri"]?.hasSameOctets(as: grant.redirectURI) ?? true else {
            throw TokenProblem(code: .invalidGrant, reason: "The code went to another redirect_uri.")
        }
        switch (grant.challenge, claim["code_verifier"]) {
        case (nil, nil): break
        case (nil, .some):
            // RFC 9700 §4.8.2: an attacker may have removed the challenge from the request.
            throw TokenProblem(code: .invalidGrant, reason: "There is a code_verifier, but no challenge was sent.")
        case (.some, nil):
            throw TokenProblem(code: .invalidRequest, reason: "A challenge was sent, but there is no code_verifier.")
        case (.some, let verifier?):
            guard grant.accepts(verifier: verifier) else {
                throw TokenProblem(
                    code: .invalidGrant, reason: "The code_verifier does not match the challenge that was sent.")
            }
        }
    }

    /// Returns the grant of a refresh token, and the scopes of the new token.
    private mutating func redeem(
        refreshToken: String, _ claim: TokenClaim
    ) throws(TokenProblem) -> (index: Int, scopes: [String]) {
        func isOne(_ token: String) -> Bool { ConstantTime.equal(refreshToken.utf8, token.utf8) }
        if let index = grants.firstIndex(where: { $0.spentRefreshTokens.contains(where: isOne) }) {
            grants[index].isRevoked = true
            note(.reused("A refresh token"))
            throw TokenProblem(code: .invalidGrant, reason: "The refresh token was used before.")
        }
        guard let index = grants.firstIndex(where: { $0.refreshToken.map(isOne) ?? false }) else {
            throw TokenProblem(code: .invalidGrant, reason: "There is no such refresh token.")
        }
        let grant = grants[index]
        guard !grant.isRevoked else {
            throw TokenProblem(code: .invalidGrant, reason: "The refresh token was revoked.")
        }
        guard claim["client_id"]?.hasSameOctets(as: grant.clientID) ?? true else {
            throw TokenProblem(code: .invalidGrant, reason: "The refresh token was issued to another client.")
        }
        return (index, try narrowed(grant.scopes, to: claim["scope"]))
    }

    /// Returns the scopes of a refresh, which may be fewer, but not more (RFC 6749 §6).
    private func narrowed(_ scopes: [String], to asked: String?) throws(TokenProblem) -> [String] {
        guard let asked = asked.map({ profile.habits.scopeSeparator.names(in: $0) }) else { return scopes }
        let isGranted = { (name: String) in scopes.contains { $0.hasSameOctets(as: name) } }
        guard !asked.isEmpty, asked.allSatisfy(isGranted) else {
            throw TokenProblem(code: .invalidScope, reason: "The scope has more than was granted.")
        }
        return scopes.filter { scope in asked.contains { $0.hasSameOctets(as: scope) } }
    }

    // MARK: The attacker

    /// Simulates an attacker who has read the authorization URL and stolen the code, and is faster than the client
    /// (RFC 7636 §1).
    mutating func intercept(_ grant: Grant, _ tokens: Tokens, at now: Int) {
        var surroundings = TokenRequest.Surroundings()
        surroundings.fields = profile.token.requiredFields.map { Parameter($0, "attacker") }
        // The attacker knows only the URL. With plain, the challenge in it is the verifier.
        let request = try? TokenRequest(
            exchanging: Secret(grant.code), redirectURI: grant.requestedRedirectURI,
            verifier: grant.challenge.map { Secret($0) }, clientID: grant.clientID, provider: profile, surroundings)
        guard let request else { return }
        do throws(TokenProblem) {
            _ = try redeem(request.message, tokens, at: now)
            note(
                .stolenCodeRedeemed(
                    reason: grant.challenge == nil
                        ? "No challenge was sent, so the code alone is enough."
                        : "With plain the verifier is the challenge, and the challenge is in the URL."))
        } catch {
            note(
                .stolenCodeUseless(
                    reason: "\(error.reason) With S256 the URL shows only a hash, which cannot be reversed."))
        }
    }

    // MARK: Replies

    /// Returns the response with the tokens (RFC 6749 §5.1).
    private func reply(_ redemption: Redemption, _ tokens: Tokens) -> HTTPResponse {
        var members: [JSONValue.Member] = [
            .init("access_token", .string(tokens.access)), .init("token_type", .string("Bearer")),
            .init("expires_in", .number(JSONNumber(Self.tokenLifetime))),
            .init("refresh_token", .string(tokens.refresh)),
        ]
        if redemption.isScopeTold {
            members.append(.init("scope", .string(profile.habits.scopeSeparator.text(of: redemption.scopes))))
        }
        if let idToken = redemption.idToken { members.append(.init("id_token", .string(idToken))) }
        return .json(JSONWriter.text(.object(members)), status: 200)
    }

    /// Returns the error response (RFC 6749 §5.2).
    private func reply(_ problem: TokenProblem) -> HTTPResponse {
        let text = JSONWriter.text(
            .object([
                .init("error", .string(problem.code.rawValue)),
                .init("error_description", .string(problem.reason.asErrorDescription)),
            ]))
        guard problem.code == .invalidClient else { return .json(text, status: 400) }
        // RFC 9110 §11.6.1: a 401 has a challenge with a scheme.
        return .json(text, status: 401).adding("WWW-Authenticate", "Basic realm=\"rehearsal\"")
    }

    /// Returns the announcement of the latest version, if the request has an older one.
    private func versionNotice(_ request: HTTPRequest) -> HTTPField? {
        guard let versions = profile.apiVersions else { return nil }
        let message = TokenRequestMessage(url: issuer + Path.token, headers: request.fields, body: "")
        let findings = TokenRequestLinter(context: LintContext(provider: profile)).lint(message).diagnostics
        guard findings.contains(where: { $0.rule == .apiVersionBehind }) else { return nil }
        return HTTPField(
            name: "\(versions.header)-NOTICE",
            value: "Version update available. Latest stable version: \(versions.latestStable)")
    }
}

extension Grant {
    /// Replaces the refresh token that was used with the next one.
    mutating func spend(_ next: String) {
        if let refreshToken { spentRefreshTokens.append(refreshToken) }
        if spentRefreshTokens.count > RehearsalProvider.capacity { spentRefreshTokens.removeFirst() }
        refreshToken = next
    }
}
