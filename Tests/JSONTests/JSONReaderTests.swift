import Testing

@testable import JSON

/// Valid and invalid texts. Each error has its exact place.
struct JSONReaderTests {
    static let accepted: [(text: String, value: JSONValue)] = [
        ("null", .null),
        (" \t\r\ntrue\n", .bool(true)),
        ("false", .bool(false)),
        ("0", .number(JSONNumber(0))),
        ("-0", .number(JSONNumber(text: "-0"))),
        ("-12.50e+3", .number(JSONNumber(text: "-12.50e+3"))),
        ("1E400", .number(JSONNumber(text: "1E400"))),
        ("\"\"", .string("")),
        (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{C}\n\r\tz")),
        (#""\u0041\u00e9\u20AC\ud83d\ude00""#, .string("Aé€😀")),
        (#""\u0000""#, .string("\0")),
        ("\"é€😀\u{10FFFF}\u{7F}\"", .string("é€😀\u{10FFFF}\u{7F}")),
        ("[]", .array([])),
        ("[ 1 , [ ] ]", .array([.number(JSONNumber(1)), .array([])])),
        ("{}", .object([])),
        (
            #"{"b":1,"a":{"b":null}}"#,
            .object([.init("b", .number(JSONNumber(1))), .init("a", .object([.init("b", .null)]))])
        ),
        // Equal to a reader, different in octets: two names.
        (
            "{\"\u{E9}\":1,\"e\u{301}\":1}",
            .object([.init("\u{E9}", .number(JSONNumber(1))), .init("e\u{301}", .number(JSONNumber(1)))])
        ),
    ]

    @Test(arguments: accepted)
    func readsWhatTheStandardAllows(text: String, value: JSONValue) throws {
        #expect(try JSONValue(reading: Array(text.utf8)) == value)
    }

    static let refused: [(text: String, line: Int, column: Int, message: String)] = [
        ("", 1, 1, "the text ends here; expected a value"),
        ("\n\n  ", 3, 3, "the text ends here; expected a value"),
        ("\u{FEFF}1", 1, 1, "remove the byte order mark before the first character"),
        ("nul", 1, 1, "found 'n'; expected null"),
        ("True", 1, 1, "found 'T'; expected a value"),
        ("tru", 1, 1, "found 't'; expected true or false"),
        ("1 2", 1, 3, "found '2'; expected nothing after the value"),
        ("01", 1, 1, "a number may not start with a zero and another digit"),
        ("-", 1, 2, "the text ends here; expected a digit"),
        ("+1", 1, 1, "found '+'; expected a value"),
        ("1.", 1, 3, "the text ends here; expected a digit"),
        (".5", 1, 1, "found '.'; expected a value"),
        ("1e+", 1, 4, "the text ends here; expected a digit"),
        ("NaN", 1, 1, "found 'N'; expected a value"),
        ("'a'", 1, 1, "found '''; expected a value"),
        ("\"a", 1, 1, "this string has no closing quote"),
        ("[\n  \"a\\", 2, 5, "the text ends within an escape"),
        ("\"\\n", 1, 1, "this string has no closing quote"),
        ("\"é\\x\"", 1, 3, "JSON has no such escape; a backslash itself is written \\\\"),
        ("\"\\u12G4\"", 1, 2, "\\u needs four hexadecimal digits"),
        ("\"\\u12", 1, 2, "\\u needs four hexadecimal digits"),
        ("\"\\ud800\"", 1, 2, "this escape is half of a surrogate pair"),
        ("\"\\ud800\\u0041\"", 1, 2, "this escape is half of a surrogate pair"),
        ("\"ab\\udc00\"", 1, 4, "this escape is half of a surrogate pair"),
        ("\"a\nb\"", 1, 3, "a string may not hold a raw control character; write it as \\u000A"),
        ("\"12345678\u{0}\"", 1, 10, "a string may not hold a raw control character; write it as \\u0000"),
        ("\"\u{1F}\"", 1, 2, "a string may not hold a raw control character; write it as \\u001F"),
        ("[1,]", 1, 4, "remove the comma before this bracket"),
        ("[,1]", 1, 2, "found ','; expected a value"),
        ("[1 2]", 1, 4, "found '2'; expected a comma or ']'"),
        ("[1}", 1, 3, "found '}'; expected a comma or ']'"),
        ("[1", 1, 3, "the text ends here; expected a comma or ']'"),
        ("{\"a\":1,}", 1, 8, "remove the comma before this bracket"),
        ("{a:1}", 1, 2, "found 'a'; expected a member name in double quotes"),
        ("{\"a\" 1}", 1, 6, "found '1'; expected a colon after the name"),
        ("{\"a\":}", 1, 6, "found '}'; expected a value"),
        ("{\"é\": 1,\n \"é\": 2}", 2, 2, "the name \"é\" occurs twice in this object; keep one"),
        ("{\"a\":1,\"\\u0061\":2}", 1, 8, "the name \"a\" occurs twice in this object; keep one"),
        ("// hi\n1", 1, 1, "found '/'; expected a value"),
        ("é", 1, 1, "found a character outside ASCII; expected a value"),
        ("\u{0}", 1, 1, "found the byte 0; expected a value"),
        ("[\u{C}1]", 1, 2, "found the byte 12; expected a value"),
    ]

    @Test(arguments: refused)
    func refusesAndNamesThePlace(text: String, line: Int, column: Int, message: String) {
        #expect(throws: JSONError(line: line, column: column, message: message)) {
            try JSONValue(reading: Array(text.utf8))
        }
    }

    static let notUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
        [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]

    @Test(arguments: notUTF8, [0, 1, 7, 8, 9])
    func refusesTextThatIsNotUTF8(octets: [UInt8], before: Int) {
        let text = [0x22] + [UInt8](repeating: 0x61, count: before) + octets + [0x22]
        let hex = String(octets[0], radix: 16, uppercase: true)
        #expect(
            throws: JSONError(line: 1, column: before + 2, message: "the byte 0x\(hex) here is not valid UTF-8")
        ) {
            try JSONValue(reading: text)
        }
    }

    @Test func readsEveryScalarAtEveryOffsetOfAWord() throws {
        let scalars: [Unicode.Scalar] = [
            "a", " ", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}",
            "\u{10FFFF}", "!", "#", "[", "]",
        ]
        for scalar in scalars {
            for before in 0..<17 {
                let text = String(repeating: "x", count: before) + String(Character(scalar)) + "yy"
                #expect(try JSONValue(reading: Array("\"\(text)\"".utf8)) == .string(text))
            }
        }
    }

    @Test func findsAQuoteOrBackslashAtEveryOffsetOfAWord() throws {
        for before in 0..<25 {
            for after in 0..<10 {
                let first = String(repeating: "\u{21}", count: before)
                let second = String(repeating: "\u{23}", count: after)
                #expect(
                    try JSONValue(reading: Array("\"\(first)\\\\\(second)\"".utf8)) == .string("\(first)\\\(second)"))
            }
        }
    }

    @Test(arguments: [("[1,]", "[1]"), ("{\"a\":[{},],}", "{\"a\":[{}]}"), ("[1 , ]", "[1]")])
    func readsACommaAfterTheLastIfThatIsAllowed(text: String, same: String) throws {
        let limits = JSONLimits(allowsTrailingCommas: true)
        #expect(try JSONValue(reading: Array(text.utf8), limits: limits) == JSONValue(reading: Array(same.utf8)))
    }

    @Test(arguments: ["[,]", "{,}", "[1,,]", "[1,", "{\"a\":1,]"])
    func readsNoOtherComma(text: String) {
        #expect(throws: JSONError.self) {
            try JSONValue(reading: Array(text.utf8), limits: JSONLimits(allowsTrailingCommas: true))
        }
    }
}
