import Catalog
import Foundation
import JSON
import OAuth
import Options
import Scan
import Testing

@testable import Commands
@testable import authscope

/// `authscope lint --scan`, from files to output.
struct ScanSessionTests {
    static func command(_ arguments: String...) throws -> LintCommand {
        try LintCommand.parse(["--scan"] + arguments)
    }

    /// All output of a scan of the folder, with paths below it.
    static func scan(
        _ folder: SourceFolder, format: LintFormat = .text, ignoring: Set<RuleID> = [],
        expectation: LintSession.Expectation = .known([BuiltIn.provider])
    ) throws -> String {
        let output = ScanOutput(format: format)
        var collected: [FileFinding] = []
        var text = ""
        let session = ScanSession(LintSession(expectation: expectation), ignoring: ignoring)
        let counts = try session.scan([OctetPath(folder.path)]) {
            text += "problem: \($0)\n"
        } _: { findings in
            guard let part = output.text(findings) else { return collected += findings }
            text += part.text
        }
        return (text + output.end(collected, counts).text).replacing(folder.path + "/", with: "")
    }

    static let url =
        "https://as.example/authorize?response_type=code&client_id=c&redirect_uri=https%3A%2F%2Fa.example%2Fcb"
        + "&scope=a&state=\(Fixtures.state)&code_challenge=\(Fixtures.challenge)&code_challenge_method=S256"

    @Test func isQuietAboutWhatIsRight() throws {
        let folder = try SourceFolder(["a.markdown": "x\nsee \(Self.url)\n", "b.txt": "nothing"])
        #expect(try Self.scan(folder) == "1 request in 2 files: no findings\n")
    }

