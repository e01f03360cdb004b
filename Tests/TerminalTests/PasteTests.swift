import Screen
import Testing

@testable import Terminal

struct PasteTests {
    private func paste(_ text: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return decoder.feed(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8), at: 0)
    }

    @Test(arguments: [
        ("q", "q"), ("a\rb", "a\nb"), ("a\r\nb", "a\nb"), ("a\nb", "a\nb"), ("\r\r", "\n\n"), ("é日", "é日"),
        ("\u{1B}[A", "\u{1B}[A"), ("\u{1B}[201", "\u{1B}[201"), ("\u{1B}\u{1B}", "\u{1B}\u{1B}"),
        ("\u{1B}[200~", "\u{1B}[200~"), ("\u{3}", "\u{3}"),
    ])
    func isTextWhateverItContains(sent: String, text: String) {
        #expect(paste(sent) == [.paste(text)])
    }

    @Test func isNothingWhenEmpty() {
        #expect(paste("").isEmpty)
    }

    @Test func isRefusedAboveTheLimitAndReadToItsEnd() {
        #expect(paste(String(repeating: "a", count: 65_536)) == [.paste(String(repeating: "a", count: 65_536))])
        #expect(paste(String(repeating: "q", count: 200_000)) == [.refusedPaste(octets: 200_000)])
        #expect(paste(String(repeating: "日", count: 30_000)) == [.refusedPaste(octets: 90_000)])
    }

    @Test func endsOneSecondAfterItsLastByte() {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~abc".utf8), at: 0).isEmpty)
        #expect(decoder.feed(Array("q".utf8), at: 900).isEmpty)
        #expect(decoder.expire(at: 1800) == nil)
        #expect(decoder.deadline == 1900)
        #expect(decoder.expire(at: 1900) == .paste("abcq"))
        #expect(decoder.feed(Array("q".utf8), at: 2000) == [.key(.character("q"))])
    }

    @Test func endsForGoodBeforeTheNextKey() {
        var decoder = InputDecoder()
        let bytes = Array("\u{1B}[200~x\u{1B}[201~y".utf8)
        #expect(decoder.feed(bytes, at: 0) == [.paste("x"), .key(.character("y"))])
    }
}
