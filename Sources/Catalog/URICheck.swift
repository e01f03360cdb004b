import Text

/// Checks of endpoints and redirect URIs. Each returns a fault in words for the user, or nil.
enum URICheck {
    /// Returns the fault of an endpoint (RFC 6749 §3.1, §3.2), or nil. It must be `https` with a host, or `http` on a
    /// loopback host, without user information and fragment.
    static func faultOfEndpoint(_ text: String) -> String? {
        let parts = URIReference(text)
        if let fault = faultOfCharacters(of: parts) { return fault }
        guard parts.scheme != nil, parts.authority != nil else {
            return "this is not an absolute URL; write https://host/path"
        }
        guard parts.fragment == nil else { return "an endpoint cannot have a fragment; remove the part from # on" }
        guard parts.userinfo == nil else { return "remove the user information before @" }
        guard !parts.host.isEmpty else { return "this URL has no host" }
        guard parts.hasUsablePort else { return "the port must be a number from 1 to 65535" }
        if parts.isHTTPS || parts.isHTTP && parts.isLoopback { return nil }
        return parts.isHTTP
            ? "http is allowed on 127.0.0.1, [::1] and localhost only; write https"
            : "the scheme of an endpoint must be https"
    }

    /// Returns the fault of a registered redirect URI (RFC 6749 §3.1.2), or nil. The linter checks whether it is safe.
    static func faultOfRedirectURI(_ text: String) -> String? {
        let parts = URIReference(text)
        if let fault = faultOfCharacters(of: parts) { return fault }
        guard parts.hasScheme else {
            return "a redirect URI needs a scheme, such as http://127.0.0.1/callback or com.example.app:/callback"
        }
        guard parts.fragment == nil else { return "a redirect URI cannot have a fragment" }
        return nil
    }

    /// Checks the characters and the percent-encodings of a URI (RFC 3986 §2).
    private static func faultOfCharacters(of parts: URIReference) -> String? {
        guard !parts.octets.isEmpty else { return "this URL is empty" }
        guard let place = parts.firstForbidden else { return nil }
        return parts.octets[place] == ascii("%")
            ? "% must be followed by two hexadecimal digits"
            : "a URL may hold only ASCII letters, digits and -._~:/?#[]@!$&'()*+,;=%"
    }
}
