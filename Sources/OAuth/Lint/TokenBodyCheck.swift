import Text

/// One run of the linter over the body of a token request (RFC 6749 §4.1.3).
final class TokenBodyCheck: LintRun {
    let message: TokenRequestMessage
    let names: TokenNames

    init(_ message: TokenRequestMessage, body: TokenBodyReading, names: TokenNames, expectations: Expectations) {
        self.message = message
        self.names = names
        super.init(.tokenBody, reading: body.reading, placement: body.placement, expectations: expectations)
    }

    func run() {
        checkText()
        checkNames()
        checkValues(
            placeholders: [.clientID, .clientSecret, .code, .codeVerifier, .redirectURI],
            edges: [.clientID, .clientSecret, .code])
        checkMissing()
        checkGrantType()
        if let pair = reading.checked(.clientID) { checkClientID(pair) }
        checkCode()
        checkRedirectURI()
        if let resource = reading[.resource] { checkResources(resource) }
        if let pair = reading.checked(.authorizationDetails) { checkAuthorizationDetails(pair) }
        checkVerifier()
        checkAuthentication()
        checkBasicIdentity()
        checkReuse(of: .state, among: context.used.states)
        checkReuse(of: .codeChallenge, among: context.used.challenges)
        checkReuse(of: .nonce, among: context.used.nonces)
        checkReuse(of: .code, among: context.used.codes, severity: .error)
    }

    private func checkNames() {
        for index in reading.names.indices {
            checkOccurrences(ofName: index)
            let name = reading.names[index]
            if names.contains(name) || expectations.isExtra(name.octets) { continue }
            reportUnknown(name, index, among: names.candidates)
        }
    }

    private func checkMissing() {
        checkMissing("grant_type", "RFC 6749 §4.1.3", advice: "Add \(context.token.grantType)")
        checkMissing("code", "RFC 6749 §4.1.3", advice: "Add the code of this run")
        for name in context.token.requiredFields {
            let reference = name.hasSameOctets(as: "resource") ? "RFC 8707 §2" : "The provider's documentation"
            checkMissing(name, reference, advice: "Add \(name)")
        }
        // RFC 6749 §4.1.3: required if the client does not authenticate.
        if message[header: "Authorization"]?.isEmpty ?? true, !reading.has(.clientAssertion) {
            checkMissing("client_id", "RFC 6749 §3.2.1, §4.1.3", advice: "Add the client's")
        }
        if context.run.redirectURI != nil, context.token.redirectURI == .requiredIfSent {
            checkMissing("redirect_uri", "RFC 6749 §4.1.3", advice: "Add the one of this run")
        }
        if case .sent = context.run.challenge {
            checkMissing("code_verifier", "RFC 7636 §4.5", advice: "Add the one of this run")
        }
    }

    private func checkMissing(_ name: String, _ reference: String, advice: String) {
        let index = reading.index(ofName: name)
        guard index.flatMap({ reading.names[$0].checked }) == nil else { return }
        reportMissing(.error, name, "\(name) is missing.", advice: advice, reference: reference)
    }
}
