import OAuth
import Text

/// Whether metadata lies where its issuer publishes it (RFC 8414 §3.1 and §3.3, OpenID Connect Discovery 1.0 §4).
enum IssuerCheck {
    /// Whether the URL is one of those that the issuer's metadata may have.
    static func issuer(_ issuer: String, belongsTo url: String) -> Bool {
        guard let (origin, path) = split(issuer), let (otherOrigin, otherPath) = split(url) else { return false }
        guard origin == otherOrigin else { return false }
        // §3.1: a slash at the end is removed before the path is put together.
        let issuerPath = path.hasSuffix("/") ? String(path.dropLast()) : path
        return places(issuerPath).contains { $0.hasSameOctets(as: otherPath) }
    }

    /// The well-known paths for an issuer's path.
    private static func places(_ path: String) -> [String] {
        [
            "/.well-known/oauth-authorization-server\(path)",
            "/.well-known/openid-configuration\(path)",
            "\(path)/.well-known/openid-configuration",
            // Not in the standards, but used for authorization servers beside the OpenID one.
            "\(path)/.well-known/oauth-authorization-server",
        ]
    }

    /// Scheme and host with a port that is not the scheme's own, in lower case, and the path; nil where there is a
    /// query or fragment, or no host.
    private static func split(_ url: String) -> (origin: String, path: String)? {
        guard !url.utf8.contains(UInt8(ascii: "?")), !url.utf8.contains(UInt8(ascii: "#")),
            let mark = url.firstRange(of: "://"), let host = URIResolution.host(of: url)
        else { return nil }
        let scheme = url[..<mark.lowerBound].lowercased()
        let rest = url[mark.upperBound...]
        let path = rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? ""
        let ownPort = scheme == "https" ? ":443" : ":80"
        return ("\(scheme)://\(host.hasSuffix(ownPort) ? String(host.dropLast(ownPort.count)) : host)", path)
    }
}
