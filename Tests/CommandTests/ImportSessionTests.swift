import Catalog
import Foundation
import JSON
import OAuth
import Platform
import Testing

@testable import Commands
@testable import authscope

/// An import from the document to the files, in a configuration folder of its own.
struct ImportSessionTests {
    /// A folder that is gone with the value.
    final class Folder {
        let path = NSTemporaryDirectory() + UUID().uuidString

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var session: ImportSession {
            ImportSession(store: ProviderStore(environment: Environment(["XDG_CONFIG_HOME": path])))
        }

        var files: [String] {
            let names = try? FileManager.default.contentsOfDirectory(atPath: path + "/authscope/providers")
            return (names ?? []).filter { $0 != ".lock" }.sorted()
        }

        func file(_ name: String) -> String { "\(path)/authscope/providers/\(name)" }

        func write(_ text: String, to name: String) throws {
            try FileManager.default.createDirectory(
                atPath: path + "/authscope/providers", withIntermediateDirectories: true)
            try text.write(toFile: file(name), atomically: true, encoding: .utf8)
        }
    }

    static func document(
        host: String = "auth.example", schemes: [String] = ["main"], more: String = ""
    ) throws -> ImportReader.Document {
        let flow = """
            {"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "https://\(host)/authorize",
            "tokenUrl": "https://\(host)/token", "scopes": {"read": "See \\u202E things", "write": ""}}}}
            """
        let list = schemes.map { "\"\($0)\": \(flow)" }.joined(separator: ", ")
        let text = """
            {"openapi": "3.0.0", "info": {"title": "Things API"}, "components": {"securitySchemes": {\(list)}},
            "paths": {"/a": {"get": {"summary": "List", "operationId": "list", "security": [{"main": ["read"]}, {"main": ["write", "x"]}]},
            "put": {}}}\(more)}
            """
        return try read(SourceDocument(origin: .url("https://docs.example/openapi.json"), json: Array(text.utf8)))
    }

    private static func read(_ document: SourceDocument) throws -> ImportReader.Document {
        let result = try CommandFailure.catchingFileProblems { try ProviderImport.read(document) }
        return ImportReader.Document(result: result, source: document.origin.name)
    }

