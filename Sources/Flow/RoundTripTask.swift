import OAuth

/// A task for the runner of an attempt.
package enum RoundTripTask: Equatable, Sendable {
    /// Start the listener and the rehearsal provider, and answer with `ready`.
    case prepare(Preparation)
    /// Use this request to check redirects, and answer with `listening`.
    case authorize(Authorization)
    /// Check a redirect that the user pasted.
    case takeAnswer(String)
    /// Press Allow or Deny on the consent page of the rehearsal.
    case consent(allows: Bool)
    /// Authenticate the client with this secret; answer with `requestChanged`.
    case useClientSecret(String)
    /// Send the client's secret in this way; answer with `requestChanged`.
    case authenticate(ClientAuthenticationMethod)
    /// Send the request that was shown.
    case exchange
    case refresh
    case revealTokens
    /// Read the tokens that are JSON Web Tokens, and answer with `claims`.
    case revealClaims
    /// Answer with `accessToken`.
    case copyAccessToken
    /// End the attempt: close the sockets, and forget the tokens and the rehearsal provider.
    case end

    /// The values needed before the browser opens.
    package struct Preparation: Equatable, Sendable {
        package var place: RoundTrip.Place
        package var fault: Fault?
        package var provider: Provider
        package var redirectURI: String?
        package var catching: RoundTrip.Catching
        package var seconds: Int

        package init(
            place: RoundTrip.Place, fault: Fault?, provider: Provider, redirectURI: String?,
            catching: RoundTrip.Catching, seconds: Int
        ) {
            self.place = place
            self.fault = fault
            self.provider = provider
            self.redirectURI = redirectURI
            self.catching = catching
            self.seconds = seconds
        }
    }

    /// The request that the browser opens, and the values that the redirect is compared with.
    package struct Authorization: Equatable, Sendable {
        package var provider: Provider
        package var client: Client?
        package var request: AuthorizationRequest
        /// The verifier, or nil when no challenge is sent.
        package var verifier: String?
        package var version: String?
        /// The extra parameters of the token request.
        package var tokenParameters: [Parameter]
        /// The way in which the client sends its secret, if there is one.
        package var authentication: ClientAuthenticationMethod

        /// - Parameters:
        ///   - tokenParameters: Nil for the provider's usual ones.
        ///   - authentication: Nil for the usual way of the client, or else of the provider.
        package init(
            provider: Provider, client: Client?, request: AuthorizationRequest, verifier: String?, version: String?,
            tokenParameters: [Parameter]? = nil, authentication: ClientAuthenticationMethod? = nil
        ) {
            self.provider = provider
            self.client = client
            self.request = request
            self.verifier = verifier
            self.version = version
            self.tokenParameters = tokenParameters ?? provider.habits.tokenParameters
            self.authentication = authentication ?? provider.clientAuthentication(of: client)
        }
    }
}
