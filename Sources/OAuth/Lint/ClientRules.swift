import Text

/// Group C: response_type, response_mode and client_id.
extension LintRun {
    func checkClient() {
        if let pair = reading.checked(.responseType) { checkResponseType(pair) }
        if let pair = reading.checked(.responseMode) { checkResponseMode(pair) }
        if let pair = reading.checked(.clientID) { checkClientID(pair) }
    }

    private func checkResponseType(_ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        let words = value.split(separator: 0x20, omittingEmptySubsequences: false)
        let members = OctetTable(words.filter { !$0.isEmpty })
        let text = String(octets: value)
        if members.count < words.count {
            let isRepeated = !words.contains { $0.isEmpty }
            report(
                .responseTypeNotCode, .error, .responseType, at: pair.piece.value,
                "response_type \"\(text)\" \(isRepeated ? "has a word twice" : "has a stray space").",
                advice: isRepeated ? "Remove one" : "Remove the space", fix: offeredResponseType(of: members))
            return
        }
        // RFC 6749 §3.1.1: the order of the values does not matter.
        let isOffered = Self.contains(members, in: expectations.responseTypes)
        let hasToken = members.contains("token")
        guard !isOffered || hasToken else { return }
        let isHybrid = context.responseTypes == nil && Self.contains(members, in: Self.hybrids)
        let code = Self.contains(Self.code, in: expectations.responseTypes) && !isHybrid
        report(
            .responseTypeNotCode, isOffered || isHybrid ? .warning : .error, .responseType, at: pair.piece.value,
            "response_type should be code, not \(text)" + (hasToken ? ", which puts a token in the redirect." : "."),
            advice: isHybrid ? "Use code, unless the provider documents this type" : "Use code",
            fix: code ? setting(.responseType, to: "code", "use code") : nil)
    }

    private static func contains(_ members: OctetTable, in types: [OctetTable]) -> Bool {
        types.contains { $0.hasSameTexts(as: members) }
    }

    private static let code = OctetTable([Array("code".utf8)[...]])
    /// OAuth 2.0 Multiple Response Type Encoding Practices §5.
    private static let hybrids = ["code id_token", "code token", "code id_token token"].map {
        OctetTable(Array($0.utf8).split(separator: 0x20))
    }

    /// Returns the offered response type of these words, in alphabetical order.
    private func offeredResponseType(of members: OctetTable) -> Fix? {
        guard members.count > 0, Self.contains(members, in: expectations.responseTypes) else { return nil }
        let words = (0..<members.count).map { String(octets: members[$0]) }.sorted().joined(separator: " ")
        return setting(.responseType, to: words, "use \(words)")
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
            advice: "Remove it",
            fix: setting(.responseMode, to: nil, "remove it"))
    }

    func checkClientID(_ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        if subject == .authorizationRequest, value.starts(with: "https://".utf8) { checkClientURL(pair) }
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
                "The provider's client IDs are \(shape.text); this \(fault).", advice: "Copy it again",
                fix: selectedClient { shape.fault(of: $0) == nil })
        }
        if let selected = context.client.clientID, !value.equals(selected) {
            report(
                .clientIDMismatch, .error, .clientID, at: pair.piece.value,
                "client_id differs from the selected client's (\(Wording.abridged(selected))).",
                advice: "Use the selected client's", fix: selectedClient { _ in true })
        }
    }

    /// draft-ietf-oauth-client-id-metadata-document §3
    private func checkClientURL(_ pair: ParameterReading.Pair) {
        let parts = URIReference(reading.value(of: pair))
        let path = parts.octets[parts.path]
        let hasDots = path.split(separator: ascii("/")).contains { $0.equals(".") || $0.equals("..") }
        let fault: String? =
            path.isEmpty || path.equals("/")
            ? "has no path"
            : hasDots
                ? "has a path with . or .."
                : parts.fragment != nil ? "has a fragment" : parts.userinfo != nil ? "has text before @" : nil
        guard fault != nil || parts.query != nil else { return }
        report(
            .clientIDURL, fault == nil ? .warning : .error, .clientID, at: pair.piece.value,
            "A client_id that is a URL names a document by its path; this one \(fault ?? "has a query").",
            advice: "Use the URL of the client's metadata document")
    }

    private func selectedClient(where isGood: (String) -> Bool) -> Fix? {
        guard let selected = context.client.clientID, !selected.isEmpty, selected.utf8.allSatisfy(\.isVisible),
            isGood(selected)
        else { return nil }
        return setting(.clientID, to: selected, "use the selected client's")
    }
}

extension UInt8 {
    /// VSCHAR, with the space: RFC 6749 Appendix A.
    var isVisible: Bool { self >= 0x20 && self < 0x7f }
}
