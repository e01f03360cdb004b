import Screen
import Testing

@Suite struct FrameTests {
    private func rows(_ frame: Frame) -> [String] {
        (0..<frame.size.height).map { y in
            String(
                String.UnicodeScalarView(
                    frame.row(y).compactMap { $0.isContinuation ? nil : Unicode.Scalar($0.base) }))
        }
    }

    @Test func writesTextAndReturnsTheColumnAfterIt() {
        var frame = Frame(size: Size(width: 8, height: 2))
        let end = frame.write("abc", x: 1, y: 0, until: 8)
        #expect(end == 4)
        #expect(rows(frame) == [" abc    ", "        "])
    }

    /// The old frame may still be on the screen, so it must not change.
    @Test(arguments: [Size(width: 8, height: 2), Size(width: 9, height: 2)])
    func isEmptyInTheMemoryOfAnother(size: Size) {
        var old = Frame(size: Size(width: 8, height: 2))
        old.write("e\u{301}日", x: 1, y: 0, Style(.accent, .bold), until: 8)
        let copy = old
        #expect(Frame(size: size, in: old) == Frame(size: size))
        #expect(copy == old && rows(copy) != rows(Frame(size: copy.size)))
    }

    @Test func cutsTextBeforeTheLimitWithAnEllipsis() {
        var frame = Frame(size: Size(width: 8, height: 1))
        frame.write("abcdefgh", x: 0, y: 0, until: 5)
        #expect(rows(frame) == ["abcd…   "])
    }

    @Test func givesAWideCharacterTwoCellsAndNeverHalfOfOne() {
        var frame = Frame(size: Size(width: 6, height: 1))
        frame.write("日本語", x: 0, y: 0, until: 5)
        #expect(rows(frame) == ["日本… "])
        #expect(frame[1, 0]?.isContinuation == true)
    }

    @Test func drawsNothingOutsideItself() {
        var frame = Frame(size: Size(width: 3, height: 1))
        let empty = frame
        frame.write("x", x: 5, y: 0, until: 9)
        frame.write("x", x: 0, y: 7, until: 3)
        frame.fill(Rect(x: -5, y: -5, width: 3, height: 3), "#")
        #expect(frame == empty)
    }

    @Test func writesForeignControlsOutInTheCells() {
        var frame = Frame(size: Size(width: 12, height: 1))
        frame.write("a\u{1B}b", x: 0, y: 0, until: 12)
        #expect(rows(frame) == ["a<U+001B>b  "])
    }

    @Test func drawsAsciiTwinsIfTheTerminalShowsAsciiOnly() {
        var frame = Frame(size: Size(width: 20, height: 1), isASCII: true)
        frame.write("─│┼▸✓✗∙…é日", x: 0, y: 0, until: 20)
        #expect(rows(frame) == ["-|+>+x*~???         "])
    }

    /// A mark after the last character that fits belongs to it, so it is not shown whole.
    @Test(arguments: [
        ("abcde", 5, "abcde"), ("abcdef", 5, "abcd…"), ("abcde\u{301}", 5, "abcde\u{301}"),
        ("abcde\u{301}f", 5, "abcd…"), ("a?\u{301}b", 5, "a?\u{301}b"), ("ab", 0, ""), ("abc", 1, "…"), ("", 3, ""),
    ])
    func cutsTheSameWayWhatIsWrittenAndWhatIsMeasured(text: String, columns: Int, shown: String) {
        #expect(safe(text, columns: columns).unicodeScalars.elementsEqual(shown.unicodeScalars))
        var frame = Frame(size: Size(width: 8, height: 1))
        frame.write(text, x: 0, y: 0, until: columns)
        var scalars: [Unicode.Scalar] = []
        for cell in frame.row(0).prefix(columns) where Unicode.Scalar(cell.base) != " " {
            let marks = frame.marks(of: cell)
            scalars += ([cell.base] + (0..<4).map { marks[$0] }).filter { $0 != 0 }.compactMap { Unicode.Scalar($0) }
        }
        #expect(scalars.elementsEqual(shown.unicodeScalars))
    }

    @Test func endsTextBeforeAColumn() {
        var frame = Frame(size: Size(width: 8, height: 1))
        #expect(frame.write("abc", endingAt: 8, y: 0) == 5)
        #expect(rows(frame) == ["     abc"])
    }

    @Test func keepsWhatACellShowsWhenItIsMarked() {
        var frame = Frame(size: Size(width: 2, height: 1))
        frame.write("ab", x: 0, y: 0, Style(.error), until: 2)
        frame.mark(Rect(x: 0, y: 0, width: 1, height: 1), .reverse)
        #expect(frame[0, 0]?.style == Style(.error, .reverse))
        #expect(frame[1, 0]?.style == Style(.error))
    }
}
