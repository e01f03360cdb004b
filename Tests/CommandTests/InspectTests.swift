import Foundation
import JSON
import OAuth
import Options
import TestSupport
import Testing

@testable import Commands
@testable import authscope

/// The output of `authscope inspect` and `authscope diff`.
struct InspectTests {
    private static func output(_ text: String, provider: Provider? = nil) throws -> InspectionOutput {
        let message = try #require(PastedMessage(text))
        let client = provider.flatMap { ProviderRecognition(message, as: message.kinds[0]).client(of: $0) }
        let inspection = Inspector(provider: provider, client: client).inspect(message)
        return InspectionOutput(inspection: inspection, provider: provider, client: client)
    }

    @Test func putsTheFindingsUnderTheirOctets() throws {
        let text = try Self.output("https://as.example/authorize?response_type=token&client_id=a&state=&scope=a%0Ab")
            .text.text
        #expect(
            text.hasPrefix(
                """
                URL, read as: authorization request, checked only by the standards

                address        https://as.example/authorize
                response_type  token
                               ^^^^^ 1
                client_id      a
                state          \("")
                """))
        #expect(text.contains("1 error[response-type-not-code]: "))
        #expect(text.contains("<U+000A>"))
        #expect(text.contains("To read it as something else: --kind response\n"))
    }

    @Test func writesJSON() throws {
        let json = try Self.output("https://app.example/cb?code=secretcode&state=x").json.text
        #expect(!json.contains("secretcode"))
        let value = try JSONValue(reading: Array(json.utf8))
        #expect(value["form"] == .string("url"))
        #expect(value["kind"] == .string("response"))
        #expect(value["provider"] == .null)
        guard case .array(let parts)? = value["parts"] else {
            Issue.record("no parts")
            return
        }
        #expect(parts.map { $0["name"] } == [.string("address"), .string("code"), .string("state")])
        #expect(parts[1]["secret"] == .bool(true))
    }

    // MARK: diff

    private static let left = "https://as.example/authorize?response_type=code&client_id=a&scope=x%20y&state=1"
    private static let right =
        "https://as.example/authorize?response_type=code&client_id=a&scope=z+y&state=2&prompt=none"

    private static func comparison(_ left: String, _ right: String) throws -> RequestComparison {
        func request(_ text: String) throws -> ComparedRequest {
            let message = try #require(PastedMessage(text, as: .request))
            return ComparedRequest(
                try #require(Inspector(context: LintContext()).inspect(message, as: .request).report))
        }
        return RequestComparison(try request(left), try request(right))
    }

    @Test func writesTheDifferencesThatCount() throws {
        let comparison = try Self.comparison(Self.left, Self.right)
        let output = DiffOutput(comparison: comparison, names: (Self.left, Self.right))
        #expect(
            output.text.text == """
                ≠ scope
                    y
                  - x
                  + z
                ≠ prompt
                  - (missing)
                  + none
                2 of 6 parts differ
                new in each attempt: state

                """)
        let value = try JSONValue(reading: Array(output.json.text.utf8))
        #expect(value["differs"] == .number(JSONNumber(2)))
    }

    @Test(arguments: [
        (left, left), (left, "https://as.example/authorize?response_type=code&client_id=a&scope=y+x&state=7"),
        (left, "https://as.example/authorize?state=9&scope=x%20y&client_id=a&response_type=code"),
        ("\(left)&code_challenge=a&code_challenge_method=S256", "\(left)&code_challenge=b&code_challenge_method=S256"),
    ])
    func countsNothingThatMustDifferOrIsTheSame(left: String, right: String) throws {
        #expect(try Self.comparison(left, right).count == 0)
    }

    @Test(arguments: [
        ("client_id=a", "client_id=b"), ("client_id=a&state=1", "client_id=a"),
        ("client_id=a", "client_id=a&client_id=a"),
        (
            "client_id=a&code_challenge=x&code_challenge_method=S256",
            "client_id=a&code_challenge=x&code_challenge_method=plain"
        ),
        ("client_id=a&scope=x", "client_id=a"), ("client_id=a&x=é", "client_id=a&x=e\u{301}"),
    ])
    func countsWhatDiffers(left: String, right: String) throws {
        let base = "https://as.example/authorize?response_type=code&"
        #expect(try Self.comparison(base + left, base + right).count > 0)
    }

    @Test func comparesTheAddress() throws {
        let other = Self.left.replacing("as.example", with: "staging.example")
        #expect(try Self.comparison(Self.left, other).rows.first?.verdict == .differs)
    }
}

