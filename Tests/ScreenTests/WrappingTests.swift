import Screen
import Testing

struct WrappingTests {
    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]), ("one two", 8, ["one two"]), ("  a   b ", 9, ["a b"]),
        ("", 5, [""]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]), ("日本語 x", 4, ["日本", "語 x"]), ("a", 0, []),
    ])
    func breaksAtSpaces(text: String, width: Int, lines: [String]) {
        #expect(wrap(text, width: width) == lines)
    }

    @Test func leavesLongWordsWhole() {
        #expect(
            wrap("a https://server.example/ b", width: 6, cutsWords: false) == ["a", "https://server.example/", "b"])
    }

    @Test func cutsValuesAnywhere() {
        #expect(wrapEverywhere("a b cde", width: 3) == ["a b", " cd", "e"])
        // A character that is wider than the line has one of its own.
        #expect(wrapEverywhere("漢a字", width: 1) == ["漢", "a", "字"])
    }

    @Test func showsWhatIsInvisible() {
        #expect(wrap("a\u{202E}b", width: 20) == ["a<U+202E>b"])
    }
}
