import Testing

@testable import JSON

struct SourceMapTests {
    /// `{"a":[1,"x"]}`, as if it came from YAML.
    static let map: SourceMap = {
        var map = SourceMap()
        map.append(offset: 0, line: 3, column: 1)
        map.append(offset: 1, line: 3, column: 1)
        map.append(offset: 5, line: 4, column: 3)
        map.append(offset: 6, line: 4, column: 5)
        map.append(offset: 8, line: 70_000, column: 9)
        return map
    }()

    @Test(arguments: [
        (0, 3, 1), (1, 3, 1), (4, 3, 1), (5, 4, 3), (6, 4, 5), (7, 4, 5), (8, 70_000, 9), (99, 70_000, 9),
    ])
    func findsTheMarkBefore(offset: Int, line: Int, column: Int) {
        #expect(Self.map.place(of: offset) == (line, column))
    }

    @Test func beginsAtTheStartWithoutAMark() {
        var map = SourceMap()
        #expect(map.place(of: 5) == (1, 1))
        map.append(offset: 3, line: 2, column: 2)
        #expect(map.place(of: 2) == (1, 1))
    }

    @Test func survivesBeingWritten() {
        let octets = Self.map.octets
        #expect(octets.count == 5 * SourceMap.markSize)
        #expect(Array(octets[48...]) == [8, 0, 0, 0, 0x70, 0x11, 1, 0, 9, 0, 0, 0])
        #expect(SourceMap(octets[...]) == Self.map)
        // A slice whose first index is not zero.
        #expect(SourceMap(([7] + octets)[1...]) == Self.map)
    }

    @Test func refusesWhatIsNotATable() {
        #expect(SourceMap(Self.map.octets.dropLast()) == nil)
        let mark = Self.map.octets[12..<24]
        #expect(SourceMap((mark + mark)[...]) == nil)
        #expect(SourceMap(Self.map.octets[24...] + mark) == nil)
    }

    @Test func givesErrorsTheirPlaceInTheOriginal() throws {
        var json = try JSONReader(Array(#"{"a":[1,"x"]}"#.utf8), places: Self.map)
        try json.beginObject()
        #expect(try json.nextMember() == "a")
        try json.beginArray()
        #expect(try json.nextElement())
        #expect(throws: JSONError(line: 4, column: 5, message: "found '1'; expected a string")) { try json.string() }
        #expect(try json.integer() == 1)
        #expect(try json.nextElement())
        let start = json.valueOffset()
        #expect(json.error(at: start, "no") == JSONError(line: 70_000, column: 9, message: "no"))
    }
}
