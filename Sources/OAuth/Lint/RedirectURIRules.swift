import Text

/// Groups B and D on redirect_uri and resource.
extension LintRun {
    func checkRedirectURIs() {
        if let pair = reading.checked(.redirectURI) { checkRedirectURI(pair) }
        checkRegisteredWildcards()
        if let resource = reading[.resource] { checkResources(resource) }
    }

    private func checkRedirectURI(_ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        let check = RedirectURICheck(value)
        for finding in check.findings {
            report(
                finding.rule, finding.severity, .redirectURI, at: reading.rawRange(of: finding.range, in: pair),
                finding.message, advice: finding.advice, fix: redirectURIFix(for: finding.rule, check.parts))
        }
        guard check.isComparable, let registered = context.client.redirectURIs else { return }
        let matching = registered.filter {
            RedirectURIComparison(sent: check.parts, registered: Array($0.utf8)[...])
                .matches(anyLoopbackPort: context.allowsAnyLoopbackPort)
        }
        guard matching.isEmpty else { return checkPort(of: pair, matching) }
        report(
            .redirectURIUnregistered, .error, .redirectURI, at: pair.piece.value,
            "redirect_uri is not registered for this client" + nearest(to: check.parts, among: registered),
            advice: "Use a registered one; it must match exactly",
            fix: redirectURIFix(for: .redirectURIUnregistered, check.parts))
    }

    /// Checks `redirect-uri-port-other`: RFC 8252 §7.3 requires servers to allow any port, but not all do.
    private func checkPort(of pair: ParameterReading.Pair, _ matching: [String]) {
        let value = reading.value(of: pair)
        guard let first = matching.first, !matching.contains(where: { value.equals($0) }) else { return }
        let ports = matching.compactMap { uri -> String? in
            let parts = URIReference(Array(uri.utf8)[...])
            return parts.port.map { String(octets: parts.octets[$0]) }
        }
        guard let port = ports.first, ports.count == matching.count else { return }
        report(
            .redirectURIPortOther, .info, .redirectURI, at: pair.piece.value,
            "redirect_uri is registered with port \(port): by RFC 8252 the port may differ, but some servers "
                + "refuse another one.",
            advice: "Use the registered port", fix: setting(.redirectURI, to: first, "use the registered port"))
    }

    private func nearest(to sent: URIReference, among registered: [String]) -> String {
        let comparisons = registered.map { ($0, RedirectURIComparison(sent: sent, registered: Array($0.utf8)[...])) }
        guard let nearest = comparisons.min(by: { $0.1.distance < $1.1.distance }) else { return "." }
        return "; the closest is \(nearest.0) (different \(Wording.list(nearest.1.differences)))."
    }

    // MARK: Fixes

    /// Returns a fix with a registered URI that has no error and does not break this rule. If the registration is not
    /// known, returns a fix of the sent URI.
    func redirectURIFix(for rule: RuleID, _ sent: URIReference) -> Fix? {
        guard let registered = context.client.redirectURIs else {
            guard let fixed = fixed(for: rule, sent), isGood(fixed, for: rule) else { return nil }
            return setting(.redirectURI, to: fixed, "use \(fixed)")
        }
        let candidates = registered.map { keepingPort(of: sent, in: $0) }.filter { isGood($0, for: rule) }
        let nearest = candidates.min { left, right in
            distance(sent, left) < distance(sent, right)
        }
        return nearest.map { setting(.redirectURI, to: $0, "use the registered \($0)") }
    }

    private func distance(_ sent: URIReference, _ candidate: String) -> Int {
        RedirectURIComparison(sent: sent, registered: Array(candidate.utf8)[...]).distance
    }

    private func isGood(_ candidate: String, for rule: RuleID) -> Bool {
        RedirectURICheck(Array(candidate.utf8)[...]).findings.allSatisfy { $0.severity != .error && $0.rule != rule }
    }

