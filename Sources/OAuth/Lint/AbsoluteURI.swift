import Text

/// The check that a decoded value is an absolute URI (RFC 3986 §4.3).
struct AbsoluteURI {
    let parts: URIReference

    init(_ value: Octets) {
        parts = URIReference(value)
    }

    /// The reason why the value is not an absolute URI, the octets concerned, and advice; nil if it is one.
    var problem: (reason: String, range: Range<Int>, advice: String)? {
        let octets = parts.octets
        let whole = "Write the whole URI, with its scheme"
        if !parts.hasScheme { return ("it has no scheme", octets.indices, whole) }
        if let forbidden = parts.firstForbidden {
            let length = UTF8Scanner.scalar(in: octets, at: forbidden).map(\.length) ?? 1
            let name =
                octets[forbidden] == ascii("%")
                ? "a broken percent-encoding"
                : Wording.character(UTF8Scanner.scalar(in: octets, at: forbidden).map(\.value) ?? 0)
            return ("it holds \(name)", forbidden..<forbidden + length, advice(at: forbidden))
        }
        if looksLikeHostAndPort { return ("host and port need a scheme before them", octets.indices, whole) }
        if parts.isHTTP || parts.isHTTPS, parts.host.isEmpty {
            return ("it has no host", octets.indices, "Write the whole URI, with its host")
        }
        return nil
    }

    private func advice(at forbidden: Int) -> String {
        if parts.octets[forbidden] == ascii("%") { return "Write a literal percent sign as %25" }
        let isForeignHost = parts.octets[forbidden] >= 0x80 && parts.host.contains(forbidden)
        return isForeignHost ? "Write the host in Punycode" : "Percent-encode it"
    }

    /// Whether the value looks like `localhost:8080/callback`, which parses as a scheme and a path.
    private var looksLikeHostAndPort: Bool {
        guard let scheme = parts.scheme else { return false }
        let rest = parts.octets[(scheme.upperBound + 1)...]
        let digits = rest.prefix(while: \.isDigit)
        guard !digits.isEmpty else { return false }
        guard let next = rest[digits.endIndex...].first else { return true }
        return next == ascii("/") || next == ascii("?") || next == ascii("#")
    }
}
