/// The registered codes of an authorization error response (RFC 6749 §4.1.2.1 and its extensions).
public enum AuthorizationErrorCode: String, CaseIterable, Sendable {
    case invalidRequest = "invalid_request"
    case unauthorizedClient = "unauthorized_client"
    case accessDenied = "access_denied"
    case unsupportedResponseType = "unsupported_response_type"
    case invalidScope = "invalid_scope"
    case serverError = "server_error"
    case temporarilyUnavailable = "temporarily_unavailable"
    // OpenID Connect Core 1.0 §3.1.2.6
    case interactionRequired = "interaction_required"
    case loginRequired = "login_required"
    case accountSelectionRequired = "account_selection_required"
    case consentRequired = "consent_required"
    case invalidRequestURI = "invalid_request_uri"
    case invalidRequestObject = "invalid_request_object"
    case requestNotSupported = "request_not_supported"
    case requestURINotSupported = "request_uri_not_supported"
    case registrationNotSupported = "registration_not_supported"
    // RFC 8707 §2
    case invalidTarget = "invalid_target"
    // RFC 9396 §5
    case invalidAuthorizationDetails = "invalid_authorization_details"

    /// The meaning of the code, in a sentence.
    public var explanation: String {
        switch self {
        case .invalidRequest: "The server could not understand the request."
        case .unauthorizedClient: "The client may not request a code in this way."
        case .accessDenied: "The user, or the server, denied the request."
        case .unsupportedResponseType: "The server does not offer this response type."
        case .invalidScope: "The server does not grant one of the scopes."
        case .serverError: "The server failed."
        case .temporarilyUnavailable: "The server is busy or in maintenance."
        case .interactionRequired: "The server must ask the user something, and prompt=none forbids it."
        case .loginRequired: "The user must sign in, and prompt=none forbids it."
        case .accountSelectionRequired: "The user must choose an account, and prompt=none forbids it."
        case .consentRequired: "The user must consent, and prompt=none forbids it."
        case .invalidRequestURI: "The server could not read the content of request_uri."
        case .invalidRequestObject: "The request object is not valid."
        case .requestNotSupported: "The server does not accept the request parameter."
        case .requestURINotSupported: "The server does not accept the request_uri parameter."
        case .registrationNotSupported: "The server does not accept the registration parameter."
        case .invalidTarget: "The server does not know one of the resources."
        case .invalidAuthorizationDetails: "The server does not accept authorization_details."
        }
    }

    /// Advice.
    public var advice: String {
        switch self {
        case .invalidRequest: "Lint the request and send it again"
        case .unauthorizedClient: "Check the client's registration"
        case .accessDenied: "Ask again only if the user wants to"
        case .unsupportedResponseType: "Use response_type=code"
        case .invalidScope: "Choose among the provider's scopes"
        case .serverError, .temporarilyUnavailable: "Try again later"
        case .interactionRequired, .loginRequired, .accountSelectionRequired, .consentRequired: "Remove prompt=none"
        case .invalidRequestURI, .invalidRequestObject: "Create the request object again"
        case .requestNotSupported, .requestURINotSupported, .registrationNotSupported: "Remove that parameter"
        case .invalidTarget: "Correct resource"
        case .invalidAuthorizationDetails: "Correct authorization_details"
        }
    }
}
