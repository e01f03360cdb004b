import OAuth
import Text

/// What is to be done with an authorization request.
enum AuthorizationJudgement {
    /// Nobody is to be redirected (RFC 6749 §4.1.2.1).
    case page(Page, status: Int, reason: String)
    /// The client is told, at this redirect URI.
    case redirect(AuthorizationErrorCode, reason: String, AuthorizationRequest, redirectURI: String)
    /// The user is asked.
    case ask(Consent)
}

/// Judges authorization requests as the provider that is played would: by the rules of the linter, which are the only
/// ones here.
struct AuthorizationJudge {
    /// The rehearsal's own.
    let profile: Provider

    func judge(_ request: HTTPRequest) -> AuthorizationJudgement {
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

    /// RFC 6749 §4.1.2.1: without a client and its redirect URI there is nowhere to redirect to.
    private func refusalOfClient(
        _ sent: AuthorizationRequest, _ client: Client?, _ errors: [Diagnostic]
    ) -> AuthorizationJudgement? {
        let names = ["client_id", "redirect_uri"].map(profile.habits.names.sent)
        guard let error = errors.first(where: { error in names.contains { error.parameter.hasSameOctets(as: $0) } })
        else { return nil }
        let isAboutClient = error.parameter.hasSameOctets(as: names[0])
        // The registration is not known before the client is.
        if !isAboutClient, client == nil, sent["client_id"] != nil { return unknownClient }
        let title: HTML = isAboutClient ? "Unusable client_id" : "Unusable redirect URI"
        return .page(.problem(title, error, client: client), status: 400, reason: error.message)
    }

    private var unknownClient: AuthorizationJudgement {
        .page(.unknownClient(of: profile), status: 400, reason: "\(profile.name) knows no client with this client_id.")
    }

    /// A redirect URI that the request leaves out is judged as if it had been sent.
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

    /// What is right, but not on offer here.
    private func unsupported(_ sent: AuthorizationRequest) -> (AuthorizationErrorCode, String)? {
        if sent["request"] != nil { return (.requestNotSupported, "A rehearsal takes no request object.") }
        if sent["request_uri"] != nil { return (.requestURINotSupported, "A rehearsal takes no request_uri.") }
        // RFC 7636 §4.3, §4.4.1: a challenge without a method means plain.
        let isPlain = sent["code_challenge"] != nil && sent["code_challenge_method"] == nil
        if isPlain, !profile.challengeMethods.contains(where: { $0.hasSameOctets(as: "plain") }) {
            return (.invalidRequest, "Without a method the challenge is plain, which this server does not take.")
        }
        // OpenID Connect Core §3.1.2.1: no page may be shown.
        if sent["prompt"]?.hasSameOctets(as: "none") ?? false {
            return (.consentRequired, "The user must consent, and prompt=none forbids to ask.")
        }
        return nil
    }

    /// RFC 6749 §3.3: without a scope, the one that the server chooses.
    private func scopes(of sent: AuthorizationRequest) -> [String] {
        guard let scope = sent["scope"] else { return profile.suggestedScopes }
        var scopes: [String] = []
        for name in profile.habits.scopeSeparator.names(in: scope)
        where !scopes.contains(where: { $0.hasSameOctets(as: name) }) { scopes.append(name) }
        return scopes
    }
}

extension Client {
    /// RFC 6749 §3.1.2.3: may be left out of a request.
    var onlyRedirectURI: String? { redirectURIs.count == 1 ? redirectURIs.first : nil }
}

extension Provider {
    /// The URL that the request was sent to, seen from the client.
    fileprivate func endpoint(of request: HTTPRequest) -> String { (issuer ?? "") + request.target }
}

extension Diagnostic {
    /// The code that tells the client (RFC 6749 §4.1.2.1 and extensions).
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
