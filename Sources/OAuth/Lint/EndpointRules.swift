import Text

/// Group B on the URL outside its query (T9).
extension LintRun {
    func checkEndpoint() {
        if let defect = hiddenTextOutsideQuery {
            // T9: replaces all rules on the endpoint.
            report(defect, "url", "The URL", fix: joinedLines ?? .cleanNames(endpoint: context.endpoint))
            return
        }
        let parts = reading.parts
        guard parts.hasScheme, !parts.host.isEmpty, parts.portNumber != .invalid else {
            reportInvalidEndpoint()
            return
        }
        checkRawCharacters()
        checkTriplets()
        checkTransport()
        if let fragment = parts.fragment {
            report(
                .uriFragment, .error, "url", at: fragment.lowerBound - 1..<fragment.upperBound,
                "The URL must not have a fragment; what follows # never reaches the server.",
                advice: "Cut it from # on; move parameters before it",
                fix: MovedParameters(of: reading).map { replacingURL(by: $0.url, $0.label) }
                    ?? replacingURL(by: Array(reading.octets[..<(fragment.lowerBound - 1)]), "cut it from # on"))
        }
        if let userinfo = parts.userinfo {
            report(
                .uriUserinfo, .error, "url", at: userinfo,
                "The URL has text before @; the real host is \(String(octets: reading.octets[parts.host])).",
                advice: "Remove everything up to @",
                fix: .useEndpoint(context.endpoint ?? ownEndpoint(.withoutUserinfo)))
        }
        checkHostName()
        checkEndpointMatches()
    }

    private var beforeQuery: Range<Int> { 0..<reading.parts.path.upperBound }
    /// The range of the fragment, empty if there is none.
    private var fragment: Range<Int> { reading.parts.fragment ?? 0..<0 }

    var hiddenTextOutsideQuery: TextDefect? { hiddenText(in: beforeQuery) ?? hiddenText(in: fragment) }

    private func hiddenText(in range: Range<Int>) -> TextDefect? {
        guard reading.octets[range].contains(where: { $0 < 0x20 || $0 >= 0x7f }) else { return nil }
        var invisible: TextDefect?
        var index = range.lowerBound
        while index < range.upperBound, let scalar = UTF8Scanner.scalar(in: reading.octets[range], at: index) {
            let place = index..<index + scalar.length
            if CodePoint.isControl(scalar.value) { return .controlCharacter(scalar.value, place) }
            if invisible == nil, CodePoint.isInvisible(scalar.value) { invisible = .invisible(scalar.value, place) }
            index += scalar.length
        }
        return invisible
    }

    private func reportInvalidEndpoint() {
        let parts = reading.parts
        let (reason, advice) =
            reading.octets.isEmpty
            ? ("it is empty", "Give a whole URL")
            : !parts.hasScheme
                ? ("it has no scheme", "Use the endpoint with its scheme")
                : parts.host.isEmpty
                    ? ("it has no host", "Use the endpoint with its host")
                    : ("its port is invalid", "Write a number up to 65535, or no port")
        report(
            .uriInvalid, .error, "url", at: 0..<parts.path.upperBound, "The URL is not an absolute URI: \(reason).",
            advice: advice, fix: completedEndpoint.map { .useEndpoint($0) })
    }

    /// Whether the text is not a URL: it has no scheme, no host and no query.
    var isNotURL: Bool {
        !reading.parts.hasScheme && reading.parts.host.isEmpty && reading.parts.query == nil
    }

    private var completedEndpoint: String? {
        // The intended URL is not certain.
        guard !isNotURL else { return nil }
        if let endpoint = context.endpoint { return endpoint }
        let base = String(octets: reading.octets[..<reading.parts.path.upperBound])
        let completed = reading.parts.authority == nil ? "https://" + base : "https:" + base
        let parts = URIReference(Array(completed.utf8)[...])
        let isComplete =
            reading.parts.scheme == nil && !parts.host.isEmpty && parts.portNumber != .invalid
            && parts.octets[parts.host].contains(ascii("."))
        return isComplete ? completed : nil
    }

    /// Checks `url-char-raw`. In the host, another rule covers scalars that are not ASCII.
    private func checkRawCharacters() {
        func first(_ isMeant: (Int) -> Bool) -> Int? {
            beforeQuery.first(where: isMeant) ?? fragment.first(where: isMeant)
        }
        let space = first { reading.octets[$0] == 0x20 }
        let index =
            space
            ?? first { index in
                let octet = reading.octets[index]
                let isForeign = octet >= 0x80 && !reading.parts.host.contains(index)
                return isForeign || RawCharacters.isForbidden(octet)
            }
        guard let index else { return }
        report(
            rawCharacterAt: index, "url", "The URL",
            fix: context.endpoint.map { .useEndpoint($0) } ?? .encodeEndpoint)
    }

