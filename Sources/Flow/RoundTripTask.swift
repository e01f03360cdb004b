import OAuth

/// What the world is asked to do for an attempt.
package enum RoundTripTask: Equatable, Sendable {
    /// Set up what is needed and answer with `ready`.
    case prepare(Preparation)
    /// The request is settled: judge answers by it, and answer with `listening`.
    case authorize(Authorization)
    /// Judge what the user pasted.
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
    /// Read the tokens that are JSON Web Tokens; answer with `claims`.
    case revealClaims
    /// Answer with `accessToken`.
    case copyAccessToken
    /// Give everything back: sockets, tokens, the rehearsal provider.
    case end

    /// What has to be there before the browser opens.
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

    /// The request that the browser opens, and the values that the answer is compared with.
    package struct Authorization: Equatable, Sendable {
        package var provider: Provider
        package var client: Client?
        package var request: AuthorizationRequest
        /// nil when no challenge is sent.
        package var verifier: String?
        package var version: String?
        /// Parameters of the token request besides those of the flow.
        package var tokenParameters: [Parameter]
        /// How the client sends its secret, once there is one.
        package var authentication: ClientAuthenticationMethod

        /// - Parameters:
        ///   - tokenParameters: nil for what the provider always wants.
        ///   - authentication: nil for the way of the client, or else the provider.
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
