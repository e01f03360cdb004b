import Testing

@testable import OAuth

@Suite struct AuthorizationResponseTests {
    @Test func readsWhatTheServerSays() {
        let response = AuthorizationResponse(
            "HTTP/1.1 302 Found\r\nLocation: https://a.example/cb?error=x&error_description=a+b%21&error_uri=u&iss=i#f\r\n"
        )
        #expect(response.address == "https://a.example/cb")
        #expect(response.error == "x")
        #expect(response.errorDescription == "a b!")
        #expect(response.errorURI == "u")
        #expect(response.issuer == "i")
        #expect(response.fragment == "f")
        #expect(response.code == nil && response.state == nil)
        #expect(AuthorizationResponse("/cb?code=&code=c&state=s").code == "c")
        #expect(AuthorizationResponse("") == AuthorizationResponse(" \n"))
    }

    @Test func comparesStateByOctets() {
        let response = AuthorizationResponse("/cb?state=caf%C3%A9")
        #expect(response.carries(state: "caf\u{E9}"))
        #expect(!response.carries(state: "cafe\u{301}"))
        #expect(!response.carries(state: "caf"))
        #expect(!AuthorizationResponse("/cb").carries(state: ""))
        #expect(response != AuthorizationResponse("/cb?state=cafe%CC%81"))
    }

    @Test(arguments: [
        ("?code=a&state=b", "https://a.example/cb", "https://a.example/cb?code=a&state=b"),
        (" code=a&state=b\n", "https://a.example/cb?x=1", "https://a.example/cb?x=1&code=a&state=b"),
        ("error=x", "app:/cb", "app:/cb?error=x"),
        ("https://b.example/cb?code=a", "app:/cb", "https://b.example/cb?code=a"),
        ("/cb?code=a", "https://a.example/cb", "/cb?code=a"), ("abc", "app:/cb", "abc"),
    ])
    func completesAPastedQuery(pasted: String, redirectURI: String, completed: String) {
        #expect(AuthorizationResponse.completed(pasted, redirectURI: redirectURI) == completed)
        #expect(
            AuthorizationResponse(pasted: pasted, redirectURI: redirectURI) == AuthorizationResponse(completed))
    }

    @Test func comparesInConstantTime() {
        #expect(ConstantTime.equal([UInt8](), [UInt8]()))
        #expect(ConstantTime.equal([1, 2, 3] as [UInt8], [1, 2, 3] as [UInt8]))
        for index in 0..<3 {
            var other: [UInt8] = [1, 2, 3]
            other[index] ^= 0x80
            #expect(!ConstantTime.equal([1, 2, 3] as [UInt8], other))
        }
        #expect(!ConstantTime.equal([1, 2] as [UInt8], [1, 2, 3] as [UInt8]))
        #expect(!ConstantTime.equal([1, 2, 3] as [UInt8], [1, 2] as [UInt8]))
        #expect(!ConstantTime.equal([UInt8](), [0] as [UInt8]))
    }
}
