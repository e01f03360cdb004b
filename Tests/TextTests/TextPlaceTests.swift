import Testing
import Text

struct TextPlaceTests {
    @Test(arguments: [
        ("", 0, 1, 1), ("abc", 0, 1, 1), ("abc", 2, 1, 3), ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1), ("a\r\nb", 3, 2, 1),
        ("é😀x", 2, 1, 2), ("é😀x", 6, 1, 3), ("e\u{301}x", 3, 1, 3), ("\n\n", 2, 3, 1), ("ab", 9, 1, 3),
    ])
    func countsLinesAndScalars(text: String, offset: Int, line: Int, column: Int) {
        let place = TextPlace(of: offset, in: Array(text.utf8))
        #expect(place.line == line)
        #expect(place.column == column)
    }

    @Test(
        arguments: [
            ([0x61, 0xFF], 1, 1, 2), ([0xC3, 0xA9, 0x0A, 0x80], 3, 2, 1), ([0xC0, 0x80], 0, 1, 1),
            ([0x0A, 0xE2, 0x82], 1, 2, 1),
            ([0xED, 0xA0, 0x80], 0, 1, 1), ([0xF4, 0x90, 0x80, 0x80], 0, 1, 1),
        ] as [([UInt8], Int, Int, Int)])
    func findsWhatIsNotUTF8(octets: [UInt8], index: Int, line: Int, column: Int) throws {
        let found = try #require(UTF8Scanner.firstInvalid(in: octets))
        #expect(found.index == index)
        #expect(found.place.line == line)
        #expect(found.place.column == column)
    }

    @Test(arguments: ["", "a", "é😀\u{10FFFF}\0"])
    func findsNothingInText(text: String) {
        #expect(UTF8Scanner.firstInvalid(in: Array(text.utf8)) == nil)
    }
}
