import Text

/// Group F: state, and values that were used before.
extension RequestCheck {
    func checkState() {
        if !reading.has(.state), !usesRequestObject {
            report(
                .stateMissing, .warning, .state, "Without state, a forged redirect cannot be recognised.",
                advice: "Generate 32 random bytes", fix: .newState)
        }
        if let pair = reading.checked(.state) { checkState(pair) }
        checkVerifier(in: .state, fix: .newState)
        checkVerifier(in: .nonce, fix: .newNonce)
        checkReuse(of: .state, among: context.used.states, fix: .newState)
        checkReuse(of: .codeChallenge, among: context.used.challenges, fix: freshChallenge)
        checkReuse(of: .nonce, among: context.used.nonces, fix: .newNonce)
    }

    /// Checks `state-is-verifier`: with S256 the challenge is the hash of the value, with `plain` it is the value
    /// itself.
    private func checkVerifier(in parameter: KnownParameter, fix: Fix) {
        guard let challenge = reading.value(.codeChallenge), let pair = reading.checked(parameter) else { return }
        let value = reading.value(of: pair)
        guard value == challenge || challenge.equals(CodeVerifier.s256(String(octets: value))) else { return }
        report(
            .stateIsVerifier, .error, parameter, at: pair.piece.value,
            "\(parameter.name) is this run's verifier: PKCE protects nothing once the URL is seen.",
            advice: "Generate another one", fix: fix)
    }

    private func checkState(_ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        // RFC 6749 Appendix A.5: state = 1*VSCHAR
        if let index = value.firstIndex(where: { !$0.isVisible }),
            let scalar = UTF8Scanner.scalar(in: value, at: index)
        {
            report(
                .stateCharset, .error, .state, at: reading.rawRange(of: index..<index + scalar.length, in: pair),
                "state can contain only printable ASCII, not \(Wording.character(scalar.value)).",
                advice: "Use base64url", fix: .newState)
        }
        let guessability = Guessability(value)
        if guessability.isWeak(below: 64) {
            report(
                .stateLowEntropy, .warning, .state, at: pair.piece.value,
                "state is easy to guess: about \(Int(guessability.bits)) bits of randomness.",
                advice: "Generate a new one",
                fix: .newState)
        }
        if SensitiveText.isFound(in: value) {
            report(
                .stateSensitive, .warning, .state, at: pair.piece.value,
                "state is visible in logs and history; keep the data local and send a random handle.",
                advice: "Generate a new one", fix: .newState)
        }
    }
}

extension LintRun {
    /// Checks `value-reused`.
    func checkReuse(
        of parameter: KnownParameter, among used: [String], severity: Severity = .warning, fix: Fix? = nil
    ) {
        guard !used.isEmpty, let pair = reading.checked(parameter) else { return }
        let value = reading.value(of: pair)
        guard used.contains(where: { value.equals($0) }) else { return }
        report(
            .valueReused, severity, parameter, at: pair.piece.value,
            "\(parameter.name) was used before; it must be new for each attempt.",
            advice: parameter == .code ? "Start a new attempt" : "Generate a new one", fix: fix)
    }
}

/// Data that should not appear in a URL.
enum SensitiveText {
    /// Whether the text has an e-mail address, `://`, or text in braces.
    static func isFound(in text: Octets) -> Bool {
        if text.first == ascii("{"), text.last == ascii("}"), text.count > 1 { return true }
        for index in text.indices {
            if text[index] == ascii(":"), text[index...].starts(with: "://".utf8) { return true }
            if text[index] == ascii("@"), index > text.startIndex, isLocal(text[index - 1]),
                startsWithDomain(text[(index + 1)...])
            {
                return true
            }
        }
        return false
    }

    private static func isLocal(_ octet: UInt8) -> Bool {
        octet.isLetter || octet.isDigit || "._%+-".utf8.contains(octet)
    }

    /// Whether the text starts with letters, digits, hyphens and periods, including a period that is followed by two
    /// letters.
    private static func startsWithDomain(_ text: Octets) -> Bool {
        let domain = text.prefix { $0.isLetter || $0.isDigit || $0 == ascii("-") || $0 == ascii(".") }
        return domain.indices.dropFirst().contains { index in
            domain[index] == ascii(".") && index + 2 < domain.endIndex && domain[index + 1].isLetter
                && domain[index + 2].isLetter
        }
    }
}
