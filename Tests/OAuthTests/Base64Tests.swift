import OAuth
import Testing

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
    func refusesWhatIsNoBase64(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
