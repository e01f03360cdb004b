/// What makes a text unfit to be kept as an endpoint or a redirect URI, in words for the person who wrote it.
enum URICheck {
    /// The fault of an endpoint (RFC 6749 §3.1, §3.2), or nil when there is none: it must be `https` with a host,
    /// or `http` on a loopback host, without user information and fragment.
    static func faultOfEndpoint(_ text: String) -> String? {
        let octets = Array(text.utf8)
        if let fault = faultOfCharacters(octets) { return fault }
        guard let colon = octets.firstIndex(of: UInt8(ascii: ":")), octets[(colon + 1)...].starts(with: [0x2F, 0x2F])
        else { return "this is not an absolute URL; write https://host/path" }
        let scheme = lowercased(octets[..<colon])
        let authority = octets[(colon + 3)...].prefix { ![0x2F, 0x3F, 0x23].contains($0) }
        guard !octets.contains(UInt8(ascii: "#")) else {
            return "an endpoint may not have a fragment; cut it from # on"
        }
        guard !authority.contains(UInt8(ascii: "@")) else { return "remove the user information before @" }
        guard let (host, port) = split(authority), !host.isEmpty else { return "this URL names no host" }
        guard isPort(port) else { return "the port must be a number from 1 to 65535" }
        switch scheme {
        case "https": return nil
        case "http" where ["127.0.0.1", "[::1]", "localhost"].contains(lowercased(host)): return nil
        case "http": return "http is allowed on 127.0.0.1, [::1] and localhost only; write https"
        default: return "the scheme of an endpoint must be https"
        }
    }

    /// The fault of a registered redirect URI (RFC 6749 §3.1.2), or nil. Whether it is wise is the linter's business.
    static func faultOfRedirectURI(_ text: String) -> String? {
        let octets = Array(text.utf8)
        if let fault = faultOfCharacters(octets) { return fault }
        let scheme = octets.prefix { $0 != UInt8(ascii: ":") }
        guard let first = scheme.first, isLetter(first), scheme.count < octets.count,
            scheme.allSatisfy({ isLetter($0) || isDigit($0) || [0x2B, 0x2D, 0x2E].contains($0) })
        else { return "a redirect URI needs a scheme, such as http://127.0.0.1/callback or com.example.app:/callback" }
        guard !octets.contains(UInt8(ascii: "#")) else { return "a redirect URI may not have a fragment" }
        return nil
    }

    /// RFC 3986 §2: the characters a URI is made of, and whole percent-encodings.
    private static func faultOfCharacters(_ octets: [UInt8]) -> String? {
        guard !octets.isEmpty else { return "this URL is empty" }
        for (index, octet) in octets.enumerated() {
            switch octet {
            case UInt8(ascii: "%"):
                let digits = octets[(index + 1)...].prefix(2)
                guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).hexDigitValue != nil })
                else {
                    return "% must be followed by two hexadecimal digits"
                }
            case _ where isLetter(octet) || isDigit(octet): break
            case _ where "-._~:/?#[]@!$&'()*+,;=".utf8.contains(octet): break
            default: return "a URL may hold only ASCII letters, digits and -._~:/?#[]@!$&'()*+,;=%"
            }
        }
        return nil
    }

    /// Host and port; nil when a bracket is not closed or something other than a port follows it.
    private static func split(_ authority: ArraySlice<UInt8>) -> (host: ArraySlice<UInt8>, port: ArraySlice<UInt8>?)? {
        let end: Int
        if authority.first == UInt8(ascii: "[") {
            guard let bracket = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            end = bracket + 1
        } else {
            end = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
        }
        guard end < authority.endIndex else { return (authority[..<end], nil) }
        guard authority[end] == UInt8(ascii: ":") else { return nil }
        return (authority[..<end], authority[(end + 1)...])
    }

    private static func isPort(_ port: ArraySlice<UInt8>?) -> Bool {
        guard let port else { return true }
        guard !port.isEmpty, port.allSatisfy(isDigit), let number = Int(String(decoding: port, as: UTF8.self)) else {
            return false
        }
        return 1...65_535 ~= number
    }

    private static func lowercased(_ octets: ArraySlice<UInt8>) -> String {
        String(decoding: octets.map { 0x41...0x5A ~= $0 ? $0 + 32 : $0 }, as: UTF8.self)
    }

    private static func isLetter(_ octet: UInt8) -> Bool { 0x41...0x5A ~= octet || 0x61...0x7A ~= octet }
    private static func isDigit(_ octet: UInt8) -> Bool { 0x30...0x39 ~= octet }
}
