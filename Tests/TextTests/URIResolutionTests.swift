import Testing
import Text

/// Relative references (RFC 3986 §5.4).
struct URIResolutionTests {
    static let base = "http://a/b/c/d;p?q"

    /// The examples of §5.4.1 and §5.4.2; `http:g` as a strict parser reads it.
    static let examples = [
        ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
        ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
        ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
        ("g?y/../x", "http://a/b/c/g?y/../x"), ("g#s/./x", "http://a/b/c/g#s/./x"),
        ("g#s/../x", "http://a/b/c/g#s/../x"), ("http:g", "http:g"),
    ]

    @Test(arguments: examples)
    func resolvesAsTheStandardDoes(reference: String, target: String) {
        #expect(URIResolution.resolve(reference, base: Self.base) == target)
    }

    @Test(arguments: [
        ("token", "https://x.example", "https://x.example/token"),
        ("/token", "https://x.example", "https://x.example/token"),
        ("token", "https://x.example/v1", "https://x.example/token"),
        ("token", "https://x.example/v1/", "https://x.example/v1/token"), ("token", "/v1", nil), ("token", "", nil),
    ])
    func resolvesAgainstServers(reference: String, base: String, target: String?) {
        #expect(URIResolution.resolve(reference, base: base) == target)
    }

    @Test(arguments: [
        ("y/../z", "http://a/b/c/y/../z"), ("../g", "http://a/b/c/../g"), ("/./g", "http://a/./g"),
        ("//g/..", "http://g/.."),
    ])
    func keepsDots(reference: String, target: String) {
        #expect(URIResolution.resolve(reference, base: Self.base, keepsDots: true) == target)
    }

    @Test(arguments: [
        ("https://A.Example/x", "a.example"), ("https://a.example:8443?x", "a.example:8443"),
        ("https://[::1]:80/", "[::1]:80"),
        ("https://u@a.example", "a.example"), ("/x", nil), ("mailto:a", nil), ("", nil),
    ])
    func namesTheHost(url: String, host: String?) {
        #expect(URIResolution.host(of: url) == host)
    }
}
