import Screen
import TestSupport
import TestTraits
import Testing

@Suite(.onThreadsOfTheirOwn) struct SanitizingTests {
    /// Returns whether the scalar must never reach a terminal, as listed in `docs/security.md` S1.2.
    private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: return true
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB:
            return true
        case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: return true
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF, 0xFDD0...0xFDEF: return true
        default: return scalar.value & 0xFFFE == 0xFFFE || scalar.properties.generalCategory == .unassigned
        }
    }

    @Test func letsNoForbiddenScalarThroughAloneOrBetweenLetters() {
        var escaped = 0
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "a\(scalar)b"] {
                let shown = safe(text)
                if shown.unicodeScalars.contains(where: isForbidden) {
                    Issue.record("U+\(String(value, radix: 16)) came through")
                }
                if isForbidden(scalar) {
                    let digits = String(value, radix: 16, uppercase: true)
                    let name = "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
                    if !shown.contains(name) { Issue.record("U+\(digits) is not visible in \(shown)") }
                    escaped += 1
                }
            }
        }
        #expect(escaped > 2 * 130_000)
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("tab\there", "tab<U+0009>here"), ("two\r\nlines", "two<U+000D><U+000A>lines"),
        ("\u{1B}[31mred", "<U+001B>[31mred"), ("evil\u{202E}gpj", "evil<U+202E>gpj"), ("caf\u{E9}", "caf\u{E9}"),
        ("e\u{301}", "e\u{301}"), ("\u{301}x", "\u{25CC}\u{301}x"), ("日本", "日本"),
    ])
    func writesOutWhatATerminalMustNotSee(text: String, expected: String) {
        #expect(Array(safe(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("\u{26A0}\u{FE0F} deletes", "\u{26A0}\u{FE0F} deletes"), ("\u{2764}\u{FE0E}", "\u{2764}\u{FE0E}"),
        ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"), ("\u{26A0}\u{FE0F}\u{301}", "\u{26A0}\u{FE0F}\u{301}"),
        // Invisible there: the character before it is not an emoji, is not adjacent, or is a digit without a keycap.
        ("\u{FE0F}", "<U+FE0F>"), ("a\u{FE0F}", "a<U+FE0F>"), ("日\u{FE0E}", "日<U+FE0E>"),
        ("1\u{FE0F}", "1<U+FE0F>"), ("1\u{FE0F}2", "1<U+FE0F>2"),
        ("\u{26A0}\u{FE0F}\u{FE0F}", "\u{26A0}\u{FE0F}<U+FE0F>"),
        ("\u{26A0}\u{301}\u{FE0F}", "\u{26A0}\u{301}<U+FE0F>"),
        ("\u{26A0}\u{200D}\u{FE0F}", "\u{26A0}<U+200D><U+FE0F>"), ("\u{26A0}\u{FE00}", "\u{26A0}<U+FE00>"),
    ])
    func keepsWhatMakesAnEmoji(text: String, expected: String) {
        #expect(Array(safe(text).unicodeScalars) == Array(expected.unicodeScalars))
        #expect(Array(safe(expected).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func countsTheOctetsThatAClusterIsMadeOf() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<2_000 {
            let text = random.text(longest: 40)
            #expect(Sanitizing.Clusters(of: text).reduce(0) { $0 + $1.octets } == text.utf8.count)
        }
    }

    @Test func showsTheFifthMarkOverOneCharacterAsAnEscape() {
        let marks = String(repeating: "\u{301}", count: 5)
        #expect(
            Array(safe("a" + marks).unicodeScalars) == Array(("a" + marks.dropLastScalar + "<U+0301>").unicodeScalars))
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"), ("日", 1, "…"), ("a\u{1B}", 9, "a<U+001B>"),
        ("a\u{1B}", 8, "a…"), ("xe\u{301}y", 2, "x…"),
        // The signs of this program, and a mark after one.
        ("a…·─b", 5, "a…·─b"), ("a…·─b", 4, "a…·…"), ("──日", 3, "──…"), ("ab─\u{301}c", 3, "ab…"),
        ("ab─\u{301}", 3, "ab─\u{301}"),
    ])
    func cutsToColumnsWithOneEllipsis(text: String, columns: Int, expected: String) {
        #expect(safe(text, columns: columns) == expected)
    }

    @Test func readsNoMoreThanItsLimit() {
        let shown = safe(String(repeating: "\u{7}", count: 1_000_000))
        #expect(shown.unicodeScalars.count <= Sanitizing.longest)
        #expect(shown.hasSuffix("…"))
    }

    @Test func isIdempotentAndKeepsItsWidthForRandomText() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let text = random.text(longest: 40)
            let limit = Int.random(in: 0...60, using: &random)
            for shown in [safe(text), safe(text, columns: limit)] {
                #expect(Array(safe(shown).unicodeScalars) == Array(shown.unicodeScalars), "\(text.debugDescription)")
                #expect(!shown.unicodeScalars.contains(where: isForbidden))
            }
            #expect(safe(text, columns: limit).columns <= limit)
        }
    }
}

extension String {
    fileprivate var dropLastScalar: String { String(String.UnicodeScalarView(unicodeScalars.dropLast())) }
}
