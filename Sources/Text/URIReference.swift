/// A URI reference, split as in RFC 3986 Appendix B. Any text can be split.
///
/// All ranges are indices of the octets that were split.
package struct URIReference {
    package let octets: Octets
    /// The part before the first `:`, if no `/`, `?` or `#` comes earlier.
    package private(set) var scheme: Range<Int>?
    package private(set) var authority: Range<Int>?
    /// The part before the authority's last `@`.
    package private(set) var userinfo: Range<Int>?
    /// The host up to `:`, or a literal in brackets; empty if there is none.
    package private(set) var host: Range<Int>
    /// The part between the host's `:` and the path.
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

    package init(_ text: String) {
        self.init(Array(text.utf8)[...])
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
            // A literal without an end, or with anything but a port after it, is not a host.
            let close = octets[rest].firstIndex(of: ascii("]")).map { $0 + 1 } ?? start
            let isWhole = close == rest.upperBound || close > start && octets[close] == ascii(":")
            hostEnd = isWhole ? close : start
        }
        host = start..<hostEnd
        if hostEnd < rest.upperBound, octets[hostEnd] == ascii(":") { port = hostEnd + 1..<rest.upperBound }
    }

    /// Returns the text of a part, as written; empty if the part is nil.
    package func text(of part: Range<Int>?) -> String {
        part.map { String(octets: octets[$0]) } ?? ""
    }

    /// The authority without its userinfo: the value of `Host` (RFC 9110 §7.2).
    package var hostAndPort: Range<Int>? {
        authority.map { (userinfo.map { $0.upperBound + 1 } ?? $0.lowerBound)..<$0.upperBound }
    }

    /// The host, or the text in its place if it is invalid.
    package var shownHost: Range<Int>? { port == nil ? hostAndPort : host }

    /// The index of the first octet that is not allowed in a URI (RFC 3986 §2), such as a `%` without two digits; nil
    /// if all are allowed.
    package var firstForbidden: Int? {
        octets.indices.first { index in
            let octet = octets[index]
            if octet == ascii("%") { return PercentCoding.triplet(in: octets, at: index) == nil }
            return !octet.isUnreserved && !octet.isReserved
        }
    }

    /// RFC 3986 §3.1: a letter, then letters, digits, `+`, `-` and `.`.
    package var hasScheme: Bool {
        guard let scheme, octets[scheme.lowerBound].isLetter else { return false }
        return octets[scheme].allSatisfy {
            $0.isLetter || $0.isDigit || $0 == ascii("+") || $0 == ascii("-") || $0 == ascii(".")
        }
    }

    package func schemeIs(_ name: String) -> Bool {
        guard let scheme, scheme.count == name.utf8.count else { return false }
        return octets[scheme].lazy.map(\.lowercased).elementsEqual(name.utf8)
    }

    package var isHTTP: Bool { schemeIs("http") }
    package var isHTTPS: Bool { schemeIs("https") }

    package func hostIs(_ name: String) -> Bool {
        host.count == name.utf8.count && octets[host].lazy.map(\.lowercased).elementsEqual(name.utf8)
    }

    /// Whether the host is a name or an IPv4 address: letters, digits, `-` and `.`.
    package var hasPlainHost: Bool {
        !host.isEmpty && octets[host].allSatisfy { $0.isLetter || $0.isDigit || $0 == ascii("-") || $0 == ascii(".") }
    }

    /// The loopback host, in exactly one of these spellings. `127.1` and `0.0.0.0` do not count (RFC 8252 §7.3, §8.3).
    package var loopbackHost: LoopbackHost? { LoopbackHost.allCases.first { hostIs($0.rawValue) } }

    package var isLoopback: Bool { loopbackHost != nil }

    /// The port as a number from 0 to 65535. An empty port is the default of the scheme.
    package var portNumber: PortNumber {
        guard let port, !port.isEmpty else { return .absent }
        var number = 0
        for octet in octets[port] {
            guard octet.isDigit else { return .invalid }
            number = min(number * 10 + Int(octet - 0x30), 65_536)
        }
        return number > 65_535 ? .invalid : .number(number)
    }

    /// The origin (RFC 6454 §4); nil if the host or the port is not known.
    package var origin: Origin? {
        guard hasScheme, !host.isEmpty, let port = effectivePort else { return nil }
        return Origin(scheme: text(of: scheme).lowercased(), host: octets[host].asciiLowercased, port: port)
    }

    /// The scheme and the host in lower case, and the port.
    package struct Origin: Equatable {
        fileprivate var scheme: String
        fileprivate var host: [UInt8]
        fileprivate var port: Int
    }

    package enum PortNumber: Equatable {
        case absent
        case number(Int)
        case invalid
    }

    /// Whether there is no port, or one to which a connection is possible.
    package var hasUsablePort: Bool {
        switch portNumber {
        case .number(let number): number > 0
        case .absent: port == nil
        case .invalid: false
        }
    }

    /// The port of a connection; nil if the scheme has no default port.
    package var effectivePort: Int? {
        switch portNumber {
        case .number(let number): number
        case .invalid: nil
        case .absent: isHTTPS ? 443 : isHTTP ? 80 : nil
        }
    }
}

/// The hosts of the loopback interface (RFC 8252 §7.3).
package enum LoopbackHost: String, CaseIterable, Sendable {
    case ipv4 = "127.0.0.1"
    case ipv6 = "[::1]"
    /// A name that may resolve to either address (RFC 8252 §8.3).
    case localhost
}
