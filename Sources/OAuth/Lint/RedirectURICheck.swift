import Text

/// Checks a redirect URI without comparing it with the registered ones.
///
/// The linter uses it for the URI of a request, and for those that it may suggest.
struct RedirectURICheck {
    struct Finding {
        var rule: RuleID
        var severity: Severity
        /// The octets of the value that the problem is about.
        var range: Range<Int>
        var message: String
        var advice: String
    }

    let uri: AbsoluteURI
    /// Whether a comparison with the registered URIs makes sense.
    private(set) var isComparable = true
    private(set) var findings: [Finding] = []

    var parts: URIReference { uri.parts }
    private var octets: Octets { uri.parts.octets }

    /// - Parameter isRepeated: Whether the URI is from a token request. The server compares that one with the URI of
    ///   the authorization request, so only the rules about URLs apply (group B).
    init(_ value: Octets, isRepeated: Bool = false) {
        uri = AbsoluteURI(value)
        guard !isInvalid(), isRepeated || !endsEarly() else {
            isComparable = false
            return
        }
        checkAuthority()
        guard !isRepeated else { return }
        checkLocalhost()
        checkScheme()
        checkPort()
        checkWildcard()
        checkQuery()
    }

    private mutating func add(
        _ rule: RuleID, _ severity: Severity, _ range: Range<Int>, _ message: String, _ advice: String
    ) {
        findings.append(Finding(rule: rule, severity: severity, range: range, message: message, advice: advice))
    }

    private mutating func isInvalid() -> Bool {
        guard let problem = uri.problem else { return false }
        add(
            .uriInvalid, .error, problem.range, "redirect_uri is not an absolute URI: \(problem.reason).",
            problem.advice)
        return true
    }

    /// The schemes that execute or open their content (RFC 8252 §8.4, RFC 6749 §10.14).
    private static let dangerousSchemes = ["javascript", "data", "vbscript", "file", "blob", "about"]

    private mutating func endsEarly() -> Bool {
        if let scheme = parts.scheme, Self.dangerousSchemes.contains(where: { parts.schemeIs($0) }) {
            add(
                .redirectURIScheme, .error, scheme,
                "The scheme \(String(octets: octets[scheme])): can run or read local content.",
                "Use com.example.app:/path or a loopback URI")
            return true
        }
        if let port = parts.port, !hasUsablePort, !hasWildcardPort {
            add(
                .redirectURIPort, .error, port.lowerBound - 1..<port.upperBound,
                "\"\(String(octets: octets[port]))\" is not a port; a port is a number from 1 to 65535.",
                "Use the port of the listener")
            return true
        }
        return false
    }

    /// Whether the port has one to five digits, from 1 to 65535: narrower than RFC 3986 §3.2.3.
    private var hasUsablePort: Bool {
        guard let port = parts.port, port.count <= 5, case .number(1...65_535) = parts.portNumber else { return false }
        return true
    }

    /// Whether the port has a `*`, which is reported separately.
    private var hasWildcardPort: Bool { parts.port.map { octets[$0].contains(ascii("*")) } ?? false }

    private mutating func checkAuthority() {
        // RFC 8252 §8.3: plain http must not leave the machine.
        if parts.isHTTP, !parts.isLoopback {
            add(
                .uriNotHTTPS, .error, octets.startIndex..<parts.host.upperBound,
                "redirect_uri would carry codes or credentials without TLS.", "Use https, or a loopback literal")
        }
        // RFC 6749 §3.1.2
        if let fragment = parts.fragment {
            add(
                .uriFragment, .error, fragment.lowerBound - 1..<fragment.upperBound,
                "redirect_uri must not have a fragment; what follows # never reaches the server.", "Cut it from # on")
        }
        if let userinfo = parts.userinfo {
            add(
                .uriUserinfo, .error, userinfo,
                "redirect_uri has text before @; the real host is \(String(octets: octets[parts.host])).",
                "Remove everything up to @")
        }
        if parts.isHTTP || parts.isHTTPS, HostName.hasPunycodeLabel(octets[parts.host]) {
            let host = octets[parts.host]
            add(
                .uriHostIDN, .warning, parts.host,
                "The host \(String(octets: host)) reads as \(Punycode.decoded(host: host)); check it letter by letter.",
                "Compare both spellings")
        }
    }

    private mutating func checkLocalhost() {
        // RFC 8252 §8.3
        if parts.isHTTP, parts.hostIs("localhost") {
            add(
                .redirectURILocalhost, .warning, parts.host,
                "localhost may resolve elsewhere or to ::1; the literal 127.0.0.1 is safer.",
                "Register and use the literal 127.0.0.1")
        }
    }

    private mutating func checkScheme() {
        guard !parts.isHTTP, !parts.isHTTPS, let scheme = parts.scheme, !octets[scheme].contains(ascii(".")) else {
            return
        }
        // RFC 8252 §7.1
        add(
            .redirectURIScheme, .warning, scheme,
            "The scheme \(String(octets: octets[scheme])): is not a reversed domain name, so another app can claim it.",
            "Use com.example.app:/path or a loopback URI")
    }

    private mutating func checkPort() {
        guard parts.isHTTP, parts.isLoopback, !hasWildcardPort else { return }
        switch parts.portNumber {
        case .number(1_024...): break
        case .number(let number):
            add(
                .redirectURIPort, .warning, parts.port ?? parts.host,
                "Port \(number) needs privileges to listen on.", "Use the port of the listener")
        case .absent, .invalid:
            add(
                .redirectURIPort, .warning, parts.host,
                "Without a port this is port 80, which needs privileges to listen on.",
                "Use the port of the listener")
        }
    }

    private mutating func checkWildcard() {
        guard let place = parts.wildcard else { return }
        add(
            .redirectURIWildcard, .error, place..<place + 1,
            "Redirect URIs are compared literally; * matches only itself.", "Spell it out")
    }

    private static let reservedNames = ["code", "state", "error", "error_description", "error_uri", "iss"]

    private mutating func checkQuery() {
        guard let query = parts.query else { return }
        for piece in QueryPieces(octets[query]) where !piece.isEmpty {
            let name = PercentCoding.decode(octets[piece.name])
            guard Self.reservedNames.contains(where: { $0.hasSameOctets(as: name) }) else { continue }
            add(
                .redirectURIReservedQuery, .error, piece.range, "The answer would contain \(name) twice.",
                "Rename that parameter")
            return
        }
    }
}

extension URIReference {
    /// The first `*` in the authority or path.
    var wildcard: Int? {
        let start = authority?.lowerBound ?? path.lowerBound
        return octets[start..<path.upperBound].firstIndex(of: ascii("*"))
    }
}
