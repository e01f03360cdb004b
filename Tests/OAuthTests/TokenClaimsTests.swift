import Testing
import Text

@testable import OAuth

@Suite struct TokenClaimsTests {
    private static func token(_ claims: String, header: String = #"{"alg":"RS256"}"#) -> Secret {
        Secret(
            [header, claims].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".") + ".c2lnbmF0dXJl")
    }

    private static let expectation = TokenClaims.Expectation(
        issuer: "https://p.example", audience: "app", nonce: "n", now: 1_000)

    private static func verdicts(_ claims: String) -> [String] {
        TokenClaims(token(claims), comparedWith: expectation)?.claims.map { "\($0.name) \($0.verdict.rawValue)" } ?? []
    }

    @Test func comparesEachClaim() {
        #expect(
            Self.verdicts(#"{"iss":"https://p.example","aud":["x","app"],"nonce":"n","exp":1001,"sub":"s"}"#)
                == ["iss right", "aud right", "nonce right", "exp right", "sub unchecked"])
        #expect(
            Self.verdicts(#"{"iss":"https://p.example/","aud":"x","nonce":"m","exp":1000}"#)
                == ["iss wrong", "aud wrong", "nonce wrong", "exp wrong"])
        #expect(Self.verdicts("{}") == ["nonce wrong"])
        #expect(Self.verdicts(#"{"nonce":"n","exp":"soon","iss":7}"#) == ["nonce right", "exp wrong", "iss wrong"])
    }

    @Test(arguments: [
        (#"{"exp":"1001"}"#, "not a number of seconds since 1970"), (#"{"exp":1700000000000}"#, "53869 years ahead"),
        (#"{"iat":4600}"#, "in 1 hour"), (#"{"iat":1200}"#, ""), (#"{"nbf":999}"#, ""),
        (#"{"exp":1001.5}"#, "in 1 second"),
    ])
    func comparesTimes(claims: String, remark: String) throws {
        let claim = try #require(TokenClaims(Self.token(claims), comparedWith: Self.expectation)?.claims.first)
        #expect(claim.remark == remark)
    }

    @Test func saysHowLongItIsGood() throws {
        let claims = try #require(
            TokenClaims(Self.token(#"{"exp":4600.0}"#), comparedWith: Self.expectation)?.claims.first)
        #expect(claims.remark == "in 1 hour")
    }

    @Test(arguments: [
        "", "a", "a.b", "a.b.c", "....", "e30.e30.e30", "eyJhbGciOiJub25lIn0.W10.", "eyJhbGciOiJub25lIn0=.e30.",
    ])
    func isNilForATextThatIsNotAToken(text: String) {
        #expect(TokenClaims(Secret(text), comparedWith: Self.expectation) == nil)
    }

    @Test func readsHostileClaimsWithinLimits() {
        #expect(TokenClaims(Self.token(String(repeating: "[", count: 10_000)), comparedWith: Self.expectation) == nil)
        let many = "{" + (0..<1_000).map { "\"c\($0)\":\($0)" }.joined(separator: ",") + "}"
        #expect(TokenClaims(Self.token(many), comparedWith: Self.expectation)?.claims.count == 101)
    }

    @Test(arguments: [("", ""), ("Zg", "f"), ("Zm8", "fo"), ("Zm9v", "foo"), ("Zm9vYg", "foob"), ("-_-_", nil)])
    func decodesBase64URL(text: String, decoded: String?) {
        let octets = Base64URL.decode(text.utf8)
        if let decoded { #expect(octets == Array(decoded.utf8)) } else { #expect(octets == [0xFB, 0xFF, 0xBF]) }
        #expect(octets.map { Base64URL.encode($0) } == text)
        for broken in ["Z", "Zg==", "Zm9v=", "Z+", "Z/"] { #expect(Base64URL.decode(broken.utf8) == nil) }
    }
}
