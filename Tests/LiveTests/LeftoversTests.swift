import Catalog
import Foundation
import Testing

@testable import Platform

@Suite struct LeftoversTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var leftovers: Leftovers { Leftovers(in: OctetPath(folder.path)) }

    /// Makes files that are some hours old.
    private func make(_ names: [String], hours: Int = 0) throws {
        for name in names {
            let path = "\(folder.path)/\(name)"
            #expect(FileManager.default.createFile(atPath: path, contents: Data()))
            let date = Date(timeIntervalSinceNow: TimeInterval(-3_600 * hours))
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
    }

    /// Returns the number of a process that has ended.
    private func endedProcess() throws -> pid_t {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/true")
        try process.run()
        process.waitUntilExit()
        return process.processIdentifier
    }

    @Test func goAtTheNextStart() throws {
        let ended = try endedProcess()
        let others = ["a.json", "b.txt.\(ended)", "notes.\(ended)", "c.json.old", "d.json.0\(ended)", "e.json."]
        try make(others + ["a.json.\(ended)", "last-provider.\(ended)", "device-id.\(ended)"])
        leftovers.remove()
        #expect(try folder.names() == ([".lock"] + others).sorted())
    }

    @Test func stayIfTheProcessGoesOn() throws {
        let name = "a.json.\(getpid())"
        try make([name], hours: 23)
        leftovers.remove()
        #expect(try folder.names() == [".lock", name])
        // Another process has the number by then.
        try make([name], hours: 25)
        leftovers.remove()
        #expect(try folder.names() == [".lock"])
    }

    @Test func stayWhileAnotherProcessWrites() throws {
        let name = "a.json.\(try endedProcess())"
        try make([name])
        let lock = try FolderLock(of: OctetPath(folder.path), timeout: 0)
        leftovers.remove()
        #expect(try folder.names() == [".lock", name])
        _ = consume lock
        leftovers.remove()
        #expect(try folder.names() == [".lock"])
    }

    @Test func goWithTheNextFileThatIsWritten() throws {
        try make(["a.json.\(try endedProcess())"])
        #expect(PrivateFile(OctetPath(folder.path + "/b.json")).replace(with: [1]))
        #expect(try folder.names() == [".lock", "b.json"])
    }

    @Test func areFilesOfOursOnly() throws {
        let ended = try endedProcess()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/a.json.\(ended)", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/b.json.\(ended)", withDestinationPath: "/etc/passwd")
        let before = try folder.names()
        leftovers.remove()
        #expect(try folder.names() == before)
    }

    @Test func areLookedForInAllFoldersOfTheProgram() throws {
        let name = "a.json.\(try endedProcess())"
        let folders = ["config/authscope/own", "config/authscope/providers", "state/authscope"]
        for place in folders {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(place)", withIntermediateDirectories: true)
            try make(["\(place)/\(name)"])
        }
        Leftovers.remove(
            in: Environment(["XDG_CONFIG_HOME": folder.path + "/config", "XDG_STATE_HOME": folder.path + "/state"]))
        for place in folders { #expect(try folder.names(place) == [".lock"]) }
    }

    @Test func areNotLookedForIfNothingIs() throws {
        Leftovers(in: OctetPath(folder.path + "/none")).remove()
        leftovers.remove()
        #expect(try folder.names().isEmpty)
    }
}
