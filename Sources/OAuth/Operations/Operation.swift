/// A call of the API behind a provider, and the scopes that allow it.
public struct Operation: Equatable, Sendable {
    /// What a caller needs.
    public enum Access: String, CaseIterable, Sendable {
        /// An access token of the provider; its scopes decide.
        case token
        /// Nothing: anybody may call it.
        case open
        /// Something that this provider does not give, such as an API key.
        case other
    }

    /// In upper case, such as `GET`.
    public var method: String
    /// As the API's description writes it, such as `/me/top/{type}`.
    public var path: String
    /// What it does, in one sentence; empty when the description does not say.
    public var summary: String
    /// The name that the description gives it (OpenAPI `operationId`).
    public var id: String?
    public var access: Access
    /// Sets of scopes, each of which allows the call by itself: an OR of ANDs, as OpenAPI's `security` is.
    ///
    /// An empty set means that any token will do. There is none where `access` is not `token`.
    public var alternatives: [[String]]

    /// Creates an operation.
    ///
    /// - Parameters:
    ///   - method: The HTTP method in capitals.
    ///   - path: The path template, such as `/orders/{id}`.
    ///   - summary: A short description; empty where there is none.
    ///   - id: The `operationId` of the description.
    ///   - access: Whether a token is needed.
    ///   - alternatives: The sets of scopes of which one must be granted as a whole.
    public init(
        method: String, path: String, summary: String = "", id: String? = nil, access: Access = .token,
        alternatives: [[String]] = [[]]
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.id = id
        self.access = access
        self.alternatives = access == .token ? alternatives : []
    }

    /// `GET /me`, as people write it.
    public var name: String { "\(method) \(path)" }
}
