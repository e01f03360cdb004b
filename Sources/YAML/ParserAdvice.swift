/// Advice on a problem that libyaml reports, for authors of API descriptions.
struct ParserAdvice {
    let message: String
    /// Whether the problem is at the start of the value, not where libyaml stopped.
    let isAboutStart: Bool

    init(for problem: String) {
        isAboutStart = ["could not find expected ':'", "found unexpected end of stream"].contains(problem)
        message = Self.advice[problem] ?? "this is not YAML (\(problem)); correct it here"
    }

    private static let advice = [
        "found character that cannot start any token":
            "no value can start with this character; put the value in quotes, or indent with spaces instead of tabs",
        "could not find expected ':'": "this looks like a key without its colon; add the colon, or indent the line",
        "block sequence entries are not allowed in this context":
            "a list cannot start here; start it on its own line",
        "mapping keys are not allowed in this context": "a key is not allowed here; put it on its own line",
        "mapping values are not allowed in this context":
            "a colon is not allowed here; put the text in quotes, or correct the indentation",
        "found unexpected document indicator":
            "a quoted text must not contain a line --- or ...; close the quotes before it",
        "found unexpected end of stream": "this quoted text is never closed; add the quote at its end",
        "found unknown escape character":
            "there is no such escape; write a backslash as \\\\, or use single quotes",
        "did not find expected hexdecimal number": "hexadecimal digits must follow this escape; correct it",
        "found invalid Unicode character escape code": "this escape is not a character; correct it",
        "found unexpected ':'": "a colon is not allowed here; put the text in quotes",
        "found a tab character where an indentation space is expected": "indent with spaces instead of tabs",
        "found a tab character that violates indentation": "indent with spaces instead of tabs",
        "did not find expected alphabetic or numeric character":
            "a name must follow & or *; put the text in quotes if it starts with one",
        "did not find expected whitespace or line break": "a space must follow the tag; put the text in quotes if it "
            + "starts with an exclamation mark",
        "did not find expected comment or line break": "only a comment may follow here; remove the rest of the line",
        "found an indentation indicator equal to 0": "the number after | or > must be 1 to 9; correct or remove it",
        "did not find expected '-' indicator":
            "this line is in a list but does not start with a dash; correct its indentation",
        "did not find expected key": "a key was expected here; align this line with the keys before it",
        "did not find expected ',' or ']'": "expected a comma or ]; close the list",
        "did not find expected ',' or '}'": "expected a comma or }; close the mapping",
        "did not find expected node content": "a value was expected here; write one, or put the text in quotes",
        "did not find expected <document start>":
            "nothing may follow the document; remove this, or correct its indentation",
        "found undefined tag handle": "this tag is not declared; remove it",
        "found incompatible YAML document": "only YAML 1.1 and 1.2 can be read; correct the line %YAML",
        "Maximum nesting level reached, set with yaml_set_max_nest_level())": Converter.tooDeep,
    ]
}
