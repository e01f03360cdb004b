import Text

/// Group I: the content of the answer, and whether it belongs to our request.
extension ResponseCheck {
    // MARK: Address

    func checkAddress() {
        if let defect = hiddenTextOutsideQuery {
            // T9: replaces the comparison of the address and the rule on the fragment.
            report(defect, "url", "The URL", fix: nil)
            return
        }
        checkTriplets()
        compareAddress()
        checkFragment()
    }

    private func compareAddress() {
        guard let expected = context.run.redirectURI else { return }
        let parts = URIReference(Array(expected.utf8)[...])
        let isSame = address(of: reading.parts) == address(of: parts)
        guard !isSame || expectations.ownPairs.contains(where: { !holds($0) }) else { return }
        report(
            .responseRedirectMismatch, .error, "url", at: 0..<reading.parts.path.upperBound,
            isSame
                ? "The answer lacks a parameter of the redirect URI that was requested."
                : "The answer arrived at another address than the one requested.",
            advice: "Refuse it, and start a new attempt")
    }

    /// Returns the part before `?` and `#`; only the path if the answer is a path.
    private func address(of parts: URIReference) -> [UInt8] {
        let start = input.isOriginForm ? parts.path.lowerBound : parts.octets.startIndex
        let address = Array(parts.octets[start..<parts.path.upperBound])
        // RFC 9112 §3.2.1, RFC 3986 §6.2.3: http has no empty path; it is sent as a slash.
        return parts.path.isEmpty && (parts.isHTTP || parts.isHTTPS) ? address + [ascii("/")] : address
    }

    private func checkFragment() {
        guard let range = reading.parts.fragment, !range.isEmpty else { return }
        let fragment = reading.octets[range]
        // Facebook and others append one, so that an older fragment is not passed on (RFC 9700 §4.1.3).
        let isTrailer = fragment.equals("_=_") || fragment.equals("_")
        guard isTrailer || secrets(in: range).isEmpty else { return }
        report(
            .responseFragment, isTrailer ? .info : .warning, "url", at: range.lowerBound - 1..<range.upperBound,
            isTrailer
                ? "The server added a harmless trailer, #\(String(octets: fragment))."
                : "The answer has a fragment, which a server never sees.",
            advice: isTrailer ? "Ignore it" : "Use response_mode=query")
    }

    // MARK: Secrets

    func checkSecrets() {
        for index in reading.names.indices {
            let name = reading.names[index]
            if let known = name.known, known.isSecretOfResponse, name.checked != nil { reportSecret(name, known) }
        }
        guard let fragment = reading.parts.fragment else { return }
        for (known, range) in secrets(in: fragment) { reportSecret(known, at: range) }
    }

    /// Returns the pairs of a fragment that contain a token.
    private func secrets(in fragment: Range<Int>) -> [(KnownParameter, Range<Int>)] {
        QueryPieces(reading.octets[fragment]).compactMap { piece in
            guard !piece.value.isEmpty else { return nil }
            let name = Array(PercentCoding.decode(reading.octets[piece.name]).utf8)
            guard let known = KnownParameter(octets: name[...]), known.isSecretOfResponse else { return nil }
            return (known, piece.range)
        }
    }

    // MARK: Origin

    func checkState() {
        switch context.run.state {
        case .unknown: break
        case .none: if reading.has(.state) { reportUnexpected(.state, "sent") }
        case .sent(let expected):
            // A broken value has a finding of its own (T7).
            guard !reading.isBroken(.state) else { return }
            let received = reading.value(.state)
            guard received.map({ !ConstantTime.equal($0, expected.utf8) }) ?? true else { return }
            report(
                .responseStateMismatch, .error, .state, at: reading.checked(.state)?.piece.value,
                received == nil
                    ? "The answer has no state: it is not ours."
                    : "state does not match: this answer is not ours.",
                advice: "Refuse it; never exchange its code")
        }
    }

    func checkIssuer() {
        guard reading.has(.iss) else {
            guard context.issuerInResponse else { return }
            reportIssuer("The server announces iss, and the answer has none (mix-up).", at: nil)
            return
        }
        guard let issuer = context.issuer else {
            reportUnexpected(.iss, "configured")
            return
        }
        guard let pair = reading.checked(.iss), !reading.value(of: pair).equals(issuer) else { return }
        reportIssuer("The answer comes from another issuer than asked (mix-up).", at: pair.piece.value)
    }

    private func reportIssuer(_ message: String, at range: Range<Int>?) {
        // RFC 9207 §2.4: simple string comparison.
        report(.issuerMismatch, .error, .iss, at: range, message, advice: "Refuse it; never exchange its code")
    }

    private func reportUnexpected(_ parameter: KnownParameter, _ what: String) {
        let pair = reading[parameter]?.checked.map { reading.pairs[$0] }
        report(
            .responseParameterUnexpected, .warning, parameter, at: pair?.piece.range,
            "\(parameter.name) came back although it was not \(what).",
            advice: parameter == .iss ? "Configure the issuer, or refuse the answer" : "Refuse it")
    }
}
