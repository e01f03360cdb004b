import Testing
import Text

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
    ])
    func decodesTheVectors(text: String, octets: String) {
        #expect(Base64.decode(text) == Array(octets.utf8))
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Z===", "Zm9v====", "Zm9v!A==", "Zg==Zg==", "Zm-_", "Zm 9"])
    func refusesWhatIsNotBase64(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    /// RFC 7636 Appendix A.
    @Test func encodesTheOctetsOfAppendixA() {
        #expect(Base64URL.encode([3, 236, 255, 224, 193]) == "A-z_4ME")
    }
}