    func checkTriplets() {
        guard let defect = malformedTriplet(in: beforeQuery) ?? malformedTriplet(in: fragment) else { return }
        report(defect, "url", "The URL", fix: context.endpoint.map { .useEndpoint($0) } ?? .encodeEndpoint)
    }

    private func malformedTriplet(in range: Range<Int>) -> TextDefect? {
        guard reading.octets[range].contains(ascii("%")) else { return nil }
        var decoder = PieceDecoder(url: reading.octets, decoded: [])
        _ = decoder.decode(range)
        if case .percentMalformed? = decoder.defect { return decoder.defect }
        return nil
    }

    private func checkTransport() {
        let parts = reading.parts
        // RFC 8252 §8.3: plain http is for the loopback interface.
        guard !parts.isHTTPS, !(parts.isHTTP && parts.isLoopback) else { return }
        let known = context.endpoint.flatMap { URIReference(Array($0.utf8)[...]).isHTTPS ? $0 : nil }
        report(
            .uriNotHTTPS, .error, "url", at: parts.scheme, "The URL would carry codes or credentials without TLS.",
            advice: "Use https", fix: .useEndpoint(known ?? ownEndpoint(.withHTTPS)))
    }

    private func checkHostName() {
        let host = reading.octets[reading.parts.host]
        guard host.contains(where: { $0 >= 0x80 }) || HostName.hasPunycodeLabel(host) else { return }
        report(
            .uriHostIDN, .warning, "url", at: reading.parts.host,
            "The host \(Punycode.encoded(host: host)) reads as \(Punycode.decoded(host: host)); check it letter by "
                + "letter.",
            advice: "Compare both spellings", fix: plainEndpoint.map { .useEndpoint($0) })
    }

    /// The provider's endpoint, if its host is plain ASCII without Punycode.
    private var plainEndpoint: String? {
        guard let endpoint = context.endpoint else { return nil }
        let parts = URIReference(Array(endpoint.utf8)[...])
        let host = parts.octets[parts.host]
        return host.contains { $0 >= 0x80 } || HostName.hasPunycodeLabel(host) ? nil : endpoint
    }

    private enum Change {
        case withoutUserinfo, withHTTPS
    }

    /// Returns the given endpoint with the change. Pairs in the query of the known endpoint stay.
    private func ownEndpoint(_ change: Change) -> String {
        let request = AuthorizationRequest(reading: String(octets: reading.octets), endpoint: context.endpoint)
        let octets = Array(request.endpoint.utf8)
        let parts = URIReference(octets[...])
        switch change {
        case .withoutUserinfo:
            guard let userinfo = parts.userinfo else { return request.endpoint }
            return String(octets: octets[..<userinfo.lowerBound] + octets[(userinfo.upperBound + 1)...])
        case .withHTTPS:
            guard let scheme = parts.scheme else { return request.endpoint }
            return "https" + String(octets: octets[scheme.upperBound...])
        }
    }

    private func checkEndpointMatches() {
        guard let endpoint = expectations.endpoint else { return }
        var differing: [String] = []
        let parts = reading.parts
        if parts.octets[parts.host].asciiLowercased != endpoint.host { differing.append("host") }
        if HostName.port(of: parts) != endpoint.port { differing.append("port") }
        if parts.octets[parts.path] != endpoint.path[...] { differing.append("path") }
        if expectations.ownPairs.contains(where: { !holds($0) }) { differing.append("its own query") }
        guard !differing.isEmpty else { return }
        report(
            .endpointMismatch, .error, "url", at: 0..<parts.path.upperBound,
            "This is not the provider's \(subject == .tokenEndpoint ? "token" : "authorization") endpoint (\(Wording.list(differing)) "
                + "\(differing.count == 1 ? "differs" : "differ")).",
            advice: "Use the provider's endpoint", fix: context.endpoint.map { .useEndpoint($0) })
    }

    func holds(_ own: Expectations.OwnPair) -> Bool {
        guard let index = reading.index(ofName: String(octets: own.name)) else { return false }
        return reading.occurrences(of: reading.names[index]).contains {
            reading.defect(of: $0) == nil && reading.value(of: $0) == own.value[...]
        }
    }
}

/// Host names and ports in comparable form.
enum HostName {
    static func hasPunycodeLabel(_ host: Octets) -> Bool {
        host.split(separator: ascii(".")).contains { label in
            label.prefix(4).lazy.map(\.lowercased).elementsEqual("xn--".utf8)
        }
    }

    /// Returns the port; nil if it is absent, invalid, or the default of the scheme (RFC 3986 §6.2.3).
    static func port(of parts: URIReference) -> Int? {
        guard case .number(let number) = parts.portNumber else { return nil }
        let isDefault = parts.isHTTPS && number == 443 || parts.isHTTP && number == 80
        return isDefault ? nil : number
    }
}
