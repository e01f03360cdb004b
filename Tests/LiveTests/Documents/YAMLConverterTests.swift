import JSON
import TestTraits
import Testing

@testable import Platform

/// Conversion of YAML, each time by the program itself.
@Suite(.onThreadsOfTheirOwn) struct YAMLConverterTests {
    static func json(_ yaml: String) throws -> String {
        String(decoding: try YAMLHelper.converter.convert(Array(yaml.utf8)).json, as: UTF8.self)
    }

    // MARK: Values

    /// YAML 1.2.2 §10.3.2, and how JSON says it.
    static let scalars: [(yaml: String, json: String)] = [
        ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("", "null"), ("nULL", #""nULL""#),
        ("true", "true"), ("True", "true"), ("TRUE", "true"), ("tRUE", #""tRUE""#), ("false", "false"),
        ("False", "false"), ("FALSE", "false"), ("yes", #""yes""#), ("no", #""no""#), ("on", #""on""#),
        ("off", #""off""#), ("y", #""y""#),
        ("0", "0"), ("-0", "-0"), ("12", "12"), ("-19", "-19"), ("+12", "12"), ("007", "7"), ("-010", "-10"),
        ("00", "0"), ("0o17", "15"), ("0o8", #""0o8""#), ("0o", #""0o""#), ("0x1F", "31"), ("0xfg", #""0xfg""#),
        ("0x+1", #""0x+1""#), ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
        ("0x10000000000000000", #""0x10000000000000000""#), ("-0x1", #""-0x1""#),
        ("123456789012345678901234567890", "123456789012345678901234567890"), ("1_000", #""1_000""#),
        ("190:20:30", #""190:20:30""#),
        ("2.0", "2.0"), ("1.10", "1.10"), ("1.", "1"), (".5", "0.5"), ("-.5", "-0.5"), ("+.5e3", "0.5e3"),
        ("1e3", "1e3"), ("1.E+3", "1E+3"), ("1.5E-3", "1.5E-3"), ("00.5", "0.5"), (".", #"".""#), ("--", #""--""#),
        ("+", #""+""#), ("1e", #""1e""#), ("1e+", #""1e+""#), ("e3", #""e3""#), (".e3", #"".e3""#),
        ("1.2.3", #""1.2.3""#), (".inf", #"".inf""#), ("-.Inf", #""-.Inf""#), (".nan", #"".nan""#),
        ("2024-01-31", #""2024-01-31""#), ("12:30", #""12:30""#), ("=", #""=""#),
        (#""12""#, #""12""#), ("'true'", #""true""#), (#""""#, #""""#), ("''", #""""#), ("'it''s'", #""it's""#),
        (#""a\tb\n\"\\\u00e9\x01\U0001F600""#, #""a\tb\n\"\\é\u0001😀""#), ("é€😀", #""é€😀""#),
        ("!!str 12", #""12""#), ("!!int '12'", "12"), ("!!float '1.5'", "1.5"), ("!!bool 'true'", "true"),
        ("!!null ''", "null"), ("! 12", #""12""#), ("!!binary aGk=", #""aGk=""#),
        ("!!timestamp 2024-01-31", #""2024-01-31""#),
    ]

    @Test(arguments: scalars)
    func readsAScalarByTheCoreSchema(yaml: String, json: String) throws {
        #expect(try Self.json("v: \(yaml)\n") == #"{"v":\#(json)}"#)
    }

    static let documents: [(yaml: String, json: String)] = [
        ("a: 1\nb:\n  - x\n  - y: z\n    w: []\n  -\n", #"{"a":1,"b":["x",{"y":"z","w":[]},null]}"#),
        ("{a: [1, 2], 'b': {}}", #"{"a":[1,2],"b":{}}"#),
        (#"{"a": "b", "c": [true, null]}"#, #"{"a":"b","c":[true,null]}"#),
        ("text: |\n  one\n   two\n\n  three\n", #"{"text":"one\n two\n\nthree\n"}"#),
        ("text: >-\n  one\n  two\n", #"{"text":"one two"}"#),
        ("text: one\n  two\n", #"{"text":"one two"}"#),
        (
            "200: ok\n4.0: b\ntrue: c\n~: d\n'e': f\n'': g\n",
            #"{"200":"ok","4.0":"b","true":"c","~":"d","e":"f","":"g"}"#
        ),
        ("? a\n: b\n", #"{"a":"b"}"#),
        ("%YAML 1.2\n---\na: 1 # one\n...\n# end\n", #"{"a":1}"#),
        ("\u{FEFF}a: 1\n", #"{"a":1}"#),
        ("a: 1\r\nb: 2\r\n", #"{"a":1,"b":2}"#),
        ("!!map\na: !!seq [!!set {b}]\n", #"{"a":[{"b":null}]}"#),
        ("just text\n", #""just text""#),
        // Equal to a reader, different in octets: two keys.
        ("\"\u{E9}\": 1\n\"e\u{301}\": 2\n", "{\"\u{E9}\":1,\"e\u{301}\":2}"),
    ]

    @Test(arguments: documents)
    func readsADocument(yaml: String, json: String) throws {
        #expect(try Self.json(yaml).utf8.elementsEqual(json.utf8))
    }

    // MARK: Aliases and merge keys

    static let aliases: [(yaml: String, json: String)] = [
        ("a: &x {b: [1, 2]}\nc: *x\nd: [*x]\n", #"{"a":{"b":[1,2]},"c":{"b":[1,2]},"d":[{"b":[1,2]}]}"#),
        ("a: &x 1\nb: &x 2\nc: *x\n", #"{"a":1,"b":2,"c":2}"#),
        ("a: &x\nb: *x\n", #"{"a":null,"b":null}"#),
        ("&k a: b\nc: *k\n", #"{"a":"b","c":"a"}"#),
        ("a: &k key\n*k : b\n", #"{"a":"key","key":"b"}"#),
        ("a: &k 404\n*k : b\n", #"{"a":404,"404":"b"}"#),
        ("a: &x {b: &y [1]}\nc: [*y, *x]\n", #"{"a":{"b":[1]},"c":[[1],{"b":[1]}]}"#),
        ("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n  r: 4\n", #"{"a":{"p":1,"q":2},"b":{"q":3,"r":4,"p":1}}"#),
        ("a: &x {p: 1, q: 2}\nb: {q: 3, <<: *x}\n", #"{"a":{"p":1,"q":2},"b":{"q":3,"p":1}}"#),
        (
            "a: [&x {p: 1}, &y {p: 2, q: {s: '}', t: [1, {u: \"\\\"\"}]}}]\nb: {<<: [*x, *y], r: 3}\n",
            #"{"a":[{"p":1},{"p":2,"q":{"s":"}","t":[1,{"u":"\""}]}}],"#
                + #""b":{"r":3,"p":1,"q":{"s":"}","t":[1,{"u":"\""}]}}}"#
        ),
        ("a: &x {p: 1}\nb: &y {<<: *x, q: 2}\nc: {<<: *y}\n", #"{"a":{"p":1},"b":{"q":2,"p":1},"c":{"q":2,"p":1}}"#),
        ("a: {<<: {p: 1, <<: {q: 2}}}\n", #"{"a":{"p":1,"q":2}}"#),
        ("a: &x {p: 1}\nb: {<<: *x, <<: {q: 2}}\n", #"{"a":{"p":1},"b":{"p":1,"q":2}}"#),
        ("a: {<<: {}}\n", #"{"a":{}}"#), ("a: {'<<': 1}\n", #"{"a":{"<<":1}}"#), ("a: <<\n", #"{"a":"<<"}"#),
    ]

    @Test(arguments: aliases)
    func followsAliasesAndMergeKeys(yaml: String, json: String) throws {
        #expect(try Self.json(yaml) == json)
    }

    @Test func findsADuplicateAmongManyKeys() throws {
        let keys = (0..<100).map { "k\($0): \($0)\n" }.joined()
        #expect(try Self.json(keys).hasSuffix(#""k99":99}"#))
        #expect(
            throws: YAMLProblem.document(
                line: 101, column: 1, #"the key "k50" occurs twice in this mapping; keep one"#)
        ) { try Self.json(keys + "k50: 1\n") }
        let base = (0..<100).map { "  k\($0): a\n" }.joined()
        let merged = try Self.json("base: &b\n\(base)other:\n  <<: *b\n  k7: b\n")
        #expect(merged.firstRange(of: #"{"k7":"b","k0":"a""#) != nil)
        #expect(merged.split(separator: #""k7":"#).count == 3)
    }

    // MARK: Places

    @Test func reportsThePlaces() throws {
        let yaml = "# first\na:\n  - \"é\" # x\n  - {b: 1, é: c}\ncopy: &x\n  k: v\nlast: *x\n"
        let converted = try YAMLHelper.converter.convert(Array(yaml.utf8))
        let json = String(decoding: converted.json, as: UTF8.self)
        func place(of text: String, last: Bool = false) throws -> [Int] {
            let ranges = json.ranges(of: text)
            let range = try #require(last ? ranges.last : ranges.first)
            let place = converted.places.place(of: json.utf8.distance(from: json.startIndex, to: range.lowerBound))
            return [place.line, place.column]
        }
        #expect(try place(of: #"{"a""#) == [2, 1])
        #expect(try place(of: #"["é""#) == [3, 3])
        #expect(try place(of: #""é","#) == [3, 5])
        #expect(try place(of: #"1,"#) == [4, 9])
        #expect(try place(of: #""é":"#) == [4, 12])
        #expect(try place(of: #""c""#) == [4, 15])
        #expect(try place(of: #""copy""#) == [5, 1])
        #expect(try place(of: #""v""#) == [6, 6])
        // The value of an alias has the place of its anchor.
        #expect(try place(of: #""v""#, last: true) == [6, 6])
        #expect(try place(of: #""last""#) == [7, 1])
        var reader = try JSONReader(converted.json, places: converted.places)
        try reader.beginObject()
        #expect(try reader.nextMember() == "a")
        #expect(throws: JSONError(line: 3, column: 3, message: "found '['; expected a string")) {
            try reader.string()
        }
    }

    @Test func mergesPlacesAlong() throws {
        let converted = try YAMLHelper.converter.convert(Array("a: &x\n  p: 1\n  q: [2]\nb:\n  q: 3\n  <<: *x\n".utf8))
        #expect(String(decoding: converted.json, as: UTF8.self) == #"{"a":{"p":1,"q":[2]},"b":{"q":3,"p":1}}"#)
        let places = [26, 27, 31, 33, 37].map { converted.places.place(of: $0) }.map { [$0.line, $0.column] }
        #expect(places == [[5, 3], [5, 3], [5, 6], [2, 3], [2, 6]])
    }
}
