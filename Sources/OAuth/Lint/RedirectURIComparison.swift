import Text

/// The comparison of a redirect URI with a registered one.
struct RedirectURIComparison {
    private let sent: URIReference
    private let registered: URIReference

    init(sent: URIReference, registered: Octets) {
        self.sent = sent
        self.registered = URIReference(registered)
    }

    /// Returns whether both are equal octet by octet (RFC 6749 §3.1.2.3, RFC 9700 §4.1.3), except for the port of a
    /// loopback URI if the provider allows any (RFC 8252 §7.3).
    func matches(anyLoopbackPort: Bool) -> Bool {
        if sent.octets == registered.octets { return true }
        guard anyLoopbackPort, sent.isHTTP, registered.isHTTP, sent.isLoopback, registered.isLoopback else {
            return false
        }
        return sent.withoutPort.elementsEqual(registered.withoutPort)
    }

    /// The parts that differ: scheme, userinfo, host, port, path, slash, query, fragment, the case of scheme or host,
    /// or only case or encoding.
    var differences: [String] {
        if sent.octets.asciiLowercased == registered.octets.asciiLowercased { return ["case"] }
        if decoded(sent.octets) == decoded(registered.octets) { return ["encoding"] }
        var parts: [String] = []
        if lowered(sent, sent.scheme) != lowered(registered, registered.scheme) { parts.append("scheme") }
        if lowered(sent, sent.userinfo) != lowered(registered, registered.userinfo) { parts.append("userinfo") }
        if lowered(sent, sent.host) != lowered(registered, registered.host) { parts.append("host") }
        if text(sent, sent.port) != text(registered, registered.port) { parts.append("port") }
        let (path, other) = (sent.octets[sent.path], registered.octets[registered.path])
        if path != other {
            let slash = [ascii("/")]
            parts.append(path + slash == other || path == other + slash ? "slash" : "path")
        }
        if text(sent, sent.query) != text(registered, registered.query) { parts.append("query") }
        if text(sent, sent.fragment) != text(registered, registered.fragment) { parts.append("fragment") }
        if onlyCaseDiffers(sent.scheme, registered.scheme) || onlyCaseDiffers(sent.host, registered.host) {
            parts.append("case")
        }
        return parts
    }

    /// A measure of the difference: small for URIs that are nearly the same. Another host counts most.
    var distance: Int {
        differences.reduce(0) { sum, part in
            switch part {
            case "host": sum + 4
            case "scheme", "path": sum + 2
            default: sum + 1
            }
        }
    }

    private func text(_ parts: URIReference, _ range: Range<Int>?) -> Octets? { range.map { parts.octets[$0] } }

    private func lowered(_ parts: URIReference, _ range: Range<Int>?) -> [UInt8]? {
        range.map { parts.octets[$0].asciiLowercased }
    }

    private func onlyCaseDiffers(_ left: Range<Int>?, _ right: Range<Int>?) -> Bool {
        text(sent, left) != text(registered, right) && lowered(sent, left) == lowered(registered, right)
    }

    private func decoded(_ octets: Octets) -> [UInt8] { PercentCoding.units(of: octets).map(\.octet) }
}

/// The difference between a redirect URI and the most similar registered one.
public struct RedirectURIDifference: Equatable, Sendable {
    public let sent: String
    public let registered: String
    /// The first octet in which they differ.
    public let offset: Int
    /// The parts that differ, such as `slash` or `host`.
    public let kinds: [String]

    /// Compares the redirect URI that is sent with the registered ones.
    ///
    /// - Parameters:
    ///   - sent: The `redirect_uri` of the request.
    ///   - registered: The registered redirect URIs.
    /// - Returns: Nil if the sent URI is registered, or no registered one is known.
    public init?(sent: String, registered: [String]) {
        let parts = URIReference(Array(sent.utf8)[...])
        let comparisons = registered.map {
            ($0, RedirectURIComparison(sent: parts, registered: Array($0.utf8)[...]))
        }
        guard let (nearest, comparison) = comparisons.min(by: { $0.1.distance < $1.1.distance }),
            !nearest.utf8.elementsEqual(sent.utf8)
        else { return nil }
        self.sent = sent
        self.registered = nearest
        offset = zip(sent.utf8, nearest.utf8).prefix { $0 == $1 }.count
        kinds = comparison.differences
    }
}

extension URIReference {
    /// The text without `:port`.
    var withoutPort: [UInt8] {
        guard let port else { return Array(octets) }
        return Array(octets[..<(port.lowerBound - 1)] + octets[port.upperBound...])
    }
}