/// The commands as programs.
struct InspectProgramTests {
    /// Runs the program to its end.
    private static func run(_ arguments: [String], input: String = "") throws -> (code: Int32?, output: String) {
        let program = try RunningProgram(arguments, environment: ["HOME": "/nowhere", "PATH": "/usr/bin:/bin"])
        if !input.isEmpty { try program.type(input) }
        program.closeInput()
        guard case .exited(let code)? = program.end() else { return (nil, program.output) }
        return (code, program.output + program.errors)
    }

    @Test func inspectsStandardInputFilesAndArguments() throws {
        let url = "https://as.example/authorize?response_type=token&client_id=a"
        let result = try Self.run(["inspect", url])
        #expect(result.code == 1)
        #expect(result.output.contains("read as: authorization request"))
        #expect(try Self.run(["inspect"], input: url + "\n").output == result.output)
        let file = NSTemporaryDirectory() + UUID().uuidString
        try url.write(toFile: file, atomically: true, encoding: .utf8)
        defer { unlink(file) }
        #expect(try Self.run(["inspect", file]).output == result.output)
        #expect(try Self.run(["inspect", "hello"]).code == 4)
        #expect(try Self.run(["inspect", "--kind", "jwt", url]).code == 4)
    }

    /// What is wrong with the input, and what to do.
    @Test(arguments: [
        (["inspect", "no-such-file.txt"], "there is no file no-such-file.txt"),
        (
            ["inspect", "curl -X POST -H 'A: b"],
            "the quotation mark at column 17 is not closed: copy all of the curl command"
        ),
        (["inspect", "curl -X POST \\"], "the curl command ends with a backslash"),
        (["inspect", "hello"], "it has no parameter of an OAuth flow"),
        (
            ["diff", "https://example.com/", "a.txt"],
            "\"https://example.com/\" has no parameter of an authorization request"
        ),
        (["diff", "/no/such.txt", "b"], "there is no file \"/no/such.txt\""),
        (["diff", "curl 'https://a.example/?client", "b"], "the quotation mark at column 6"),
    ])
    func saysWhatIsWrongWithTheInput(arguments: [String], text: String) throws {
        let result = try Self.run(arguments)
        #expect(result.code == 4)
        #expect(result.output.contains(text), "\(result.output)")
    }

    /// A token that cannot be read is not a name to show.
    @Test(arguments: [
        ("eyJhbGciOiJSU0EtT0FFUCJ9.SECRETKEY.SECRETIV.SECRETTEXT.SECRETTAG", "it is an encrypted token (JWE)"),
        (
            "eyJhbGciOiJub25lIiwiYWxnIjoibm9uZSJ9.eyJpc3MiOiJhIn0.SECRET",
            "the header of this JSON Web Token has a name twice"
        ),
        ("W10.eyJpc3MiOiJhIn0.SECRET", "the header of this JSON Web Token is not a JSON object"),
        ("eyJ0eXAiOiJKV1QifQ.eyJpc3MiOiJhIn0.SECRET", "the header of this JSON Web Token has no alg"),
        ("eyJhbGciOiJub25lIn0.eyJpc3MiOiJhYWE.SECRET", "the payload of this JSON Web Token is not valid JSON"),
        ("eyJhbGciOiJub25lIn0.e.SECRET", "the payload of this JSON Web Token is not Base64url"),
        ("Bearer eyJhbGciOiJub25lIn0.SECRET", "has 2 parts instead of 3"),
    ])
    func saysWhatIsWrongWithAToken(token: String, fault: String) throws {
        for arguments in [[], ["--kind", "jwt"]] {
            let result = try Self.run(["inspect", token] + arguments)
            #expect(result.code == 4)
            #expect(result.output.contains(fault), "\(result.output)")
            #expect(!result.output.contains("eyJ") && !result.output.contains("SECRET"))
        }
    }

