import Testing
import Text

struct URIReferenceTests {
    /// RFC 3986 Appendix B, and authorities with all their parts.
    @Test(arguments: [
        (
            "http://www.ics.uci.edu/pub/ietf/uri/#Related",
            ["http", "", "www.ics.uci.edu", "", "/pub/ietf/uri/", "", "Related"]
        ),
        ("https://u:p@[::1]:80/a?b=c&d#e?f", ["https", "u:p", "[::1]", "80", "/a", "b=c&d", "e?f"]),
        ("//a@b@c:1", ["", "a@b", "c", "1", "", "", ""]), ("a:b", ["a", "", "", "", "b", "", ""]),
        ("/a:b", ["", "", "", "", "/a:b", "", ""]), ("?a#b", ["", "", "", "", "", "a", "b"]),
        ("https://[::1]x/", ["https", "", "", "", "/", "", ""]), ("", ["", "", "", "", "", "", ""]),
    ])
    func splits(text: String, parts: [String]) {
        let reference = URIReference(text)
        let ranges = [
            reference.scheme, reference.userinfo, reference.host, reference.port, reference.path, reference.query,
            reference.fragment,
        ]
        #expect(ranges.map { reference.text(of: $0) } == parts)
    }

    @Test(arguments: [
        ("https://u@a.example:8443/x", "a.example:8443", "a.example"), ("https://a.example", "a.example", "a.example"),
        ("https://[::1", "[::1", "[::1"), ("https://[::1]x:1/", "[::1]x:1", "[::1]x:1"), ("mailto:a", "", ""),
    ])
    func namesTheHostWithItsPort(text: String, hostAndPort: String, shownHost: String) {
        let reference = URIReference(text)
        #expect(reference.text(of: reference.hostAndPort) == hostAndPort)
        #expect(reference.text(of: reference.shownHost) == shownHost)
    }

    @Test(arguments: [
        ("http://127.0.0.1/", LoopbackHost.ipv4), ("http://[::1]:80", .ipv6), ("com.example://LocalHost", .localhost),
        ("http://127.1/", nil), ("http://0.0.0.0/", nil), ("http://127.0.0.1.example/", nil), ("http:/127.0.0.1", nil),
        ("http://127.0.0.1@evil.example/", nil), ("http://[::01]/", nil), ("http://localhost./", nil),
    ])
    func knowsTheHostsOfThisMachine(text: String, host: LoopbackHost?) {
        #expect(URIReference(text).loopbackHost == host)
        #expect(URIReference(text).isLoopback == (host != nil))
    }

    @Test(arguments: [
        ("http://a", true, 80), ("https://a", true, 443), ("x://a", true, nil), ("http://a:1", true, 1),
        ("http://a:65535", true, 65_535), ("http://a:0", false, 0), ("http://a:65536", false, nil),
        ("http://a:", false, 80), ("http://a:8o", false, nil), ("http://a:-1", false, nil),
    ])
    func readsThePort(text: String, isUsable: Bool, effective: Int?) {
        #expect(URIReference(text).hasUsablePort == isUsable)
        #expect(URIReference(text).effectivePort == effective)
    }

    @Test(arguments: [
        ("https://A.example", "HTTPS://a.example:443/x?y", true), ("http://a:80", "http://a/", true),
        ("http://a", "https://a", false), ("http://a", "http://b", false), ("http://a:1", "http://a:2", false),
        // A URL that cannot be compared has no origin.
        ("http://a:x", "http://a:x", false), ("/a", "/a", false), ("http://", "http://", false),
        ("x://a", "x://a", false),
    ])
    func comparesOrigins(left: String, right: String, areSame: Bool) {
        let origin = URIReference(left).origin
        #expect((origin != nil && origin == URIReference(right).origin) == areSame)
    }

    @Test(arguments: [
        ("https://a.example/%41?b=[c]#d", nil), ("https://a/%4", 10), ("https://a/%g0", 10), ("a b", 1), ("é", 0),
        ("a\"", 1), ("a\\b", 1), ("a{b", 1), ("a^", 1), ("a|b", 1), ("a<b", 1), ("a`b", 1), ("a\u{7F}", 1),
    ])
    func findsWhatNoURIMayHave(text: String, index: Int?) {
        #expect(URIReference(text).firstForbidden == index)
    }

    /// RFC 3986 §2.2 and §2.3.
    @Test func knowsTheCharactersOfURIs() {
        let octets = (UInt8.min...UInt8.max)
        #expect(octets.filter(\.isReserved) == ":/?#[]@!$&'()*+,;=".utf8.sorted())
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        #expect(octets.filter(\.isUnreserved) == "\(letters)0123456789-._~".utf8.sorted())
    }

    @Test(arguments: [
        ("a.example", true), ("127.0.0.1", true), ("a-1", true), ("[::1]", false), ("a_b", false), ("é", false),
        ("a%2E", false), ("", false),
    ])
    func recognisesPlainHosts(host: String, isPlain: Bool) {
        #expect(URIReference("https://\(host)/").hasPlainHost == isPlain)
    }
}
