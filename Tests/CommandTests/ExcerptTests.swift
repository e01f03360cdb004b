import Screen
import Testing

@testable import Commands

/// The line and the carets, as a picture.
struct ExcerptTests {
    static func picture(_ text: String, of part: String, width: Int = 40) -> String? {
        let octets = Array(text.utf8)
        let wanted = Array(part.utf8)
        var source = ExcerptSource(text)
        guard let start = (0...(octets.count - wanted.count)).first(where: { octets[$0...].starts(with: wanted) }),
            let excerpt = source.excerpt(of: start..<start + wanted.count, width: width)
        else { return nil }
        return excerpt.line + "\n" + excerpt.carets
    }

    @Test func showsAShortLineWhole() {
        #expect(
            Self.picture("https://a.example/?scope=a,b&state=x", of: "a,b") == """
                https://a.example/?scope=a,b&state=x
                                         ^^^
                """)
    }

    @Test func cutsALongLineAroundThePart() {
        let text = "https://accounts.example/authorize?client_id=0123456789abcdef&scope=a,b&state=0123456789abcdef"
        #expect(
            Self.picture(text, of: "a,b") == """
                …abcdef&scope=a,b&state=0123456789abcdef
                              ^^^
                """)
    }

    @Test func givesTheRoomOfAShortEndToTheOtherSide() {
        let text = "https://accounts.example/authorize?client_id=0123456789abcdef&scope=a,b"
        #expect(
            Self.picture(text, of: "a,b")
                == """
                …ze?client_id=0123456789abcdef&scope=a,b
                                                     ^^^
                """)
    }

    @Test func cutsBothEnds() {
        let text = String(repeating: "a", count: 90) + "=b,c" + String(repeating: "d", count: 90)
        #expect(
            Self.picture(text, of: "b,c") == """
                …aaaaaaaaaa=b,cdddddddddddddddddddddddd…
                            ^^^
                """)
    }

    @Test func cutsAPartThatIsTooLong() throws {
        let picture = try #require(
            Self.picture("a=" + String(repeating: "x", count: 100) + "&b=c", of: String(repeating: "x", count: 100)))
        let lines = picture.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 40 })
        #expect(lines[1].hasSuffix(String(repeating: "^", count: 32)))
    }

    @Test func showsOnlyTheLineOfTheFinding() {
        #expect(
            Self.picture("GET /a HTTP/1.1\r\nX-VERSION: 9\r\nB: c", of: "9") == """
                X-VERSION: 9
                           ^
                """)
    }

    @Test func countsColumnsNotOctets() {
        #expect(
            Self.picture("日本=é\u{202E}&x=y", of: "x") == """
                日本=é<U+202E>&x=y
                               ^
                """)
    }

    @Test func pointsAtTheEndWhenTheRangeIsEmpty() throws {
        var source = ExcerptSource("a=b")
        let found = source.excerpt(of: 3..<3, width: 40)
        let excerpt = try #require(found)
        #expect(excerpt.carets == "   ^")
    }

    @Test func neverLeavesTheWidth() throws {
        let input = (0..<300).map { $0 % 7 == 0 ? "日" : "\u{202E}a" }.joined()
        var source = ExcerptSource(input)
        for start in stride(from: 0, to: input.utf8.count, by: 5) {
            for length in [0, 1, 40, 400] {
                let range = start..<min(input.utf8.count, start + length)
                let found = source.excerpt(of: range, width: 30)
                let excerpt = try #require(found)
                #expect(excerpt.line.columns <= 30)
                #expect(excerpt.carets.utf8.count <= 30 + 1)
            }
        }
    }

    @Test func showsOneLineAfterTheOther() throws {
        var source = ExcerptSource("ab=1\r\n\ncd=2\nef=3")
        let lines = [0, 3, 13, 8, 2, 4].map { source.excerpt(of: $0..<$0 + 1, width: 20)?.line }
        #expect(lines == ["ab=1", "ab=1", "ef=3", "cd=2", "ab=1", "ab=1"])
        let carets = [6, 16, 17].map { source.excerpt(of: $0..<$0, width: 20)?.carets }
        #expect(carets == [nil, "    ^", nil])
    }

    @Test func pointsAtTheWholeCharacterThatAMarkBelongsTo() throws {
        #expect(
            Self.picture("a=e\u{301}\u{26A0}\u{FE0F}x", of: "\u{301}") == """
                a=e\u{301}\u{26A0}\u{FE0F}x
                  ^
                """)
    }

    /// Nothing that long is checked, but the line may be there.
    @Test func showsTheStartOfALineThatIsFarTooLong() throws {
        let text = String(repeating: "é", count: 100_000)
        var source = ExcerptSource(text)
        let found = source.excerpt(of: 0..<200_000, width: 20)
        let excerpt = try #require(found)
        #expect(excerpt.line == String(repeating: "é", count: 11) + "…")
        let last = source.excerpt(of: 199_998..<200_000, width: 20)
        #expect(last == nil)
    }
}
