import Text

/// Group J: the values of a token request.
extension TokenBodyCheck {
    func checkGrantType() {
        let expected = context.token.grantType
        guard let pair = reading.checked(.grantType), !reading.value(of: pair).equals(expected) else { return }
        report(
            .grantTypeInvalid, .error, .grantType, at: pair.piece.value,
            "grant_type must be \(expected) here, not \(String(octets: reading.value(of: pair))).",
            advice: "Use \(expected)")
    }

    func checkCode() {
        guard let pair = reading.checked(.code), let expected = context.run.code,
            !reading.value(of: pair).equals(expected)
        else { return }
        reportOther(.code, pair)
    }

    func checkRedirectURI() {
        guard let pair = reading.checked(.redirectURI) else { return }
        let value = reading.value(of: pair)
        let check = RedirectURICheck(value, isRepeated: true)
        for finding in check.findings {
            report(
                finding.rule, finding.severity, .redirectURI, at: reading.rawRange(of: finding.range, in: pair),
                finding.message, advice: finding.advice)
        }
        // RFC 6749 §4.1.3: it must be identical, including the port of a loopback URI.
        guard check.isComparable, let expected = context.run.redirectURI, !value.equals(expected) else { return }
        reportOther(.redirectURI, pair)
    }

    private func reportOther(_ parameter: KnownParameter, _ pair: ParameterReading.Pair) {
        report(
            .tokenValueMismatch, .error, parameter, at: pair.piece.value,
            "\(parameter.name) is not the one of this run.",
            advice: "Use the one of this run")
    }

    // MARK: PKCE

    func checkVerifier() {
        if context.run.challenge == .none, let index = reading[.codeVerifier]?.checked {
            // RFC 9700 §4.8.2
            report(
                .verifierUnexpected, .error, .codeVerifier, at: reading.pairs[index].piece.range,
                "No challenge was sent, so a server must refuse a verifier (downgrade defence).",
                advice: "Start again with S256")
        }
        guard let pair = reading.checked(.codeVerifier) else { return }
        let verifier = reading.value(of: pair)
        checkVerifier(verifier, .codeVerifier, fix: nil) { reading.rawRange(of: $0, in: pair) }
        let isPublished =
            PublishedExample.holds(verifier)
            || context.run.challenge.value.map { PublishedExample.holds($0.utf8) } ?? false
        if isPublished {
            report(
                .pkcePublishedExample, .warning, .codeVerifier, at: pair.piece.value,
                "This is the published example; its verifier is public.", advice: "Generate a new one")
        }
        guard verifier.allSatisfy(\.isUnreserved), let challenge = context.run.challenge.value,
            !leads(verifier, to: challenge)
        else { return }
        report(
            .verifierMismatch, .error, .codeVerifier, at: pair.piece.value,
            "The verifier does not belong to the challenge sent: invalid_grant.", advice: "Use the verifier of this run"
        )
    }

    /// Returns whether the server will accept the verifier (RFC 7636 §4.6). True when that is not known.
    private func leads(_ verifier: Octets, to challenge: String) -> Bool {
        let isPlain = verifier.equals(challenge)
        let isHash = CodeVerifier.s256(String(octets: verifier)).hasSameOctets(as: challenge)
        switch context.run.challengeMethod {
        case .unknown: return isPlain || isHash
        // RFC 7636 §4.3: plain is the default.
        case .none, .sent("plain"): return isPlain
        case .sent("S256"): return isHash
        case .sent: return true
        }
    }

    // MARK: Client authentication

    func checkAuthentication() {
        let usesBasic = message.usesBasicAuthentication
        let usesAssertion = reading.has(.clientAssertion)
        if reading.has(.clientSecret) {
            if usesBasic || usesAssertion {
                reportConflict(.clientSecret)
            } else if context.client.kind == .public {
                // RFC 8252 §8.5
                reportConflict(
                    .clientSecret, .warning, "A secret shipped in an app is not secret.", advice: "Remove it")
            }
        }
        if usesAssertion, usesBasic { reportConflict(.clientAssertion) }
        checkOffer(usesBasic ? .basic : reading.has(.clientSecret) ? .body : nil)
    }

    /// Checks that the provider accepts the secret in this place.
    private func checkOffer(_ method: ClientAuthenticationMethod?) {
        let offered = context.token.clientAuthentication
        guard let method, !offered.isEmpty, !offered.contains(method) else { return }
        let other = offered.first { $0 != .none }
        let parameter = method == .basic ? "authorization" : KnownParameter.clientSecret.name
        report(
            .clientAuthConflict, .warning, parameter,
            at: method == .body ? reading[.clientSecret]?.checked.map { reading.pairs[$0].piece.range } : nil,
            "The provider does not support client authentication by \(method.registeredName).",
            advice: other.map { "Use \($0.registeredName)" } ?? "Send no secret")
    }

    private func reportConflict(
        _ parameter: KnownParameter, _ severity: Severity = .error,
        _ message: String = "Two authentication methods at once.", advice: String = "Keep one"
    ) {
        let pair = reading[parameter]?.checked.map { reading.pairs[$0] }
        // RFC 6749 §2.3
        report(.clientAuthConflict, severity, parameter, at: pair?.piece.range, message, advice: advice)
    }
}
