import Catalog
import Foundation
import OAuth
import TestTraits
import Testing

@testable import Platform
@testable import Wire

/// Imports from several files, from folders, and from addresses.
@Suite(.onThreadsOfTheirOwn) struct ImportReaderTests {
    private let folder: TemporaryFolder
    private let reader = ImportReader(reader: DocumentReader(converter: YAMLConverter(program: YAMLHelper.path)))

    init() throws { folder = try TemporaryFolder() }

    private static func document(_ title: String, path: String) -> String {
        """
        {"openapi": "3.0.0", "info": {"title": "\(title)"}, "paths": {"\(path)": {"get": {"security": [{"o": ["read"]}]}}},
        "components": {"securitySchemes": {"o": {"type": "oauth2", "flows": {"authorizationCode":
        {"authorizationUrl": "https://as.example/authorize", "scopes": {"read": ""}}}}}}}
        """
    }

    private func write(_ text: String, to name: String) throws {
        let path = "\(folder.path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    private func problem(_ sources: [String]) -> String {
        do {
            _ = try reader.read(sources)
            return ""
        } catch { return "\(error)" }
    }

    // MARK: Several documents

    @Test func readsAFolderAndTheFoldersInIt() throws {
        try write(Self.document("Shop A", path: "/a"), to: "apis/a.json")
        try write(Self.document("Shop B", path: "/b"), to: "apis/deep/er/b.yml")
        try write(Self.document("Hidden", path: "/h"), to: "apis/.git/h.json")
        try write(Self.document("Text", path: "/t"), to: "apis/t.txt")
        try write("{\"openapi\": \"3.0.0\"}", to: "apis/empty.json")
        try write("a: [", to: "apis/broken.yaml")
        // A link to the folder itself leads nowhere.
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/apis/deep/loop", withDestinationPath: "\(folder.path)/apis")
        let document = try reader.read([folder.path + "/apis"])
        #expect(document.source == folder.path + "/apis")
        #expect(document.result.kind.name == "2 documents")
        #expect(document.result.providers.map(\.provider.operations.count) == [2])
        #expect(document.result.providers[0].provider.name == "Shop")
        let place = (folder.path as NSString).resolvingSymlinksInPath + "/apis"
        #expect(document.result.providers[0].provider.importedFrom == place)
        let notes = document.result.notes.map(\.text)
        #expect(notes.count == 2)
        #expect(notes[0].hasPrefix("left out: broken.yaml:2:1: "))
        #expect(notes[1].hasPrefix("left out: empty.json:1:1: nothing to import: "))
    }

    @Test func readsSeveralFilesAsOneProvider() async throws {
        try write(Self.document("A", path: "/a"), to: "a.json")
        try write(Self.document("B", path: "/b"), to: "b.json")
        let files = ["\(folder.path)/a.json", "file://\(folder.path)/b.json"]
        let document = try await reader.load(files, allowsPipe: true)
        #expect(document.result.providers.map(\.provider.operations.count) == [2])
        #expect(document.source == files.joined(separator: ", "))
    }

    @Test func oneDocumentInAFolderIsReadAsItself() throws {
        try write(Self.document("A", path: "/a"), to: "one/a.json")
        let document = try reader.read([folder.path + "/one"])
        #expect(document.result.kind == .openAPI("3.0.0"))
        #expect(document.source == folder.path + "/one/a.json")
    }

