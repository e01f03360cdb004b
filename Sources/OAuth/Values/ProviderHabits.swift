/// The ways in which a provider's requests differ from RFC 6749.
///
/// All code that makes, reads or checks requests uses this value, so that no code is specific to a provider.
public struct ProviderHabits: Equatable, Sendable {
    public var names = ParameterNames()
    /// The character between two scopes, in requests and in replies.
    public var scopeSeparator = ScopeSeparator.space
    /// Whether the provider's list of scopes is complete.
    public var scopesAreComplete = true
    /// The parameters of every authorization request, such as `access_type=offline`.
    public var parameters: [Parameter] = []
    /// The parameters of every token request, such as `audience` or `resource` (RFC 8707 §2.2).
    public var tokenParameters: [Parameter] = []

    public init() {}
}

/// The ways in which a client can send its secret (RFC 6749 §2.3.1).
public enum ClientAuthenticationMethod: String, CaseIterable, Sendable {
    /// In the Authorization field: `client_secret_basic`.
    case basic
    /// As `client_secret` in the body: `client_secret_post`.
    case body
    /// Not at all: the client is public.
    case none

    /// The name in server metadata and client registrations (RFC 7591 §2).
    public var registeredName: String {
        switch self {
        case .basic: "client_secret_basic"
        case .body: "client_secret_post"
        case .none: "none"
        }
    }
}

extension Provider {
    /// Returns how the client sends its secret: the client's way, or else the provider's preferred way, or else Basic,
    /// which every server must support (RFC 6749 §2.3.1).
    ///
    /// - Parameter client: The client, or nil when it is not known.
    /// - Returns: The method.
    public func clientAuthentication(of client: Client?) -> ClientAuthenticationMethod {
        if let own = client?.authentication { return own }
        let offered = token.clientAuthentication
        return offered.first { $0 != .none } ?? offered.first ?? .basic
    }
}
