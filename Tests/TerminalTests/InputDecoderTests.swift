import Screen
import Testing

@testable import Terminal

struct InputDecoderTests {
    private func decode(_ bytes: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        let events = decoder.feed(Array(bytes.utf8), at: 0)
        return events + [decoder.expire(at: 10_000)].compactMap(\.self)
    }

    @Test(arguments: [
        ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OB", .down),
        ("\u{1B}[C", .right), ("\u{1B}OC", .right), ("\u{1B}[D", .left), ("\u{1B}OD", .left),
        ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
        ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
        ("\u{1B}OP", .f1), ("\u{1B}[11~", .f1), ("\u{1B}[P", .f1), ("\u{1B}[1;2P", .f1), ("\u{1B}[[A", .f1),
        ("\u{1B}OQ", .function(2)), ("\u{1B}[12~", .function(2)), ("\u{1B}[Q", .function(2)),
        ("\u{1B}OR", .function(3)), ("\u{1B}[13~", .function(3)), ("\u{1B}OS", .function(4)),
        ("\u{1B}[15~", .function(5)), ("\u{1B}[[E", .function(5)), ("\u{1B}[17~", .function(6)),
        ("\u{1B}[18~", .function(7)), ("\u{1B}[19~", .function(8)), ("\u{1B}[20~", .function(9)),
        ("\u{1B}[21~", .function(10)), ("\u{1B}[23~", .function(11)), ("\u{1B}[24~", .function(12)),
        ("\u{1B}[1;5C", .wordRight), ("\u{1B}[1;5D", .wordLeft),
        ("\u{1B}Oc", .wordRight), ("\u{1B}Od", .wordLeft),
        ("\u{1B}[1;2A", .up), ("\u{1B}O5C", .right), ("\u{1B}OM", .enter), ("\u{1B}", .escape),
        ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
        ("\u{1}", .control("a")), ("\u{3}", .control("c")), ("\u{1A}", .control("z")),
        ("q", .character("q")), (" ", .character(" ")), ("é", .character("é")), ("日", .character("日")),
        ("\u{1F600}", .character("\u{1F600}")), ("\u{FFFD}", .character("\u{FFFD}")),
        ("\u{1B}b", .alt("b")), ("\u{1B}d", .alt("d")), ("\u{1B}f", .alt("f")), ("\u{1B}[98;3u", .alt("b")),
        ("\u{1B}[27;3;102~", .alt("f")),
        ("\u{1B}Op", .character("0")), ("\u{1B}Oy", .character("9")), ("\u{1B}Oj", .character("*")),
    ])
    func knowsAKey(bytes: String, key: Key) {
        #expect(decode(bytes) == [.key(key)])
    }

    @Test(arguments: [
        "\u{1B}q", "\u{1B}B", "\u{1B}[98;7u", "\u{1B}[98;9u", "\u{1B}é", "\u{1B}\r", "\u{1B}\u{7F}",  // Alt and a key
        "\u{1B}[1;3C", "\u{1B}[1;5A", "\u{1B}[3;3~", "\u{1B}[1;9D",  // Alt or Ctrl and a key without that meaning
        "\u{1B}[16~", "\u{1B}[22~", "\u{1B}[25~", "\u{1B}[24;5~", "\u{1B}[[F",  // no function keys, or with Ctrl
        "\u{1B}[<0;10;5M", "\u{1B}[<35;10;5m", "\u{1B}[M !!",  // mouse reports
        "\u{1B}[?62;1;2c", "\u{1B}[24;80R", "\u{1B}[1;1R", "\u{1B}[?1u",  // answers
        "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]52;c;cQ==\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gq\u{1B}\\",
        "\u{1B}[", "\u{1B}O", "\u{1B}[1;5", "\u{1B}[201~", "\u{0}", "\u{1C}", "\u{85}",
    ])
    func swallowsWhatItDoesNotKnow(bytes: String) {
        #expect(decode(bytes).isEmpty)
    }

