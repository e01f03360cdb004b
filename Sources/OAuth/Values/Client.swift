/// An application registered with a provider (RFC 6749 §2).
public struct Client: Equatable, Sendable {
    /// Whether the client can keep a secret (RFC 6749 §2.1).
    public enum Kind: String, CaseIterable, Sendable {
        case `public`
        case confidential
    }

    /// The user's name for the client. It is never sent.
    public var name: String
    public var clientID: String
    /// The registered redirect URIs in the order in which they are shown. The first one is the default.
    public var redirectURIs: [String]
    public var kind: Kind
    /// Whether it is an example from a documentation page, so that no server will approve it for the user.
    public var isExample: Bool
    /// The user's note about the client. It is never sent.
    public var note: String
    /// The way in which it is registered to send its secret, or nil for the provider's usual way.
    public var authentication: ClientAuthenticationMethod?

    /// Creates a client.
    ///
    /// - Parameters:
    ///   - name: The name that the user sees.
    ///   - clientID: The client identifier (RFC 6749 §2.2).
    ///   - redirectURIs: The registered redirect URIs, octet by octet.
    ///   - kind: Whether the client can keep a secret (RFC 6749 §2.1).
    ///   - isExample: Whether it is an example from a documentation page.
    ///   - note: A note of the user, or an empty text.
    public init(
        name: String, clientID: String, redirectURIs: [String], kind: Kind = .public, isExample: Bool = false,
        note: String = "", authentication: ClientAuthenticationMethod? = nil
    ) {
        self.name = name
        self.clientID = clientID
        self.redirectURIs = redirectURIs
        self.kind = kind
        self.isExample = isExample
        self.note = note
        self.authentication = authentication
    }
}
