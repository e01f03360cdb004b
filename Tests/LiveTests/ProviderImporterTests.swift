import Catalog
import Foundation
import OAuth
import Testing

@testable import Platform
@testable import Wire

@Suite struct ProviderImporterTests {
    private let folder: TemporaryFolder
    private let importer: ProviderImporter
    private var providers: String { folder.path + "/.config/authscope/providers" }

    init() throws {
        folder = try TemporaryFolder()
        importer = ProviderImporter(
            environment: Environment(["HOME": folder.path]),
            reader: DocumentReader(converter: YAMLConverter(program: YAMLHelper.path)))
    }

    private static let description = """
        openapi: 3.0.3
        info: {title: Music, version: "1"}
        paths:
          /me:
            get: {security: [{oauth: [read]}], responses: {}}
        components:
          securitySchemes:
            oauth:
              type: oauth2
              flows:
                authorizationCode:
                  authorizationUrl: https://music.example/authorize
                  tokenUrl: https://music.example/token
                  scopes: {read: Read}
        """

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: "\(folder.path)/\(name)", atomically: false, encoding: .utf8)
    }

    private func offer(_ source: String) async throws -> ImportOffer { try await importer.read(source) }

    @Test func offersWhatIsInADocumentBelowTheHome() async throws {
        try write(Self.description, to: "music.yaml")
        let offer = try await offer("~/music.yaml")
        #expect(offer.providers.map(\.id) == ["music"])
        #expect(offer.providers[0].importedFrom == (folder.path as NSString).resolvingSymlinksInPath + "/music.yaml")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/.config"))
    }

    @Test func writesAndOpensWhatWasAgreedTo() async throws {
        try write(Self.description, to: "music.yaml")
        let providers = try await offer("~/music.yaml").providers
        let opened = try importer.keep(providers)
        #expect(opened.provider == providers[0])
        #expect(opened.source == .file(OctetPath(self.providers + "/music.json")))
        #expect(opened.greeting == "Imported Music. No scope is on")
        #expect(try folder.mode(".config/authscope/providers/music.json") == 0o600)
        // A second import is an update with the same endpoints.
        let again = try await offer("~/music.yaml")
        #expect(again.preview.items[0].comparison?.changedHosts == [])
    }

    @Test func offersAnotherIDIfAFileWasWrittenByHand() async throws {
        try FileManager.default.createDirectory(atPath: providers, withIntermediateDirectories: true)
        try write(
            #"{"authscope": 1, "id": "music", "name": "M", "authorization_endpoint": "https://m.example/a"}"#,
            to: ".config/authscope/providers/mine.json")
        try write(Self.description, to: "music.yaml")
        let offer = try await offer("~/music.yaml")
        #expect(offer.providers.map(\.id) == ["music-2"])
        #expect(offer.renamings == [.init(id: "music", file: "mine.json")])
        _ = try importer.keep(offer.providers)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: providers).sorted()
                == [".lock", "mine.json", "music-2.json"])
    }

    @Test(arguments: ["missing.yaml", "pipe", "broken.yaml", "-", "ftp://music.example/a"])
    func saysWhatIsWrong(name: String) async throws {
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        try write("openapi: 3.0.3\npaths: [\n", to: "broken.yaml")
        let source = name.contains("/") || name == "-" ? name : "~/" + name
        let problem = await #expect(throws: ProviderImporter.Problem.self) { try await importer.read(source) }
        let parts = [
            "missing.yaml": "/missing.yaml: there is no such file",
            "pipe": "/pipe: is a pipe; write its data to a file first", "broken.yaml": "/broken.yaml:3:1: ",
            "-": "./-: there is no such file", "ftp://music.example/a": "only https is downloaded",
        ]
        guard case .failed(let text)? = problem else { return #expect(Bool(false), "\(name)") }
        #expect(text.contains(try #require(parts[name])), "\(text)")
    }

    @Test func saysWhatCouldNotBeWritten() async throws {
        try write("", to: ".config")
        let provider = Provider(id: "a", name: "A", authorizationEndpoint: "https://a.example/")
        #expect(throws: ProviderImporter.Problem.failed("\(providers)/a.json cannot be written; nothing was written")) {
            try importer.keep([provider])
        }
    }

    @Test func completesPaths() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/apis", withIntermediateDirectories: true)
        try write("", to: "api.json")
        #expect(
            importer.completion(of: "~/ap")
                == PathCompletion(of: "~/ap", among: ["api.json", "apis/"]))
        let path = folder.path + "/api."
        #expect(
            importer.completion(of: path)
                == PathCompletion(of: path, among: ["api.json", "apis/"]))
        #expect(
            importer.completion(of: "~/none/x")
                == PathCompletion(of: "~/none/x", among: []))
    }
}
