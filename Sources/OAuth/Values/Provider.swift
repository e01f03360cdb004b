/// An OAuth 2.0 authorization server: its endpoints, its scopes, and its habits as data.
public struct Provider: Equatable, Sendable {
    /// The id for files and arguments, such as `bakeronline`.
    public var id: String
    /// The name for users, such as `Bakeronline`.
    public var name: String
    /// The authorization endpoint (RFC 6749 §3.1).
    public var authorizationEndpoint: String
    /// The token endpoint (RFC 6749 §3.2), or nil when it is not known.
    public var tokenEndpoint: String?
    /// The issuer (RFC 8414 §2), or nil when it is not known.
    public var issuer: String?
    public var issuerInResponse = false
    public var scopes = ScopeList()
    /// The scopes that are turned on at the first start.
    public var suggestedScopes: [String] = []
    /// The scopes of the list that the API uses although its description does not declare them.
    public var undeclaredScopes: [String] = []
    public var clients: [Client] = []
    /// The known operations of the API.
    public var operations: [Operation] = []
    /// Whether the scopes of the operations are inferred, because the provider does not document them.
    public var areOperationsInferred = false
    /// The file or URL that the provider was imported from, or nil when it was written by hand.
    public var importedFrom: String?
    /// The required request parameters, except `response_type` and `client_id`.
    public var requiredParameters: [String] = []
    /// The request parameters of this provider that are not registered ones.
    public var extraParameters: [String] = []
    /// The response types (RFC 8414 §2), or nil when the provider does not list them.
    public var responseTypes: [String]?
    public var responseModes: [String]?
    public var challengeMethods: [String] = ["S256", "plain"]
    public var requiresPKCE = false
    public var requiresPushedRequests = false
    /// Whether the port of a loopback redirect URI may differ from the registered one (RFC 8252 §7.3).
    public var allowsAnyLoopbackPort = true
    public var clientIDPattern: ClientIDPattern?
    public var apiVersions: APIVersions?
    public var acceptLanguage: String?
    public var token = TokenHabits()
    public var habits = ProviderHabits()
    /// The variable parts of the addresses, which differ from user to user.
    public var variables: [AddressVariable] = []
    /// The pages that the data come from.
    public var sources: [Source] = []

    /// Creates a provider with nothing else known yet.
    ///
    /// - Parameters:
    ///   - id: Its id for files and the command line.
    ///   - name: Its name for the user.
    ///   - authorizationEndpoint: The URL of its authorization endpoint (RFC 6749 §3.1).
    public init(id: String, name: String, authorizationEndpoint: String) {
        self.id = id
        self.name = name
        self.authorizationEndpoint = authorizationEndpoint
    }
}

extension Provider {
    /// A page that documents a provider.
    public struct Source: Equatable, Sendable {
        public var url: String
        /// The date on which it was read: a day, or a month.
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

/// The API versions of a provider, oldest first, and the header that selects one.
public struct APIVersions: Equatable, Sendable {
    public struct Version: Equatable, Sendable {
        public enum Status: String, Sendable {
            case stable
            case development
        }

        public var number: String
        public var status: Status
        /// A sentence for the explanation row, or an empty text.
        public var note: String

        /// Creates a version.
        ///
        /// - Parameters:
        ///   - number: The number as it is sent, such as `1.8.0`.
        ///   - status: Whether it is stable.
        ///   - note: A remark for the user, or an empty text.
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
    ///   - header: The name of the header field with the number.
    ///   - latestStable: The number that is sent by default.
    ///   - versions: All versions, oldest first.
    public init(header: String, latestStable: String, versions: [Version]) {
        self.header = header
        self.latestStable = latestStable
        self.versions = versions
    }
}

/// The ways in which a provider's token endpoint differs from RFC 6749 §4.1.3.
public struct TokenHabits: Equatable, Sendable {
    public enum RedirectURI: String, Sendable {
        /// Required if the authorization request had it (RFC 6749 §4.1.3).
        case requiredIfSent = "required-if-sent"
        case unused
    }

    public var grantType = "authorization_code"
    /// The required fields in addition to the standard ones, such as `device_id`.
    public var requiredFields: [String] = []
    public var acceptsJSON = false
    public var redirectURI = RedirectURI.requiredIfSent
    /// Whether a refresh request names the client, as public clients must (RFC 6749 §6, §3.2.1).
    public var identifiesClientOnRefresh = true
    /// The ways in which a client can send its secret, the preferred one first. Empty when they are not known.
    public var clientAuthentication: [ClientAuthenticationMethod] = []

    public init() {}
}
