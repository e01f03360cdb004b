import Flow
import Glibc
import OAuth

extension RoundTripRunner {
    /// Sends a token request, once.
    func send(_ request: TokenRequest?) {
        guard let request else { return }
        report(.sent(preview(of: request)))
        let requested = attempt?.request["scope"]
        let separator = attempt?.provider.habits.scopeSeparator ?? .space
        let isRefresh = tokens != nil
        tasks.append(
            Task { [weak self, exchange] in
                let result = await exchange.send(request)
                await self?.handle(result, requested: requested, separator, isRefresh: isRefresh)
            })
        // RFC 6749 §4.1.2: the code may be used once, so the request is forgotten.
        self.request = nil
        code = nil
    }

    private func handle(
        _ result: Result<TokenAnswer, TokenExchangeProblem>, requested: String?, _ separator: ScopeSeparator,
        isRefresh: Bool
    ) {
        switch result {
        case .success(let answer):
            switch answer.reply {
            case .granted(let response):
                let granted = response.keeping(refreshToken: tokens?.refreshToken)
                tokens = granted
                let scope = GrantedScope(granted: response.scope, requested: requested, separator: separator)
                let unusual = response.notices + (scope.hasCommas ? [.scopeWithCommas] : [])
                report(
                    .granted(
                        .init(
                            scope: scope, expiresIn: response.expiresIn, accessToken: response.accessToken.masked,
                            refreshToken: granted.refreshToken?.masked, idToken: granted.idToken?.masked,
                            notices: unusual.map(\.text) + answer.notices.map { "\($0.name): \($0.value)" },
                            isRefreshed: isRefresh)))
            case .refused(let refusal):
                fail(.exchange, refusal.message, Self.remedy(for: refusal.code), code: refusal.code)
            }
        case .failure(let problem): fail(.exchange, problem.message)
        }
    }

    private static func remedy(for code: String) -> RoundTrip.Failure.Remedy {
        switch code {
        case "invalid_client", "unauthorized_client": .field("client_id")
        case "invalid_scope": .field("scope")
        default: .again
        }
    }

    /// Returns the claims of the tokens that are JSON Web Tokens, compared with the request.
    func claims() -> [RoundTrip.NamedClaims] {
        guard let tokens, let attempt else { return [] }
        let now = Int(time(nil))
        let issuer = attempt.provider.issuer
        let idToken = TokenClaims.Expectation(
            issuer: issuer, audience: attempt.request["client_id"], nonce: attempt.request["nonce"], now: now)
        let accessToken = TokenClaims.Expectation(issuer: issuer, audience: nil, nonce: nil, now: now)
        return [
            tokens.idToken.flatMap { TokenClaims($0, comparedWith: idToken) }
                .map { .init(token: "ID token", claims: $0) },
            TokenClaims(tokens.accessToken, comparedWith: accessToken).map { .init(token: "Access token", claims: $0) },
        ].compactMap { $0 }
    }

    func refresh() {
        guard let token = tokens?.refreshToken, let attempt else { return }
        do {
            var surroundings = surroundings
            surroundings.version = attempt.version
            surroundings.parameters = attempt.tokenParameters
            send(
                try TokenRequest(
                    refreshing: token, clientID: attempt.request["client_id"] ?? "", provider: attempt.provider,
                    surroundings))
        } catch {
            fail(.exchange, error.message)
        }
    }
}
