import Text

/// What a redirect URI says about where an answer goes.
struct RedirectTarget {
    private let parts: URIReference
    private let scheme: String

    init(_ redirectURI: String) {
        parts = URIReference(redirectURI)
        scheme = parts.text(of: parts.scheme).lowercased()
    }

    private var isWeb: Bool { parts.isHTTP || parts.isHTTPS }

    /// Whether a program on this machine takes it over HTTP (RFC 8252 §7.3).
    var isLoopback: Bool { parts.isHTTP && parts.isLoopback }

    /// Who gets the answer, for people.
    var name: String {
        isWeb ? parts.text(of: parts.hostAndPort).lowercased() : "the app that opens \(scheme): links"
    }

    /// What this is, for people.
    var explanation: String {
        isLoopback ? "a program on this computer" : isWeb ? "a site on the web" : "an app on this computer"
    }

    /// The sources for `form-action`, which Chromium holds all redirects after a form against: that to the client, and
    /// where the client goes from there. A literal IPv6 address could not be named at all (CSP §2.3.1).
    var formAction: String { isWeb ? "http: https:" : "\(scheme):" }
}
