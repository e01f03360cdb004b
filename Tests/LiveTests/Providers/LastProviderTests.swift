import Catalog
import Foundation
import OAuth
import Testing

@testable import Platform

@Suite struct LastProviderTests {
    private let folder: TemporaryFolder
    private let last: LastProvider
    private var providers: String { folder.path + "/config/authscope/providers" }

    init() throws {
        folder = try TemporaryFolder()
        let environment = Environment([
            "XDG_CONFIG_HOME": folder.path + "/config", "XDG_STATE_HOME": folder.path + "/state",
        ])
        last = LastProvider(
            environment: environment,
            store: ProviderStore(
                environment: environment, shipped: { [path = folder.path] in OctetPath(path + "/shipped") }))
        try FileManager.default.createDirectory(atPath: providers, withIntermediateDirectories: true)
    }

    private func write(_ id: String, to name: String) throws {
        let text = """
            {"authscope": 1, "id": "\(id)", "name": "N", "authorization_endpoint": "https://a.example/authorize"}
            """
        try text.write(toFile: "\(providers)/\(name)", atomically: false, encoding: .utf8)
    }

    @Test func isTheBuiltInProviderAtFirst() {
        let (provider, source, remark) = last.load()
        #expect(provider == BuiltIn.provider)
        #expect(source == .builtIn)
        #expect(remark == nil)
    }

    @Test func comesBackToTheFileThatWasUsed() throws {
        try write("other", to: "mine.json")
        #expect(last.save(.file(OctetPath(providers + "/mine.json"))))
        let (provider, source, remark) = last.load()
        #expect(provider.id == "other")
        #expect(source == .file(OctetPath(providers + "/mine.json")))
        #expect(remark == nil)
        #expect(try folder.mode("state/authscope/last-provider") == 0o600)
        #expect(last.save(.builtIn))
        #expect(last.load().source == .builtIn)
    }

    @Test func comesBackToOneThatComesWithTheProgram() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/shipped", withIntermediateDirectories: true)
        let path = folder.path + "/shipped/k.json"
        try #"{"authscope": 1, "id": "k", "name": "K", "authorization_endpoint": "https://k.example/a"}"#.write(
            toFile: path, atomically: false, encoding: .utf8)
        #expect(last.save(.shipped(OctetPath(path))))
        #expect(last.load().source == .shipped(OctetPath(path)))
        try FileManager.default.removeItem(atPath: path)
        #expect(last.load().source == .builtIn)
        #expect(last.load().remark == "k is gone: this is Bakeronline")
    }

    @Test func opensNoOtherFileOfFifty() throws {
        for number in 0..<50 { try write("p\(number)", to: "p\(number).json") }
        let watch = try OpenedFiles(in: providers)
        #expect(last.load().source == .builtIn)
        #expect(watch.names.isEmpty)
        #expect(last.save(.file(OctetPath(providers + "/p7.json"))))
        #expect(last.load().provider.id == "p7")
        #expect(watch.names == ["p7.json"])
    }

    @Test func saysThatTheFileIsGone() {
        #expect(last.save(.file(OctetPath(providers + "/gone.json"))))
        let (provider, source, remark) = last.load()
        #expect(provider == BuiltIn.provider)
        #expect(source == .builtIn)
        #expect(remark == "gone.json is gone: this is Bakeronline")
    }

    @Test func saysWhatIsWrongWithTheFile() throws {
        try "{\n\"nam\": 1}".write(toFile: providers + "/broken.json", atomically: false, encoding: .utf8)
        #expect(last.save(.file(OctetPath(providers + "/broken.json"))))
        let (provider, _, remark) = last.load()
        #expect(provider == BuiltIn.provider)
        #expect(remark?.hasPrefix("broken.json:2:1: unknown key \"nam\"") == true)
    }

    @Test func takesTheFileThatReplacesTheBuiltInProvider() throws {
        try write("bakeronline", to: "bakeronline.json")
        #expect(last.load().source == .file(OctetPath(providers + "/bakeronline.json")))
        try "[]".write(toFile: providers + "/bakeronline.json", atomically: false, encoding: .utf8)
        let (provider, source, remark) = last.load()
        #expect(provider == BuiltIn.provider)
        #expect(source == .builtIn)
        #expect(remark?.hasPrefix(providers + "/bakeronline.json:1:1: ") == true)
    }

    @Test(arguments: [
        "../../secret.json", "/etc/passwd.json", ".json", "", "\u{0}", String(repeating: "x", count: 300),
    ])
    func leavesTheFolderForNoName(name: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/state/authscope", withIntermediateDirectories: true)
        try write("secret", to: "../../secret.json")
        try name.write(toFile: folder.path + "/state/authscope/last-provider", atomically: false, encoding: .utf8)
        #expect(last.load().provider == BuiltIn.provider)
    }
}
