import Catalog
import Foundation
import JSON
import OAuth
import Options
import TestSupport
import Testing

@testable import Commands

/// The forms in which a request is copied: each is run or read back.
struct CopyFormTests {
    static let hostile = "it's \"a\" $HOME `x` | \\ é &"

    private static func built(
        _ choices: RequestBuilder.Choices = .init(), provider: Provider = BuiltIn.provider
    ) throws -> RequestBuilder.Built {
        try RequestBuilder(provider: provider, choices: choices).built(fresh: Fixtures.fresh)
    }

    private static func copy(
        _ choices: RequestBuilder.Choices = .init(parameters: ["ui=\(hostile)"]),
        provider: Provider = BuiltIn.provider, hasOwnState: Bool = false
    ) throws -> RequestCopy {
        let built = try built(choices, provider: provider)
        return RequestCopy(built.request, to: provider, version: built.version, hasOwnState: hasOwnState)
    }

    /// The words of a command, as a shell hands them to it.
    private static func words(of command: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "show() { printf '%s\\0' \"$@\"; }; show " + command]
        process.environment = ["PATH": "/usr/bin:/bin"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // A word can be empty; the last one ends with a zero, too.
        return String(decoding: output.dropLast(), as: UTF8.self).split(
            separator: "\0", omittingEmptySubsequences: false
        )
        .map(String.init)
    }

    @Test func curlSendsTheURLAndTheFields() throws {
        let copy = try Self.copy()
        #expect(
            try Self.words(of: CopyForm.curl.text(copy)) == [
                "curl", "--include", copy.request.url.text, "--header", "X-VERSION: 1.8.0", "--header",
                "Accept-Language: en-US,en;q=0.5",
            ])
    }

    @Test func theTokenRequestHasPlaceholders() throws {
        var copy = try Self.copy()
        var provider = BuiltIn.provider
        provider.token.clientAuthentication = [.body]
        copy = RequestCopy(copy.request, to: provider, version: "1.8.0", authentication: .body)
        let words = try Self.words(of: CopyForm.tokenCurl.text(copy))
        #expect(words[..<4] == ["curl", "--request", "POST", provider.tokenEndpoint ?? ""])
        let body = words.last ?? ""
        for name in ["code", "code_verifier", "client_secret"] { #expect(body.contains("\(name)=<\(name)>")) }
        #expect(body.contains("client_id=\(Fixtures.clientID)"))
        provider.tokenEndpoint = nil
        let refusal = RequestCopy(copy.request, to: provider)
        #expect(throws: CopyRefusal.self) { try CopyForm.tokenCurl.text(refusal) }
    }

    @Test func rawHTTPIsReadBack() throws {
        let copy = try Self.copy(.init())
        let report = RequestLinter(context: LintContext(provider: BuiltIn.provider)).lint(try CopyForm.http.text(copy))
        #expect(report.url == copy.request.url.text)
        #expect(report.method == "GET")
        #expect(report.headers.filter { !$0.isNamed("Host") } == copy.headers)
    }

    @Test func jsonIsReadBack() throws {
        let copy = try Self.copy()
        let value = try JSONValue(reading: Array(try CopyForm.json.text(copy).utf8))
        #expect(value["url"] == .string(copy.request.url.text))
        guard case .array(let parameters)? = value["parameters"] else {
            Issue.record("no parameters")
            return
        }
        #expect(parameters.map { $0["value"] } == copy.request.parameters.map { .string($0.value) })
        #expect(value["headers"]?["X-VERSION"] == .string("1.8.0"))
    }

    @Test func theTableHasARowForEachParameter() throws {
        let copy = try Self.copy()
        let rows = try CopyForm.markdown.text(copy).split(separator: "\n").dropFirst(3)
        // An escaped bar is not a border.
        let cells = rows.map {
            $0.replacing("\\|", with: "\u{1}").split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(cells.allSatisfy { $0.count == 2 })
        #expect(cells.count == copy.request.parameters.count + copy.headers.count)
        #expect(cells.contains { $0[0] == "`client_id`" && $0[1] == "`\(Fixtures.clientID)`" })
        #expect(cells.contains { $0[0] == "`ui`" && $0[1].contains("``") })
    }

    /// The command, as a shell hands it to the program, builds the same request.
    @Test(arguments: [
        RequestBuilder.Choices(), .init(scopes: ["company:read customer:read"]), .init(method: .none),
        .init(method: .plain), .init(redirectURI: "https://app.example/it's"), .init(state: .none),
        .init(state: .given("own state")), .init(parameters: ["ui=\(hostile)", "ui=2"]), .init(apiVersion: "1.7.0"),
        .init(scopes: [""]),
    ])
    func theCommandMakesTheSameRequest(choices: RequestBuilder.Choices) throws {
        let built = try Self.built(choices)
        let isOwn = if case .given = choices.state { true } else { false }
        let copy = RequestCopy(built.request, to: BuiltIn.provider, version: built.version, hasOwnState: isOwn)
        let words = try Self.words(of: CopyForm.command.text(copy))
        #expect(words[..<2] == ["authscope", "url"])
        let command = try URLCommand.parse(Array(words.dropFirst(2)))
        let again = try Self.built(try command.request.choices())
        #expect(again.request == built.request)
        #expect(again.version == built.version)
    }

    @Test func secretsAreNeverCopied() throws {
        let canary = "Canary7Zq4Xw9"
        var request = try Self.built().request
        for name in ["client_secret", "id_token_hint", "api_key"] {
            request.parameters.append(Parameter(name, canary))
        }
        request["code_challenge"] = canary
        request["code_challenge_method"] = "plain"
        let copy = RequestCopy(
            request, to: BuiltIn.provider, version: "1.8.0", tokenParameters: [Parameter("password", canary)])
        for form in CopyForm.all { #expect(!(try form.text(copy)).contains(canary), "\(form.name)") }
    }

    @Test(arguments: [RequestFormat.curl, .markdown])
    func theCommandLineHasThem(format: RequestFormat) throws {
        let copy = try Self.copy(.init())
        let form: CopyForm = format == .curl ? .curl : .markdown
        let text = try form.text(copy)
        #expect(
            try Fixtures.build(as: format).stdout.text.trimmingCharacters(in: .newlines)
                == text.trimmingCharacters(in: .newlines))
    }
}
