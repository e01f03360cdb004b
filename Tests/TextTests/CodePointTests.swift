import Testing
import Text

struct CodePointTests {
    /// Characters in the set besides Unicode's property: separators, the blank Braille pattern, interlinear annotation.
    private static let more: Set<UInt32> = [0x2028, 0x2029, 0x2800, 0xFFF9, 0xFFFA, 0xFFFB]

    @Test func agreesWithSwiftOnWhatIsInvisible() {
        var count = 0
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let expected = scalar.properties.isDefaultIgnorableCodePoint || Self.more.contains(value)
            if CodePoint.isInvisible(value) != expected {
                Issue.record("U+\(String(value, radix: 16, uppercase: true)) is \(expected ? "" : "not ")invisible")
            }
            count += expected ? 1 : 0
        }
        #expect(count > 4_000)
    }

    @Test func knowsControls() {
        let controls = (UInt32(0)...0x10FFFF).filter(CodePoint.isControl)
        #expect(controls == Array(0...0x1F) + Array(0x7F...0x9F))
    }

    @Test func knowsTheEmojiSelectors() {
        #expect((UInt32(0)...0x10FFFF).filter(CodePoint.isEmojiSelector) == [0xFE0E, 0xFE0F])
    }
}
