/// The address of a server, taken apart so strictly that no two parsers can read it differently.
struct EndpointAddress: Equatable {
    /// With brackets where it is an IPv6 address, in lower case.
    let host: String
    /// As written behind the host; nil for the default port of the scheme.
    let port: Int?
    let isSecure: Bool

    /// Whether both are the same scheme, host and port (RFC 6454 §4).
    func hasOrigin(of other: EndpointAddress) -> Bool {
        isSecure == other.isSecure && host == other.host && (port ?? standardPort) == (other.port ?? standardPort)
    }

    private var standardPort: Int { isSecure ? 443 : 80 }

    /// The value of the Host field (RFC 9110 §7.2).
    var authority: String { port.map { "\(host):\($0)" } ?? host }

    /// - Throws: when it is no plain `http` or `https` URL, or would send secrets in the clear (RFC 6749 §3.2): plain
    ///   http is for 127.0.0.1 and [::1] only, where a name such as `localhost` may lead elsewhere.
    init(_ text: String) throws(ConnectionProblem) {
        let octets = Array(text.utf8)
        guard octets.allSatisfy({ (0x21...0x7E).contains($0) && !Self.forbidden.contains($0) }),
            let colon = octets.firstIndex(of: UInt8(ascii: ":"))
        else { throw .malformedAddress }
        switch String(decoding: octets[..<colon], as: UTF8.self).lowercased() {
        case "https": isSecure = true
        case "http": isSecure = false
        default: throw .insecureAddress
        }
        guard octets[(colon + 1)...].starts(with: "//".utf8) else { throw .malformedAddress }
        let rest = octets[(colon + 3)...]
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        let hostEnd: Int
        if authority.first == UInt8(ascii: "[") {
            // RFC 3986 §3.2.2: IP-literal, without zones and future versions.
            guard let bracket = authority.firstIndex(of: UInt8(ascii: "]")),
                authority[(authority.startIndex + 1)..<bracket].allSatisfy(Self.isOfIPv6)
            else { throw .malformedAddress }
            hostEnd = bracket + 1
        } else {
            hostEnd = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
            guard hostEnd > authority.startIndex, authority[..<hostEnd].allSatisfy(Self.isOfName) else {
                throw .malformedAddress
            }
        }
        host = String(decoding: authority[..<hostEnd], as: UTF8.self).lowercased()
        if hostEnd == authority.endIndex {
            port = nil
        } else {
            let digits = authority[(hostEnd + 1)...]
            guard authority[hostEnd] == UInt8(ascii: ":"), digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(String(decoding: digits, as: UTF8.self)), (1...65_535).contains(number)
            else { throw .malformedAddress }
            port = number
        }
        guard isSecure || host == "127.0.0.1" || host == "[::1]" else { throw .insecureAddress }
    }

    /// RFC 3986 §2 allows none of these; RFC 6749 §3.2 forbids a fragment.
    private static let forbidden = Set("\"#<>\\^`{|}".utf8)

    private static func isOfName(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    private static func isOfIPv6(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: ":"), UInt8(ascii: "."): true
        default: false
        }
    }
}
