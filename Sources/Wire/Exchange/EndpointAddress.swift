import Text

/// The address of a server, parsed so strictly that no two parsers can read it differently.
struct EndpointAddress: Equatable {
    /// The host in lower case, in brackets if it is an IPv6 address.
    let host: String
    /// The port after the host; nil for the default port of the scheme.
    let port: Int?
    let isSecure: Bool

    /// Returns whether both have the same scheme, host and port (RFC 6454 §4).
    func hasOrigin(of other: EndpointAddress) -> Bool {
        isSecure == other.isSecure && host == other.host && (port ?? standardPort) == (other.port ?? standardPort)
    }

    private var standardPort: Int { isSecure ? 443 : 80 }

    /// The value of the Host field (RFC 9110 §7.2).
    var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// - Throws: If the text is not a plain `http` or `https` URL, or would send secrets unencrypted (RFC 6749 §3.2):
    ///   plain http is only for 127.0.0.1 and [::1], because a name such as `localhost` may resolve elsewhere.
    init(_ text: String) throws(ConnectionProblem) {
        let parts = URIReference(text)
        let octets = parts.octets
        // RFC 3986 §2, and no fragment (RFC 6749 §3.2).
        guard octets.allSatisfy({ ($0.isUnreserved || $0.isReserved || $0 == ascii("%")) && $0 != ascii("#") }),
            parts.scheme != nil
        else { throw .malformedAddress }
        guard parts.isHTTP || parts.isHTTPS else { throw .insecureAddress }
        // RFC 3986 §3.2.2: IP-literal, without zones or future versions.
        let isLiteral = !parts.host.isEmpty && octets[parts.host.lowerBound] == ascii("[")
        let isHost =
            isLiteral
            ? octets[parts.host].dropFirst().dropLast().allSatisfy {
                $0.isHexDigit || $0 == ascii(":") || $0 == ascii(".")
            } : parts.hasPlainHost
        guard parts.userinfo == nil, isHost, parts.hasUsablePort else { throw .malformedAddress }
        isSecure = parts.isHTTPS
        host = String(octets: octets[parts.host].asciiLowercased)
        port = if case .number(let number) = parts.portNumber { number } else { nil }
        guard isSecure || parts.loopbackHost == .ipv4 || parts.loopbackHost == .ipv6 else { throw .insecureAddress }
    }
}
