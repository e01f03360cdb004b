import OAuth
import Text

// The authorization endpoint and its consent page (RFC 6749 §3.1, §4.1.1, §4.1.2).
extension RehearsalProvider {
    mutating func authorize(
        _ request: HTTPRequest, at now: Int, drawing draw: (Int) throws -> [UInt8]
    ) rethrows -> HTTPResponse {
        switch AuthorizationCheck(profile: profile).check(request) {
        case .page(let page, let status, let reason):
            note(.refusedWithPage(reason: reason))
            return .page(page, status: status)
        case .redirect(let code, let reason, let sent, let redirectURI):
            note(.redirectedWithError(code: code.rawValue, reason: reason))
            return answer(Self.error(code, reason), to: sent, redirectURI: redirectURI)
        case .ask(var consent):
            consent.ticket = try Self.handle(drawing: draw)
            consent.shownAt = now
            consents.append(consent)
            note(.consentShown(client: consent.client.name, scopes: consent.scopes))
            return .page(.consent(consent, provider: profile, fault: fault), status: 200)
        }
    }

    /// Handles a press of a button.
    mutating func decide(
        _ request: HTTPRequest, at now: Int, drawing draw: (Int) throws -> [UInt8]
    ) rethrows -> HTTPResponse {
        // Browsers send the origin of a form. A page of another site does not know the ticket either.
        guard request.values(of: "Sec-Fetch-Site").allSatisfy({ $0.hasSameOctets(as: "same-origin") }) else {
            return refuse("This form was not sent by the consent page.", status: 403)
        }
        let form = request.message(issuer: issuer)?.fields(acceptingJSON: false) ?? []
        func value(_ name: String) -> String { form.first { $0.name.hasSameOctets(as: name) }?.value ?? "" }
        let ticket = value("ticket")
        guard let index = consents.firstIndex(where: { ConstantTime.equal(ticket.utf8, $0.ticket.utf8) }) else {
            return refuse("This page was already answered, or has expired.")
        }
        let isAllowed = value("decision").hasSameOctets(as: "allow")
        guard isAllowed || value("decision").hasSameOctets(as: "deny") else {
            return refuse("The form has neither allow nor deny.")
        }
        let consent = consents[index]
        if !isAllowed || fault == .deny {
            consents.remove(at: index)
            note(.denied)
            let reason = isAllowed ? "The chosen fault denies every request." : "The user denied the request."
            return finalAnswer(Self.error(.accessDenied, reason), to: consent)
        }
        let handles = try (code: Self.handle(drawing: draw), tokens: Tokens(drawing: draw))
        consents.remove(at: index)
        return allow(consent, code: handles.code, attacker: handles.tokens, at: now)
    }

    /// - Parameter tokens: The tokens for the attacker, if there is one.
    private mutating func allow(
        _ consent: Consent, code: String, attacker tokens: Tokens, at now: Int
    ) -> HTTPResponse {
        note(.allowed)
        let grant = Grant(of: consent, code: code, fault: fault, at: now)
        if fault == .fewerScopes, consent.scopes.count < 2 {
            note(.faultWithoutEffect(reason: "fewer than two scopes were requested, so none can be left out."))
        }
        grants.append(grant)
        note(.codeIssued)
        if fault == .attack { intercept(grant, tokens, at: now) }
        return finalAnswer([Parameter("code", code)], to: consent)
    }

    /// Returns the answer to the client. A fault may send it twice.
    private mutating func finalAnswer(_ outcome: [Parameter], to consent: Consent) -> HTTPResponse {
        var response = answer(outcome, to: consent.request, redirectURI: consent.redirectURI)
        guard fault == .answerTwice else { return response }
        if RedirectTarget(consent.redirectURI).isLoopback {
            response.followUpURL = response[field: "Location"]
        } else {
            note(.faultWithoutEffect(reason: "an answer can be sent twice only to a loopback redirect URI."))
        }
        return response
    }

    private func answer(
        _ outcome: [Parameter], to request: AuthorizationRequest, redirectURI: String
    ) -> HTTPResponse {
        let answer = Answer(outcome, to: request, redirectURI: redirectURI, issuer: issuer)
        return .redirect(to: answer.location(fault))
    }

    private mutating func refuse(_ reason: String, status: Int = 400) -> HTTPResponse {
        note(.refusedWithPage(reason: reason))
        let page = Page.problem("No answer", what: reason, advice: "Start again from the application")
        return .page(page, status: status)
    }

    private static func error(_ code: AuthorizationErrorCode, _ reason: String) -> [Parameter] {
        [Parameter("error", code.rawValue), Parameter("error_description", reason.asErrorDescription)]
    }
}
