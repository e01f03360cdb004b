import JSON
import OAuth
import Options
import Testing

@testable import authscope

/// Inputs made after public bug reports and real files, and what is right for each. All names and hosts are examples.
struct LintCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var input: String
        /// The URL that `--fix` prints.
        var url: String
        /// The lines of the log, without what is left.
        var log: [String]
        var left: [String] = []

        var testDescription: String { name }
    }

    private static let start = "https://as.example/authorize?response_type=code&client_id=s6BhdRkqt3"
    private static let rest =
        "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=read%20write&state=tjs2_d1FlDyutWEXEor3Yg"
        + "&code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256"

    static let fixed: [Case] = [
        Case(
            name: "method in lower case", input: (start + rest).replacing("S256", with: "s256"), url: start + rest,
            log: ["fixed[pkce-method-unsupported]: use S256"]),
        Case(
            name: "method SHA-256", input: (start + rest).replacing("S256", with: "SHA-256"), url: start + rest,
            log: ["fixed[pkce-method-unsupported]: use S256"]),
        Case(
            name: "method with a bracket", input: (start + rest).replacing("S256", with: "S256)"), url: start + rest,
            log: ["fixed[pkce-method-unsupported]: use S256"]),
        Case(
            name: "# in an unencoded redirect_uri",
            input: (start + rest).replacing("https%3A%2F%2Fapp.example%2Fcb", with: "https://app.example/#/cb"),
            url: (start + rest).replacing("example%2Fcb", with: "example%2F"),
            log: ["fixed[uri-fragment]: move the parameters before the # and cut #/cb off"]),
        Case(
            name: "# for the ?", input: (start + rest).replacing("authorize?", with: "authorize#"), url: start + rest,
            log: ["fixed[uri-fragment]: move the parameters before the #"]),
        Case(
            name: "&amp; and plain",
            input: (start + rest).replacing("&", with: "&amp;").replacing("S256", with: "plain"),
            url: (start + rest).replacing("S256", with: "plain"),
            log: ["client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"].map {
                "fixed[param-unknown]: rename it to \($0)"
            }, left: ["pkce-plain"]),
        Case(
            name: "wrapped",
            input: (start + rest).replacing("redirect_uri", with: "redirec\n    t_uri").replacing(
                "FlDyutWEXE", with: "FlDyu\n    tWEXE"),
            url: start + rest, log: ["fixed[control-char]: join the lines"]),
        Case(
            name: "wrapped in a scope, too",
            input: (start + rest).replacing("write", with: "wri\r\n  te").replacing("tWEXE", with: "tW\r\n  EXE"),
            url: start + rest, log: ["fixed[control-char]: join the lines"]),
        Case(
            name: "TAB between scopes", input: (start + rest).replacing("read%20write", with: "read%09write"),
            url: start + rest, log: ["fixed[control-char]: separate the words by spaces"]),
        Case(
            name: "line end between scopes",
            input: (start + rest).replacing("read%20write", with: "read%0D%0A%20write"),
            url: start + rest, log: ["fixed[control-char]: separate the words by spaces"]),
        Case(
            name: "escapes of a shell",
            input: (start + rest).replacing("?", with: #"\?"#).replacing("=", with: #"\="#).replacing(
                "&", with: #"\&"#),
            url: start + rest, log: ["fixed[text-escaped]: undo the escapes"]),
        Case(
            name: "escapes of JSON",
            input: (start + rest).replacing("/", with: #"\/"#).replacing("&", with: #"\u0026"#), url: start + rest,
            log: ["fixed[text-escaped]: undo the escapes"]),
        Case(
            name: "plus between scopes", input: (start + rest).replacing("read%20write", with: "read%2Bwrite"),
            url: start + rest, log: ["fixed[scope-separator]: split the scopes"]),
        Case(
            name: "JSON as the scope",
            input: (start + rest).replacing("read%20write", with: "%5B%22read%22%2C%20%22write%22%5D"),
            url: start + rest, log: ["fixed[scope-grammar]: keep only the names"]),
        Case(
            name: "second ?", input: (start + rest).replacing("authorize?", with: "authorize?prompt=login?"),
            url: (start + rest).replacing("authorize?", with: "authorize?prompt=login&"),
            log: ["fixed[query-second-mark]: write & for the second ?"]),
        Case(
            name: "query encoded as a whole",
            input: start.prefix { $0 != "?" } + "?"
                + (start.drop { $0 != "?" }.dropFirst() + rest).replacing("%", with: "%25").replacing("&", with: "%26")
                .replacing("=", with: "%3D"),
            url: start + rest, log: ["fixed[double-encoded]: decode the query once"]),
        Case(
            name: "blank after client_id", input: (start + "%20" + rest), url: start + rest,
            log: ["fixed[value-blank-edges]: delete the blank"]),
    ]

    @Test(arguments: fixed)
    func changesWhatIsWrongAndNothingElse(example: Case) throws {
        let session = LintSessionTests.session(.context(LintContext()), fixes: true)
        let result = try session.lint(Array(example.input.utf8))
        #expect(result.stdout.text == example.url + "\n")
        #expect(
            result.stderr.text.split(separator: "\n").filter { $0.hasPrefix("fixed") }.map(String.init) == example.log)
        #expect(!result.stderr.contains("verifier is"))
        let left = try session.check(Array(example.input.utf8)).report.diagnostics
        #expect(left.map(\.rule.rawValue) == example.left)
        let again = try session.lint(Array(example.url.utf8))
        #expect(again.stdout == result.stdout)
        #expect(!again.stderr.contains("fixed"))
    }

    static let copied: [(name: String, text: @Sendable (String) -> String)] = [
        ("angle brackets", { "<\($0)>" }), ("quotation marks", { "\"\($0)\"" }), ("backticks", { "`\($0)`" }),
        ("a link in quotation marks", { " '[the login](\($0))'\n" }), ("nested", { "<`\"\($0)\"`>" }),
        ("a Location field", { "location:  \($0)" }), ("a quotation", { "> \($0)\n" }),
        (
            "curl -v",
            {
                let target = $0.dropFirst("https://as.example".count)
                return
                    "*   Trying 192.0.2.1:443...\n> GET \(target) HTTP/2\r\n> Host: as.example\r\n>\r\n< HTTP/2 302\n< a: b"
            }
        ),
        ("a head of HTTP/2", { "GET \($0.dropFirst("https://as.example".count)) HTTP/2\r\nHost: as.example\r\n\r\n" }),
    ]

    @Test(arguments: copied.indices)
    func readsWhatIsCopied(index: Int) throws {
        let text = Self.copied[index].text(Self.start + Self.rest)
        let result = try LintSessionTests.session(.context(LintContext())).lint(Array(text.utf8))
        #expect(result.stdout == "valid: no findings\n", "\(Self.copied[index].name)")
    }

    static let checked: [(name: String, kind: LintKind, input: String, verdict: String)] = [
        (
            "hybrid", .request,
            (start + rest).replacing("type=code", with: "type=code%20id_token").replacing(
                "read%20write", with: "openid")
                + "&nonce=-VsVG2HNneS7MdLSkhmc7w", "warning response-type-not-code"
        ),
        ("blank", .request, start + "%20" + rest, "warning value-blank-edges"),
        ("plus", .request, (start + rest).replacing("read%20write", with: "all%2Bopenid"), "warning scope-separator"),
        (
            "answer of HTTP/2", .response,
            "HTTP/2 302 \r\nlocation: https://app.example/cb?code=abc&state=tjs2_d1FlDyutWEXEor3Yg\r\n\r\n", ""
        ),
        ("answer without Location", .response, "HTTP/2 302 \r\nserver: x\r\n\r\n", "error response-malformed"),
        (
            "line feed in Basic", .token,
            #"{"method": "POST", "url": "https://as.example/token", "headers": {"Content-Type": "#
                + #""application/x-www-form-urlencoded", "Authorization": "Basic MTIzOmFiYwo="}, "body": "#
                + #""grant_type=authorization_code&code=abc"}"#,
            "error client-auth-malformed"
        ),
    ]

    @Test(arguments: checked.indices)
    func isFoundValid(index: Int) throws {
        let example = Self.checked[index]
        let octets = Array(example.input.utf8)
        let session = LintSession(kind: example.kind, expectation: .context(LintContext()), format: .json)
        let result = try session.lint(octets)
        let report = try JSONValue(reading: Array(result.stdout.utf8))
        guard case .array(let findings)? = report["findings"] else { return #expect(Bool(false), "findings") }
        let texts = findings.map { finding in
            ["severity", "rule"].map { key in
                if case .string(let text)? = finding[key] { text } else { "" }
            }.joined(separator: " ")
        }
        #expect(texts == (example.verdict.isEmpty ? [] : [example.verdict]), "\(example.name)")
    }
}
