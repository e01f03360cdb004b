import OAuth

/// An event of an attempt.
package enum RoundTripEvent: Equatable, Sendable {
    /// The listener is ready.
    ///
    /// - provider: The provider for the requests. redirectURI: The redirect URI with the port of the listener.
    case ready(provider: Provider, redirectURI: String?, arrival: RoundTrip.Arrival)
    /// The redirect can arrive now, so the browser may open the URL.
    case listening
    case browser(RoundTrip.Browser)
    /// A request arrived that was not the redirect of this attempt. The wait continues.
    ///
    /// - canBePasted: Whether the address in the browser may be the redirect nevertheless.
    case refused(String, canBePasted: Bool = false, count: Int)
    /// The pasted text does not belong to this attempt.
    case strayPaste(String, RoundTrip.Mismatch?)
    /// The redirect belongs to this attempt, but it is an error or must not be used.
    case answerRefused([Diagnostic], error: String?, description: String?)
    case stateMatched(RoundTrip.Exchange, remarks: [Diagnostic])
    /// The shown token request has changed.
    case requestChanged(RoundTrip.Exchange)
    case timedOut
    /// Seconds of the wait that passed while the program was suspended.
    case secondsPassed(Int)
    /// The token request, or the refresh, was handed over to be sent.
    case sent(RoundTrip.Exchange)
    case granted(RoundTrip.Grant)
    case failed(RoundTrip.Failure)
    /// The process of the attempt has ended, and its code and tokens are lost. The value is the reason.
    case lost(String)
    /// A task failed, and the attempt continues. The value is a message.
    case notDone(String)
    case tokensRevealed(RoundTrip.RevealedTokens)
    /// The claims of the tokens that are JSON Web Tokens.
    case claims([RoundTrip.NamedClaims])
    /// The access token, for the clipboard.
    case accessToken(String)
    /// An event at the rehearsal provider.
    case log(RehearsalEvent)
}
