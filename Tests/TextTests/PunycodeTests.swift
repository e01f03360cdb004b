import Testing
import Text

struct PunycodeTests {
    @Test(arguments: [
        ("xn--bckerei-5wa", "bäckerei"), ("xn--ccounts-1fg", "аccounts"), ("xn--", ""), ("xn--a\u{7f}", nil),
    ])
    func readsPunycode(label: String, text: String?) {
        let octets = Array(label.utf8)
        #expect(Punycode.decoded(host: octets[...]).utf8.elementsEqual((text ?? label).utf8))
    }

    /// RFC 3492 §7.1 (B), (I), (L).
    @Test(arguments: [
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"),
        ("bücher.example", "xn--bcher-kva.example"),
    ])
    func writesPunycode(text: String, label: String) {
        #expect(Punycode.encoded(host: Array(text.utf8)[...]) == label)
        #expect(Punycode.decoded(host: Array(label.utf8)[...]) == text)
    }
}
