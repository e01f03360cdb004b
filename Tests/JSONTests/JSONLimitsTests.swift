import TestSupport
import Testing

@testable import JSON

/// Texts made to hurt.
struct JSONLimitsTests {
    @Test func readsTheDeepestTextAllowed() throws {
        let text = String(repeating: "[", count: 16) + String(repeating: "]", count: 16)
        var value = try JSONValue(reading: Array(text.utf8))
        for _ in 0..<15 {
            guard case .array(let elements) = value else { break }
            value = try #require(elements.first)
        }
        #expect(value == .array([]))
    }

    @Test(arguments: [17, 10_000])
    func refusesWhatLiesTooDeep(depth: Int) {
        let text = String(repeating: "[", count: depth)
        #expect(throws: JSONError(line: 1, column: 17, message: "arrays and objects lie more than 16 deep")) {
            try JSONValue(reading: Array(text.utf8))
        }
        #expect(throws: JSONError.self) {
            var reader = try JSONReader(Array(text.utf8))
            try reader.skip()
        }
    }

    @Test func refusesATextOverTheLimitUnread() {
        let octets = [UInt8](repeating: 0x20, count: 17 << 20)
        #expect(
            throws: JSONError(
                line: 1, column: 1, message: "the text has 17825792 bytes; at most 16777216 are read")
        ) { try JSONValue(reading: octets) }
    }

    @Test func keepsAHugeNumberAsItIsWritten() throws {
        let digits = String(repeating: "9", count: 100_000)
        #expect(try JSONValue(reading: Array(digits.utf8)) == .number(JSONNumber(text: digits)))
        var reader = try JSONReader(Array("\n 9223372036854775808".utf8))
        #expect(throws: JSONError(line: 2, column: 2, message: "expected a whole number")) { try reader.integer() }
    }

    @Test func refusesADuplicateAmongManyNames() {
        let names = (0..<5_000).map { "\"n\($0)\":0" }.joined(separator: ",")
        #expect(throws: JSONError.self) { try JSONValue(reading: Array("{\(names),\"n17\":0}".utf8)) }
        #expect(throws: Never.self) { try JSONValue(reading: Array("{\(names),\"m\":{\"n17\":0}}".utf8)) }
    }

    @Test(arguments: ["{\"a\":[1,{\"b\":\"c\"},[]],\"d\":null} ", "[[],{}]", "\"x\"", "-1.5e3"])
    func skipsAnyValue(text: String) throws {
        var reader = try JSONReader(Array(text.utf8))
        try reader.skip()
        try reader.finish()
    }

    @Test(arguments: ["[1,{\"a\":1,\"a\":2}]", "[\"\\ud800\"]", "[01]", "{\"a\":[}", "[1"])
    func isAsStrictWhenItSkips(text: String) {
        #expect(throws: JSONError.self) {
            var reader = try JSONReader(Array(text.utf8))
            try reader.skip()
            try reader.finish()
        }
    }

    @Test func neverTrapsOnDamagedText() throws {
        var random = SeededGenerator(seed: 7)
        let text = Array(#"{"a":[1,-2.5e3,"é\u00e9\ud83d\ude00",true,false,null,{"b":{}}],"c":"x\n"}"#.utf8)
        for _ in 0..<20_000 {
            var damaged = text
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            damaged.removeLast(Int.random(in: 0...3, using: &random))
            // A value or an error: both are fine, and what is read can be written and read again.
            guard let value = try? JSONValue(reading: damaged) else { continue }
            #expect(try JSONValue(reading: Array(JSONWriter.text(value).utf8)) == value)
        }
    }
}
