/// A row of the Request pane, by what it stands for.
package enum RequestRow: Hashable, Sendable {
    case client
    /// A redirect URI registered for the client.
    case redirect(Int)
    /// A redirect URI typed by hand.
    case otherRedirect
    case method
    case verifier
    case challenge
    case state
    case stateValue
    case version
    case extra(Int)
    case newExtra

    /// True when the row's value can be typed.
    package var isTyped: Bool {
        switch self {
        case .client, .otherRedirect, .verifier, .stateValue, .extra, .newExtra: true
        case .redirect, .method, .challenge, .state, .version: false
        }
    }
}
