import Testing

@testable import OAuth

@Suite struct SecretTests {
    @Test func showsItsLengthOnly() {
        let secret = Secret("caf\u{E9}")
        #expect(secret.count == 5)
        #expect("\(secret)" == "‹secret, 5›")
        #expect(String(reflecting: secret) == "‹secret, 5›")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("caf"))
        #expect(secret.reveal() == "caf\u{E9}")
        #expect(Secret("").reveal() == "")
    }

    @Test func masksTheMiddle() {
        #expect(Secret(Sample.verifier).masked == "OVU6…FPPk (43)")
        #expect(Secret("123456789012345").masked == "‹secret, 15›")
        #expect(Secret("1234567890123456").masked == "1234…3456 (16)")
        #expect(Secret("123456789012345\u{1B}").masked == "‹secret, 16›")
    }

    @Test func comparesAndWipes() {
        let text = [UInt8]("tGzv3JOkF0XG5Qx2TlKWIA".utf8)
        let secret = Secret(text)
        #expect(secret.matches(Secret(text)))
        #expect(!secret.matches(Secret("tGzv3JOkF0XG5Qx2TlKWIa")))
        #expect(!secret.matches(Secret("")))
        secret.wipe()
        #expect(secret.withOctets { $0.allSatisfy { $0 == 0 } })
        // The original text belongs to the caller and is unchanged.
        #expect(text.first == UInt8(ascii: "t"))
        Secret("").wipe()
    }
}