    @Test func saysWhyNothingCanBeImported() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/none", withIntermediateDirectories: true)
        #expect(
            problem([folder.path + "/none"])
                == "\(folder.path)/none: there is no .json, .yaml or .yml in this folder; name a file")
        for number in 0..<5 { try write("{\"openapi\": \"3.0.0\"}", to: "bad/\(number).json") }
        let text = problem([folder.path + "/bad"])
        #expect(text.hasPrefix("5 documents: nothing can be imported: 0.json:1:1: nothing to import: "))
        #expect(text.hasSuffix("; and 2 more"))
        #expect(problem(["/nowhere/a.json", "/nowhere/b.json"]).contains("a.json: there is no such file; b.json: "))
    }

    @Test func readsAtMost1000Files() throws {
        for number in 0..<1_001 { try write("", to: "many/\(number).json") }
        #expect(
            problem([folder.path + "/many"])
                == "\(folder.path)/many: there are more than 1,000 documents; name a folder with fewer")
    }

    @Test func readsAtMost64MiB() throws {
        let padding = String(repeating: " ", count: 15 << 20)
        for number in 0..<5 { try write(Self.document("A", path: "/a") + padding, to: "large/\(number).json") }
        #expect(problem([folder.path + "/large"]).hasSuffix("the documents have more than 64 MiB together; name fewer"))
    }

    // MARK: file:

    @Test func takesFileURLs() throws {
        try write(Self.document("A", path: "/a"), to: "a b.json")
        for start in ["file://", "FILE://localhost"] {
            let document = try reader.read(["\(start)\(folder.path)/a%20b.json"])
            #expect(document.source == folder.path + "/a b.json")
        }
        let advice = "a file URL has the path of a file on this computer: file:///home/you/openapi.json"
        #expect(problem(["file://elsewhere/a.json"]) == "file://elsewhere/a.json: \(advice)")
        #expect(problem(["file://"]) == "file://: \(advice)")
        #expect(problem(["file:///a%00b"]).contains("cannot contain a zero byte"))
    }

    // MARK: Addresses

    /// Downloads by the program beside the tests.
    @Test func triesTheWellKnownPlacesAndNamesEach() async throws {
        try await ScriptedServer.run(.replyAndClose(ScriptedServer.response("404 Not Found", body: "<html>"))) {
            server in
            let origin = "http://127.0.0.1:\(server.port)"
            let text = await problem(at: "\(origin)/t/authorize?client_id=1")
            let tried = [
                "/t/authorize?client_id=1", "/.well-known/oauth-authorization-server/t/authorize",
                "/.well-known/openid-configuration/t/authorize", "/t/authorize/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server/t", "/.well-known/openid-configuration/t",
                "/t/.well-known/openid-configuration", "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration",
            ]
            let reasons = tried.map { "\(origin)\($0): the server has no such document (status 404)" }
            #expect(
                text == "\(origin)/t/authorize?client_id=1: neither a document nor the address of an issuer; name the "
                    + "document, or download it with a browser and give the file. Tried: "
                    + reasons.joined(separator: "; "))
            #expect(server.arrived.requests.count == 9)
            // The URL of a document is not the address of an issuer.
            #expect(
                await problem(at: "\(origin)/openapi.json")
                    == "\(origin)/openapi.json: the server has no such document (status 404); check the URL")
            #expect(server.arrived.requests.count == 10)
        }
    }

    @Test func takesThePageOfASiteForNoDocument() async throws {
        let page = ScriptedServer.response(body: "<!DOCTYPE html>")
        let other = ScriptedServer.response(body: #"{"error": "not_found"}"#)
        let metadata = ScriptedServer.response(
            body: #"{"issuer": "https://else.example", "authorization_endpoint": "https://else.example/a"}"#)
        try await ScriptedServer.run(.inTurn([page, other, metadata])) { server in
            let origin = "http://127.0.0.1:\(server.port)"
            let text = await problem(at: origin)
            #expect(text.contains("\(origin): this is a web page or XML; \(origin)/.well-known/"), "\(text)")
            #expect(text.contains("oauth-authorization-server: 1:1: this object has \"error\""), "\(text)")
            #expect(
                text.contains("openid-configuration: 1:12: the issuer \"https://else.example\" does not belong"),
                "\(text)")
            #expect(text.contains("save the document and import the file"), "\(text)")
        }
    }

    @Test func aHostThatDoesNotAnswerIsAskedOnce() async throws {
        let address = "http://127.0.0.1:1"
        #expect(await problem(at: address) == "\(address): nothing listens at 127.0.0.1:1; check the URL")
    }

    private func problem(at url: String) async -> String {
        do {
            _ = try await reader.load([url], allowsPipe: false)
            return ""
        } catch { return "\(error)" }
    }
}
