import OAuth
import Testing

@Suite struct ValueShapeTests {
    @Test(arguments: [
        ("^[0-9a-f]{80}$", "80 hex digits"), ("^[a-f0-9]{80}$", "80 hex digits"),
        ("^[0-9a-fA-F]{32}$", "32 hex digits"), ("^[\\dA-F]{32}$", "32 upper-case hex digits"),
        ("^[a-zA-Z0-9]{32}$", "32 letters and digits"), ("^[a-z0-9]{4,}$", "4 or more lower-case letters and digits"),
        ("^[0-9]+$", "digits"), ("^[0-9]*$", "digits"), ("^[0-9]{1,}$", "digits"), ("^[0-9]{0,}$", "digits"),
        ("^[A-Z]{1}$", "one of upper-case letters"), ("^[A-Z]{0,1}$", "at most one of upper-case letters"),
        ("^[A-Z]{0,9999}$", "at most 9999 upper-case letters"), ("^[A-Z]{7,7}$", "7 upper-case letters"),
        ("^[a-z_-]{10,20}$", "10 to 20 lower-case letters, \"-\" and \"_\""),
        ("^[\\w-]{1,2}$", "1 to 2 letters, digits, \"-\" and \"_\""),
        ("^[-x]{2}$", "2 characters of \"-\" and \"x\""), ("^[x-z]{2}$", "2 characters of \"x\" to \"z\""),
        ("^[ab^$.]{2}$", "2 characters of \"$\", \".\", \"^\", \"a\" and \"b\""),
        ("^[\\]\\[\\\\\\-\\^]{2}$", "2 characters of \"-\" and \"[\" to \"^\""),
        ("^[ -~]{2}$", "2 letters, digits, a space to \"/\", \":\" to \"@\", \"[\" to \"`\" and \"{\" to \"~\""),
        ("^[+--]{3}$", "3 characters of \"+\" to \"-\""),
    ])
    func readsASetAndALength(expression: String, text: String) throws {
        #expect(try #require(ValueShape(expression: expression)).text == text)
    }

    @Test(arguments: [
        "", "^", "$", "^$", "^[$", "^[]$", "^[]{2}$", "^[a]$", "^[a]{2}", "[a]{2}$", "^[a]{2}$\n", "^a{2}$", "^[a]?$",
        "^[a]{}$", "^[a]{,2}$", "^[a]{2,1}$", "^[a]{0}$", "^[a]{1,2,3}$", "^[a]{10000}$", "^[a]{+2}$", "^[a]{2}+$",
        "^[a]{2}[b]{2}$", "^([a]{2})$", "^[a]{2}$|^[b]{2}$", "^[^a]{2}$", "^[é]{2}$", "^[a\t]{2}$", "^[z-a]{2}$",
        "^[a-\\d]{2}$", "^[\\d-z]{2}$", "^[a-c-e]{2}$", "^[[:alpha:]]{2}$", "^[a-[]{2}$", "^[\\s]{2}$", "^[\\x41]{2}$",
        "^[\\1]{2}$", "^[a\\]{2}$", "^[a\\", "^[a]\\{2}$", "^[a]{2\u{301}}$", "^(a+)+$", "^app-[0-9]{20}$", "^\\d{2}$",
    ])
    func readsNothingElse(expression: String) {
        #expect(ValueShape(expression: expression) == nil)
        let pattern = ClientIDPattern(expression)
        #expect(pattern.source == expression)
        #expect(pattern.remark == "client_id_pattern is not checked: only one like ^[0-9a-f]{80}$ is")
    }

    @Test(
        arguments: [
            ("^[0-9a-f]{3}$", "0af", nil), ("^[0-9a-f]{3}$", "", "has 0 characters"),
            ("^[0-9a-f]{3}$", "a", "has 1 character"), ("^[0-9a-f]{3}$", "0afg", "has 4 characters"),
            ("^[0-9a-f]{3}$", "0ag", "has \"g\" at place 3"),
            ("^[0-9a-f]{3}$", "0Fa", "has the upper-case letter \"F\" at place 2"),
            ("^[0-9A-F]{3}$", "fgF", "has the lower-case letter \"f\" at place 1"),
            ("^[0-9a-f]{3}$", "0G ", "has \"G\" at place 2"), ("^[0-9a-f]{3}$", "0a ", "has a space at place 3"),
            ("^[0-9a-f]{3}$", "0é\u{0}", "has U+00E9 at place 2"), ("^[0-9a-f]{3}$", "e\u{301}", "has 2 characters"),
            ("^[@`]{1}$", "`", nil), ("^[@]{1}$", "`", "has \"`\" at place 1"), ("^[0-9]+$", "", "has 0 characters"),
            ("^[0-9]*$", "", nil), ("^[0-9]{2,3}$", "1234", "has 4 characters"), ("^[0-9]{2,}$", "1234", nil),
            ("^[ -~]+$", " 0~", nil), ("^[ -~]+$", "\u{7F}", "has U+007F at place 1"),
            ("^[\\]\\\\-]+$", "]\\-", nil),
        ] as [(String, String, String?)])
    func saysWhatIsWrongWithAValue(expression: String, value: String, fault: String?) throws {
        #expect(try #require(ValueShape(expression: expression)).fault(of: value) == fault)
        #expect(ClientIDPattern(expression).remark == nil)
    }
}