    @Test func printsFindingsLikeACompiler() throws {
        let folder = try SourceFolder(["src/a.js": "// é\nconst u = `\(Self.url.replacing("S256", with: "plain"))`;\n"])
        #expect(
            try Self.scan(folder).contains(#/src\/a\.js:2:\d+: warning\[pkce-plain\]: /#))
    }

    @Test func leavesOutTheFindingsOfRulesThatAreIgnored() throws {
        let folder = try SourceFolder(["a.txt": Self.url.replacing("&state=\(Fixtures.state)", with: "")])
        #expect(try Self.scan(folder).contains("state-missing"))
        #expect(try Self.scan(folder, ignoring: [.stateMissing]) == "1 request in 1 file: no findings\n")
        let wrong = #expect(throws: CommandFailure.self) { try Self.command("--ignore", "state-mising").result() }
        #expect(wrong?.message == "--ignore: there is no rule \"state-mising\"; did you mean state-missing?")
    }

    @Test(arguments: [
        ["--fix"], ["--lines"],
    ])
    func refusesWhatHasNoUse(options: [String]) {
        #expect(throws: (any Error).self) { try LintCommand.parse(["--scan"] + options) }
    }

    @Test(arguments: [["--format", "sarif"], ["--format", "github"], ["--ignore", "placeholder"], ["a", "b"]])
    func refusesWhatNeedsAScan(options: [String]) {
        #expect(throws: (any Error).self) { try LintCommand.parse(options) }
    }

    @Test func checksOnlyWhatIsLiteral() throws {
        let folder = try SourceFolder([
            "a.js": "`${base}?response_type=code&client_id=${id}&redirect_uri=${uri}&scope=${s}&state=${x}"
                + "&code_challenge=${c}&code_challenge_method=${m}`",
            "b.js": "`https://as.example/a?response_type=code&client_id=${id}&${rest}`",
            "c.js": "\"https://as.example/a?response_type=code&client_id=\" + id + params",
            "d.py": "f\"{base}?response_type=token&client_id={id}&{rest}\"",
        ])
        let text = try Self.scan(folder)
        #expect(text.hasPrefix("d.py:1:24: error[response-type-not-code]"))
        #expect(text.hasSuffix("\n\n4 requests in 4 files: 1 error\n"))
    }

    @Test func checksByTheKnownProvider() throws {
        let folder = try SourceFolder([
            "a.txt": "https://accounts.bakeronline.be/oauth/authorize?response_type=code&client_id=x&scope=nonsense"
        ])
        #expect(try Self.scan(folder).contains("error[scope-unknown]: The provider has no scope nonsense."))
    }

    @Test func writesWorkflowCommands() throws {
        let folder = try SourceFolder([
            "a,b:c%.txt": Self.url.replacing("https%3A%2F%2Fa.example", with: "http%3A%2F%2Flocalhost%3A8000")
        ])
        let expected =
            "::warning file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=87,endColumn=96,title=authscope redirect-uri-localhost"
            + "::localhost may resolve elsewhere or to ::1; the literal 127.0.0.1 is safer. "
            + "Fix: Register and use the literal 127.0.0.1.\n"
        #expect(try Self.scan(folder, format: .github) == expected)
    }

    /// A line end in foreign text would begin another command.
    @Test func foreignTextCannotWriteWorkflowCommands() throws {
        let folder = try SourceFolder(["x\n::error::y.txt": "\"\(Self.url)&a=%0A::stop-commands::\""])
        let text = try Self.scan(folder, format: .github)
        let beginnings = ["::notice file=", "::warning file=", "::error file="]
        #expect(text.split(separator: "\n").allSatisfy { line in beginnings.contains { line.hasPrefix($0) } })
        #expect(!text.isEmpty)
    }

    @Test func writesJSON() throws {
        let folder = try SourceFolder(["a.txt": Self.url.replacing("&state=\(Fixtures.state)", with: "")])
        let value = try JSONValue(reading: Array(try Self.scan(folder, format: .json).utf8))
        guard case .array(let findings)? = value["findings"] else {
            Issue.record("no findings")
            return
        }
        #expect(value["files"] == .optional(1) && value["messages"] == .optional(1))
        #expect(findings.first?["file"] == .string("a.txt"))
        #expect(findings.first?["rule"] == .string("state-missing"))
        #expect(findings.first?["kind"] == .string("request"))
    }

    // MARK: Token requests

    private static let form =
        "-d grant_type=authorization_code -d client_id=a -d code=X -d redirect_uri=https://a.example/cb"

    /// A scan finds the errors that `inspect` finds.
    @Test(arguments: [
        ("curl http://as.example/token \(form)", RuleID.uriNotHTTPS),
        ("curl \"https://as.example/token?client_secret=H\" \(form)", .secretInURL),
        (
            "curl https://as.example/token -u id:pw -d client_secret=H -d grant_type=authorization_code -d code=X",
            .clientAuthConflict
        ),
        ("curl https://joe:pw@as.example/token \(form)", .uriUserinfo),
        ("curl https://as.example/token \(form) -H \"Content-Type: text/plain\"", .tokenTransportInvalid),
        ("curl -X PUT https://as.example/token \(form)", .tokenTransportInvalid),
        ("curl https://as.example/token -uother:pw \(form)", .clientAuthMalformed),
        (
            "curl https://as.example/token -d grant_type=authorization_code -d code=X -d redirect_uri=x",
            .parameterMissing
        ),
        (
            "http --form POST http://as.example/token grant_type=authorization_code client_id=a code=X",
            .uriNotHTTPS
        ),
        (
            "http -a id:pw --form POST https://as.example/token grant_type=authorization_code code=X client_secret=H",
            .clientAuthConflict
        ),
        (
            "requests.post(\"http://as.example/token\", data={\"grant_type\": \"authorization_code\", \"client_id\": \"a\"})",
            .uriNotHTTPS
        ),
        (
            "axios.post('http://as.example/token', new URLSearchParams({grant_type: 'authorization_code', code: c}))",
            .uriNotHTTPS
        ),
    ])
    func checksTheWholeTokenRequest(source: String, rule: RuleID) throws {
        let folder = try SourceFolder(["a.sh": "\n  \(source)\n"])
        let text = try Self.scan(folder)
        #expect(text.contains("error[\(rule.rawValue)]"), "\(text)")
        #expect(text.contains("a.sh:2:"))
        #expect(!text.contains("pw@") && !text.contains("id:pw"))
        guard let message = PastedMessage(source) else { return }
        let errors = Inspector(context: LintContext()).inspect(message).findings.filter { $0.severity == .error }
        #expect(
            Set(text.matches(of: #/error\[([a-z-]+)\]/#).map { String($0.1) }) == Set(errors.map { $0.rule?.rawValue }))
    }

    /// What is not literal may be right.
    @Test(arguments: [
        "curl $URL/token \(form)", "curl \"http://$HOST/token\" \(form)", "curl TOKEN_ENDPOINT \(form)",
        "curl https://as.example/token \(form) -H \"Content-Type: $TYPE\"",
        "curl https://as.example/token -X $METHOD \(form)",
        "curl https://as.example/token -u \"$ID:$SECRET\" \(form)",
        "curl https://as.example/token -K file -d grant_type=authorization_code -d code=X -d redirect_uri=https://a.example/",
        "requests.post(url, data={'grant_type': 'authorization_code', 'client_id': 'a'})",
        "requests.post(f'http://{host}/token', data={'grant_type': 'authorization_code', 'client_id': 'a'})",
        "x('http://as.example/token', params={'grant_type': 'authorization_code', 'client_id': 'a'})",
    ])
    func saysNothingAboutAHeadThatIsNotLiteral(source: String) throws {
        let text = try Self.scan(try SourceFolder(["a.sh": source]))
        #expect(text.contains("1 request in 1 file"))
        #expect(!text.contains("error["), "\(text)")
    }

    @Test func saysThatALongURLHasMoreThanWasRead() throws {
        let url = Self.url + "&x=" + String(repeating: "a", count: 200_000)
        let text = try Self.scan(try SourceFolder(["a.txt": url]))
        #expect(text.contains("The URL is more than 70,000 bytes; 65,536 is where this tool stops."))
    }

    @Test(arguments: ["/", "//", ""])
    func writesPathsWithOneSlash(end: String) throws {
        let folder = try SourceFolder(["a.txt": "\(Self.url)&client_id=c"])
        var paths: [String] = []
        let session = ScanSession(LintSession(expectation: .known([])))
        _ = try session.scan([OctetPath(folder.path + end)], problem: { _ in }) { paths += $0.map(\.path.text) }
        #expect(Set(paths) == [folder.path + "/a.txt"])
        #expect(OctetPath("/").appending("a").text == "/a")
    }

    // MARK: Secrets

    static let canary = "Canary7Zq4Xw9"

    /// No form of the output has a secret, whatever is found about it.
    @Test(arguments: LintFormat.allCases)
    func showsNoSecret(format: LintFormat) throws {
        let names = [
            "client_secret", "code", "code_verifier", "access_token", "refresh_token", "id_token", "password",
            "client_assertion",
        ]
        var files: [String: String] = [:]
        for name in names {
            for (number, value) in ["\(Self.canary)", "\(Self.canary) ", "\(Self.canary)%zz", "\(Self.canary)%00", "x"]
                .enumerated()
            {
                let pair = "\(name)=\(value == "x" ? "\" + \"\(Self.canary)" : value)"
                files["q-\(name)-\(number).js"] =
                    "\"https://a.example/auth?response_type=code&client_id=c&\(pair)&\(pair)\""
                files["r-\(name)-\(number).js"] = "\"https://a.example/cb?code=\(Self.canary)&state=s&\(pair)#\(pair)\""
                files["t-\(name)-\(number).js"] = "\"grant_type=authorization_code&client_id=c&\(pair)\""
                files["u-\(name)-\(number).js"] =
                    "\"https://u:\(Self.canary)@a.example/token?grant_type=authorization_code&\(pair)\""
            }
        }
        files["plain.txt"] =
            "https://a.example/a?response_type=code&client_id=c&code_challenge=\(Self.canary)&code_challenge_method=plain"
        let text = try Self.scan(try SourceFolder(files), format: format)
        #expect(!text.contains(Self.canary))
        #expect(text.contains("secret-in-url"))
    }

    /// The values of all vectors, in files.
    @Test func showsNoSecretOfTheVectors() throws {
        for vector in VectorTests.responses + VectorTests.cases where vector.input.utf8.count < 4_000 {
            let octets = Array(vector.input.utf8)
            let report = FileReport(on: octets, path: "a.txt") { message in
                RequestLinter(context: LintContext()).lint(message.text).diagnostics
                    + ResponseLinter(context: LintContext()).lint(message.text).diagnostics
            }
            for finding in report.findings {
                for name in ["code", "client_secret", "access_token", "code_verifier"] {
                    guard
                        let value = vector.input.firstMatch(of: try Regex("[?&#]\(name)=([A-Za-z0-9_.-]{8,})"))?[1]
                            .substring
                    else { continue }
                    #expect(
                        !finding.excerpt.contains(value) && !finding.finding.message.contains(value), "\(vector.name)")
                }
            }
        }
    }

    // MARK: Files

    @Test func aCancelledScanKeepsWhatWasFound() async throws {
        let text = Self.url.replacing("S256", with: "plain")
        let folder = try SourceFolder(["a.txt": text, "b.txt": text])
        let session = ScanSession(LintSession(expectation: .known([])))
        let path = OctetPath(folder.path)
        let counts = try await Task {
            try session.scan([path], problem: { _ in }) { _ in withUnsafeCurrentTask { $0?.cancel() } }
        }.value
        #expect(counts.isCancelled)
        #expect(counts.files == 1 && counts.messages == 1 && counts.severities.count == 1)
    }

    @Test func aCommandHasNoSecretInItsExcerpt() throws {
        let folder = try SourceFolder([
            "a.sh":
                "curl -u id:canary1 -H 'Cookie: a=canary2' \\\n -d grant_type=authorization_code -d code=canary3 -d redirect_uri=http://evil.example/cb https://as.example/token"
        ])
        let text = try Self.scan(folder)
        #expect(text.contains("a.sh:2:"))
        #expect(!text.contains("canary"))
    }

    @Test func skipsBinaryFiles() throws {
        let folder = try SourceFolder(["a.bin": "\0\(Self.url)"])
        #expect(try Self.scan(folder) == "0 requests in 0 files: no findings\n")
    }

    @Test func countsNothingIfNoFileCanBeRead() throws {
        let result = try Self.command("/nothing-has-this-name").result()
        #expect(result.stdout.text.isEmpty)
        #expect(result.exitCode == 4)
    }

    @Test func takesALineOfTenMegabytes() throws {
        let half = String(repeating: "x=1&", count: 1_250_000)
        let folder = try SourceFolder(["a.txt": "\(half) \(Self.url.replacing("S256", with: "plain")) \(half)"])
        let text = try Self.scan(folder)
        #expect(text.hasPrefix("a.txt:1:50"))
        #expect(text.contains("pkce-plain"))
    }
}
