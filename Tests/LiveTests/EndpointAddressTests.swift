import Testing

@testable import Platform
@testable import Wire

@Suite struct EndpointAddressTests {
    @Test(arguments: [
        ("https://x.example/token", "x.example", true), ("HTTPS://X.Example:8443?a", "x.example:8443", true),
        ("https://[2001:DB8::1]/", "[2001:db8::1]", true), ("http://127.0.0.1:80/", "127.0.0.1:80", false),
        ("http://[::1]:9/", "[::1]:9", false),
    ])
    func takesAnAddressApart(text: String, authority: String, isSecure: Bool) throws {
        let address = try EndpointAddress(text)
        #expect(address.authority == authority)
        #expect(address.isSecure == isSecure)
    }

    @Test(arguments: [
        "", "https", "https:/x.example/", "https:///token", "https://user@x.example/", "https://x.example@evil/",
        "https://x.example\\@evil/", "https://x.example#f", "https://x.example:0/", "https://x.example:65536/",
        "https://x.example:/", "https://x.example:8a/", "https://[::1/", "https://[::1]x/", "https://[fe80::1%25lo]/",
        "https://exämple/", "https://x_y/", "https://x.example/a b", "https://x.example/\r\nX: 1",
        "https://x.example/\u{7F}",
        "//x.example/", "https://x%2Eexample/",
    ])
    func refusesWhatParsersCouldReadDifferently(text: String) {
        #expect(throws: ConnectionProblem.malformedAddress) { try EndpointAddress(text) }
    }

    @Test(arguments: [
        ("https://x.example/a", "HTTPS://X.EXAMPLE:443/b", true), ("http://[::1]:80/", "http://[::1]/", true),
        ("https://x.example/", "https://y.example/", false), ("https://x.example/", "https://x.example:80/", false),
        ("https://127.0.0.1:80/", "http://127.0.0.1/", false),
    ])
    func distinguishesOrigins(one: String, other: String, areSame: Bool) throws {
        #expect(try EndpointAddress(one).hasOrigin(of: EndpointAddress(other)) == areSame)
    }
}
