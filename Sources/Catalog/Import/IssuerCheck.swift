import OAuth
import Text

/// The check that metadata comes from an address of its issuer (RFC 8414 §3.1 and §3.3, OpenID Connect Discovery 1.0
/// §4).
package enum IssuerCheck {
    /// Returns whether the URL is one of the addresses of the issuer's metadata. A segment of the issuer's path that is
    /// a variable, such as `{tenantid}`, matches any one segment.
    static func issuer(_ issuer: String, belongsTo url: String) -> Bool {
        let parts = URIReference(url)
        return ([""] + parts.text(of: parts.path).split(separator: "/")).contains { segment in
            belongs(AddressVariable.filled(issuer) { _ in String(segment) }, to: url)
        }
    }

    private static func belongs(_ issuer: String, to url: String) -> Bool {
        let (issuer, url) = (URIReference(issuer), URIReference(url))
        guard issuer.query == nil, issuer.fragment == nil, url.query == nil, url.fragment == nil,
            let origin = issuer.origin, origin == url.origin
        else { return false }
        let path = issuer.text(of: issuer.path)
        let otherPath = url.text(of: url.path)
        // §3.1: a slash at the end is removed before the path is put together.
        let issuerPath = path.hasSuffix("/") ? String(path.dropLast()) : path
        return places(issuerPath).contains { $0.hasSameOctets(as: otherPath) }
    }

    /// Returns the addresses where an issuer's metadata may be, given the issuer or a URL below it: first those for the
    /// whole path, then for up to two paths above it, and last for the host.
    ///
    /// - Parameter url: An absolute `https` or `http` URL. Its query and fragment are ignored.
    package static func addresses(for url: String) -> [String] {
        let parts = URIReference(url)
        guard parts.isHTTPS || parts.isHTTP else { return [] }
        let origin = parts.text(of: parts.octets.startIndex..<parts.path.lowerBound)
        var segments = parts.text(of: parts.path).split(separator: "/")
        var paths: [String] = []
        while !segments.isEmpty, paths.count < 3 {
            paths.append(segments.map { "/\($0)" }.joined())
            segments.removeLast()
        }
        var addresses: [String] = []
        for path in paths + [""] {
            for place in places(path).prefix(3) where !addresses.contains(origin + place) {
                addresses.append(origin + place)
            }
        }
        return addresses
    }

    /// Returns the well-known paths for an issuer's path.
    private static func places(_ path: String) -> [String] {
        [
            "/.well-known/oauth-authorization-server\(path)",
            "/.well-known/openid-configuration\(path)",
            "\(path)/.well-known/openid-configuration",
            // Not in the standards, but in use.
            "\(path)/.well-known/oauth-authorization-server",
        ]
    }
}
