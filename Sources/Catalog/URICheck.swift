import Text

/// What makes a text unfit to be kept as an endpoint or a redirect URI, in words for the person who wrote it.
enum URICheck {
    /// The fault of an endpoint (RFC 6749 §3.1, §3.2), or nil when there is none: it must be `https` with a host,
    /// or `http` on a loopback host, without user information and fragment.
    static func faultOfEndpoint(_ text: String) -> String? {
        let parts = URIReference(text)
        if let fault = faultOfCharacters(of: parts) { return fault }
        guard parts.scheme != nil, parts.authority != nil else {
            return "this is not an absolute URL; write https://host/path"
        }
        guard parts.fragment == nil else { return "an endpoint may not have a fragment; cut it from # on" }
        guard parts.userinfo == nil else { return "remove the user information before @" }
        guard !parts.host.isEmpty else { return "this URL names no host" }
        guard parts.hasUsablePort else { return "the port must be a number from 1 to 65535" }
        if parts.isHTTPS || parts.isHTTP && parts.isLoopback { return nil }
        return parts.isHTTP
            ? "http is allowed on 127.0.0.1, [::1] and localhost only; write https"
            : "the scheme of an endpoint must be https"
    }

    /// The fault of a registered redirect URI (RFC 6749 §3.1.2), or nil. Whether it is wise is the linter's business.
    static func faultOfRedirectURI(_ text: String) -> String? {
        let parts = URIReference(text)
        if let fault = faultOfCharacters(of: parts) { return fault }
        guard parts.hasScheme else {
            return "a redirect URI needs a scheme, such as http://127.0.0.1/callback or com.example.app:/callback"
        }
        guard parts.fragment == nil else { return "a redirect URI may not have a fragment" }
        return nil
    }

    /// RFC 3986 §2: the characters a URI is made of, and whole percent-encodings.
    private static func faultOfCharacters(of parts: URIReference) -> String? {
        guard !parts.octets.isEmpty else { return "this URL is empty" }
        guard let place = parts.firstForbidden else { return nil }
        return parts.octets[place] == ascii("%")
            ? "% must be followed by two hexadecimal digits"
            : "a URL may hold only ASCII letters, digits and -._~:/?#[]@!$&'()*+,;=%"
    }
}
