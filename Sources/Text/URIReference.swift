/// A URI reference split as RFC 3986 Appendix B does it, whatever it holds.
///
/// All ranges are indices of the octets that were split.
package struct URIReference {
    package let octets: Octets
    /// What stands before the first `:`, if that comes before any of `/?#`.
    package private(set) var scheme: Range<Int>?
    package private(set) var authority: Range<Int>?
    /// What stands before the authority's last `@`.
    package private(set) var userinfo: Range<Int>?
    /// Up to `:`, or a literal in brackets; empty when there is none.
    package private(set) var host: Range<Int>
    /// What stands between the host's `:` and the path.
    package private(set) var port: Range<Int>?
    package private(set) var path: Range<Int>
    package private(set) var query: Range<Int>?
    package private(set) var fragment: Range<Int>?

    package init(_ text: Octets) {
        octets = text
        var start = text.startIndex
        var end = text.endIndex
        if let hash = text.firstIndex(of: ascii("#")) {
            fragment = hash + 1..<end
            end = hash
        }
        if let mark = text[start..<end].firstIndex(of: ascii("?")) {
            query = mark + 1..<end
            end = mark
        }
        let colon = text[start..<end].firstIndex { $0 == ascii(":") || $0 == ascii("/") }
        if let colon, text[colon] == ascii(":"), colon > start {
            scheme = start..<colon
            start = colon + 1
        }
        host = start..<start
        if text[start..<end].starts(with: [ascii("/"), ascii("/")]) {
            let authority = start + 2..<(text[(start + 2)..<end].firstIndex(of: ascii("/")) ?? end)
            self.authority = authority
            path = authority.upperBound..<end
            split(authority)
        } else {
            path = start..<end
        }
    }

    private mutating func split(_ authority: Range<Int>) {
        var start = authority.lowerBound
        if let at = octets[authority].lastIndex(of: ascii("@")) {
            userinfo = start..<at
            start = at + 1
        }
        let rest = start..<authority.upperBound
        var hostEnd = octets[rest].firstIndex(of: ascii(":")) ?? rest.upperBound
        if !rest.isEmpty, octets[start] == ascii("[") {
            // A literal that never ends, or that something but a port follows, is no host.
            let close = octets[rest].firstIndex(of: ascii("]")).map { $0 + 1 } ?? start
            let isWhole = close == rest.upperBound || close > start && octets[close] == ascii(":")
            hostEnd = isWhole ? close : start
        }
        host = start..<hostEnd
        if hostEnd < rest.upperBound, octets[hostEnd] == ascii(":") { port = hostEnd + 1..<rest.upperBound }
    }

    /// RFC 3986 §3.1: a letter, then letters, digits, `+`, `-` and `.`.
    package var hasScheme: Bool {
        guard let scheme, octets[scheme.lowerBound].isLetter else { return false }
        return octets[scheme].allSatisfy {
            $0.isLetter || $0.isDigit || $0 == ascii("+") || $0 == ascii("-") || $0 == ascii(".")
        }
    }

    package func schemeIs(_ name: String) -> Bool {
        guard let scheme else { return false }
        return octets[scheme].lazy.map(\.lowercased).elementsEqual(name.utf8)
    }

    package var isHTTP: Bool { schemeIs("http") }
    package var isHTTPS: Bool { schemeIs("https") }

    package func hostIs(_ name: String) -> Bool {
        octets[host].lazy.map(\.lowercased).elementsEqual(name.utf8)
    }

    /// Exactly these spellings; `127.1` and `0.0.0.0` are something else (RFC 8252 §7.3, §8.3).
    package var isLoopback: Bool { hostIs("127.0.0.1") || hostIs("[::1]") || hostIs("localhost") }

    /// The port as a number from 0 to 65535, nil when it is none; an empty one is the scheme's default.
    package var portNumber: PortNumber {
        guard let port, !port.isEmpty else { return .absent }
        var number = 0
        for octet in octets[port] {
            guard octet.isDigit else { return .invalid }
            number = min(number * 10 + Int(octet - 0x30), 65_536)
        }
        return number > 65_535 ? .invalid : .number(number)
    }

    package enum PortNumber: Equatable {
        case absent
        case number(Int)
        case invalid
    }

    /// The port that a connection would use, or nil when the scheme has no default.
    package var effectivePort: Int? {
        switch portNumber {
        case .number(let number): number
        case .invalid: nil
        case .absent: isHTTPS ? 443 : isHTTP ? 80 : nil
        }
    }
}
