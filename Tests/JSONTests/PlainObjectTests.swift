import JSON
import Testing

/// The short way to read an object of two texts.
struct PlainObjectTests {
    @Test(arguments: [
        #"{"name":"a","summary":"b c"}"#,
        "{ \"name\" : \"a\",\n\t\"summary\": \"b c\" }",
        "  {\"name\":\"a\",\"summary\":\"b c\"\r\n}",
    ])
    func readsBothTexts(text: String) throws {
        var reader = try JSONReader(Array(text.utf8))
        let read = reader.plainObject("name", "summary")
        let object = try #require(read)
        #expect(object.first.elementsEqual("a".utf8) && object.second.elementsEqual("b c".utf8))
        try reader.finish()
    }

    /// Any other object is read in the general way, from the same place on.
    @Test(arguments: [
        #"{}"#, #"{"name":"a"}"#, #"{"summary":"b","name":"a"}"#, #"{"name":"a","summary":"b","more":"c"}"#,
        #"{"name":"a","name":"b"}"#, #"{"name":"a","summary":1}"#, #"{"name":"a\n","summary":"b"}"#,
        #"{"name":"é","summary":"b"}"#, #"{"names":"a","summary":"b"}"#, #"{"nam":"a","summary":"b"}"#,
        #"{"name":"a""summary":"b"}"#, #"{"name":"a","summary":"b",}"#, #"{"name":"a","summary":"b"#,
        #"{"name":"a"#, #"{"name"#, #"["name"]"#, "\"name\"", "", "{\"name\":\"a\n\",\"summary\":\"b\"}",
        "{\"name\":\"a\u{7}\",\"summary\":\"b\"}",
    ])
    func leavesOtherValues(text: String) throws {
        var reader = try JSONReader(Array(text.utf8))
        let object = reader.plainObject("name", "summary")
        #expect(object == nil)
        #expect(reader.remainingCount == text.utf8.count)
    }

    @Test func keepsToTheDepth() throws {
        var reader = try JSONReader(
            Array(#"[{"name":"a","summary":"b"}]"#.utf8), limits: JSONLimits(depth: 1))
        try reader.beginArray()
        _ = try reader.nextElement()
        let object = reader.plainObject("name", "summary")
        #expect(object == nil)
        #expect(throws: JSONError.self) { try reader.beginObject() }
    }
}
