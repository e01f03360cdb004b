/// The stable name of a rule; its raw value is what reports and options write.
public enum RuleID: String, CaseIterable, Sendable {
    case controlCharacter = "control-char"
    case unicodeInvisible = "unicode-invisible"
    case percentMalformed = "pct-malformed"
    case doubleEncoded = "double-encoded"
    case rawCharacter = "url-char-raw"
    case percentNotCanonical = "pct-not-canonical"
    case plusAsSpace = "plus-as-space"
    case queryEmptyPair = "query-empty-pair"
    case parameterDuplicate = "param-duplicate"
    case parameterEmpty = "param-empty"
    case parameterMissing = "param-missing"
    case parameterUnknown = "param-unknown"
    case secretInURL = "secret-in-url"
    case urlLength = "url-length"
    case uriInvalid = "uri-invalid"
    case uriNotHTTPS = "uri-not-https"
    case uriFragment = "uri-fragment"
    case uriUserinfo = "uri-userinfo"
    case uriHostIDN = "uri-host-idn"
    case endpointMismatch = "endpoint-mismatch"
    case responseTypeNotCode = "response-type-not-code"
    case responseModeUnusable = "response-mode-unusable"
    case clientIDShape = "client-id-shape"
    case clientIDMismatch = "client-id-mismatch"
    case redirectURIUnregistered = "redirect-uri-unregistered"
    case redirectURILocalhost = "redirect-uri-localhost"
    case redirectURIPort = "redirect-uri-port"
    case redirectURIScheme = "redirect-uri-scheme"
    case redirectURIWildcard = "redirect-uri-wildcard"
    case redirectURIReservedQuery = "redirect-uri-reserved-query"
    case scopeGrammar = "scope-grammar"
    case scopeComma = "scope-comma"
    case scopeUnknown = "scope-unknown"
    case scopeDuplicate = "scope-duplicate"
    case scopeWriteWithoutRead = "scope-write-without-read"
    case scopeAll = "scope-all"
    case stateMissing = "state-missing"
    case stateCharset = "state-charset"
    case stateLowEntropy = "state-low-entropy"
    case stateSensitive = "state-sensitive"
    case valueReused = "value-reused"
    case pkceMissing = "pkce-missing"
    case pkcePlain = "pkce-plain"
    case pkceMethodMissing = "pkce-method-missing"
    case pkceChallengeMissing = "pkce-challenge-missing"
    case pkceMethodUnsupported = "pkce-method-unsupported"
    case challengeLength = "challenge-length"
    case challengePadded = "challenge-padded"
    case challengeNotBase64URL = "challenge-not-base64url"
    case challengeNoncanonical = "challenge-noncanonical"
    case challengeMismatch = "challenge-mismatch"
    case pkcePublishedExample = "pkce-published-example"
    case verifierLength = "verifier-length"
    case verifierCharset = "verifier-charset"
    case verifierLowEntropy = "verifier-low-entropy"
    case nonceMissing = "nonce-missing"
    case oidcWithoutOpenID = "oidc-param-without-openid"
    case oidcParameterInvalid = "oidc-param-invalid"
    case requestURIInvalid = "request-uri-invalid"
    case parRequired = "par-required"
    case authorizationDetailsInvalid = "authorization-details-invalid"
    case apiVersionBehind = "api-version-behind"
    case apiVersionInvalid = "api-version-invalid"
    case responseRedirectMismatch = "response-redirect-mismatch"
    case responseFragment = "response-fragment"
    case responseStateMismatch = "response-state-mismatch"
    case responseParameterUnexpected = "response-param-unexpected"
    case responseMalformed = "response-malformed"
    case responseError = "response-error"
    case responseErrorText = "response-error-text"
    case issuerMismatch = "iss-mismatch"
    case tokenTransportInvalid = "token-transport-invalid"
    case grantTypeInvalid = "grant-type-invalid"
    case tokenValueMismatch = "token-value-mismatch"
    case verifierMismatch = "verifier-mismatch"
    case verifierUnexpected = "verifier-unexpected"
    case clientAuthConflict = "client-auth-conflict"

    /// The documents that the rule follows.
    public var reference: String { rule.reference }

