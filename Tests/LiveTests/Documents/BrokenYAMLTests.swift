import Testing

@testable import Platform

/// Documents that cannot be read: the message and its place.
@Suite struct BrokenYAMLTests {
    static let broken: [(yaml: String, line: Int, column: Int, message: String)] = [
        ("", 1, 1, "the document is empty; write something into it"),
        ("# nothing\n", 2, 1, "the document is empty; write something into it"),
        ("a: 1\nb: 2\n'a': 3\n", 3, 1, #"the key "a" occurs twice in this mapping; keep one"#),
        ("{a: 1, \"\\x61\": 2}\n", 1, 8, #"the key "a" occurs twice in this mapping; keep one"#),
        ("200: a\n'200': b\n", 2, 1, #"the key "200" occurs twice in this mapping; keep one"#),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here; only one is read, so remove the others"),
        ("a: !include other.yaml\n", 1, 4, "the tag !include is not supported; write the plain value"),
        ("? [a]\n: b\n", 1, 3, "a key must be a text, not a list or a mapping; write a text"),
        ("a: &x [1]\n*x : b\n", 2, 1, "a key must be a text, not a list or a mapping; write a text"),
        ("a: &x [1, *x]\n", 1, 11, "the alias *x is inside the value that it refers to; write the value itself"),
        ("a: *x\n", 1, 4, "nothing before this is marked &x; mark it, or write the value itself"),
        ("a: {<<: 1}\n", 1, 9, "the value of << must be a mapping or a list of mappings; correct it"),
        ("a: {<<: [{}, 1]}\n", 1, 9, "the value of << must be a mapping or a list of mappings; correct it"),
        (
            "a: {<<: {b: &x 1}}\n", 1, 13,
            "the anchor &x is in the value of <<; define it before, and use an alias here"
        ),
        ("a: \"x\nb: c\n", 1, 4, "this quoted text is never closed; add the quote at its end"),
        ("a: b: c\n", 1, 5, "a colon is not allowed here; put the text in quotes, or correct the indentation"),
        (
            "a:\n\tb: c\n", 2, 1,
            "no value can start with this character; put the value in quotes, or indent with spaces instead of tabs"
        ),
        (
            "a: @b\n", 1, 4,
            "no value can start with this character; put the value in quotes, or indent with spaces instead of tabs"
        ),
        ("a: 1\nb\nc: 2\n", 2, 1, "this looks like a key without its colon; add the colon, or indent the line"),
        ("a:\n   b: 1\n  c: 2\n", 3, 3, "a key was expected here; align this line with the keys before it"),
        ("- a\nb: 1\n", 2, 1, "this line is in a list but does not start with a dash; correct its indentation"),
        ("a: [1, 2\nb: 3\n", 2, 2, "expected a comma or ]; close the list"),
        ("a: {b: 1\n", 2, 1, "expected a comma or }; close the mapping"),
        ("a: ]\n", 1, 4, "a value was expected here; write one, or put the text in quotes"),
        ("a: \"\\q\"\n", 1, 5, "there is no such escape; write a backslash as \\\\, or use single quotes"),
        ("a: *\n", 1, 5, "a name must follow & or *; put the text in quotes if it starts with one"),
        ("a: - b\n", 1, 4, "a list cannot start here; start it on its own line"),
        ("%YAML 3.0\n---\na: 1\n", 1, 1, "only YAML 1.1 and 1.2 can be read; correct the line %YAML"),
        ("a: 1\nb: \u{1}\n", 2, 4, "the character U+0001 is not allowed in YAML; remove it"),
        ("a: x\0y\n", 1, 5, "the character U+0000 is not allowed in YAML; remove it"),
        ("é: \u{7F}\n", 1, 4, "the character U+007F is not allowed in YAML; remove it"),
        ("é: \u{FFFE}\n", 1, 4, "the character U+FFFE is not allowed in YAML; remove it"),
    ]

    @Test(arguments: broken)
    func saysWhatIsWrongAndWhere(yaml: String, line: Int, column: Int, message: String) {
        #expect(throws: YAMLProblem.document(line: line, column: column, message)) {
            try YAMLHelper.converter.convert(Array(yaml.utf8))
        }
    }

    static let octets: [(octets: [UInt8], line: Int, column: Int, message: String)] = [
        (Array("a: b\nc: ".utf8) + [0xFF, 0x0A], 2, 4, "this is not UTF-8; save the document as UTF-8"),
        (Array("c: é".utf8) + [0xC3], 1, 5, "this is not UTF-8; save the document as UTF-8"),
        (Array("c: ".utf8) + [0xC0, 0x80], 1, 4, "this is not UTF-8; save the document as UTF-8"),
        (Array("c: ".utf8) + [0xED, 0xA0, 0x80], 1, 4, "the character U+D800 is not allowed in YAML; remove it"),
        ([0xFF, 0xFE, 0x61, 0], 1, 1, "the document is UTF-16; save it as UTF-8"),
        ([0xFE, 0xFF, 0, 0x61], 1, 1, "the document is UTF-16; save it as UTF-8"),
    ]

    @Test(arguments: octets)
    func saysWhereTextEnds(octets: [UInt8], line: Int, column: Int, message: String) {
        #expect(throws: YAMLProblem.document(line: line, column: column, message)) {
            try YAMLHelper.converter.convert(octets)
        }
    }

    /// Each is named in full, and none is obeyed.
    @Test(arguments: [
        ("!!python/object/apply:os.system", "tag:yaml.org,2002:python/object/apply:os.system"),
        ("!ruby/object:Gem", "!ruby/object:Gem"), ("!<tag:example.com,2024:x>", "tag:example.com,2024:x"),
    ])
    func obeysNoTag(tag: String, name: String) {
        let message = "the tag \(name) is not supported; write the plain value"
        for value in ["x", "['x']", "{x: y}"] {
            #expect(throws: YAMLProblem.document(line: 1, column: 4, message)) {
                try YAMLHelper.converter.convert(Array("a: \(tag) \(value)\n".utf8))
            }
        }
    }
}
