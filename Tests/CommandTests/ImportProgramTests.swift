import Foundation
import JSON
import TestSupport
import TestTraits
import Testing

@testable import authscope

/// `authscope import`, started as a user would.
@Suite(.onThreadsOfTheirOwn) struct ImportProgramTests {
    static let yaml = """
        openapi: 3.0.3
        info: {title: Things API}
        paths:
          /a:
            get: {security: [{main: [read]}]}
        components:
          securitySchemes:
            main:
              type: oauth2
              flows:
                authorizationCode:
                  authorizationUrl: https://auth.example/authorize
                  scopes:
                    read: See things
                    two words: Wrong

        """

    private func run(_ arguments: [String], input: String = "", folder: ImportSessionTests.Folder) throws
        -> ProgramTests.Run
    {
        try ProgramTests.run(["import"] + arguments, input: input, environment: ["XDG_CONFIG_HOME": folder.path])
    }

    @Test func importsYAMLFromAFile() throws {
        let folder = ImportSessionTests.Folder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let file = folder.path + "/things.yaml"
        try Self.yaml.write(toFile: file, atomically: true, encoding: .utf8)
        let run = try run([file], folder: folder)
        #expect(run.exitCode == 0 && run.stderr.isEmpty)
        #expect(run.stdout.contains("15:13: the scope \"two words\" is left out"))
        #expect(folder.files == ["things.json"])
        let url = try ProgramTests.run(["url", "--provider", folder.file("things.json"), "--scope", "read"])
        #expect(url.stdout.hasPrefix("https://auth.example/authorize?"))
    }

    @Test func keepsTheValueOfAVariable() throws {
        let folder = ImportSessionTests.Folder()
        let document = #"""
            { "issuer": "https://{tenant}.example", "authorization_endpoint": "https://{tenant}.example/authorize",
              "token_endpoint": "https://{tenant}.example/token", "response_types_supported": ["code"] }
            """#
        let run = try run(["-", "--id", "mine", "--set", "tenant=contoso"], input: document, folder: folder)
        #expect(run.exitCode == 0, "\(run.stderr)")
        let environment = ["XDG_CONFIG_HOME": folder.path]
        let url = try ProgramTests.run(["url", "--provider", "mine"], environment: environment)
        #expect(url.stdout.hasPrefix("https://contoso.example/authorize?"))
        let wrong = try self.run(["-", "--id", "other", "--set", "host=x"], input: document, folder: folder)
        #expect(wrong.exitCode == 64)
        #expect(wrong.stderr.hasPrefix("Error: --set host: the variables are tenant"))
        #expect(folder.files == ["mine.json"], "nothing is written before all values are known to fit")
    }

    @Test func readsStandardInput() throws {
        let folder = ImportSessionTests.Folder()
        let run = try run(["-", "--dry-run", "--format", "json", "--id", "mine"], input: Self.yaml, folder: folder)
        #expect(run.exitCode == 0)
        guard case .array(let providers)? = try JSONValue(reading: Array(run.stdout.utf8))["providers"] else {
            Issue.record("no providers in \(run.stdout)")
            return
        }
        #expect(providers.map { $0["id"] } == [.string("mine")])
        #expect(folder.files.isEmpty)
    }

    @Test func downloadsADocument() throws {
        let folder = ImportSessionTests.Folder()
        let rehearsal = try RunningProgram(["rehearse"])
        try rehearsal.wait { rehearsal.output.contains("\n") }
        let line = rehearsal.output.prefix { $0 != "\n" }
        guard case .string(let url)? = try JSONValue(reading: Array(line.utf8))["metadata_url"] else {
            Issue.record("no metadata_url in \(line)")
            return
        }
        let run = try run([url, "--id", "local"], folder: folder)
        #expect(run.exitCode == 0 && run.stderr.isEmpty)
        #expect(run.stdout.contains("  document      authorization server metadata, \(url)\n"))
        #expect(folder.files == ["local.json"])
        kill(rehearsal.identifier, SIGTERM)
        #expect(rehearsal.end() == .exited(0))
    }

    @Test func findsTheMetadataOfAnIssuer() throws {
        let folder = ImportSessionTests.Folder()
        let rehearsal = try RunningProgram(["rehearse"])
        try rehearsal.wait { rehearsal.output.contains("\n") }
        let line = rehearsal.output.prefix { $0 != "\n" }
        guard case .string(let issuer)? = try JSONValue(reading: Array(line.utf8))["issuer"] else {
            Issue.record("no issuer in \(line)")
            return
        }
        let run = try run([issuer, "--id", "local", "--dry-run"], folder: folder)
        #expect(run.exitCode == 0 && run.stderr.isEmpty, "\(run.stderr)")
        let found = "\(issuer)/.well-known/oauth-authorization-server"
        #expect(run.stdout.contains("  document      authorization server metadata, \(found)\n"), "\(run.stdout)")
        #expect(run.stdout.contains("  - tried \(issuer): "))
        #expect(run.stdout.contains("  - found at \(found)\n"))
        kill(rehearsal.identifier, SIGTERM)
        #expect(rehearsal.end() == .exited(0))
    }

    @Test func joinsSeveralFiles() throws {
        let folder = ImportSessionTests.Folder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let files = ["a.yaml", "b.yaml"].map { "\(folder.path)/\($0)" }
        try Self.yaml.write(toFile: files[0], atomically: true, encoding: .utf8)
        try Self.yaml.replacing("/a:", with: "/b:").write(toFile: files[1], atomically: true, encoding: .utf8)
        let run = try run(files, folder: folder)
        #expect(run.exitCode == 0 && run.stderr.isEmpty)
        #expect(run.stdout.contains("  operations    2: 2 need a token\n"))
        #expect(run.stdout.contains("  - a.yaml:15:13: the scope \"two words\" is left out"))
        #expect(folder.files == ["things.json"])
    }

    static let failures: [(arguments: [String], input: String, exitCode: Int32, message: String)] = [
        (["/nowhere/at/all.yaml"], "", 4, "Error: /nowhere/at/all.yaml: there is no such file\n"),
        (
            ["-"], "<html>", 4,
            "Error: standard input: this is a web page or XML; name the JSON or YAML document itself\n"
        ),
        (["-"], "openapi: 3.0.0\na: 1\na: 2\n", 4, "Error: standard input:3:1: "),
        (
            ["http://x.example/openapi.json"], "", 4,
            "Error: http://x.example/openapi.json: only https is downloaded, and http from 127.0.0.1 or [::1]; "
                + "give the https URL\n"
        ),
        (["-", "--id", "Not An ID"], "", 64, "Error: --id Not An ID: an id has 1 to 64 lower-case letters"),
        ([], "", 64, "Error: Missing expected argument '<file-or-url>'"),
    ]

    @Test(arguments: failures)
    func saysWhatIsWrong(arguments: [String], input: String, exitCode: Int32, message: String) throws {
        let folder = ImportSessionTests.Folder()
        let run = try run(arguments, input: input, folder: folder)
        #expect(run.exitCode == exitCode)
        #expect(run.stderr.hasPrefix(message), "\(run.stderr)")
        #expect(run.stdout.isEmpty && folder.files.isEmpty)
    }
}
