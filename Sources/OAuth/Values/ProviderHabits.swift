/// How a provider writes requests where it differs from RFC 6749.
///
/// Whoever makes, reads or judges a request asks this value, so that no caller knows a provider's habit.
public struct ProviderHabits: Equatable, Sendable {
    public var names = ParameterNames()
    /// The character between two scopes, in requests and in replies.
    public var scopeSeparator = ScopeSeparator.space
    /// Whether the provider has no other scopes than those of its list.
    public var scopesAreComplete = true
    /// Parameters that go into each authorization request, such as `access_type=offline`.
    public var parameters: [Parameter] = []
    /// Parameters that go into each token request, such as `audience` or `resource` (RFC 8707 §2.2).
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
    /// Returns how the client sends its secret: as the client says, else the best way that the provider offers, else
    /// Basic, which every server must support (RFC 6749 §2.3.1).
    ///
    /// - Parameter client: The client; nil where it is not known.
    /// - Returns: The method.
    public func clientAuthentication(of client: Client?) -> ClientAuthenticationMethod {
        if let own = client?.authentication { return own }
        let offered = token.clientAuthentication
        return offered.first { $0 != .none } ?? offered.first ?? .basic
    }
}
