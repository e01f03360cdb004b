/// An application registered with a provider (RFC 6749 §2).
public struct Client: Equatable, Sendable {
    /// Whether the client can keep a secret (RFC 6749 §2.1).
    public enum Kind: String, CaseIterable, Sendable {
        case `public`
        case confidential
    }

    /// What the user calls it; for people, never sent.
    public var name: String
    public var clientID: String
    /// The registered redirect URIs, in the order they are offered; the first one is the default.
    public var redirectURIs: [String]
    public var kind: Kind
    /// True for a client that a documentation prints: its id is public and its approval is not to be expected.
    public var isExample: Bool
    /// What the user wants to remember about it; for people, never sent.
    public var note: String
    /// How it sends its secret, where it is registered for one way; nil for the provider's.
    public var authentication: ClientAuthenticationMethod?

    /// Creates a client.
    ///
    /// - Parameters:
    ///   - name: The name that the user sees.
    ///   - clientID: The client identifier (RFC 6749 §2.2).
    ///   - redirectURIs: The registered redirect URIs, octet by octet.
    ///   - kind: Whether the client can keep a secret (RFC 6749 §2.1).
    ///   - isExample: Whether it is from a documentation, and not the user's.
    ///   - note: A remark for the user; empty where there is none.
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
