import Text

/// `param-missing`.
extension RequestCheck {
    func checkMissing() {
        checkMissing(
            .clientID,
            fix: context.client.clientID.flatMap { setting(.clientID, to: $0, "insert the selected client's") })
        // RFC 9101 §5: the rest may be in the request object.
        guard !usesRequestObject else { return }
        checkMissing(
            .responseType,
            fix: context.responseTypes.contains("code") ? setting(.responseType, to: "code", "insert code") : nil)
        checkMissingRedirectURI()
        checkMissingScope()
        for name in context.requiredParameters { checkMissing(demanded: name) }
    }

    private func checkMissing(_ parameter: KnownParameter, fix: @autoclosure () -> Fix?) {
        guard !reading.has(parameter) else { return }
        report(
            .parameterMissing, .error, parameter, "\(parameter.name) is required here and absent.",
            advice: "Insert it", fix: fix())
    }

    private func checkMissingRedirectURI() {
        guard !reading.has(.redirectURI) else { return }
        let registered = context.client.redirectURIs
        // RFC 6749 §3.1.2.3: with one complete registration it may be left out.
        if isDemanded(.redirectURI) || registered.map({ $0.count != 1 }) ?? false {
            checkMissing(.redirectURI, fix: registeredRedirectURI)
        } else if registered == nil {
            report(
                .parameterMissing, .info, .redirectURI,
                "redirect_uri is absent; that works only if exactly one is registered.", advice: "Insert it")
        }
    }

    private func checkMissingScope() {
        guard !reading.has(.scope) else { return }
        if isDemanded(.scope) {
            checkMissing(.scope, fix: nil)
        } else {
            // RFC 6749 §3.3
            report(
                .parameterMissing, .info, .scope, "scope is absent; the server will choose one, or refuse.",
                advice: "Ask for what the app uses")
        }
    }

    private func checkMissing(demanded name: String) {
        guard !name.hasSameOctets(as: "redirect_uri"), !name.hasSameOctets(as: "scope") else { return }
        let index = reading.index(ofName: name)
        guard index.flatMap({ reading.names[$0].judged }) == nil else { return }
        report(
            .parameterMissing, .error, name, "\(name) is required here and absent.", advice: "Insert it",
            fix: name == "state" ? .newState : name == "nonce" ? .newNonce : nil)
    }

    /// The first registered one that breaks no rule badly.
    private var registeredRedirectURI: Fix? {
        let sound = context.client.redirectURIs?.first {
            RedirectURIJudge(Array($0.utf8)[...]).findings.allSatisfy { $0.severity != .error }
        }
        return sound.map { setting(.redirectURI, to: $0, "insert the registered one") }
    }

    private func isDemanded(_ parameter: KnownParameter) -> Bool {
        context.requiredParameters.contains { $0.hasSameOctets(as: parameter.name) }
    }
}
