import OAuth
import Text

/// The decision about an authorization request.
enum AuthorizationDecision {
    /// The user sees a page, and is not redirected (RFC 6749 §4.1.2.1).
    case page(Page, status: Int, reason: String)
    /// The client gets the error at this redirect URI.
    case redirect(AuthorizationErrorCode, reason: String, AuthorizationRequest, redirectURI: String)
    /// The user is asked for consent.
    case ask(Consent)
}

/// Checks authorization requests as the simulated provider would, with the rules of the linter.
struct AuthorizationCheck {
    /// The provider as clients of the rehearsal see it.
    let profile: Provider

    func check(_ request: HTTPRequest) -> AuthorizationDecision {
        let url = AuthorizationURL(profile.endpoint(of: request))
        let sent = AuthorizationRequest(reading: url.text, endpoint: nil, names: profile.habits.names)
        let client = sent["client_id"].flatMap { id in profile.clients.first { $0.clientID.hasSameOctets(as: id) } }
        let errors = errors(in: url, client: client, fields: request.fields)
        if let error = errors.first(where: { $0.rule == .urlLength }) {
            return .page(.problem("Too long", error), status: 414, reason: error.message)
        }
        if let refusal = refusalOfClient(sent, client, errors) { return refusal }
        guard let client else { return unknownClient }
        guard let redirectURI = sent["redirect_uri"] ?? client.onlyRedirectURI else {
            return .page(.missingRedirectURI(client), status: 400, reason: "redirect_uri is missing.")
        }
        if let error = faultOfRegistered(redirectURI, sent, client) {
            return .page(.problem("Unusable redirect URI", error), status: 400, reason: error.message)
        }
        if let error = errors.first {
            return .redirect(
                error.authorizationError, reason: "\(error.message) \(error.advice).", sent, redirectURI: redirectURI)
        }
        if let (code, reason) = unsupported(sent) {
            return .redirect(code, reason: reason, sent, redirectURI: redirectURI)
        }
        return .ask(Consent(request: sent, client: client, redirectURI: redirectURI, scopes: scopes(of: sent)))
    }

    private func errors(in url: AuthorizationURL, client: Client?, fields: [HTTPField]) -> [Diagnostic] {
        RequestLinter(context: LintContext(provider: profile, client: client)).lint(url, headers: fields).diagnostics
            .filter { $0.severity == .error }
    }

    /// Returns a page if the client or its redirect URI is not valid, because there is then no safe address to redirect
    /// to (RFC 6749 §4.1.2.1).
    private func refusalOfClient(
        _ sent: AuthorizationRequest, _ client: Client?, _ errors: [Diagnostic]
    ) -> AuthorizationDecision? {
        let names = ["client_id", "redirect_uri"].map(profile.habits.names.sent)
        guard let error = errors.first(where: { error in names.contains { error.parameter.hasSameOctets(as: $0) } })
        else { return nil }
        let isAboutClient = error.parameter.hasSameOctets(as: names[0])
        // Without a known client, its registration is unknown too.
        if !isAboutClient, client == nil, sent["client_id"] != nil { return unknownClient }
        let title: HTML = isAboutClient ? "Unusable client_id" : "Unusable redirect URI"
        return .page(.problem(title, error, client: client), status: 400, reason: error.message)
    }

    private var unknownClient: AuthorizationDecision {
        .page(.unknownClient(of: profile), status: 400, reason: "\(profile.name) has no client with this client_id.")
    }

    /// Checks the registered redirect URI when the request leaves it out, as if it had been sent.
    private func faultOfRegistered(
        _ redirectURI: String, _ sent: AuthorizationRequest, _ client: Client
    ) -> Diagnostic? {
        guard sent["redirect_uri"] == nil else { return nil }
        var completed = sent
        completed["redirect_uri"] = redirectURI
        return errors(in: completed.url, client: client, fields: []).first {
            $0.parameter.hasSameOctets(as: profile.habits.names.sent("redirect_uri"))
        }
    }

    /// Returns the error for a valid request that this provider does not support.
    private func unsupported(_ sent: AuthorizationRequest) -> (AuthorizationErrorCode, String)? {
        if sent["request"] != nil { return (.requestNotSupported, "A rehearsal does not support request objects.") }
        if sent["request_uri"] != nil { return (.requestURINotSupported, "A rehearsal does not support request_uri.") }
        // RFC 7636 §4.3, §4.4.1: a challenge without a method means plain.
        let isPlain = sent["code_challenge"] != nil && sent["code_challenge_method"] == nil
        if isPlain, !profile.challengeMethods.contains(where: { $0.hasSameOctets(as: "plain") }) {
            return (.invalidRequest, "Without a method the challenge is plain, which this server does not support.")
        }
        // OpenID Connect Core §3.1.2.1: the server must not show a page.
        if sent["prompt"]?.hasSameOctets(as: "none") ?? false {
            return (.consentRequired, "The user must consent, and prompt=none forbids asking.")
        }
        return nil
    }

    /// Returns the requested scopes, or the provider's choice when none is requested (RFC 6749 §3.3).
    private func scopes(of sent: AuthorizationRequest) -> [String] {
        guard let scope = sent["scope"] else { return profile.suggestedScopes }
        var scopes: [String] = []
        for name in profile.habits.scopeSeparator.names(in: scope)
        where !scopes.contains(where: { $0.hasSameOctets(as: name) }) { scopes.append(name) }
        return scopes
    }
}

extension Client {
    /// The only redirect URI, which a request may leave out (RFC 6749 §3.1.2.3), or nil.
    var onlyRedirectURI: String? { redirectURIs.count == 1 ? redirectURIs.first : nil }
}

extension Provider {
    /// Returns the URL of the request, as the client sees it.
    fileprivate func endpoint(of request: HTTPRequest) -> String { (issuer ?? "") + request.target }
}

extension Diagnostic {
    /// The error code for the client (RFC 6749 §4.1.2.1 and extensions).
    var authorizationError: AuthorizationErrorCode {
        switch rule {
        case .responseTypeNotCode: return .unsupportedResponseType
        case .scopeUnknown, .scopeGrammar, .scopeComma, .scopeSeparator: return .invalidScope
        case .requestURIInvalid: return .invalidRequestURI
        case .authorizationDetailsInvalid: return .invalidAuthorizationDetails
        // RFC 6749 §3.1
        case .parameterDuplicate: return .invalidRequest
        default: break
        }
        // RFC 6749 §3.3, §4.1.2.1: also a scope that is absent or malformed.
        if parameter.hasSameOctets(as: "scope") { return .invalidScope }
        // RFC 8707 §2
        if parameter.hasSameOctets(as: "resource") { return .invalidTarget }
        return .invalidRequest
    }
}
