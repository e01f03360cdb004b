import OAuth

/// What a redirect URI says about where an answer goes.
struct RedirectTarget {
    private let scheme: String
    /// In lower case; empty where there is none, as in `com.example.app:/oauth`.
    private let host: String
    private let port: String

    init(_ redirectURI: String) {
        let url = AuthorizationURL(redirectURI)
        let octets = Array(redirectURI.utf8)
        let segments = url.segments
        func text(_ role: AuthorizationURL.Segment.Role) -> String {
            let range = segments.first { $0.role == role }?.range ?? 0..<0
            return String(decoding: octets[range], as: UTF8.self)
        }
        scheme = text(.scheme).lowercased()
        host = text(.host).lowercased()
        port = text(.port)
    }

    private var isWeb: Bool { scheme == "http" || scheme == "https" }

    private var authority: String { port.isEmpty ? host : "\(host):\(port)" }

    /// Whether a program on this machine takes it over HTTP (RFC 8252 §7.3).
    var isLoopback: Bool { scheme == "http" && ["127.0.0.1", "[::1]", "localhost"].contains(host) }

    /// Who gets the answer, for people.
    var name: String {
        isWeb ? authority : "the app that opens \(scheme): links"
    }

    /// What this is, for people.
    var explanation: String {
        isLoopback ? "a program on this computer" : isWeb ? "a site on the web" : "an app on this computer"
    }

    /// The sources for `form-action`, which Chromium holds all redirects after a form against: that to the client, and
    /// where the client goes from there. A literal IPv6 address could not be named at all (CSP §2.3.1).
    var formAction: String { isWeb ? "http: https:" : "\(scheme):" }
}
