import TestSupport
import Testing

@testable import JSON

struct JSONWriterTests {
    static let sample = JSONValue.object([
        .init("b", .array([.number(JSONNumber(1)), .bool(false), .null])),
        .init("a", .object([])),
        .init("", .array([])),
    ])

    @Test func writesOneLine() {
        #expect(JSONWriter.text(Self.sample) == #"{"b":[1,false,null],"a":{},"":[]}"#)
    }

    @Test func writesALineForPeople() {
        #expect(JSONWriter.text(Self.sample, style: .line) == #"{"b": [1, false, null], "a": {}, "": []}"#)
    }

    @Test func writesAnIndentedTree() {
        #expect(
            JSONWriter.text(Self.sample, style: .pretty) == """
                {
                  "b": [
                    1,
                    false,
                    null
                  ],
                  "a": {},
                  "": []
                }
                """)
    }

    static let escapes: [(Unicode.Scalar, String)] = [
        ("\"", #"\""#), ("\\", #"\\"#), ("/", "/"), ("\n", #"\n"#), ("\r", #"\r"#), ("\t", #"\t"#),
        ("\u{0}", #"\u0000"#), ("\u{1B}", #"\u001B"#), ("\u{7F}", #"\u007F"#), ("\u{80}", #"\u0080"#),
        ("\u{9F}", #"\u009F"#), ("\u{A0}", "\u{A0}"), ("\u{AD}", #"\u00AD"#), ("\u{61C}", #"\u061C"#),
        ("\u{180E}", #"\u180E"#), ("\u{200A}", "\u{200A}"), ("\u{200B}", #"\u200B"#), ("\u{200F}", #"\u200F"#),
        ("\u{34F}", #"\u034F"#), ("\u{2800}", #"\u2800"#), ("\u{3164}", #"\u3164"#), ("\u{FE0F}", #"\uFE0F"#),
        ("\u{FFA0}", #"\uFFA0"#), ("\u{E0100}", #"\uDB40\uDD00"#), ("\u{2028}", #"\u2028"#), ("\u{202E}", #"\u202E"#),
        ("\u{2060}", #"\u2060"#), ("\u{206F}", #"\u206F"#),
        ("\u{FEFF}", #"\uFEFF"#), ("\u{FFF9}", #"\uFFF9"#), ("\u{FFFB}", #"\uFFFB"#), ("\u{FFFD}", "\u{FFFD}"),
        ("\u{E0041}", #"\uDB40\uDC41"#), ("\u{E007F}", #"\uDB40\uDC7F"#), ("😀", "😀"),
    ]

    @Test(arguments: escapes)
    func escapesWhatCouldDriveATerminalOrHide(scalar: Unicode.Scalar, escape: String) {
        #expect(JSONWriter.text(.string("a\(scalar)")).utf8.elementsEqual("\"a\(escape)\"".utf8))
    }

    @Test(arguments: [JSONWriter.Style.compact, .line, .pretty])
    func readsBackWhatItWrote(style: JSONWriter.Style) throws {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<2_000 {
            let value = random.value(depth: 4)
            let text = JSONWriter.text(value, style: style)
            #expect(try JSONValue(reading: Array(text.utf8)) == value)
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || style == .pretty && $0 == "\n" })
        }
    }
}

extension SeededGenerator {
    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .number(JSONNumber(Int.random(in: .min ... .max, using: &self)))
        case 3, 4: return .string(text(longest: 12))
        case 5: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in value(depth: depth - 1) })
        default:
            let members = (0..<Int.random(in: 0...4, using: &self)).map { index in
                JSONValue.Member("\(index)\(text(longest: 6))", value(depth: depth - 1))
            }
            return .object(members)
        }
    }
}
