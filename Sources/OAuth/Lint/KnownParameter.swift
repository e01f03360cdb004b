/// The request parameters that rules speak about.
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
    // Of the response; in a request they are unknown.
    case iss
    case code

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
        }
    }

    /// The names of a request; suggestions come from these.
    static let ofRequest = allCases.filter { !$0.isSecret && !$0.isOfResponseOnly }

    var isSecret: Bool {
        switch self {
        case .clientSecret, .clientAssertion, .codeVerifier, .accessToken, .refreshToken, .password: true
        default: false
        }
    }

    var isOfResponseOnly: Bool { self == .iss || self == .code }

    /// By the octets of the name.
    static let byName: [Octets: KnownParameter] = Dictionary(
        uniqueKeysWithValues: allCases.map { (Array($0.name.utf8)[...], $0) })
}
