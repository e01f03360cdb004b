/// A call of the provider's API, and the scopes that allow it.
public struct Operation: Equatable, Sendable {
    /// The authorization that a caller needs.
    public enum Access: String, CaseIterable, Sendable {
        /// An access token of the provider with the right scopes.
        case token
        /// None.
        case open
        /// Another kind, which this provider does not issue, such as an API key.
        case other
    }

    /// The HTTP method in upper case, such as `GET`.
    public var method: String
    /// The path as in the API description, such as `/me/top/{type}`.
    public var path: String
    /// A description in one sentence; empty if there is none.
    public var summary: String
    /// The `operationId` in the description (OpenAPI).
    public var id: String?
    public var access: Access
    /// Sets of scopes, each of which allows the call by itself: an OR of ANDs, like OpenAPI's `security`.
    ///
    /// An empty set means that any token is sufficient. Empty unless `access` is `token`.
    public var alternatives: [[String]]

    /// Creates an operation.
    ///
    /// - Parameters:
    ///   - method: The HTTP method in capitals.
    ///   - path: The path template, such as `/orders/{id}`.
    ///   - summary: A short description, or an empty text.
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

    /// The method and path, such as `GET /me`.
    public var name: String { "\(method) \(path)" }
}
