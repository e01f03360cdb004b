import Text

/// Group H: OpenID Connect.
extension LintRun {
    static let prompts = ["none", "login", "consent", "select_account", "create"]
}

extension RequestCheck {
    func checkOpenID() {
        checkNonce()
        checkOfflineAccess()
        checkUselessParameters()
        if let pair = reading.checked(.prompt) { checkPrompt(pair) }
        if let pair = reading.checked(.maxAge), !reading.value(of: pair).allSatisfy(\.isDigit) {
            reportInvalid(.maxAge, pair, .error, advice: "Use a number of seconds, or remove it")
        }
        if let pair = reading.checked(.display), !Self.displays.contains(where: { reading.value(of: pair).equals($0) })
        {
            reportInvalid(.display, pair, .warning, advice: "Use page, popup, touch or wap, or remove it")
        }
    }

    private static let displays = ["page", "popup", "touch", "wap"]

    private var hasOpenIDScope: Bool { hasScope("openid") }

    private func hasScope(_ name: String) -> Bool { words(of: .scope).contains { $0.equals(name) } }

    private func words(of parameter: KnownParameter) -> [Octets] {
        let separator = parameter == .scope ? context.scopeSeparator.octet : 0x20
        return reading.value(parameter)?.split { $0 == 0x20 || $0 == separator } ?? []
    }

    private func checkOfflineAccess() {
        let consent = Array("consent".utf8)
        guard hasOpenIDScope, hasScope("offline_access"), !reading.isBroken(.prompt),
            !words(of: .prompt).contains(consent[...])
        else { return }
        let prompts = words(of: .prompt).map { String(octets: $0) }
        report(
            .offlineAccessConsent, .info, .scope, at: reading.checked(.scope)?.piece.value,
            "OpenID Connect gives offline_access only with prompt=consent.", advice: "Add prompt=consent",
            fix: prompts.contains("none")
                ? nil
                : setting(
                    .prompt, to: (prompts + ["consent"]).joined(separator: " "),
                    expectations.names.named(in: "add prompt=consent")))
    }

    private func checkNonce() {
        guard !reading.has(.nonce), hasOpenIDScope else { return }
        let needsNonce = words(of: .responseType).contains(Array("id_token".utf8)[...])
        report(
            .nonceMissing, needsNonce ? .error : .info, .nonce,
            "An OpenID request without nonce cannot detect a replayed ID Token.", advice: "Generate one", fix: .newNonce
        )
    }

    private func checkUselessParameters() {
        guard !usesRequestObject, !reading.isBroken(.scope), !hasOpenIDScope else { return }
        for parameter in [KnownParameter.nonce, .maxAge, .idTokenHint, .acrValues, .claims] {
            guard let index = reading[parameter]?.checked else { continue }
            report(
                .oidcWithoutOpenID, .info, parameter, at: reading.pairs[index].piece.range,
                "\(parameter.name) has no defined effect without the openid scope.",
                advice: "Add openid to the scope, or remove it",
                fix: setting(parameter, to: nil, "remove it"))
        }
    }

    private func reportInvalid(
        _ parameter: KnownParameter, _ pair: ParameterReading.Pair, _ severity: Severity, keeping value: String? = nil,
        advice: String
    ) {
        report(
            .oidcParameterInvalid, severity, parameter, at: pair.piece.value,
            "\(parameter.name)=\(String(octets: reading.value(of: pair))) is not valid.", advice: advice,
            fix: setting(parameter, to: value, value.map { "use \($0)" } ?? "remove it"))
    }

    private func checkPrompt(_ pair: ParameterReading.Pair) {
        let list = words(of: .prompt)
        let words = Set(list)
        let hasStraySpaces = list.count + list.reduce(0) { $0 + $1.count } - 1 != reading.value(of: pair).count
        let known = Self.prompts.filter { words.contains(Array($0.utf8)[...]) }
        let others = known.filter { $0 != "none" }
        // OpenID Connect Core §3.1.2.1: none must be the only value.
        let isContradictory = known.contains("none") && words.count > 1
        guard isContradictory || known.isEmpty || known.count < words.count || hasStraySpaces else { return }
        let kept = others.isEmpty ? known : others
        reportInvalid(
            .prompt, pair, isContradictory ? .error : .warning,
            keeping: kept.isEmpty ? nil : kept.joined(separator: " "),
            advice: "Use none, or some of login, consent, select_account and create")
    }
}
