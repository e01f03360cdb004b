import Text

/// Group H: request objects, pushed requests and authorization details.
extension LintRun {
    func checkRequestObject() {
        if let index = reading[.requestURI]?.checked { checkRequestURI(reading.pairs[index]) }
        if context.requiresPushedRequests, !reading.has(.requestURI) {
            // RFC 9126 §4
            report(
                .parRequired, .error, .requestURI, "This server only accepts pushed requests.",
                advice: "Push the request first")
        }
        if let pair = reading.checked(.authorizationDetails) { checkAuthorizationDetails(pair) }
        if let pair = reading.checked(.requestURI) { checkLeftovers(pair) }
        if let pair = reading.checked(.dpopJKT), !S256Challenge.isPossible(reading.value(of: pair)) {
            report(
                .dpopThumbprintShape, .error, .dpopJKT, at: pair.piece.value,
                "dpop_jkt is not a SHA-256 thumbprint: that has 43 characters of base64url.",
                advice: "Compute it again")
        }
    }

    /// Checks `par-leftovers` (RFC 9126 §4, RFC 9101 §5).
    private func checkLeftovers(_ pair: ParameterReading.Pair) {
        guard reading.value(of: pair).starts(with: "urn:ietf:params:oauth:request_uri:".utf8) else { return }
        let names = reading.names.filter { name in
            name.checked != nil && name.known != .requestURI && name.known != .clientID
                && !expectations.ownPairs.contains { $0.name[...] == name.octets }
        }
        guard !names.isEmpty else { return }
        let texts = names.map { String(octets: $0.octets) }
        report(
            .parLeftovers, .warning, .requestURI, at: pair.piece.value,
            "The pushed request has all parameters; the server ignores or refuses \(Wording.list(texts)).",
            advice: "Remove them", fix: .keep(["client_id", "request_uri"].map(expectations.names.sent)))
    }

    private func checkRequestURI(_ pair: ParameterReading.Pair) {
        let isUsable = reading.defect(of: pair) == nil && RequestURI.isAllowed(reading.value(of: pair))
        if reading.has(.request) {
            // RFC 9101 §5: both must not occur together.
            report(
                .requestURIInvalid, .error, .requestURI, at: pair.piece.range,
                "request and request_uri must not be used together.", advice: "Keep one",
                fix: setting(
                    isUsable ? .request : .requestURI, to: nil,
                    expectations.names.named(in: isUsable ? "keep request_uri" : "keep request")))
        }
        guard reading.defect(of: pair) == nil else { return }
        if !isUsable {
            report(
                .requestURIInvalid, .error, .requestURI, at: pair.piece.value,
                "request_uri must start with https:// or urn:.", advice: "Use https or the server's URN")
        } else if UTF8Scanner.scalarCount(reading.value(of: pair)) > 512 {
            // RFC 9101 §5.2
            report(
                .requestURIInvalid, .warning, .requestURI, at: pair.piece.value,
                "request_uri has more than 512 characters; servers may refuse it.", advice: "Use a shorter one")
        }
    }

    func checkAuthorizationDetails(_ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        guard let problem = AuthorizationDetails.problem(in: value) else { return }
        let wrapped = [ascii("[")] + value + [ascii("]")]
        let place = min(value.startIndex + problem.offset, value.endIndex)
        report(
            .authorizationDetailsInvalid, .error, .authorizationDetails,
            at: reading.rawRange(of: place..<min(place + 1, value.endIndex), in: pair),
            "authorization_details must be a JSON array of objects with a type: \(problem.text) "
                + "(at character \(problem.offset + 1)).",
            advice: "Write an array of objects, each with a type",
            fix: AuthorizationDetails.problem(in: wrapped[...]) == nil
                ? setting(.authorizationDetails, to: String(octets: wrapped), "put it into an array") : nil)
    }
}

/// The form of `request_uri`: an https URI, or a URN of the server (RFC 9101 §5.2).
enum RequestURI {
    static func isAllowed(_ value: Octets) -> Bool {
        let parts = URIReference(value)
        if parts.isHTTPS { return !parts.host.isEmpty }
        return parts.schemeIs("urn") && value.count > 4
    }
}
