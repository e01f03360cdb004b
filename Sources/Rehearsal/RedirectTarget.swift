import Text

/// Describes where a redirect URI sends an answer.
struct RedirectTarget {
    private let parts: URIReference
    private let scheme: String

    init(_ redirectURI: String) {
        parts = URIReference(redirectURI)
        scheme = parts.text(of: parts.scheme).lowercased()
    }

    private var isWeb: Bool { parts.isHTTP || parts.isHTTPS }

    /// Whether a program on this machine receives the answer over HTTP (RFC 8252 §7.3).
    var isLoopback: Bool { parts.isHTTP && parts.isLoopback }

    /// The receiver of the answer, for people.
    var name: String {
        isWeb ? parts.text(of: parts.hostAndPort).lowercased() : "the app that opens \(scheme): links"
    }

    /// An explanation of the receiver, for people.
    var explanation: String {
        isLoopback ? "a program on this computer" : isWeb ? "a site on the web" : "an app on this computer"
    }

    /// The sources for `form-action`. Chromium checks them for every redirect after a form: the one to the client, and
    /// those that the client makes. An IPv6 literal cannot be written as a source (CSP §2.3.1).
    var formAction: String { isWeb ? "http: https:" : "\(scheme):" }
}
