import Text

/// The parameters that rules refer to, those of the authorization request first.
enum KnownParameter: Int, CaseIterable {
    case responseType
    case clientID
    case redirectURI
    case scope
    case state
    case codeChallenge
    case codeChallengeMethod
    case responseMode
    case nonce
    case prompt
    case display
    case maxAge
    case uiLocales
    case claimsLocales
    case idTokenHint
    case loginHint
    case acrValues
    case claims
    case registration
    case request
    case requestURI
    case resource
    case authorizationDetails
    case dpopJKT
    // Never in a URL.
    case clientSecret
    case clientAssertion
    case codeVerifier
    case accessToken
    case refreshToken
    case password
    // Parameters of the response and the token request. They are unknown in an authorization request.
    case iss
    case code
    case error
    case errorDescription
    case errorURI
    case idToken
    case grantType
    case clientAssertionType

    var name: String {
        switch self {
        case .responseType: "response_type"
        case .clientID: "client_id"
        case .redirectURI: "redirect_uri"
        case .scope: "scope"
        case .state: "state"
        case .codeChallenge: "code_challenge"
        case .codeChallengeMethod: "code_challenge_method"
        case .responseMode: "response_mode"
        case .nonce: "nonce"
        case .prompt: "prompt"
        case .display: "display"
        case .maxAge: "max_age"
        case .uiLocales: "ui_locales"
        case .claimsLocales: "claims_locales"
        case .idTokenHint: "id_token_hint"
        case .loginHint: "login_hint"
        case .acrValues: "acr_values"
        case .claims: "claims"
        case .registration: "registration"
        case .request: "request"
        case .requestURI: "request_uri"
        case .resource: "resource"
        case .authorizationDetails: "authorization_details"
        case .dpopJKT: "dpop_jkt"
        case .clientSecret: "client_secret"
        case .clientAssertion: "client_assertion"
        case .codeVerifier: "code_verifier"
        case .accessToken: "access_token"
        case .refreshToken: "refresh_token"
        case .password: "password"
        case .iss: "iss"
        case .code: "code"
        case .error: "error"
        case .errorDescription: "error_description"
        case .errorURI: "error_uri"
        case .idToken: "id_token"
        case .grantType: "grant_type"
        case .clientAssertionType: "client_assertion_type"
        }
    }

    /// The names of an authorization request. Suggestions come from these.
    static let ofRequest = allCases.filter(\.isOfRequest)

    /// The names of a token request, besides those that the provider requires.
    static let ofTokenRequest: [KnownParameter] = [
        .grantType, .code, .redirectURI, .clientID, .clientSecret, .codeVerifier, .resource, .authorizationDetails,
        .clientAssertion, .clientAssertionType,
    ]

    var isOfRequest: Bool { rawValue <= KnownParameter.dpopJKT.rawValue }

    /// Whether the URL of a request must not have the parameter.
    var isSecret: Bool {
        switch self {
        case .clientSecret, .clientAssertion, .codeVerifier, .accessToken, .refreshToken, .password: true
        default: false
        }
    }

    /// Whether the URL of a response must not have the parameter.
    var isSecretOfResponse: Bool {
        switch self {
        case .accessToken, .refreshToken, .idToken, .clientSecret: true
        default: false
        }
    }

    static let longestName = allCases.map(\.name.utf8.count).max() ?? 0

    private static let names = OctetTable(allCases.map { Array($0.name.utf8)[...] })

    /// The parameter with exactly this name, or nil.
    init?(octets name: Octets) {
        guard let index = Self.names.index(of: name) else { return nil }
        self.init(rawValue: index)
    }
}