    /// No text that is forced to be a kind shows a token as an address or a name.
    @Test(arguments: PastedMessage.Kind.allCases)
    func showsNoTokenOfAForcedKind(kind: PastedMessage.Kind) throws {
        let texts = [
            "https://a/?code=SECRETX", "https://a/#access_token=SECRETX", "Bearer SECRETBT", "SECRETBT", "SECRETBT==",
            "Authorization: Bearer SECRETBT", "DPoP SECRETBT", "1//0gSECRETX", "ya29.SECRETX",
        ]
        for text in texts {
            let output = try Self.run(["inspect", "--kind", kind.rawValue, text]).output
            let isName = text.contains(".SECRETX") || text.contains("//0g")
            #expect(isName || !output.contains("SECRET"), "\(text): \(output)")
        }
    }

    @Test func masksAFileNameThatMayBeAToken() throws {
        let result = try Self.run(["inspect", "ya29.a0AfH6SMBsecretsecretsecret"])
        #expect(result.code == 4)
        #expect(result.output.contains("there is no file ‹redacted:32›"))
    }

    @Test(arguments: [
        (
            "curl https://as.example/token -u id:P -d \"code=X&grant_type=authorization_code",
            "warning: The text is cut: the quotation mark at column 42 is not closed.\n  fix: Copy all of the curl command"
        ),
        (
            "curl https://as.example/token -u id:P -d 'code=X&grant_type=authorization_code' \\",
            "warning: The text is cut: the curl command ends with a backslash."
        ),
    ])
    func warnsThatACommandIsCut(command: String, warning: String) throws {
        let result = try Self.run(["inspect", command])
        #expect(result.output.contains(warning), "\(result.output)")
        #expect(result.output.contains("\nwarning: 1 warning"))
    }

    /// A command in a text keeps the address that it sends the form to.
    @Test(arguments: [
        "http --form POST http://as.example/token grant_type=authorization_code client_id=a code=X",
        "r = requests.post(\"http://as.example/token\", data={\"grant_type\": \"authorization_code\", \"client_id\": \"a\"})",
    ])
    func readsTheAddressOfACommandInAText(line: String) throws {
        let result = try Self.run(["inspect"], input: "Hi,\n\(line)\n")
        #expect(result.code == 1)
        #expect(result.output.contains("http://as.example/token\n"), "\(result.output)")
        #expect(result.output.contains("read as: token request"))
        #expect(result.output.contains("uri-not-https"))
    }

    @Test func aQueryHasNoAddressThatDiffers() throws {
        let query = "response_type=code&client_id=a&scope=x"
        let result = try Self.run(["diff", query, "https://a.example/?\(query)"])
        #expect(result.code == 0)
        #expect(result.output == "no differences\n")
        #expect(try Self.run(["diff", query + "y", "https://a.example/?\(query)"]).code == 6)
    }

    @Test func namesTheLimitOfALargeFile() throws {
        let file = NSTemporaryDirectory() + UUID().uuidString
        try String(repeating: "x", count: PastedMessage.largest + 1).write(
            toFile: file, atomically: true, encoding: .utf8)
        defer { unlink(file) }
        let output = try Self.run(["inspect", file]).output
        #expect(output.contains("it has 1,048,577 bytes, and at most 1,048,576 are read"))
    }

    @Test func findsAMessageInAText() throws {
        let text = "Hi,\nwhy does <https://as.example/authorize?response_type=token&client_id=a> not work?\n"
        let result = try Self.run(["inspect"], input: text)
        #expect(result.code == 1)
        #expect(result.output.contains("https://as.example/authorize\n"))
        #expect(result.output.contains("response-type-not-code"))
    }

    /// The provider is recognised among all of the catalogue.
    @Test func recognisesTheProvider() throws {
        let url = "https://accounts.bakeronline.be/oauth/authorize?response_type=code&client_id=a"
        #expect(try Self.run(["inspect", url]).output.contains("checked as Bakeronline"))
    }

    @Test func endsWithSixIfSomethingDiffers() throws {
        let url = "https://as.example/authorize?response_type=code&client_id="
        #expect(try Self.run(["diff", url + "a", url + "b"]).code == 6)
        #expect(try Self.run(["diff", url + "a&state=1", url + "a&state=2"]).code == 0)
        #expect(try Self.run(["diff", url + "a", "-"], input: url + "b").code == 6)
        #expect(try Self.run(["diff", url + "a", "no such request"]).code == 4)
        #expect(try Self.run(["diff", "-", "-"]).code == 64)
    }
}
