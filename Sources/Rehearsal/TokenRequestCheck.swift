import OAuth
import Text

/// The reason why no token is issued (RFC 6749 §5.2).
struct TokenProblem: Error, Equatable {
    enum Code: String {
        case invalidRequest = "invalid_request"
        case invalidClient = "invalid_client"
        case invalidGrant = "invalid_grant"
        case unsupportedGrantType = "unsupported_grant_type"
        case invalidScope = "invalid_scope"
    }

    let code: Code
    let reason: String
}

/// A valid token request from a known client.
struct TokenClaim {
    enum Kind {
        case code(String)
        case refresh(String)
    }

    private let fields: [Parameter]
    let kind: Kind

    init(_ fields: [Parameter], kind: Kind) {
        self.fields = fields
        self.kind = kind
    }

    /// Returns the first value that is not empty (RFC 6749 §3.2).
    subscript(name: String) -> String? { fields.firstValue(of: name) }
}

/// Checks the form of token requests with the rules of the linter, and the client that sends them. It does not check
/// the code.
struct TokenRequestCheck {
    /// The provider as clients of the rehearsal see it.
    let profile: Provider

    /// - Parameter redirectURI: The redirect URI of the authorization request, or nil when it had none.
    func check(
        _ message: TokenRequestMessage, redirectURI: (_ code: String) -> String?
    ) throws(TokenProblem) -> TokenClaim {
        var fields = message.fields(acceptingJSON: profile.token.acceptsJSON, names: profile.habits.names) ?? []
        let isRefresh = fields.firstValue(of: "grant_type")?.hasSameOctets(as: "refresh_token") ?? false
        let code = fields.firstValue(of: "code") ?? ""
        try check(message, isRefresh: isRefresh, redirectURI: isRefresh ? nil : redirectURI(code))
        let clientID = try checkClient(message, fields)
        if let clientID, fields.firstValue(of: "client_id") == nil { fields.append(Parameter("client_id", clientID)) }
        guard isRefresh else { return TokenClaim(fields, kind: .code(code)) }
        guard let token = fields.firstValue(of: "refresh_token") else {
            throw TokenProblem(code: .invalidRequest, reason: "refresh_token is missing.")
        }
        return TokenClaim(fields, kind: .refresh(token))
    }

    private func check(
        _ message: TokenRequestMessage, isRefresh: Bool, redirectURI: String?
    ) throws(TokenProblem) {
        var context = LintContext(provider: profile)
        context.run.redirectURI = redirectURI
        if isRefresh {
            // RFC 6749 §6: the provider's special rules for exchanging a code do not apply to a refresh.
            context.token = TokenHabits()
            context.token.grantType = "refresh_token"
            context.token.acceptsJSON = profile.token.acceptsJSON
        }
        let optional =
            isRefresh
            ? (profile.token.identifiesClientOnRefresh ? ["code"] : ["code", "client_id"]).map(
                profile.habits.names.sent)
            : []
        let errors = TokenRequestLinter(context: context).lint(message).diagnostics.filter { finding in
            let isOptional = optional.contains { finding.parameter.hasSameOctets(as: $0) }
            return finding.severity == .error && !(finding.rule == .parameterMissing && isOptional)
        }
        guard let error = errors.first(where: { $0.rule == .grantTypeInvalid }) ?? errors.first else { return }
        throw TokenProblem(code: error.tokenError, reason: "\(error.message) \(error.advice).")
    }

    /// Returns the client that the request names, in its body or by its credentials; nil when it names none.
    private func checkClient(
        _ message: TokenRequestMessage, _ fields: [Parameter]
    ) throws(TokenProblem) -> String? {
        let authorization = message[header: "Authorization"]
        let credentials = authorization.flatMap { Credentials($0) }
        let secret = fields.firstValue(of: "client_secret")
        let authenticates = authorization != nil || secret != nil || fields.firstValue(of: "client_assertion") != nil
        guard let clientID = credentials?.clientID ?? fields.firstValue(of: "client_id") else {
            guard authenticates else { return nil }
            throw TokenProblem(code: .invalidClient, reason: "The client's credentials cannot be read.")
        }
        guard let client = profile.clients.first(where: { $0.clientID.hasSameOctets(as: clientID) }) else {
            throw TokenProblem(
                code: .invalidClient, reason: "\(profile.name) has no client with this client_id.")
        }
        switch client.kind {
        case .public where authenticates:
            throw TokenProblem(
                code: .invalidClient,
                reason: "This client has no secret: identify it only by client_id, and use PKCE.")
        case .confidential where !(credentials?.hasSecret ?? (secret != nil)):
            throw TokenProblem(
                code: .invalidClient,
                reason:
                    "This client is confidential: send its secret; a rehearsal accepts any (RFC 6749 section 3.2.1).")
        case .public: return clientID
        case .confidential:
            try checkPlace(ofSecretInHead: authorization != nil)
            return clientID
        }
    }

    /// Throws if the client sends its secret in a place where the provider does not accept it.
    private func checkPlace(ofSecretInHead isInHead: Bool) throws(TokenProblem) {
        let method = isInHead ? ClientAuthenticationMethod.basic : .body
        let offered = profile.token.clientAuthentication
        guard !offered.isEmpty, !offered.contains(method) else { return }
        throw TokenProblem(
            code: .invalidClient,
            reason: "\(profile.name) does not support client authentication by \(method.registeredName).")
    }
}

/// The credentials of an Authorization field with the scheme Basic (RFC 7617 §2). Id and secret are form-encoded
/// (RFC 6749 §2.3.1).
private struct Credentials {
    let clientID: String
    let hasSecret: Bool

    init?(_ field: String) {
        guard field.lowercased().hasPrefix("basic "), let octets = Base64.decode(String(field.dropFirst(6))),
            let colon = octets.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        clientID = PercentCoding.decode(octets[..<colon])
        hasSecret = colon < octets.count - 1
    }
}

extension Diagnostic {
    /// The error code for the client (RFC 6749 §5.2).
    fileprivate var tokenError: TokenProblem.Code {
        switch rule {
        case .grantTypeInvalid: .unsupportedGrantType
        case .tokenValueMismatch: .invalidGrant
        case .clientAuthMalformed: .invalidClient
        default: .invalidRequest
        }
    }
}
