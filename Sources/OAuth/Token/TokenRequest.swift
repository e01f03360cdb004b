import Text

/// Why no token request can be made.
public enum TokenRequestError: Error, Equatable {
    /// The provider's data name no token endpoint.
    case noTokenEndpoint
    /// The provider demands this field, and there is no value for it.
    case missingField(String)

    /// What is missing, and what to do.
    public var message: String {
        switch self {
        case .noTokenEndpoint:
            "The provider's data name no token endpoint: add token_endpoint to its file."
        case .missingField(let name):
            "The provider requires \(name), which has no value here."
        }
    }
}

/// How a client proves who it is to a token endpoint (RFC 6749 §2.3).
public enum ClientAuthentication: Sendable {
    /// A public client: it names itself, and PKCE ties the code to it.
    case none
    /// RFC 6749 §2.3.1, in the Authorization field.
    case basic(Secret)
    /// RFC 6749 §2.3.1, as `client_secret` in the body.
    case inBody(Secret)

    /// - Parameter secret: nil when there is none: then the client can only name itself.
    public init(_ method: ClientAuthenticationMethod, secret: Secret?) {
        switch (method, secret) {
        case (.basic, let secret?): self = .basic(secret)
        case (.body, let secret?): self = .inBody(secret)
        case (.none, _), (_, nil): self = .none
        }
    }
}

/// A token request: an exchange of a code (RFC 6749 §4.1.3) or of a refresh token (§6), made from a provider's data.
///
/// The same serialiser writes what is sent and what is shown, so that the preview is the request with its secrets
/// masked.
public struct TokenRequest: Sendable {
    /// How the body is written.
    public enum Encoding: Sendable {
        /// `application/x-www-form-urlencoded`: what the standard asks for.
        case form
        /// `application/json`, for providers that accept it.
        case json
    }

    /// The value of a field.
    public enum Value: Sendable {
        case plain(String)
        case secret(Secret)
    }

    /// A field of the body or of the head.
    public struct Field: Sendable {
        public var name: String
        public var value: Value

        /// Creates a field of the form.
        ///
        /// - Parameters:
        ///   - name: The field's name, not encoded.
        ///   - value: Its value, not encoded.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The token endpoint (RFC 6749 §3.2).
    public let endpoint: String
    public let encoding: Encoding
    /// The header fields, Content-Type and Accept first.
    public let headers: [Field]
    /// The fields of the body, in order.
    public let fields: [Field]

    /// The values that a provider may demand besides those of the standard, such as `device_id`.
    public struct Surroundings: Sendable {
        public var encoding = Encoding.form
        public var authentication = ClientAuthentication.none
        /// The values of `TokenHabits.requiredFields`; others are left out.
        public var fields: [Parameter] = []
        /// Parameters that are sent besides, in this order; a required field may be among them.
        public var parameters: [Parameter] = []
        /// The API version to ask for, where the provider has such a header.
        public var version: String?

        public init() {}
    }

    /// The exchange of a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
    ///
    /// - Parameters:
    ///   - redirectURI: that of the authorization request, if it had one; sent where the provider wants it.
    ///   - verifier: nil when no challenge was sent.
    /// - Throws: when the provider has no token endpoint, or demands a field that has no value.
    public init(
        exchanging code: Secret, redirectURI: String?, verifier: Secret?, clientID: String, provider: Provider,
        _ surroundings: Surroundings = Surroundings()
    ) throws(TokenRequestError) {
        let habits = provider.token
        var fields = [Field("grant_type", .plain(habits.grantType))]
        fields += Self.clientFields(clientID, surroundings.authentication)
        for name in habits.requiredFields
        where !Self.isOfStandard(name) && surroundings.parameters.firstValue(of: name) == nil {
            let value = surroundings.fields.firstValue(of: name)
            guard let value else { throw .missingField(name) }
            fields.append(Field(name, .plain(value)))
        }
        fields.append(Field("code", .secret(code)))
        if let redirectURI, habits.redirectURI == .requiredIfSent {
            fields.append(Field("redirect_uri", .plain(redirectURI)))
        }
        if let verifier { fields.append(Field("code_verifier", .secret(verifier))) }
        fields += surroundings.parameters.map { Field($0.name, .plain($0.value)) }
        try self.init(fields: fields, clientID: clientID, provider: provider, surroundings)
    }

