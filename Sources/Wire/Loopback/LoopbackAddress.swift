import Text

/// A redirect URI on loopback, where this machine can receive the answer (RFC 8252 §7.3).
package struct LoopbackAddress: Equatable, Sendable {
    /// The reason why this machine cannot receive the answer. Then the user has to paste it.
    package enum Obstacle: Error, Equatable, Sendable {
        case customScheme
        case https
        case otherHost
        case malformed

        package var message: String {
            switch self {
            case .customScheme: "The redirect URI has a private scheme, which opens another program"
            case .https: "The redirect URI is https, and authscope has no certificate for it"
            case .otherHost: "The redirect URI is on another machine: this one is 127.0.0.1, [::1] or localhost"
            case .malformed: "The redirect URI is not one that a browser can open"
            }
        }

        /// Advice for the user.
        package var advice: String { "Sign in, then paste the address where the browser ends" }
    }

    package let host: LoopbackHost
    /// The port, from 1 to 65535; nil if the URI has none.
    package let port: Int?
    /// The path. At least `/`, which a browser requests if the URI has no path (RFC 9112 §3.2.1).
    package let path: String
    /// The query after `?`, as written.
    package let query: String?

    /// The host, as written in the redirect URI.
    package var hostName: String { hostText }

    private let text: String
    private let hostText: String
    /// The part after the authority, as written.
    private let rest: String

    /// Parses a redirect URI. Only these spellings of a host are loopback; `127.1` and `0.0.0.0` are not.
    package init(_ redirectURI: String) throws(Obstacle) {
        let parts = URIReference(redirectURI)
        // Browsers would change any other URI.
        guard parts.octets.allSatisfy({ 0x21...0x7e ~= $0 }), parts.fragment == nil, parts.hasScheme else {
            throw .malformed
        }
        if parts.isHTTPS { throw .https }
        guard parts.isHTTP else { throw .customScheme }
        // A lone `:` is not a port (RFC 3986 §3.2.3).
        let hasPort = parts.port?.isEmpty == false
        guard let authority = parts.authority, parts.userinfo == nil, !parts.host.isEmpty,
            !hasPort || parts.hasUsablePort
        else { throw .malformed }
        guard let host = parts.loopbackHost else { throw .otherHost }
        self.host = host
        text = redirectURI
        hostText = parts.text(of: parts.host)
        port = if case .number(let number) = parts.portNumber { number } else { nil }
        rest = parts.text(of: authority.upperBound..<parts.octets.endIndex)
        path = parts.path.isEmpty ? "/" : parts.text(of: parts.path)
        query = parts.query.map { parts.text(of: $0) }
    }

    /// The port that a browser connects to: the default of http if the URI has none.
    package var effectivePort: Int { port ?? 80 }

    /// Returns the redirect URI with another port, otherwise unchanged (RFC 8252 §7.3).
    package func redirectURI(port: Int) -> String {
        port == effectivePort ? text : "\(origin(port: port))\(rest)"
    }

    /// Returns scheme and authority with this port, as written in the redirect URI.
    func origin(port: Int) -> String {
        port == effectivePort ? String(text.dropLast(rest.count)) : "http://\(hostText):\(port)"
    }

    /// Returns the values that a browser may send as `Host` (RFC 9110 §7.2). It omits the default port of http.
    func hostFields(port: Int) -> [String] {
        let name = hostText.lowercased()
        return port == 80 ? [name, "\(name):80"] : ["\(name):\(port)"]
    }
}
