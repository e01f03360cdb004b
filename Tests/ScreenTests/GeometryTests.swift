import Screen
import Testing

@Suite struct GeometryTests {
    @Test func splitsARectangleAndNeverGoesBelowNothing() {
        let rect = Rect(x: 1, y: 2, width: 10, height: 4)
        #expect(rect.split(top: 3).top == Rect(x: 1, y: 2, width: 10, height: 3))
        #expect(rect.split(top: 3).rest == Rect(x: 1, y: 5, width: 10, height: 1))
        #expect(rect.split(top: 9).rest.isEmpty)
        #expect(rect.split(top: -1).top.isEmpty)
        #expect(Rect(x: 0, y: 0, width: -3, height: 2).isEmpty)
    }

    @Test(arguments: [("a", 1), ("é", 1), ("\u{301}", 0), ("日", 2), ("🙂", 2), ("ﬁ", 1), ("\u{1160}", 0)])
    func measuresACharacter(text: String, columns: Int) throws {
        let scalar = try #require(text.unicodeScalars.first)
        #expect(TextWidth.columns(scalar) == columns)
    }
}
