import Screen
import Testing

@testable import authscope

/// The line and the carets, as a picture.
struct ExcerptTests {
    static func picture(_ text: String, of part: String, width: Int = 40) -> String? {
        let octets = Array(text.utf8)
        let wanted = Array(part.utf8)
        guard let start = (0...(octets.count - wanted.count)).first(where: { octets[$0...].starts(with: wanted) }),
            let excerpt = Excerpt(of: start..<start + wanted.count, in: octets, width: width)
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
        let excerpt = try #require(Excerpt(of: 3..<3, in: Array("a=b".utf8), width: 40))
        #expect(excerpt.carets == "   ^")
    }

    @Test func neverLeavesTheWidth() throws {
        let input = Array((0..<300).map { $0 % 7 == 0 ? "日" : "\u{202E}a" }.joined().utf8)
        for start in stride(from: 0, to: input.count, by: 5) {
            for length in [0, 1, 40, 400] {
                let range = start..<min(input.count, start + length)
                let excerpt = try #require(Excerpt(of: range, in: input, width: 30))
                #expect(excerpt.line.columns <= 30)
                #expect(excerpt.carets.utf8.count <= 30 + 1)
            }
        }
    }
}
