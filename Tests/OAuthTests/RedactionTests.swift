import OAuth
import Testing

/// Secrets in texts of any form, found and masked.
struct RedactionTests {
    static let canary = "CANARY-0123456789-secret"

    /// Texts with a secret, in all the ways in which they are copied.
    static let texts = [
        "http://127.0.0.1:8765/callback?code=\(canary)&state=abc",
        "?state=abc&code=\(canary)", "code=\(canary)", "https://app.example/#access_token=\(canary)&token_type=bearer",
        "https://as.example/authorize?co%64e=\(canary)", "https://as.example/authorize?CODE=\(canary)",
        "https://app.example/cb\\u003fcode\\u003d\(canary)\\u0026state=x",
        "https://app.example/cb\\?code\\=\(canary)\\&state\\=x",
        "https://app.example/?next=%2Fcb%3Fcode%3D\(canary)%26state%3Dx",
        "https://app.example/?next=%252Fcb%253Fcode%253D\(canary)%2526state%253Dx",
        "<a href=\"https://app.example/cb?state=x&amp;code=\(canary)\">",
        "grant_type=authorization_code&code_verifier=\(canary)", "client_id=a&client_secret=\(canary)&b=c",
        "{\"access_token\": \"\(canary)\", \"token_type\": \"Bearer\"}", "{\"refresh_token\":\"\(canary)\"}",
        "{\\\"id_token\\\":\\\"\(canary)\\\"}",
        "GET /me HTTP/1.1\r\nAuthorization: Bearer \(canary)\r\n\r\n", "> authorization: Basic \(canary)",
        "Cookie: session=\(canary)", "DPoP: \(canary)",
        "curl -H 'Authorization: Bearer \(canary)' https://api.example/me",
        "curl -u id:\(canary) https://as.example/token",
        "curl --user 'id:\(canary)' https://as.example/token", "curl -d code=\(canary) https://as.example/token",
        "https://user:\(canary)@as.example/authorize?client_id=a",
        "https://as.example/a?code_challenge=\(canary)&code_challenge_method=plain",
        "https://as.example/a?code_challenge=\(canary)",
        "https://as.example/a?clientSecret=\(canary)", "https://as.example/a?client_secret%20=\(canary)",
        "{\"accessToken\": \"\(canary)\"}", "{\"registration_access_token\": \"\(canary)\"}",
        "Invoke-RestMethod -Body @{code=\"\(canary)\"}", "eyJhbGciOiJub25lIn0.!!!.\(canary)",
        "{\"name\": \"code\", \"value\": \"\(canary)\"}", "{\"value\": \"\(canary)\", \"name\": \"Cookie\"}",
    ]

    @Test(arguments: texts)
    func hidesTheSecret(text: String) {
        let redacted = Redaction.redacted(text)
        #expect(!redacted.contains(Self.canary))
        #expect(!redacted.contains(Self.canary.prefix(8)))
        #expect(redacted.contains("‹redacted:"))
        // What is masked keeps its length.
        #expect(Redaction.redacted(redacted) == redacted)
    }

    @Test func hidesTokensByTheirShape() {
        let token = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.c2ln"
        #expect(Redaction.redacted("it was \(token), I think") == "it was ‹redacted:\(token.utf8.count)›, I think")
    }

    @Test(arguments: [
        "https://as.example/authorize?response_type=code&client_id=a&scope=code&state=abc",
        "https://as.example/a?code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256",
        "https://as.example/a?code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=s256",
        "error_code=5&country_code=be", "Content-Type: application/json", "{\"token_type\": \"Bearer\"}", "",
    ])
    func leavesWhatIsNotASecret(text: String) {
        #expect(Redaction.redacted(text) == text)
    }

    @Test(arguments: [
        "device_id=abc", "X-Device-Id: abc", "{\"device_name\":\"abc\"}", "?deviceId=abc&x=1",
    ])
    func hidesTheIdentityOfAMachineWhereThatIsWanted(text: String) {
        #expect(Redaction.redacted(text) == text)
        #expect(Redaction.redacted(text, withIdentity: true) == text.replacing("abc", with: "‹redacted:3›"))
    }

    @Test func keepsTheNamesAndTheScheme() {
        #expect(
            Redaction.redacted("a=1&code=abcd&b=2") == "a=1&code=‹redacted:4›&b=2")
        #expect(Redaction.redacted("Authorization: Bearer abcdef") == "Authorization: Bearer ‹redacted:6›")
    }
}