    @Test func aDryRunShowsEverythingAndWritesNothing() throws {
        let folder = Folder()
        var session = folder.session
        session.isDryRun = true
        let result = try session.result(of: Self.document())
        #expect(
            result.stdout == """
                  document      OpenAPI 3.0.0, https://docs.example/openapi.json

                Things API
                  id            things
                  scheme        main
                  authorization https://auth.example/authorize
                  token         https://auth.example/token
                  hosts         auth.example
                  scopes        3, 1 of them used but not declared, 2 without a description; none is turned on
                  operations    2: 1 needs a token, 1 open
                  - not in the document: descriptions of scopes
                  - not in the document: PKCE methods
                  - not in the document: clients (add yours in Clients)
                  - operations use 1 scope that the scheme does not declare: x

                """)
        #expect(result.stderr.isEmpty && result.exitCode == 0)
        #expect(folder.files.isEmpty)
    }

    @Test func withoutATerminalTheCommandIsTheConsent() throws {
        let folder = Folder()
        let result = try folder.session.result(of: Self.document())
        #expect(result.exitCode == 0)
        #expect(
            result.stdout.hasSuffix(
                "\n\nWritten: \(folder.file("things.json"))\n  look at it: authscope --provider things\n"))
        let written = try ProviderStore(environment: Environment(["XDG_CONFIG_HOME": folder.path])).load(id: "things")
        #expect(written.scopes.count == 3)
        #expect(written.operations.count == 2)
        #expect(written.importedFrom == "https://docs.example/openapi.json")
        #expect(written.suggestedScopes.isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("things.json"))[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func theJSONHasEverything() throws {
        let folder = Folder()
        var session = folder.session
        session.format = .json
        let result = try session.result(of: Self.document())
        let path = JSONWriter.text(.string(folder.file("things.json")))
        #expect(
            try JSONValue(reading: Array(result.stdout.utf8))
                == JSONValue(
                    reading: Array(
                        """
                        {"source": "https://docs.example/openapi.json", "kind": "OpenAPI 3.0.0", "providers": [
                          {"id": "things", "name": "Things API", "scheme": "main",
                           "authorization_endpoint": "https://auth.example/authorize",
                           "token_endpoint": "https://auth.example/token", "issuer": null, "issuer_in_response": false,
                           "response_types": null, "response_modes": null, "challenge_methods": ["S256", "plain"],
                           "requires_pushed_requests": false, "hosts": ["auth.example"],
                           "missing": ["descriptions", "pkce", "clients"],
                           "scopes": [{"name": "read", "summary": "See \\u202E things", "declared": true},
                             {"name": "write", "summary": "", "declared": true},
                             {"name": "x", "summary": "", "declared": false}],
                           "operations": [{"method": "GET", "path": "/a", "id": "list", "summary": "List",
                              "access": "token", "scopes": [["read"], ["write", "x"]]},
                             {"method": "PUT", "path": "/a", "id": null, "summary": "", "access": "open", "scopes": []}],
                           "changes": null,
                           "notes": [{"message": "operations use 1 scope that the scheme does not declare: x",
                             "line": null, "column": null}],
                           "file": \(path)}],
                         "notes": []}
                        """.utf8)))
        // Characters that change the direction of text are written as escapes.
        #expect(result.stdout.contains("See \\u202E things"))
    }

    @Test func aDryRunAsJSONNamesNoFile() throws {
        let folder = Folder()
        var session = folder.session
        session.isDryRun = true
        session.format = .json
        let json = try JSONValue(reading: Array(session.result(of: Self.document()).stdout.utf8))
        guard case .array(let providers)? = json["providers"] else {
            Issue.record("no providers")
            return
        }
        #expect(providers.map { $0["file"] } == [.null])
    }

    @Test func importsAgainOverWhatItImported() throws {
        let folder = Folder()
        _ = try folder.session.result(of: Self.document())
        let result = try folder.session.result(of: Self.document(more: #", "security": [{"main": ["read"]}]"#))
        #expect(result.exitCode == 0)
        #expect(result.stdout.contains("  changes       1 changed operation\n"))
        #expect(folder.files == ["things.json"])
    }

    // MARK: - What is refused

    @Test func doesNotChangeAFileThatTheUserWrote() throws {
        let folder = Folder()
        let own = #"{"authscope": 1, "id": "things", "name": "Mine", "authorization_endpoint": "https://x.example/a"}"#
        try folder.write(own, to: "things.json")
        let message =
            "\(folder.file("things.json")) was written by hand and is not overwritten: choose another id with --id"
        #expect(throws: CommandFailure(.file, message + "; nothing was written")) {
            try folder.session.result(of: Self.document())
        }
        var dry = folder.session
        dry.isDryRun = true
        #expect(try dry.result(of: Self.document()).stderr.hasPrefix("It could not be written: \(message)"))
        #expect(try String(contentsOfFile: folder.file("things.json"), encoding: .utf8) == own)
        var other = folder.session
        other.id = "theirs"
        #expect(try other.result(of: Self.document()).exitCode == 0)
        #expect(folder.files == ["theirs.json", "things.json"])
    }

    @Test func writesNoneOfSeveralIfOneIsTaken() throws {
        let folder = Folder()
        try folder.write("broken", to: "things-b.json")
        #expect(throws: CommandFailure.self) {
            try folder.session.result(of: Self.document(schemes: ["main", "b"]))
        }
        #expect(folder.files == ["things-b.json"])
        var session = folder.session
        session.id = "two"
        _ = try session.result(of: Self.document(schemes: ["main", "b"]))
        #expect(folder.files == ["things-b.json", "two-b.json", "two-main.json"])
    }

    @Test func theBuiltInProvidersIDIsRefused() throws {
        let folder = Folder()
        var session = folder.session
        session.id = BuiltIn.provider.id
        #expect(
            throws: CommandFailure(
                .file, "this id is the built-in provider's: choose another with --id; nothing was written")
        ) { try session.result(of: Self.document()) }
    }

    @Test func anEndpointThatMovesNeedsAConsentOfItsOwn() throws {
        let folder = Folder()
        _ = try folder.session.result(of: Self.document())
        let before = try String(contentsOfFile: folder.file("things.json"), encoding: .utf8)
        let failure = try #require(throws: CommandFailure.self) {
            try folder.session.result(of: Self.document(host: "other.example"))
        }
        #expect(
            failure.message
                == "the host of the authorization endpoint changes from auth.example to other.example; the host of the "
                + "token endpoint changes from auth.example to other.example: codes and tokens would go to another host. "
                + "If that is right, repeat it with --accept-hosts. Nothing was written")
        #expect(failure.result.exitCode == 4)
        #expect(try String(contentsOfFile: folder.file("things.json"), encoding: .utf8) == before)
        var accepting = folder.session
        accepting.acceptsHosts = true
        #expect(try accepting.result(of: Self.document(host: "other.example")).exitCode == 0)
        let after = try String(contentsOfFile: folder.file("things.json"), encoding: .utf8)
        #expect(after.contains("https://other.example/token"))
    }

    @Test func nothingToImportIsAFailure() throws {
        let folder = Folder()
        let document = SourceDocument(origin: .file("a.json"), json: Array(#"{"openapi": "3.0.0"}"#.utf8))
        let failure = try #require(throws: CommandFailure.self) {
            try folder.session.result(of: Self.read(document))
        }
        #expect(
            failure.result
                == CommandResult(
                    stderr: "Error: a.json:1:1: nothing to import: no security scheme with an authorization code flow "
                        + "(OAuth 2.0) is usable here; this document has no security scheme at all\n",
                    exitCode: 4))
        #expect(folder.files.isEmpty)
    }

    // MARK: - Questions

    /// Answers one question after the other, and keeps them.
    final class Person {
        var answers: [Bool]
        var questions: [SafeText] = []

        init(_ answers: Bool...) { self.answers = answers }

        func answer(_ question: SafeText) -> Bool {
            questions.append(question)
            return answers.isEmpty ? false : answers.removeFirst()
        }
    }

    @Test func asksAfterThePreview() throws {
        let folder = Folder()
        let person = Person(true)
        var session = folder.session
        session.ask = person.answer
        let result = try session.result(of: Self.document())
        #expect(person.questions.count == 1)
        #expect(person.questions[0].contains("authorization https://auth.example/authorize"))
        #expect(person.questions[0].hasSuffix("\n\nSave this provider?"))
        #expect(
            result.stdout
                == "Written: \(folder.file("things.json"))\n  look at it: authscope --provider things\n")
    }

    @Test func aNoWritesNothing() throws {
        let folder = Folder()
        var session = folder.session
        session.ask = Person(false).answer
        #expect(try session.result(of: Self.document()) == CommandResult(stderr: "Nothing was written.\n"))
        #expect(folder.files.isEmpty)
    }

    @Test(arguments: [true, false])
    func asksASecondTimeWhenAnEndpointMoves(answer: Bool) throws {
        let folder = Folder()
        _ = try folder.session.result(of: Self.document())
        let person = Person(true, answer)
        var session = folder.session
        session.ask = person.answer
        let result = try session.result(of: Self.document(host: "other.example"))
        #expect(person.questions.count == 2)
        #expect(person.questions[1].hasPrefix("Codes and tokens would go to another host: the host of the "))
        #expect(person.questions[1].hasSuffix("Is that right?"))
        #expect(result.stdout.isEmpty == !answer)
        let text = try String(contentsOfFile: folder.file("things.json"), encoding: .utf8)
        #expect(text.contains("other.example") == answer)
    }

    // MARK: - Foreign text

    @Test func foreignTextIsMadeSafe() throws {
        var session = Folder().session
        session.isDryRun = true
        let text = """
            {"openapi": "3.0.0", "info": {"title": "T\\u202E\\u200B"}, "components": {"securitySchemes": {
            "a\\u001B[31m": {"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "https://a.example/",
            "scopes": {"x\\u0007": ""}}}}, "k\\u009B": {"type": "apiKey"}}}}
            """
        let document = SourceDocument(origin: .file("d\u{1B}.json"), json: Array(text.utf8))
        let output = try session.result(of: Self.read(document)).stdout
        #expect(output.unicodeScalars.allSatisfy { $0 == "\n" || (0x20...0x7E).contains($0.value) })
        #expect(output.contains("T<U+202E><U+200B>\n"))
        #expect(output.contains("scheme        a<U+001B>[31m\n"))
        #expect(output.contains("the scope \"x<U+0007>\" is left out"))
        #expect(output.contains("the security scheme \"k<U+009B>\" is an API key"))
    }

    @Test func wrapsLongLinesForATerminal() throws {
        var session = Folder().session
        session.isDryRun = true
        session.style = OutputStyle(width: 60, isTerminal: true)
        let output = try session.result(of: Self.document()).stdout
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= 60 })
        #expect(
            output.contains(
                "  scopes        3, 1 of them used but not declared, 2\n                without a description; none is turned on\n"
            ))
    }
}
