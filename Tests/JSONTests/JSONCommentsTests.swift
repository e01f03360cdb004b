import JSON
import Testing

/// Extensions that people use in JSON: comments, and halves of surrogate pairs.
struct JSONCommentsTests {
    static let texts: [(text: String, blanked: String?)] = [
        (#"{"a": "// no /* comment */"}"#, nil), (#"{"a": "\"// no"}"#, nil), ("", nil), ("/", nil), ("{} /", nil),
        ("// é\n{}", "    \n{}"), ("{}//", "{}  "), ("{/* a\n b */}", "{    \n     }"), ("/* no end", "         "),
        ("{/**/}/***//*/*/", "{    }          "), (#"{"a\\": 1} // x"#, #"{"a\\": 1}     "#),
    ]

    @Test(arguments: texts)
    func putsSpacesInPlaceOfComments(text: String, blanked: String?) {
        let result = JSONComments.blanked(Array(text.utf8))
        #expect(result.map { String(decoding: $0, as: UTF8.self) } == blanked)
    }

    static let halves: [(escape: String, text: String)] = [
        (#"\ud83d"#, "\u{FFFD}"), (#"\udc00x"#, "\u{FFFD}x"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}\u{1F600}"),
        (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\ude00"#, "\u{1F600}"),
    ]

    @Test(arguments: halves)
    func replacesHalfSurrogatesIfThatIsAllowed(escape: String, text: String) throws {
        let octets = Array("\"\(escape)\"".utf8)
        var reader = try JSONReader(octets, limits: JSONLimits(replacesHalfSurrogates: true))
        #expect(try reader.string() == text)
        try reader.finish()
        guard text.contains("\u{FFFD}") else { return }
        var strict = try JSONReader(octets)
        let error = #expect(throws: JSONError.self) { try strict.string() }
        #expect(error?.message == "this escape is half of a surrogate pair")
    }
}