    @Test(arguments: [
        ("\u{1B}[113u", Key.character("q")), ("\u{1B}[113;1u", .character("q")), ("\u{1B}[113;;u", .character("q")),
        ("\u{1B}[113;1:1u", .character("q")), ("\u{1B}[113;1:2u", .character("q")), ("\u{1B}[32u", .character(" ")),
        // Ctrl, also with Shift, Caps Lock and Num Lock
        ("\u{1B}[99;5u", .control("c")), ("\u{1B}[99;6u", .control("c")), ("\u{1B}[99;69u", .control("c")),
        ("\u{1B}[99;133u", .control("c")), ("\u{1B}[105;5u", .tab), ("\u{1B}[109;5u", .enter),
        ("\u{1B}[104;5u", .backspace),
        ("\u{1B}[91;5u", .escape),
        // Shift: by the text, by the code of the key with Shift, of a letter
        ("\u{1B}[47:63;2;63u", .character("?")), ("\u{1B}[47;2;63u", .character("?")),
        ("\u{1B}[47:63;2u", .character("?")),
        ("\u{1B}[103;2u", .character("G")), ("\u{1B}[233;2u", .character("É")), ("\u{1B}[103;65u", .character("G")),
        ("\u{1B}[103;66u", .character("g")), ("\u{1B}[103:71:103;2:1;71u", .character("G")),
        ("\u{1B}[0;;230u", .character("æ")), ("\u{1B}[26085u", .character("日")),
        // Keys with names
        ("\u{1B}[27u", .escape), ("\u{1B}[27;5u", .escape), ("\u{1B}[13u", .enter), ("\u{1B}[13;2u", .enter),
        ("\u{1B}[9u", .tab), ("\u{1B}[9;2u", .backTab), ("\u{1B}[127u", .backspace), ("\u{1B}[127;5u", .backspace),
        ("\u{1B}[57414u", .enter), ("\u{1B}[57399u", .character("0")), ("\u{1B}[57408u", .character("9")),
        ("\u{1B}[57410u", .character("/")), ("\u{1B}[57411u", .character("*")), ("\u{1B}[57413u", .character("+")),
        ("\u{1B}[57419u", .up), ("\u{1B}[57417;5u", .wordLeft), ("\u{1B}[57426u", .delete),
        // The old forms with the new fields
        ("\u{1B}[1;1:1A", .up), ("\u{1B}[1;129B", .down), ("\u{1B}[1;133C", .wordRight), ("\u{1B}[1;1:2H", .home),
        ("\u{1B}[3;1:1~", .delete), ("\u{1B}[5;129:2~", .pageUp),
        // modifyOtherKeys
        ("\u{1B}[27;5;99~", .control("c")), ("\u{1B}[27;5;113~", .control("q")), ("\u{1B}[27;2;71~", .character("G")),
        ("\u{1B}[27;2;63~", .character("?")), ("\u{1B}[27;2;9~", .backTab), ("\u{1B}[27;5;13~", .enter),
        ("\u{1B}[27;1;113~", .character("q")),
    ])
    func knowsAKeyOfTheNewProtocols(bytes: String, key: Key) {
        #expect(decode(bytes) == [.key(key)])
    }

    @Test(arguments: [
        "\u{1B}[113;1:3u", "\u{1B}[1;1:3A", "\u{1B}[3;1:3~", "\u{1B}[99;5:3u", "\u{1B}[113;1:3;113u",  // released
        "\u{1B}[113;3u", "\u{1B}[113;9u", "\u{1B}[113;17u", "\u{1B}[113;33u", "\u{1B}[113;7u", "\u{1B}[27;3;113~",
        "\u{1B}[113;3;113u", "\u{1B}[13;3u",  // with Alt, Super, Hyper or Meta
        "\u{1B}[57441u", "\u{1B}[57358u", "\u{1B}[57376u", "\u{1B}[57428u",  // Shift itself, Caps Lock, F13, media
        "\u{1B}[49;2u", "\u{1B}[47;2u",  // Shift and a key whose other sign only the keyboard knows
        "\u{1B}[0u", "\u{1B}[u", "\u{1B}[1u", "\u{1B}[55296u", "\u{1B}[1114112u", "\u{1B}[99999999999u", "\u{1B}[133u",
        "\u{1B}[113;1;113;1u", "\u{1B}[49;5u", "\u{1B}[9;5~", "\u{1B}[27;5;27;5~", "\u{1B}[<113u", "\u{1B}[1;5:1A",
        "\u{1B}[113;1;" + String(repeating: "1", count: 60) + "u",
    ])
    func ignoresWhatIsNotAKeyOfTheNewProtocols(bytes: String) {
        #expect(decode(bytes).isEmpty)
    }

    @Test func readsATextOfSeveralCharacters() {
        #expect(decode("\u{1B}[0;;104:105:27:133u") == [.key(.character("h")), .key(.character("i"))])
    }

    @Test func readsTheKeyAfterAnUnknownSequence() {
        #expect(decode("\u{1B}[<0;10;5Mj\u{1B}[25~k") == [.key(.character("j")), .key(.character("k"))])
    }

    @Test func readsEveryKeyByteByByteAsInOnePiece() {
        var decoder = InputDecoder()
        let text = "a\u{1B}[A\u{1B}OB日\u{1B}[1;5C\u{1B}[200~x\ry\u{1B}[201~q"
        var events: [TerminalEvent] = []
        for (time, byte) in text.utf8.enumerated() { events += decoder.feed([byte], at: Int64(time)) }
        #expect(events == decode(text))
        #expect(events.count == 7)
    }

    @Test func takesALoneEscapeAfterItsDelay() {
        var decoder = InputDecoder(escapeDelay: 25)
        #expect(decoder.feed([0x1B], at: 100).isEmpty)
        #expect(decoder.deadline == 125)
        #expect(decoder.expire(at: 124) == nil)
        #expect(decoder.expire(at: 125) == .key(.escape))
        #expect(decoder.deadline == nil)
    }

    @Test func takesTwoEscapesAsTwo() {
        #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    }

    @Test func waitsLongerForTheRestOfASequence() {
        var decoder = InputDecoder(escapeDelay: 25)
        #expect(decoder.feed(Array("\u{1B}[".utf8), at: 0).isEmpty)
        #expect(decoder.expire(at: 60) == nil)
        #expect(decoder.feed(Array("A".utf8), at: 60) == [.key(.up)])
    }

    @Test func prefersWhatTerminfoSays() {
        var decoder = InputDecoder(sequences: [(Array("\u{1B}\t".utf8), .backTab), (Array("\u{1B}[A".utf8), .home)])
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
