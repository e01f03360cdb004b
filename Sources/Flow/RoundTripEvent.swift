import OAuth

/// What happened to an attempt.
package enum RoundTripEvent: Equatable, Sendable {
    /// Answers may come from now on.
    ///
    /// - provider: as it is to be asked; redirectURI: with the port that is listened on.
    case ready(provider: Provider, redirectURI: String?, arrival: RoundTrip.Arrival)
    /// The redirect can come now: the browser may open the URL of the request.
    case listening
    case browser(RoundTrip.Browser)
    /// Something came that was not the answer; the wait goes on.
    ///
    /// - canBePasted: whether the address in the browser may be the answer all the same.
    case refused(String, canBePasted: Bool = false, count: Int)
    /// What the user pasted does not belong to this attempt.
    case strayPaste(String, RoundTrip.Mismatch?)
    /// The answer is ours, and it is an error, or it must not be used.
    case answerRefused([Diagnostic], error: String?, description: String?)
    case stateMatched(RoundTrip.Exchange, remarks: [Diagnostic])
    /// The token request that is shown is another one now.
    case requestChanged(RoundTrip.Exchange)
    case timedOut
    /// Seconds of the wait that went by unseen, while the screen was left.
    case secondsPassed(Int)
    case granted(RoundTrip.Grant)
    case failed(RoundTrip.Failure)
    /// Whatever carried the attempt out has ended, and all that it held is gone; the text says why.
    case lost(String)
    /// The attempt goes on, but this could not be done.
    case notDone(String)
    case tokensRevealed(RoundTrip.RevealedTokens)
    /// The claims of those tokens that are JSON Web Tokens.
    case claims([RoundTrip.NamedClaims])
    /// The access token, for the clipboard.
    case accessToken(String)
    /// What happened at the rehearsal provider.
    case log(RehearsalEvent)
}
