import Text

/// `param-missing`.
extension RequestCheck {
    func checkMissing() {
        checkMissing(
            .clientID, "RFC 6749 §2.2, §4.1.1",
            fix: context.client.clientID.flatMap { setting(.clientID, to: $0, "use the selected client's") })
        // RFC 9101 §5: the request object may contain the other parameters.
        guard !usesRequestObject else { return }
        checkMissing(
            .responseType, "RFC 6749 §3.1.1",
            fix: context.responseTypes?.contains("code") ?? true
                ? setting(.responseType, to: "code", "add code") : nil)
        checkMissingRedirectURI()
        checkMissingScope()
        for name in context.requiredParameters { checkMissing(demanded: name) }
    }

    private func checkMissing(
        _ parameter: KnownParameter, _ reference: String, advice: String? = nil, fix: @autoclosure () -> Fix?
    ) {
        guard !reading.has(parameter) else { return }
        reportMissing(
            .error, parameter.name, "\(parameter.name) is missing.", advice: advice ?? "Add \(parameter.name)",
            fix: fix(),
            reference: reference)
    }

    private func checkMissingRedirectURI() {
        guard !reading.has(.redirectURI) else { return }
        let registered = context.client.redirectURIs
        // RFC 6749 §3.1.2.3: it may be omitted if exactly one complete URI is registered.
        if isDemanded(.redirectURI) || registered.map({ $0.count != 1 }) ?? false {
            checkMissing(.redirectURI, Self.redirectURIReference, fix: registeredRedirectURI)
        } else if registered == nil {
            reportMissing(
                .info, "redirect_uri", "redirect_uri is missing; that works only if exactly one is registered.",
                advice: "Add redirect_uri", reference: Self.redirectURIReference)
        }
    }

    private static let redirectURIReference = "RFC 6749 §3.1.2.3"
    private static let scopeReference = "RFC 6749 §3.3"

    private func checkMissingScope() {
        guard !reading.has(.scope) else { return }
        if isDemanded(.scope) {
            checkMissing(.scope, Self.scopeReference, advice: "Choose at least one scope", fix: nil)
        } else {
            reportMissing(
                .info, "scope", "scope is missing; the server picks a default or rejects the request.",
                advice: "Ask for what the app uses", reference: Self.scopeReference)
        }
    }

    private func checkMissing(demanded name: String) {
        guard !name.hasSameOctets(as: "redirect_uri"), !name.hasSameOctets(as: "scope") else { return }
        let index = reading.index(ofName: name)
        guard index.flatMap({ reading.names[$0].checked }) == nil else { return }
        reportMissing(
            .error, name, "\(name) is missing.", advice: "Add \(name)",
            fix: name == "state" ? .newState : name == "nonce" ? .newNonce : nil, reference: Self.reference(for: name))
    }

    /// Returns the section that defines the parameter.
    private static func reference(for name: String) -> String {
        switch KnownParameter(octets: Array(name.utf8)[...]) {
        case .state: "RFC 6749 §4.1.1"
        case .codeChallenge, .codeChallengeMethod: "RFC 7636 §4.3"
        case .resource: "RFC 8707 §2"
        case .nonce, .prompt, .display, .maxAge, .uiLocales, .idTokenHint, .loginHint, .acrValues:
            "OpenID Connect Core 1.0 §3.1.2.1"
        case .claims, .claimsLocales: "OpenID Connect Core 1.0 §5.2, §5.5"
        case .request, .requestURI: "RFC 9101 §5"
        case .authorizationDetails: "RFC 9396 §2"
        case .dpopJKT: "RFC 9449 §10"
        case .responseMode: "OAuth 2.0 Multiple Response Type Encoding Practices §2.1"
        default: "The provider's documentation"
        }
    }

    /// A fix with the first registered URI that has no error.
    private var registeredRedirectURI: Fix? {
        let sound = context.client.redirectURIs?.first {
            RedirectURICheck(Array($0.utf8)[...]).findings.allSatisfy { $0.severity != .error }
        }
        return sound.map { setting(.redirectURI, to: $0, "add the registered one") }
    }

    private func isDemanded(_ parameter: KnownParameter) -> Bool {
        context.requiredParameters.contains { $0.hasSameOctets(as: parameter.name) }
    }
}