    /// Creates the request that exchanges a refresh token (RFC 6749 §6), for the same scope.
    ///
    /// - Parameters:
    ///   - token: The refresh token.
    ///   - clientID: The client that it was issued to.
    ///   - provider: The provider that issued it.
    ///   - surroundings: The values that the provider asks for besides.
    /// - Throws: `TokenRequestError` where the provider has no token endpoint.
    public init(
        refreshing token: Secret, clientID: String, provider: Provider, _ surroundings: Surroundings = Surroundings()
    ) throws(TokenRequestError) {
        var fields = [Field("grant_type", .plain("refresh_token"))]
        if provider.token.identifiesClientOnRefresh {
            fields += Self.clientFields(clientID, surroundings.authentication)
        }
        fields.append(Field("refresh_token", .secret(token)))
        // RFC 8707 §2.2: a refresh names its resource, too.
        fields += surroundings.parameters.map { Field($0.name, .plain($0.value)) }
        try self.init(fields: fields, clientID: clientID, provider: provider, surroundings)
    }

    private init(
        fields: [Field], clientID: String, provider: Provider, _ surroundings: Surroundings
    ) throws(TokenRequestError) {
        guard let endpoint = provider.tokenEndpoint else { throw .noTokenEndpoint }
        self.endpoint = endpoint
        let names = provider.habits.names
        self.fields = fields.map { Field(names.sent($0.name), $0.value) }
        encoding = surroundings.encoding
        var headers = [
            Field("Content-Type", .plain(encoding.mediaType)),
            // RFC 6749 §5.1: the reply is JSON.
            Field("Accept", .plain("application/json")),
        ]
        headers += provider.headerFields(version: surroundings.version).map { Field($0.name, .plain($0.value)) }
        if case .basic(let secret) = surroundings.authentication {
            headers.append(Field("Authorization", .secret(Self.credentials(clientID, secret))))
        }
        self.headers = headers
    }

    /// All that it must not show, such as the code and the verifier.
    public var secrets: [Secret] {
        (headers + fields).compactMap { if case .secret(let secret) = $0.value { secret } else { nil } }
    }

    // MARK: The client

    /// RFC 6749 §4.1.3: a client that authenticates in the head is not named in the body.
    private static func clientFields(_ clientID: String, _ authentication: ClientAuthentication) -> [Field] {
        switch authentication {
        case .none: [Field("client_id", .plain(clientID))]
        case .basic: []
        case .inBody(let secret): [Field("client_id", .plain(clientID)), Field("client_secret", .secret(secret))]
        }
    }

    /// RFC 6749 §2.3.1: id and secret are form-encoded before Basic encodes them.
    private static func credentials(_ clientID: String, _ secret: Secret) -> Secret {
        var pair: [UInt8] = []
        PercentCoding.encode(clientID, to: &pair)
        pair.append(ascii(":"))
        PercentCoding.encode(secret.reveal(), to: &pair)
        return Secret("Basic \(Base64.encode(pair))")
    }

    /// Whether the field is made here, of what the flow has; nobody else gives its value.
    package static func isOfStandard(_ name: String) -> Bool {
        [
            "grant_type", "client_id", "code", "redirect_uri", "code_verifier", "client_secret", "refresh_token",
        ].contains { $0.hasSameOctets(as: name) }
    }
}

extension TokenRequest.Encoding {
    var mediaType: String {
        switch self {
        case .form: "application/x-www-form-urlencoded"
        case .json: "application/json"
        }
    }
}
