import Testing

@testable import OAuth

@Suite struct PatternTests {
    @Test(arguments: [
        ("", "", true), ("", "x", true), ("a", "bab", true), ("^a", "ba", false), ("a$", "ab", false),
        ("^a$", "a", true),
        ("^$", "", true), ("^$", "x", false), ("^[0-9a-f]{3}$", "0af", true), ("^[0-9a-f]{3}$", "0aF", false),
        ("^[0-9a-f]{3}$", "0afa", false), ("^[0-9a-f]{3}$", "0a", false), ("^[^a-c]+$", "xyz", true),
        ("^[^a-c]+$", "xyc", false),
        ("^a{2,}$", "a", false), ("^a{2,}$", "aaaa", true), ("^a{2,3}$", "aaaa", false), ("^a{0}$", "", true),
        ("^a{0,2}$", "aa", true),
        ("^(ab|cd)*$", "abcdab", true), ("^(ab|cd)*$", "abc", false), ("^(?:ab)+c?$", "ababc", true),
        ("a|b|", "z", true),
        ("^(a|b|)$", "", true), ("^\\d+$", "٣", false), ("^\\d+\\s\\w+$", "12 a_Z", true), ("^\\D\\W\\S$", "a-x", true),
        ("^.$", "😀", true), ("^.$", "e\u{301}", false), ("^.$", "\n", false), ("^\\.$", "x", false),
        ("^[\\d.]+$", "1.2", true),
        ("^[a-]+$", "a-", true), ("^[-a]+$", "-a", true), ("^[\\]]$", "]", true), ("^é$", "e\u{301}", false),
        ("x^a", "xa", false),
        ("^(a?){20}a{20}$", "aaaaaaaaaaaaaaaaaaaa", true), ("^(a*)*$", "aaab", false), ("^\\t\\n\\r$", "\t\n\r", true),
        ("a$\n", "a\n", false),
        ("}", "}", true), ("]", "]", true), ("^a+b+$", "aabb", true), ("(^a|b$)", "xb", true),
        ("^(a|ab)(c|bcd)$", "abcd", true),
    ])
    func finds(pattern: String, text: String, isFound: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == isFound)
    }

    @Test(arguments: [
        ("(", PatternError.Cause.unbalancedParenthesis), (")", .unbalancedParenthesis), ("a)b", .unbalancedParenthesis),
        ("[a", .unbalancedBracket),
        ("[]", .emptyClass), ("[z-a]", .badRange), ("[\\d-z]", .badRange), ("*a", .nothingToRepeat),
        ("a|*", .nothingToRepeat), ("^*", .nothingToRepeat),
        ("a**", .unsupported), ("a+?", .unsupported), ("a{", .badRepetition), ("a{x}", .badRepetition),
        ("a{2,1}", .badRepetition), ("a{1001}", .badRepetition),
        ("{2}", .nothingToRepeat), ("a{99999999999999999999}", .badRepetition), ("\\", .unknownEscape),
        ("\\1", .unknownEscape), ("\\b", .unknownEscape),
        ("(?=a)", .unsupported), ("(?<n>a)", .unsupported), ("[^\\D]", .unsupported), ("(a{1000}){1000}", .tooLarge),
        ("((){1000}){1000}", .tooLarge),
        ((0..<101).map { _ in "(" }.joined(), .tooDeep),
    ])
    func refuses(pattern: String, cause: PatternError.Cause) {
        let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
        #expect(error?.cause == cause)
    }

    @Test func saysWhere() {
        #expect(throws: PatternError(cause: .badRepetition, offset: 2)) { try Pattern("aé{2,1}") }
        #expect(
            PatternError(cause: .badRange, offset: 2).description == "a range ends before it starts (at character 3)")
    }

    @Test func takesTimeInProportionToTheText() throws {
        // Backtracking would need 2^3000 steps.
        #expect(try !Pattern("^(a|a)*(a*)*$").matches(String(repeating: "a", count: 3_000) + "b"))
    }
}
