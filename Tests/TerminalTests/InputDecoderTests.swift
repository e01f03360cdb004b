import Screen
import Testing

@testable import Terminal

struct InputDecoderTests {
    private func decode(_ bytes: String) -> [InputDecoder.Event] {
        var decoder = InputDecoder()
        let events = decoder.feed(Array(bytes.utf8), at: 0)
        return events + decoder.expire(at: 10_000)
    }

    @Test(arguments: [
        ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OB", .down),
        ("\u{1B}[C", .right), ("\u{1B}OC", .right), ("\u{1B}[D", .left), ("\u{1B}OD", .left),
        ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
        ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
        ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;5D", .wordLeft), ("\u{1B}Oc", .wordRight), ("\u{1B}Od", .wordLeft),
        ("\u{1B}[1;2A", .up), ("\u{1B}O5C", .right), ("\u{1B}OM", .enter), ("\u{1B}", .escape),
        ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
        ("\u{1}", .control("a")), ("\u{3}", .control("c")), ("\u{1A}", .control("z")),
        ("q", .character("q")), (" ", .character(" ")), ("é", .character("é")), ("日", .character("日")),
        ("\u{1F600}", .character("\u{1F600}")), ("\u{FFFD}", .character("\u{FFFD}")),
        ("\u{1B}Op", .character("0")), ("\u{1B}Oy", .character("9")), ("\u{1B}Oj", .character("*")),
    ])
    func knowsAKey(bytes: String, key: Key) {
        #expect(decode(bytes) == [.key(key)])
    }

    @Test(arguments: [
        "\u{1B}q", "\u{1B}é", "\u{1B}\r", "\u{1B}\u{7F}",  // Alt and a key
        "\u{1B}[1;3C", "\u{1B}[1;5A", "\u{1B}[3;3~", "\u{1B}[1;9D",  // Alt or Ctrl and a key without that meaning
        "\u{1B}[15~", "\u{1B}[24;5~", "\u{1B}OP", "\u{1B}[[A",  // function keys
        "\u{1B}[<0;10;5M", "\u{1B}[<35;10;5m", "\u{1B}[M !!",  // mouse reports
        "\u{1B}[?62;1;2c", "\u{1B}[24;80R", "\u{1B}[27;5;113~", "\u{1B}[113;5u",  // answers and other protocols
        "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]52;c;cQ==\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gq\u{1B}\\",
        "\u{1B}[", "\u{1B}O", "\u{1B}[1;5", "\u{1B}[201~", "\u{0}", "\u{1C}", "\u{85}",
    ])
    func swallowsWhatItDoesNotKnow(bytes: String) {
        #expect(decode(bytes).isEmpty)
    }

    @Test func readsTheKeyAfterAnUnknownSequence() {
        #expect(decode("\u{1B}[<0;10;5Mj\u{1B}[15~k") == [.key(.character("j")), .key(.character("k"))])
    }

    @Test func readsEveryKeyByteByByteAsInOnePiece() {
        var decoder = InputDecoder()
        let text = "a\u{1B}[A\u{1B}OB日\u{1B}[1;5C\u{1B}[200~x\ry\u{1B}[201~q"
        var events: [InputDecoder.Event] = []
        for (time, byte) in text.utf8.enumerated() { events += decoder.feed([byte], at: Int64(time)) }
        #expect(events == decode(text))
        #expect(events.count == 7)
    }

    @Test func takesALoneEscapeAfterItsDelay() {
        var decoder = InputDecoder(escapeDelay: 25)
        #expect(decoder.feed([0x1B], at: 100).isEmpty)
        #expect(decoder.deadline == 125)
        #expect(decoder.expire(at: 124).isEmpty)
        #expect(decoder.expire(at: 125) == [.key(.escape)])
        #expect(decoder.deadline == nil)
    }

    @Test func takesTwoEscapesAsTwo() {
        #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    }

    @Test func waitsLongerForTheRestOfASequence() {
        var decoder = InputDecoder(escapeDelay: 25)
        #expect(decoder.feed(Array("\u{1B}[".utf8), at: 0).isEmpty)
        #expect(decoder.expire(at: 60).isEmpty)
        #expect(decoder.feed(Array("A".utf8), at: 60) == [.key(.up)])
    }

    @Test func prefersWhatTerminfoSays() {
        var decoder = InputDecoder(sequences: [Array("\u{1B}\t".utf8): .backTab, Array("\u{1B}[A".utf8): .home])
        #expect(decoder.feed(Array("\u{1B}\t\u{1B}[A".utf8), at: 0) == [.key(.backTab), .key(.home)])
    }

    @Test func dropsBytesThatAreNotUTF8() {
        var decoder = InputDecoder()
        let bytes: [UInt8] = [0xFF, 0x80, 0xC3, 0x71, 0xED, 0xA0, 0x80, 0x6A]
        #expect(decoder.feed(bytes, at: 0) == [.key(.character("q")), .key(.character("j"))])
    }

    @Test func tellsFocus() {
        #expect(decode("\u{1B}[I\u{1B}[O") == [.focusGained, .focusLost])
    }
}
