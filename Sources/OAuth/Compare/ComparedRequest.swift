import Text

/// The known parts of a request, for a comparison with another.
public struct ComparedRequest: Equatable, Sendable {
    /// The endpoint that completes a query for the linter. It is not part of a comparison.
    static let unknownEndpoint = "https://server.invalid/authorize"

    public var request: AuthorizationRequest
    /// The URL as it is written; nil if it is made from the request.
    public var url: String?
    /// The header fields that go with it; nil if they are not known.
    public var fields: [HTTPField]?
    /// The habits of the token request, by name; nil if they are not known.
    public var token: [Parameter]?

    /// Creates a request to compare.
    ///
    /// - Parameters:
    ///   - request: The authorization request.
    ///   - url: The URL as it is written; nil if it is made from the request.
    ///   - fields: The header fields that go with it; nil if they are not known.
    ///   - token: The habits of the token request; nil if they are not known.
    public init(
        _ request: AuthorizationRequest, url: String? = nil, fields: [HTTPField]? = nil, token: [Parameter]? = nil
    ) {
        self.request = request
        self.url = url
        self.fields = fields
        self.token = token
    }

    /// Whether the request has an address, and not only a query.
    var hasAddress: Bool { !request.endpoint.hasSameOctets(as: Self.unknownEndpoint) }

    /// Creates the request that was inspected.
    ///
    /// - Parameter report: The report on it.
    public init(_ report: LintReport) {
        let fields = report.headers.filter { !$0.isNamed("Host") && !Redaction.hides(field: $0.name) }
        self.init(report.request, url: report.url, fields: report.method == nil ? nil : fields)
    }
}

extension Provider {
    /// Returns the habits of the token request, by name, in words.
    ///
    /// - Parameters:
    ///   - client: The client that sends it; nil if it is not known.
    ///   - parameters: The parameters that are sent besides those of the flow.
    /// - Returns: The habits.
    public func tokenHabits(client: Client?, parameters: [Parameter]) -> [Parameter] {
        var habits = [
            Parameter("token_endpoint", tokenEndpoint ?? "not known"), Parameter("grant_type", token.grantType),
            Parameter("body", token.acceptsJSON ? "form or JSON" : "form"),
            Parameter("redirect_uri", token.redirectURI == .unused ? "not sent" : "sent"),
        ]
        let method = client?.authentication ?? token.clientAuthentication.first
        let isPublic = client.map { $0.kind == .public } ?? true
        habits.append(Parameter("client_authentication", isPublic ? "none" : (method ?? .basic).rawValue))
        for name in token.requiredFields { habits.append(Parameter(name, "required")) }
        return habits + parameters
    }
}
