import Testing

@testable import Commands

struct HangingIndentTests {
    @Test func breaksBetweenWords() {
        #expect(HangingIndent("one two three").wrapped(to: 8) == "one two\nthree")
        #expect(HangingIndent("  fix: one two").wrapped(to: 10) == "  fix: one\n  two")
    }

    @Test func goesOnBelowTheSecondColumn() {
        #expect(
            HangingIndent("  4   a file cannot be read").wrapped(to: 16) == "  4   a file\n      cannot be\n      read")
    }

    @Test func leavesShortLinesAndLongWordsAlone() {
        #expect(HangingIndent("a  b").wrapped(to: 8) == "a  b")
        #expect(
            HangingIndent("see https://accounts.example/ now").wrapped(to: 10) == "see\nhttps://accounts.example/\nnow")
    }

    @Test func countsNoColumnsForColours() {
        let red = "\u{1B}[1;31merror\u{1B}[0m: one"
        #expect(HangingIndent(red).wrapped(to: 10) == red)
    }

    @Test func wrapsEachLineOfAMessage() {
        #expect(SafeText("Error: one two").wrapped(to: 10).text == "Error: one\ntwo")
        #expect(("a b\nc d\n" as SafeText).wrapped(to: 2).text == "a\nb\nc\nd\n")
    }
}
