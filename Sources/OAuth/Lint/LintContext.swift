/// The values that the linter checks an input against (`docs/rules.md`, "Context").
public struct LintContext: Equatable, Sendable {
    /// Values of earlier runs, which must not be repeated (RFC 9700 §2.1, §2.1.1).
    public struct UsedValues: Equatable, Sendable {
        public var states: [String] = []
        public var challenges: [String] = []
        public var nonces: [String] = []
        public var codes: [String] = []

        public init() {}
    }

    /// The registration of a client. A nil list of redirect URIs means that they are not known.
    public struct Registration: Equatable, Sendable {
        public var clientID: String?
        public var redirectURIs: [String]?
        public var kind: Client.Kind?

        /// Creates the registration of a client. Nil means that a value is not known.
        ///
        /// - Parameters:
        ///   - clientID: The client identifier (RFC 6749 §2.2).
        ///   - redirectURIs: The registered redirect URIs, octet by octet.
        ///   - kind: Whether the client can keep a secret (RFC 6749 §2.1).
        public init(clientID: String? = nil, redirectURIs: [String]? = nil, kind: Client.Kind? = nil) {
            self.clientID = clientID
            self.redirectURIs = redirectURIs
            self.kind = kind
        }
    }

    /// The values that this run has sent and received. Answers and token requests are compared with them.
    public struct RunValues: Equatable, Sendable {
        public var state = SentValue.unknown
        public var redirectURI: String?
        /// The challenge (RFC 7636 §4.2).
        public var challenge = SentValue.unknown
        public var challengeMethod = SentValue.unknown
        /// The code of the authorization response.
        public var code: String?

        public init() {}
    }

    public var endpoint: String?
    public var tokenEndpoint: String?
    /// The issuer that answers are expected from (RFC 9207 §2.4).
    public var issuer: String?
    /// Whether the server announces that its answers name the issuer (RFC 9207 §3).
    public var issuerInResponse = false
    /// The habits of the token endpoint.
    public var token = TokenHabits()
    public var run = RunValues()
    public var scopes: ScopeList?
    /// The provider's form of requests.
    public var habits = ProviderHabits()
    public var requiredParameters: [String] = []
    public var extraParameters: [String] = []
    public var requiresPKCE = false
    public var challengeMethods: [String] = ["S256", "plain"]
    /// The response types, or nil when they are unknown: then `code` is expected (RFC 6749 §3.1.1).
    public var responseTypes: [String]?
    public var responseModes: [String]?
    public var requiresPushedRequests = false
    public var allowsAnyLoopbackPort = true
    public var clientIDPattern: ClientIDPattern?
    public var latestVersion: String?
    public var versionHeader = "X-VERSION"
    public var client = Registration()
    /// The code verifier of this run.
    public var verifier: String?
    public var used = UsedValues()

    /// Creates the generic context: plain OAuth 2.0, and nothing is known about the provider.
    public init() {}

    /// Whether the provider has no other scopes than these.
    public var scopesAreComplete: Bool {
        get { habits.scopesAreComplete }
        set { habits.scopesAreComplete = newValue }
    }
    public var scopeSeparator: ScopeSeparator {
        get { habits.scopeSeparator }
        set { habits.scopeSeparator = newValue }
    }

    /// Creates the context of requests to a provider.
    ///
    /// - Parameters:
    ///   - provider: The provider that the request is for.
    ///   - client: The client that sends it, or nil when it is not known.
    public init(provider: Provider, client: Client? = nil) {
        endpoint = provider.authorizationEndpoint
        tokenEndpoint = provider.tokenEndpoint
        issuer = provider.issuer
        issuerInResponse = provider.issuerInResponse
        token = provider.token
        habits = provider.habits
        scopes = provider.scopes.isEmpty ? nil : provider.scopes
        requiredParameters = provider.requiredParameters
        extraParameters = provider.extraParameters
        requiresPKCE = provider.requiresPKCE
        challengeMethods = provider.challengeMethods
        responseTypes = provider.responseTypes
        responseModes = provider.responseModes
        requiresPushedRequests = provider.requiresPushedRequests
        allowsAnyLoopbackPort = provider.allowsAnyLoopbackPort
        clientIDPattern = provider.clientIDPattern
        latestVersion = provider.apiVersions?.latestStable
        versionHeader = provider.apiVersions?.header ?? "X-VERSION"
        if let client {
            self.client = Registration(clientID: client.clientID, redirectURIs: client.redirectURIs, kind: client.kind)
        }
    }
}
