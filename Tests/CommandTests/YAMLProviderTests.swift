import Foundation
import Platform
import TestTraits
import Testing

@testable import Commands

/// A provider's file in YAML, with the program that converts it beside this one.
@Suite(.onThreadsOfTheirOwn) struct YAMLProviderTests: ~Copyable {
    private let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "authscope-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = "\(directory)/\(name)"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    static let provider = """
        # Written by hand.
        authscope: 1
        id: bakery
        name: Bakery
        authorization_endpoint: https://bakery.example/authorize
        scopes:
          - name: bread:read
            summary: Look at the bread
          - &all
            name: bread:write
        clients:
          - name: App
            client_id: "12"
            redirect_uris: [https://app.example/callback]

        """

    @Test(arguments: ["bakery.yaml", "bakery.yml"])
    func readsAProvider(name: String) throws {
        let provider = try NamedProvider.named(file(name, Self.provider), Environment([:])).provider
        #expect(provider.id == "bakery")
        #expect(provider.scopes.count == 2)
        #expect(provider.clients.map(\.clientID) == ["12"])
    }

    @Test func readsTheExampleOfTheDocumentation() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/provider-format.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = try #require(text.firstRange(of: "```yaml\n")).upperBound
        let example = String(text[start...].prefix { $0 != "`" })
        let provider = try NamedProvider.named(file("example.yaml", example), Environment([:])).provider
        #expect(provider.scopes.count == 1)
        #expect(provider.clients.map(\.clientID) == ["12345"])
    }

    @Test(arguments: [
        ("name: Bakery", "name: 12", "4:7: found '1'; expected a string"),
        ("id: bakery", "id: bakery\nid: b", "4:1: the key \"id\" occurs twice in this mapping; keep one"),
        ("    summary: Look at the bread", "    sumary: x", "8:5: "),
        ("authscope: 1", "authscope: 2", "2:12: this authscope reads version 1 of the format only"),
        ("id: bakery", "note: x", "3:1: "), ("name: Bakery\n", "name: 'Bakery\n", "4:7: "),
    ])
    func saysWhereAProviderIsBroken(old: String, new: String, place: String) throws {
        let path = try file("broken.yaml", Self.provider.replacing(old, with: new))
        let failure = #expect(throws: CommandFailure.self) { try NamedProvider.named(path, Environment([:])) }
        #expect(failure?.cause == .file)
        #expect(failure?.message.hasPrefix("\(path):\(place)") == true, "\(failure?.message ?? "")")
    }

    @Test func saysThatThereIsNoFile() throws {
        let path = directory + "/none.yaml"
        #expect(throws: CommandFailure(.file, "\(path): there is no such file")) {
            try NamedProvider.named(path, Environment([:]))
        }
    }

    /// Tests the program without its converter, as when a user copies only one of the files.
    @Test func saysWhereTheConverterBelongs() throws {
        // A link and no copy: it cannot be started while any other process still has the copy open for writing.
        let folder = RunningProgram.path + "-alone-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let copy = folder + "/authscope"
        try FileManager.default.linkItem(atPath: RunningProgram.path, toPath: copy)
        let file = try file("x.yaml", Self.provider)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: copy)
        process.arguments = ["url", "--provider", file]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 4)
        #expect(text.contains("\(folder)/authscope-yaml") && text.contains("JSON"), "\(text)")
    }
}
