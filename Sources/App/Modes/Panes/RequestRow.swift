/// A row of the Request pane, identified by its contents.
package enum RequestRow: Hashable, Sendable {
    /// A variable of the provider's addresses.
    case variable(Int)
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

    /// Returns the columns before the values in a pane of this width.
    static func labelColumns(in room: Room, width: Int) -> Int { width >= 60 ? 12 : room.kind == .wide ? 11 : 10 }

    /// Whether Enter starts typing the row's value.
    package var isTyped: Bool {
        switch self {
        case .variable, .client, .otherRedirect, .state, .stateValue, .extra, .newExtra: true
        case .redirect, .method, .verifier, .challenge, .version: false
        }
    }
}