    /// The rule itself.
    public var rule: Rule {
        switch self {
        case .controlCharacter: .controlCharacter
        case .unicodeInvisible: .unicodeInvisible
        case .percentMalformed: .percentMalformed
        case .doubleEncoded: .doubleEncoded
        case .rawCharacter: .rawCharacter
        case .percentNotCanonical: .percentNotCanonical
        case .plusAsSpace: .plusAsSpace
        case .queryEmptyPair: .queryEmptyPair
        case .parameterDuplicate: .parameterDuplicate
        case .parameterEmpty: .parameterEmpty
        case .parameterMissing: .parameterMissing
        case .parameterUnknown: .parameterUnknown
        case .secretInURL: .secretInURL
        case .urlLength: .urlLength
        case .uriInvalid: .uriInvalid
        case .uriNotHTTPS: .uriNotHTTPS
        case .uriFragment: .uriFragment
        case .uriUserinfo: .uriUserinfo
        case .uriHostIDN: .uriHostIDN
        case .endpointMismatch: .endpointMismatch
        case .responseTypeNotCode: .responseTypeNotCode
        case .responseModeUnusable: .responseModeUnusable
        case .clientIDShape: .clientIDShape
        case .clientIDMismatch: .clientIDMismatch
        case .redirectURIUnregistered: .redirectURIUnregistered
        case .redirectURILocalhost: .redirectURILocalhost
        case .redirectURIPort: .redirectURIPort
        case .redirectURIScheme: .redirectURIScheme
        case .redirectURIWildcard: .redirectURIWildcard
        case .redirectURIReservedQuery: .redirectURIReservedQuery
        case .scopeGrammar: .scopeGrammar
        case .scopeComma: .scopeComma
        case .scopeUnknown: .scopeUnknown
        case .scopeDuplicate: .scopeDuplicate
        case .scopeWriteWithoutRead: .scopeWriteWithoutRead
        case .scopeAll: .scopeAll
        case .stateMissing: .stateMissing
        case .stateCharset: .stateCharset
        case .stateLowEntropy: .stateLowEntropy
        case .stateSensitive: .stateSensitive
        case .valueReused: .valueReused
        case .pkceMissing: .pkceMissing
        case .pkcePlain: .pkcePlain
        case .pkceMethodMissing: .pkceMethodMissing
        case .pkceChallengeMissing: .pkceChallengeMissing
        case .pkceMethodUnsupported: .pkceMethodUnsupported
        case .challengeLength: .challengeLength
        case .challengePadded: .challengePadded
        case .challengeNotBase64URL: .challengeNotBase64URL
        case .challengeNoncanonical: .challengeNoncanonical
        case .challengeMismatch: .challengeMismatch
        case .pkcePublishedExample: .pkcePublishedExample
        case .verifierLength: .verifierLength
        case .verifierCharset: .verifierCharset
        case .verifierLowEntropy: .verifierLowEntropy
        case .nonceMissing: .nonceMissing
        case .oidcWithoutOpenID: .oidcWithoutOpenID
        case .oidcParameterInvalid: .oidcParameterInvalid
        case .requestURIInvalid: .requestURIInvalid
        case .parRequired: .parRequired
        case .authorizationDetailsInvalid: .authorizationDetailsInvalid
        case .apiVersionBehind: .apiVersionBehind
        case .apiVersionInvalid: .apiVersionInvalid
        case .responseRedirectMismatch: .responseRedirectMismatch
        case .responseFragment: .responseFragment
        case .responseStateMismatch: .responseStateMismatch
        case .responseParameterUnexpected: .responseParameterUnexpected
        case .responseMalformed: .responseMalformed
        case .responseError: .responseError
        case .responseErrorText: .responseErrorText
        case .issuerMismatch: .issuerMismatch
        case .tokenTransportInvalid: .tokenTransportInvalid
        case .grantTypeInvalid: .grantTypeInvalid
        case .tokenValueMismatch: .tokenValueMismatch
        case .verifierMismatch: .verifierMismatch
        case .verifierUnexpected: .verifierUnexpected
        case .clientAuthConflict: .clientAuthConflict
        }
    }
}
