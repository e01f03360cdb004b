import Text

/// The reason why a token request cannot be created.
public enum TokenRequestError: Error, Equatable {
    /// The provider has no token endpoint.
    case noTokenEndpoint
    /// The provider requires this field, and it has no value.
    case missingField(String)

    /// The problem and advice.
    public var message: String {
        switch self {
        case .noTokenEndpoint:
            "The provider's data name no token endpoint: add token_endpoint to its file."
        case .missingField(let name):
            "The provider requires \(name), which has no value here."
        }
    }
}

/// The authentication of a client at a token endpoint (RFC 6749 §2.3).
public enum ClientAuthentication: Sendable {
    /// A public client. It only names itself, and PKCE binds the code to it.
    case none
    /// The secret in the Authorization field (RFC 6749 §2.3.1).
    case basic(Secret)
    /// The secret as `client_secret` in the body (RFC 6749 §2.3.1).
    case inBody(Secret)

    /// - Parameter secret: The secret, or nil: then the client can only name itself.
    public init(_ method: ClientAuthenticationMethod, secret: Secret?) {
        switch (method, secret) {
        case (.basic, let secret?): self = .basic(secret)
        case (.body, let secret?): self = .inBody(secret)
        case (.none, _), (_, nil): self = .none
        }
    }
}

/// A token request, which exchanges a code (RFC 6749 §4.1.3) or a refresh token (§6). It is made from a provider's
/// data.
///
/// The same code writes the request and its preview, so that the preview differs only in the masked secrets.
public struct TokenRequest: Sendable {
    /// The form of the body.
    public enum Encoding: Sendable {
        /// `application/x-www-form-urlencoded`, as the standard requires.
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

    /// The values that a provider may require in addition to those of the standard, such as `device_id`.
    public struct Surroundings: Sendable {
        public var encoding = Encoding.form
        public var authentication = ClientAuthentication.none
        /// The values of `TokenHabits.requiredFields`. Others are left out.
        public var fields: [Parameter] = []
        /// The extra parameters, in the order in which they are sent. A required field may be among them.
        public var parameters: [Parameter] = []
        /// The API version to request, if the provider has such a header.
        public var version: String?

        public init() {}
    }

    /// Creates the request that exchanges a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
    ///
    /// - Parameters:
    ///   - redirectURI: The redirect URI of the authorization request, or nil when it had none. It is sent if the
    ///     provider requires it.
    ///   - verifier: The verifier, or nil when no challenge was sent.
    /// - Throws: `TokenRequestError` if the provider has no token endpoint, or requires a field that has no value.
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
    ///   - surroundings: The additional values that the provider requires.
    /// - Throws: `TokenRequestError` if the provider has no token endpoint.
    public init(
        refreshing token: Secret, clientID: String, provider: Provider, _ surroundings: Surroundings = Surroundings()
    ) throws(TokenRequestError) {
        var fields = [Field("grant_type", .plain("refresh_token"))]
        if provider.token.identifiesClientOnRefresh {
            fields += Self.clientFields(clientID, surroundings.authentication)
        }
        fields.append(Field("refresh_token", .secret(token)))
        // RFC 8707 §2.2: a refresh names its resource too.
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

    /// The secrets of the request, such as the code and the verifier.
    public var secrets: [Secret] {
        (headers + fields).compactMap { if case .secret(let secret) = $0.value { secret } else { nil } }
    }

    // MARK: The client

    /// Returns the fields about the client. A client that authenticates in the head is not named in the body (RFC 6749
    /// §4.1.3).
    private static func clientFields(_ clientID: String, _ authentication: ClientAuthentication) -> [Field] {
        switch authentication {
        case .none: [Field("client_id", .plain(clientID))]
        case .basic: []
        case .inBody(let secret): [Field("client_id", .plain(clientID)), Field("client_secret", .secret(secret))]
        }
    }

    /// Returns the credentials of Basic authentication. Id and secret are form-encoded first (RFC 6749 §2.3.1).
    private static func credentials(_ clientID: String, _ secret: Secret) -> Secret {
        var pair: [UInt8] = []
        PercentCoding.encode(clientID, to: &pair)
        pair.append(ascii(":"))
        PercentCoding.encode(secret.reveal(), to: &pair)
        return Secret("Basic \(Base64.encode(pair))")
    }

    /// Returns whether the field comes from the flow itself, so that it cannot be an extra parameter.
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
