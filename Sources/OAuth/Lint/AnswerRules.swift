import Text

/// Group I: the code, or the error instead of it.
extension ResponseCheck {
    func checkAnswer() {
        let hasCode = reading.has(.code)
        let hasError = reading.has(.error)
        if !hasCode, !hasError {
            report(
                .responseMalformed, .error, .code, "The answer carries neither a code nor an error.",
                advice: "Send the request again")
        }
        if hasCode, hasError {
            // With both, neither is trusted: the error is not interpreted, and the finding keeps the code from being
            // exchanged.
            let pair = reading[.error]?.checked.map { reading.pairs[$0] }
            report(
                .responseMalformed, .error, .error, at: pair?.piece.range,
                "The answer carries both a code and an error.", advice: "Send the request again")
        }
        checkCode()
        if !hasCode, let pair = reading.checked(.error) { checkError(pair) }
        checkErrorTexts()
    }

    private func checkCode() {
        // RFC 6749 Appendix A.11: code = 1*VSCHAR
        guard let pair = reading.checked(.code), let (range, character) = firstForeign(in: pair, allows: \.isVisible)
        else { return }
        report(
            .responseMalformed, .error, .code, at: range,
            "The answer carries an impossible code: it holds \(character).",
            advice: "Send the request again")
    }

    private func checkError(_ pair: ParameterReading.Pair) {
        let text = String(octets: reading.value(of: pair))
        let code = AuthorizationErrorCode.allCases.first { $0.rawValue.hasSameOctets(as: text) }
        let severity: Severity = code == .accessDenied ? .info : code == nil ? .warning : .error
        let words = reading.value(.errorDescription).map { Wording.sentence(String(octets: $0)) } ?? ""
        let description = words.isEmpty ? "" : " The server says: \(words)"
        report(
            .responseError, severity, .error, at: pair.piece.value,
            "\(text): \(code?.explanation ?? "This is not a registered error code.")\(description)",
            advice: code?.advice ?? "Look it up in the provider's documentation")
    }

    private func checkErrorTexts() {
        for parameter in [KnownParameter.error, .errorDescription] {
            guard let pair = reading.checked(parameter),
                let (range, character) = firstForeign(in: pair, allows: \.isErrorText)
            else { continue }
            report(
                .responseErrorText, .warning, parameter, at: range,
                "The server's \(parameter.name) holds \(character), which the standard forbids.",
                advice: "Read it with care; report it to the provider")
        }
        guard let pair = reading.checked(.errorURI), !ErrorURI.isAllowed(reading.value(of: pair)) else { return }
        report(
            .responseErrorText, .warning, .errorURI, at: pair.piece.value,
            "The server's error_uri is not a web address of allowed characters; it will not be opened.",
            advice: "Report it to the provider")
    }

    /// Returns the first character that is not in the set, and its name.
    private func firstForeign(
        in pair: ParameterReading.Pair, allows: (UInt8) -> Bool
    ) -> (range: Range<Int>, name: String)? {
        let value = reading.value(of: pair)
        guard let index = value.firstIndex(where: { !allows($0) }),
            let scalar = UTF8Scanner.scalar(in: value, at: index)
        else { return nil }
        return (reading.rawRange(of: index..<index + scalar.length, in: pair), Wording.character(scalar.value))
    }
}

extension UInt8 {
    /// NQSCHAR: RFC 6749 Appendix A.7, A.8.
    var isErrorText: Bool { isVisible && self != 0x22 && self != 0x5c }
}

/// The form of `error_uri` (RFC 6749 Appendix A.9), narrowed to http and https.
enum ErrorURI {
    static func isAllowed(_ value: Octets) -> Bool {
        let parts = URIReference(value)
        return (parts.isHTTP || parts.isHTTPS) && !parts.host.isEmpty
            && value.allSatisfy { $0.isErrorText && $0 != 0x20 }
    }
}
