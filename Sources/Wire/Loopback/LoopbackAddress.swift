/// Where on this machine a browser's answer can be caught: a redirect URI that leads to loopback (RFC 8252 §7.3).
package struct LoopbackAddress: Equatable, Sendable {
    package enum Host: Equatable, Sendable {
        /// `127.0.0.1`
        case ipv4
        /// `[::1]`
        case ipv6
        /// A name, which may mean either of the two (RFC 8252 §8.3).
        case localhost
    }

    /// Why an answer cannot be caught here, so that the user has to paste it.
    package enum Obstacle: Error, Equatable, Sendable {
        case customScheme
        case https
        case otherHost
        case malformed

        package var message: String {
            switch self {
            case .customScheme: "The redirect URI has a scheme of its own, which leads to another program"
            case .https: "The redirect URI is https, and authscope has no certificate for it"
            case .otherHost: "The redirect URI leads to another machine: this one is 127.0.0.1, [::1] or localhost"
            case .malformed: "The redirect URI is not one that a browser can go to"
            }
        }

        /// What to do instead.
        package var advice: String { "Sign in, then paste the address that the browser ends at" }
    }

    package let host: Host
    /// From 1 to 65535, nil where the URI names none.
    package let port: Int?
    /// At least `/`, which is what a browser asks for when the URI has none (RFC 9112 §3.2.1).
    package let path: String
    /// What stands behind `?`, as written.
    package let query: String?

    /// The host in the spelling of the redirect URI.
    package var hostName: String { hostText }

    private let text: String
    private let hostText: String
    /// What stands behind the authority, as written.
    private let rest: String

    /// Reads a redirect URI; exactly these spellings of a host are loopback, `127.1` and `0.0.0.0` are not.
    package init(_ redirectURI: String) throws(Obstacle) {
        // Everything else would be changed by the browser on the way.
        guard redirectURI.utf8.allSatisfy({ 0x21...0x7e ~= $0 && $0 != UInt8(ascii: "#") }),
            let colon = redirectURI.firstIndex(of: ":")
        else { throw .malformed }
        switch redirectURI[..<colon].lowercased() {
        case "http": break
        case "https": throw .https
        case let scheme where Self.isScheme(scheme): throw .customScheme
        default: throw .malformed
        }
        let behind = redirectURI[colon...].dropFirst()
        guard behind.hasPrefix("//") else { throw .malformed }
        let authority = behind.dropFirst(2).prefix { $0 != "/" && $0 != "?" }
        let literal = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map { authority[...$0] } : nil
        let host = literal ?? authority.prefix { $0 != ":" }
        guard !authority.contains("@"), let port = Self.port(authority[host.endIndex...]) else { throw .malformed }
        switch host.lowercased() {
        case "127.0.0.1": self.host = .ipv4
        case "[::1]": self.host = .ipv6
        case "localhost": self.host = .localhost
        case "": throw .malformed
        default: throw .otherHost
        }
        text = redirectURI
        hostText = String(host)
        self.port = port.number
        rest = String(behind[authority.endIndex...])
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = rest.hasPrefix("/") ? String(parts[0]) : "/"
        query = parts.count > 1 ? String(parts[1]) : nil
    }

    /// The port that a browser goes to: that of http where the URI names none.
    package var effectivePort: Int { port ?? 80 }

    /// The redirect URI with another port, and otherwise as it was written (RFC 8252 §7.3).
    package func redirectURI(port: Int) -> String {
        port == effectivePort ? text : "\(origin(port: port))\(rest)"
    }

    /// Scheme and authority with this port, in the spelling of the redirect URI.
    func origin(port: Int) -> String {
        port == effectivePort ? String(text.dropLast(rest.count)) : "http://\(hostText):\(port)"
    }

    /// What a browser writes into `Host` (RFC 9110 §7.2); it leaves out the port that http has by itself.
    func hostFields(port: Int) -> [String] {
        let name = hostText.lowercased()
        return port == 80 ? [name, "\(name):80"] : ["\(name):\(port)"]
    }

    /// RFC 3986 §3.1.
    private static func isScheme(_ text: String) -> Bool {
        guard let first = text.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return false }
        return text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "+-.".utf8.contains(octet)
            }
        }
    }

    /// What stands behind the host: nothing, or `:` and a port; a lone `:` is none (RFC 3986 §3.2.3).
    private static func port(_ text: Substring) -> (number: Int?, Void)? {
        guard let colon = text.first else { return (nil, ()) }
        let digits = text.dropFirst()
        guard colon == ":" else { return nil }
        if digits.isEmpty { return (nil, ()) }
        guard digits.utf8.count <= 5, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let number = Int(digits), 1...65_535 ~= number
        else { return nil }
        return (number, ())
    }
}
