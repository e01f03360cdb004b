import Text

/// Group C: response_type, response_mode and client_id.
extension LintRun {
    func checkClient() {
        if let pair = reading.judged(.responseType) { checkResponseType(pair) }
        if let pair = reading.judged(.responseMode) { checkResponseMode(pair) }
        if let pair = reading.judged(.clientID) { checkClientID(pair) }
    }

    private func checkResponseType(_ pair: ParameterReading.Pair) {
        let members = OctetTable(reading.value(of: pair).split(separator: 0x20))
        // RFC 6749 §3.1.1: the order of the values does not matter.
        let isOffered = expectations.responseTypes.contains { $0.hasSameTexts(as: members) }
        let hasToken = members.contains("token")
        guard !isOffered || hasToken else { return }
        let offersCode = context.responseTypes.contains { $0.hasSameOctets(as: "code") }
        report(
            .responseTypeNotCode, isOffered ? .warning : .error, .responseType, at: pair.piece.value,
            "response_type should be code" + (hasToken ? "; this one puts a token in the redirect." : "."),
            advice: "Use code", fix: offersCode ? setting(.responseType, to: "code", "use code") : nil)
    }

    private static let responseModes = [
        "query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt",
    ]

    private func checkResponseMode(_ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        let isOffered = (context.responseModes ?? Self.responseModes).contains { value.equals($0) }
        guard !isOffered || !value.equals("query") else { return }
        report(
            .responseModeUnusable, isOffered ? .warning : .error, .responseMode, at: pair.piece.value,
            isOffered
                ? "With \(String(octets: value)) the answer will not arrive in the query this tool listens for."
                : "This server knows no response mode \(String(octets: value)).",
            advice: "Remove it", fix: .set(parameter: "response_mode", values: [], label: "remove it"))
    }

    func checkClientID(_ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        // RFC 6749 Appendix A.1: client-id = *VSCHAR
        if let index = value.firstIndex(where: { !$0.isVisible }),
            let scalar = UTF8Scanner.scalar(in: value, at: index)
        {
            report(
                .clientIDShape, .error, .clientID,
                at: reading.rawRange(of: index..<index + scalar.length, in: pair),
                "client_id has \(Wording.character(scalar.value)), which OAuth does not allow.",
                advice: "Copy it again",
                fix: selectedClient { _ in true })
            return
        }
        if let shape = context.clientIDPattern?.shape, let fault = shape.fault(of: String(octets: value)) {
            report(
                .clientIDShape, .warning, .clientID, at: pair.piece.value,
                "client_id should be \(shape.text); this \(fault).", advice: "Copy it again",
                fix: selectedClient { shape.fault(of: $0) == nil })
        }
        if let selected = context.client.clientID, !value.equals(selected) {
            report(
                .clientIDMismatch, .error, .clientID, at: pair.piece.value, "client_id is not the selected client's.",
                advice: "Insert the selected client's", fix: selectedClient { _ in true })
        }
    }

    private func selectedClient(where isGood: (String) -> Bool) -> Fix? {
        guard let selected = context.client.clientID, !selected.isEmpty, selected.utf8.allSatisfy(\.isVisible),
            isGood(selected)
        else { return nil }
        return setting(.clientID, to: selected, "insert the selected client's")
    }
}

extension UInt8 {
    /// VSCHAR, with the space: RFC 6749 Appendix A.
    var isVisible: Bool { self >= 0x20 && self < 0x7f }
}
