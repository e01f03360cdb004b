import Testing
import Text
import Wire

@Suite struct LoopbackAddressTests {
    @Test(arguments: [
        ("http://127.0.0.1/callback", LoopbackHost.ipv4, nil, "/callback", nil),
        ("http://127.0.0.1:8080/a/b?x=1&y=2", .ipv4, 8080, "/a/b", "x=1&y=2"),
        ("http://[::1]:1/", .ipv6, 1, "/", nil),
        ("http://[::1]", .ipv6, nil, "/", nil),
        ("HTTP://LocalHost:65535/cb?", .localhost, 65_535, "/cb", ""),
        ("http://localhost:?x", .localhost, nil, "/", "x"),
    ])
    func readsARedirectURIThatLeadsHere(
        uri: String, host: LoopbackHost, port: Int?, path: String, query: String?
    ) throws {
        let address = try LoopbackAddress(uri)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.path == path)
        #expect(address.query == query)
        #expect(address.redirectURI(port: address.effectivePort) == uri)
    }

    @Test(arguments: [
        ("com.example.app:/callback", LoopbackAddress.Obstacle.customScheme),
        ("urn:ietf:wg:oauth:2.0:oob", .customScheme),
        ("https://127.0.0.1/callback", .https),
        ("https://app.example/callback", .https),
        ("http://app.example/callback", .otherHost),
        ("http://127.0.0.2/", .otherHost),
        ("http://127.1/", .otherHost),
        ("http://0.0.0.0/", .otherHost),
        ("http://[::]/", .otherHost),
        ("http://localhost.example/", .otherHost),
        ("http://[::1", .malformed),
        ("http://user@127.0.0.1/", .malformed),
        ("http://127.0.0.1@evil.example/", .malformed),
        ("http://127.0.0.1:0/", .malformed),
        ("http://127.0.0.1:65536/", .malformed),
        ("http://127.0.0.1:8o/", .malformed),
        ("http://[::1]x/", .malformed),
        ("http://127.0.0.1/#part", .malformed),
        ("http://127.0.0.1/a b", .malformed),
        ("http://127.0.0.1/é", .malformed),
        ("http:/127.0.0.1/", .malformed),
        ("http:///callback", .malformed),
        ("/callback", .malformed),
        ("1http://127.0.0.1/", .malformed),
        ("", .malformed),
    ])
    func saysWhyAnAnswerCannotBeCaught(uri: String, obstacle: LoopbackAddress.Obstacle) {
        #expect(throws: obstacle) { try LoopbackAddress(uri) }
    }

    @Test(arguments: [
        ("http://127.0.0.1/callback?x=1", "http://127.0.0.1:4321/callback?x=1"),
        ("http://127.0.0.1:99", "http://127.0.0.1:4321"),
        ("http://[::1]:99/a", "http://[::1]:4321/a"),
    ])
    func changesNothingButThePort(uri: String, changed: String) throws {
        #expect(try LoopbackAddress(uri).redirectURI(port: 4321) == changed)
    }
}
