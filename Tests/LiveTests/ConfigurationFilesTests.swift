import Catalog
import Foundation
import Testing

@testable import Platform

/// `config.json` and `settings.json` in the user's folder.
@Suite struct ConfigurationFilesTests {
    private let home: TemporaryFolder
    private let folder: String
    private let files: ConfigurationFiles

    init() throws {
        home = try TemporaryFolder()
        folder = home.path + "/authscope"
        files = ConfigurationFiles(environment: Environment(["XDG_CONFIG_HOME": home.path]))
    }

    private func write(_ text: String, to name: String, mode: Int = 0o644) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(folder)/\(name)")
    }

    private func problem(_ contents: ConfigurationFiles.Contents) -> String? {
        if case .unusable(let problem) = contents { problem.message } else { nil }
    }

    @Test func areNotThereAtFirst() throws {
        #expect(files.readConfiguration() == .missing)
        #expect(files.readSettings() == .missing)
        #expect(try files.browser() == nil)
        #expect(try home.names() == [])
        let nowhere = ConfigurationFiles(environment: Environment([:]))
        #expect(nowhere.readConfiguration() == .missing)
        #expect(nowhere.saveSettings { _ in [] } == .failed("HOME is not set"))
    }

    @Test func areReadAsTheyAre() throws {
        try write("{}", to: "config.json")
        try write("[]", to: "settings.json")
        #expect(files.readConfiguration() == .octets(Array("{}".utf8)))
        #expect(files.readSettings() == .octets(Array("[]".utf8)))
    }

    /// Programs that manage such files put links there. What the program writes is never a link.
    @Test func mayBeALinkIfTheUserWritesIt() throws {
        try write("{}", to: "elsewhere")
        for name in ["config.json", "settings.json"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/\(name)", withDestinationPath: "\(folder)/elsewhere")
        }
        #expect(files.readConfiguration() == .octets(Array("{}".utf8)))
        #expect(problem(files.readSettings()) == "is a symbolic link: it is not read")
        #expect(files.saveSettings { _ in [1] } == .failed("\(folder)/settings.json cannot be written"))
    }

    @Test(arguments: [0o646, 0o664])
    func areNotReadIfOthersCouldWriteThem(mode: Int) throws {
        try write("{}", to: "config.json", mode: mode)
        #expect(
            problem(files.readConfiguration())
                == "can be written by other users (forbid that with chmod go-w): it is not read")
        #expect(throws: FileProblem.self) { try files.browser() }
        try FileManager.default.removeItem(atPath: "\(folder)/config.json")
        #expect(mkfifo("\(folder)/config.json", 0o600) == 0)
        #expect(problem(files.readConfiguration()) == "is not a regular file: it is not read")
    }

    @Test func nameABrowserAmongOtherThings() throws {
        try write("{\"keys\": 3, /* x */\n\"browser\": [\"firefox\", \"-P\",], \"theme\": null}", to: "config.json")
        #expect(try files.browser() == ProgramArguments(["firefox", "-P"], line: 2))
        try write("{\"browser\": \"firefox\"}", to: "config.json")
        #expect(
            throws: FileProblem(
                path: "\(folder)/config.json", line: 1, column: 13,
                message: "expected an array of texts: the program, then its arguments")
        ) { try files.browser() }
    }

    @Test func keepWhatAnotherSessionHasWritten() throws {
        #expect(files.saveSettings { $0 + Array("a".utf8) } == .saved)
        #expect(files.saveSettings { $0 + Array("b".utf8) } == .saved)
        #expect(files.readSettings() == .octets(Array("ab".utf8)))
        #expect(try home.mode("authscope/settings.json") == 0o600)
        #expect(try home.names("authscope") == [".lock", "settings.json"])
    }

    @Test func areSetAsideIfTheyAreBroken() throws {
        try write("broken", to: "settings.json")
        let saved = files.saveSettings { $0.isEmpty ? Array("new".utf8) : nil }
        #expect(saved == .setAside("settings.json.bad"))
        #expect(files.readSettings() == .octets(Array("new".utf8)))
        #expect(try home.names("authscope") == [".lock", "settings.json", "settings.json.bad"])
    }
}
