/// An OAuth 2.0 authorization server: its endpoints, its scopes, and its habits as data.
public struct Provider: Equatable, Sendable {
    /// Short name used in files and arguments, such as `bakeronline`.
    public var id: String
    /// The name people know, such as `Bakeronline`.
    public var name: String
    /// RFC 6749 §3.1.
    public var authorizationEndpoint: String
    /// RFC 6749 §3.2.
    public var tokenEndpoint: String?
    /// RFC 8414 §2.
    public var issuer: String?
    public var issuerInResponse = false
    public var scopes = ScopeList()
    /// The scopes a first start turns on.
    public var suggestedScopes: [String] = []
    /// Scopes of the list that the provider's API uses although its description does not declare them.
    public var undeclaredScopes: [String] = []
    public var clients: [Client] = []
    /// The calls of the API behind, as far as they are known.
    public var operations: [Operation] = []
    /// True when the provider does not say which scopes an operation needs, and somebody has inferred it.
    public var areOperationsInferred = false
    /// The file or URL that the provider was imported from, or nil when somebody wrote it.
    public var importedFrom: String?
    /// Request parameters demanded besides `response_type` and `client_id`.
    public var requiredParameters: [String] = []
    /// Request parameters of this provider beyond the registered ones.
    public var extraParameters: [String] = []
    /// RFC 8414 §2; nil where the provider does not say.
    public var responseTypes: [String]?
    public var responseModes: [String]?
    public var challengeMethods: [String] = ["S256", "plain"]
    public var requiresPKCE = false
    public var requiresPushedRequests = false
    /// RFC 8252 §7.3: the port of a loopback redirect URI may differ from the registered one.
    public var allowsAnyLoopbackPort = true
    public var clientIDPattern: ClientIDPattern?
    public var apiVersions: APIVersions?
    public var acceptLanguage: String?
    public var token = TokenHabits()
    public var habits = ProviderHabits()
    /// The parts of the addresses that differ from user to user.
    public var variables: [AddressVariable] = []
    /// The pages that the data were taken from.
    public var sources: [Source] = []

    /// Creates a provider of which nothing else is known yet.
    ///
    /// - Parameters:
    ///   - id: Its name in files and on the command line.
    ///   - name: Its name for the user.
    ///   - authorizationEndpoint: The URL of its authorization endpoint (RFC 6749 §3.1).
    public init(id: String, name: String, authorizationEndpoint: String) {
        self.id = id
        self.name = name
        self.authorizationEndpoint = authorizationEndpoint
    }
}

extension Provider {
    /// A page that says how a provider works.
    public struct Source: Equatable, Sendable {
        public var url: String
        /// When it was read: a day, or a month.
        public var date: String

        /// Creates a source.
        ///
        /// - Parameters:
        ///   - url: The address of the page.
        ///   - date: The day on which the page was read, such as `2026-11-29`.
        public init(url: String, date: String) {
            self.url = url
            self.date = date
        }
    }
}

/// The API versions a provider names, oldest first, and the header that chooses one.
public struct APIVersions: Equatable, Sendable {
    public struct Version: Equatable, Sendable {
        public enum Status: String, Sendable {
            case stable
            case development
        }

        public var number: String
        public var status: Status
        /// One sentence for the explanation row; empty when there is nothing to say.
        public var note: String

        /// Creates a version.
        ///
        /// - Parameters:
        ///   - number: The number as it is sent, such as `1.8.0`.
        ///   - status: Whether it is stable.
        ///   - note: A remark for the user; empty where there is none.
        public init(number: String, status: Status = .stable, note: String = "") {
            self.number = number
            self.status = status
            self.note = note
        }
    }

    public var header: String
    public var latestStable: String
    public var versions: [Version]

    /// Creates a list of versions.
    ///
    /// - Parameters:
    ///   - header: The name of the header field that carries the number.
    ///   - latestStable: The number that is sent at first.
    ///   - versions: All versions, newest first.
    public init(header: String, latestStable: String, versions: [Version]) {
        self.header = header
        self.latestStable = latestStable
        self.versions = versions
    }
}

/// How a provider's token endpoint differs from RFC 6749 §4.1.3.
public struct TokenHabits: Equatable, Sendable {
    public enum RedirectURI: String, Sendable {
        /// RFC 6749 §4.1.3: required when the authorization request carried it.
        case requiredIfSent = "required-if-sent"
        case unused
    }

    public var grantType = "authorization_code"
    /// Fields demanded besides the standard ones, such as `device_id`.
    public var requiredFields: [String] = []
    public var acceptsJSON = false
    public var redirectURI = RedirectURI.requiredIfSent
    /// Whether a refresh request names the client, as public clients must (RFC 6749 §6, §3.2.1).
    public var identifiesClientOnRefresh = true
    /// The ways in which a client can send its secret, the best one first; empty where they are unknown.
    public var clientAuthentication: [ClientAuthenticationMethod] = []

    public init() {}
}