    /// Returns the registered URI with the listener's port, if any port is allowed.
    private func keepingPort(of sent: URIReference, in registered: String) -> String {
        let octets = Array(registered.utf8)
        let parts = URIReference(octets[...])
        guard context.allowsAnyLoopbackPort, sent.isHTTP, parts.isHTTP, parts.isLoopback,
            let port = sent.port, case .number(1_024...) = sent.portNumber
        else { return registered }
        let end = parts.host.upperBound
        let text = octets[..<end] + [ascii(":")] + sent.octets[port] + octets[(parts.port?.upperBound ?? end)...]
        return String(octets: text)
    }

    private func fixed(for rule: RuleID, _ sent: URIReference) -> String? {
        let octets = sent.octets
        switch rule {
        case .uriInvalid: return completed(octets)
        case .uriNotHTTPS: return sent.scheme.map { "https" + String(octets: octets[$0.upperBound...]) }
        case .uriFragment: return sent.fragment.map { String(octets: octets[..<($0.lowerBound - 1)]) }
        case .uriUserinfo:
            return sent.userinfo.map { String(octets: octets[..<$0.lowerBound] + octets[($0.upperBound + 1)...]) }
        case .redirectURILocalhost:
            return String(octets: octets[..<sent.host.lowerBound] + "127.0.0.1".utf8 + octets[sent.host.upperBound...])
        default: return nil
        }
    }

    /// Returns `//host/path`, `host:port/path` or `host.name/path` with the missing scheme.
    private func completed(_ octets: Octets) -> String? {
        let text = String(octets: octets)
        if octets.starts(with: "//".utf8) { return "https:" + text }
        let parts = URIReference(Array(("http://" + text).utf8)[...])
        if parts.isLoopback { return "http://" + text }
        return parts.octets[parts.host].contains(ascii(".")) ? "https://" + text : nil
    }

    // MARK: Registered URIs and resources

    private func checkRegisteredWildcards() {
        // RFC 9700 §4.1.3
        let hasWildcard = context.client.redirectURIs?.contains { URIReference(Array($0.utf8)[...]).wildcard != nil }
        guard hasWildcard ?? false else { return }
        report(
            .redirectURIWildcard, .warning, "client",
            "A registered redirect URI holds *; redirect URIs are compared literally, so it matches only itself.",
            advice: "Register each URI in full")
    }

    /// Checks each occurrence of `resource` (RFC 8707 §2).
    func checkResources(_ name: ParameterReading.Name) {
        for pair in reading.occurrences(of: name) where reading.defect(of: pair) == nil && !pair.piece.value.isEmpty {
            let uri = AbsoluteURI(reading.value(of: pair))
            if let problem = uri.problem {
                report(
                    .uriInvalid, .error, .resource, at: reading.rawRange(of: problem.range, in: pair),
                    "resource is not an absolute URI: \(problem.reason).",
                    advice: problem.advice)
            } else if let fragment = uri.parts.fragment {
                report(
                    .uriFragment, .error, .resource,
                    at: reading.rawRange(of: fragment.lowerBound - 1..<fragment.upperBound, in: pair),
                    "resource must not have a fragment; what follows # never reaches the server.",
                    advice: "Cut it from # on", fix: withoutFragments(name))
            }
            if uri.problem == nil { checkSuspect(uri.parts, pair) }
        }
    }

    /// Checks that `resource` is the identifier of the API, not of the server that issues tokens (RFC 8707 §2).
    private func checkSuspect(_ resource: URIReference, _ pair: ParameterReading.Pair) {
        let isServer = context.issuer.map { resource.octets.equals($0) } ?? false || expectations.isRoot(resource)
        guard isServer || resource.query != nil else { return }
        report(
            .resourceSuspect, isServer ? .warning : .info, .resource, at: pair.piece.value,
            isServer
                ? "resource names the authorization server itself, not the API."
                : "resource has a query, which the identifier of an API should not have.",
            advice: "Use the API's own identifier")
    }

    private func withoutFragments(_ name: ParameterReading.Name) -> Fix {
        let values = reading.occurrences(of: name).map { pair in
            let text = reading.text(of: pair)
            return text.utf8.firstIndex(of: ascii("#")).map { String(text[..<$0]) } ?? text
        }
        return .set(parameter: expectations.names.sent("resource"), values: values, label: "cut the fragment")
    }
}
