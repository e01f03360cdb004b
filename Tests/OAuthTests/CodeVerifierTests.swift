import Testing
import Text

@testable import OAuth

@Suite struct CodeVerifierTests {
    /// RFC 7636 Appendix B.
    @Test func makesTheChallengeOfAppendixB() throws {
        let verifier = try CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(verifier.challenge(.s256) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        #expect(verifier.challenge(.plain) == verifier.text)
        #expect(verifier.challenge(.none) == nil)
    }

    @Test func makesTheVerifierOfAppendixBFromItsOctets() {
        let octets: [UInt8] = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214,
            191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
        ]
        #expect(CodeVerifier(octets: octets).text == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    }

    @Test(arguments: [43, 44, 127, 128])
    func acceptsLengthsFrom43To128(length: Int) throws {
        #expect(try CodeVerifier(String(repeating: "a", count: length)).text.count == length)
    }

    @Test(arguments: [0, 42, 129, 4_096])
    func rejectsOtherLengths(length: Int) {
        #expect(throws: VerifierError.length(length)) { try CodeVerifier(String(repeating: "a", count: length)) }
    }

    @Test(arguments: ["!", "+", "/", "=", " ", "é", "\u{212A}", "\u{0}"])
    func rejectsOtherCharacters(text: String) throws {
        let scalar = try #require(text.unicodeScalars.first)
        #expect(throws: VerifierError.character(scalar)) {
            try CodeVerifier(String(repeating: "a", count: 43) + text)
        }
    }

    /// FIPS 180-4 examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func hashesKnownTexts(text: String, hash: String) {
        let octets = stride(from: 0, to: hash.count, by: 2).compactMap { offset in
            UInt8(hash.dropFirst(offset).prefix(2), radix: 16)
        }
        #expect(CodeVerifier.s256(text) == Base64URL.encode(octets))
    }
}
