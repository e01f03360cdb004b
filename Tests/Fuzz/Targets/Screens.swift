import Screen
import Terminal
import Text

extension Target {
    /// The sanitiser, which stands between foreign text and every terminal. The first octet is a width.
    static let sanitiser = Target(
        name: "sanitiser",
        words: [
            "\u{1B}[31m", "\u{9B}", "\u{202E}", "\u{200B}", "\u{FE0F}", "⚠\u{FE0F}", "e\u{301}", "\u{34F}", "日本",
            "…", "👩\u{200D}👩", "\u{1160}", "\u{115F}", "\u{2800}", "\u{E0100}", "\u{E000}", "\u{FFFE}", "\u{10FFFF}",
            "<U+",
        ]
    ) { octets in
        let text = String(octets: octets.dropFirst())
        let widths = [0, 1, 2, 3, Int(octets.first ?? 80), 80]
        for limit in [nil] + widths.map(Optional.init) {
            let shown = safe(text, columns: limit)
            check(shown, limit)
            hold(safe(shown, columns: limit).hasSameOctets(as: shown), "doing it twice changes nothing: \(shown)")
            hold(safe(shown).hasSameOctets(as: shown), "what was cut is harmless, too: \(shown)")
        }
        let whole = safe(text)
        hold(text.isEmpty || !whole.isEmpty, "nothing vanishes")
        let width = columns(whole)
        hold(safe(text, columns: width).hasSameOctets(as: whole), "what fits is not cut")
    }

    /// The decoder of what a terminal sends. The first octet is the delay of Escape.
    static let keys = Target(
        name: "keys",
        words: [
            "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[A", "\u{1B}OA", "\u{1B}[1;5C", "\u{1B}[3~", "\u{1B}[M",
            "\u{1B}[<0;1;1M", "\u{1B}[<0;1;1m", "\u{1B}[<32;2;1M", "\u{1B}[<65;9;9M", "\u{1B}[M !!", "\u{1B}[M#!!",
            "\u{1B}[I", "\u{1B}[O", "\u{1B}]11;", "\u{7}", "\u{1B}\\", "\u{1B}P", "\u{1B}[97;5u",
            "\u{1B}[27;5;99~", "\u{1B}", "\u{1B}[99;5:3u", "\u{1B}[57352u", "é", "日", "😀", "\r\n",
        ]
    ) { octets in
        let delay = Int(octets.first ?? 25)
        let input = octets.dropFirst()
        let expected = events(of: [input], delay)
        hold(events(of: input.map { CollectionOfOne($0) }, delay) == expected, "octet by octet it is \(expected)")
        // Cut where the input itself says.
        let cut = input.startIndex + input.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % max(1, input.count)
        hold(events(of: [input[..<cut], input[cut...]], delay) == expected, "in two pieces it is \(expected)")
        for event in expected { check(event) }
        checkPaste(input)
    }

    private static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + TextWidth.columns($1) }
    }

    private static func check(_ shown: String, _ limit: Int?) {
        hold(columns(shown) <= limit ?? .max, "it fits into \(limit ?? 0): \(shown)")
        hold(shown.unicodeScalars.count <= Sanitizing.longest, "it is not too long")
        var marks = Sanitizing.mostMarks
        var base: Unicode.Scalar?
        for scalar in shown.unicodeScalars {
            // U+FE0E and U+FE0F choose between the two forms of a character that is an emoji, too.
            let isChoice = 0xFE0E...0xFE0F ~= scalar.value && marks == 0 && base?.properties.isEmoji == true
            hold(isChoice || !scalar.isForbidden, "no \(scalar.escaped(asASCII: true)) comes through")
            if isChoice || TextWidth.isCombining(scalar) {
                marks += 1
                hold(marks <= Sanitizing.mostMarks, "a character carries few marks: \(shown)")
            } else {
                marks = 0
                base = scalar
            }
        }
    }

    // MARK: - Keys

    private static let sequences: [InputDecoder.KeySequence] = [
        (Array("\u{1B}[A".utf8), .up), (Array("\u{1B}OA".utf8), .up), (Array("\u{1B}[3~".utf8), .delete),
        (Array("\u{1B}\t".utf8), .backTab),
    ]

    /// Returns the events of the pieces, which arrive at once, with no input after them.
    private static func events(of pieces: [some Sequence<UInt8>], _ delay: Int) -> [TerminalEvent] {
        var decoder = InputDecoder(escapeDelay: delay, sequences: sequences)
        var events: [TerminalEvent] = []
        for piece in pieces { decoder.feed(piece, at: 1_000, into: &events) }
        if let deadline = decoder.deadline {
            hold(decoder.expire(at: deadline - 1) == nil, "nothing ends before its time")
            if let last = decoder.expire(at: deadline) { events.append(last) }
        }
        hold(decoder.deadline == nil, "nothing is left after the wait")
        var next: [TerminalEvent] = []
        decoder.feed([0x71], at: 9_000, into: &next)
        hold(next == [.key(.character("q"))], "the next key is a key")
        return events
    }

    private static func check(_ event: TerminalEvent) {
        switch event {
        case .key(.character(let scalar)):
            hold(scalar.value >= 0x20 && !(0x7F...0x9F ~= scalar.value), "a character is no control: \(scalar.value)")
        case .key(.control(let scalar)):
            hold("a"..."z" ~= scalar && !["h", "i", "j", "m"].contains(scalar), "Ctrl goes with a letter: \(scalar)")
        case .key(.alt(let scalar)): hold(["b", "d", "f"].contains(scalar), "Alt goes with few letters: \(scalar)")
        case .mouse(let mouse):
            hold(mouse.x >= 0 && mouse.y >= 0 && max(mouse.x, mouse.y) < 100_000, "a cell is a cell: \(mouse)")
            hold(mouse.action != .wheel(0), "a turn of the wheel goes somewhere")
        case .paste(let text):
            hold(!text.isEmpty && !text.utf8.contains(0x0D), "the lines of a paste end with LF")
        case .refusedPaste(let octets): hold(octets > 65_536, "only long pastes are refused: \(octets)")
        default: break
        }
    }

    /// Whatever is pasted, it is a paste and no key.
    private static func checkPaste(_ input: ArraySlice<UInt8>) {
        let mark = Array("\u{1B}[201~".utf8)
        guard !input.indices.contains(where: { input[$0...].starts(with: mark) }) else { return }
        var decoder = InputDecoder()
        var events: [TerminalEvent] = []
        decoder.feed(Array("\u{1B}[200~".utf8) + input + mark, at: 0, into: &events)
        let isPaste = events.allSatisfy {
            switch $0 {
            case .paste, .refusedPaste: true
            default: false
            }
        }
        hold(isPaste && events.count == (input.isEmpty ? 0 : 1) && decoder.deadline == nil, "a paste is one: \(events)")
    }
}
