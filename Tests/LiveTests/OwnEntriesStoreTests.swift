import Catalog
import Foundation
import OAuth
import Platform
import Testing

@Suite struct OwnEntriesStoreTests {
    private let folder: TemporaryFolder
    private let store: OwnEntriesStore
    private var file: String { folder.path + "/authscope/own/bakery.json" }

    init() throws {
        folder = try TemporaryFolder()
        store = OwnEntriesStore(environment: Environment(["XDG_CONFIG_HOME": folder.path]), provider: "bakery")
    }

    private var entries: OwnEntries {
        var entries = OwnEntries()
        entries.add(Client(name: "Staging", clientID: "abc", redirectURIs: ["http://127.0.0.1:8765/cb"]))
        entries.add(.init(name: "a:read", summary: "b\u{202E}"))
        return entries
    }

    private func write(_ text: String) throws { try text.write(toFile: file, atomically: false, encoding: .utf8) }

    private func text(_ suffix: String = "") throws -> String {
        try String(contentsOfFile: file + suffix, encoding: .utf8)
    }

    @Test func givesBackWhatItSaved() {
        #expect(store.load() == .nothing)
        #expect(store.save(entries) == .saved(entries))
        #expect(store.load() == .entries(entries))
        #expect(store.save(OwnEntries(), over: entries) == .saved(OwnEntries()))
        #expect(store.load() == .entries(OwnEntries()))
    }

    @Test func keepsOthersOutRegardlessOfTheUmask() throws {
        let old = umask(0)
        defer { umask(old) }
        #expect(store.save(entries) == .saved(entries))
        #expect(try folder.mode("authscope/own") == 0o700)
        #expect(try folder.mode("authscope/own/bakery.json") == 0o600)
        #expect(try folder.mode("authscope/own/.lock") == 0o600)
        #expect(try folder.names("authscope/own") == [".lock", "bakery.json"])
    }

    @Test func leavesABrokenFileAsItIsUntilSomethingChanges() throws {
        #expect(store.save(entries) == .saved(entries))
        try write("{\"authscope\": 1,\n \"provider\": 3}")
        #expect(store.load() == .problem("own/bakery.json:2:14: found '3'; expected a string"))
        #expect(try text() == "{\"authscope\": 1,\n \"provider\": 3}")
        #expect(store.save(entries) == .replaced(entries, aside: "bakery.json.bad"))
        #expect(try text(".bad") == "{\"authscope\": 1,\n \"provider\": 3}")
        #expect(store.load() == .entries(entries))
        #expect(store.save(entries) == .saved(entries))
    }

    @Test func keepsEveryBrokenFile() throws {
        #expect(store.save(entries) == .saved(entries))
        for name in ["bakery.json.bad", "bakery.json.bad2", "bakery.json.bad3"] {
            try write("broken, \(name)")
            #expect(store.save(entries) == .replaced(entries, aside: name))
        }
        for suffix in [".bad", ".bad2", ".bad3"] { #expect(try text(suffix) == "broken, bakery.json\(suffix)") }
    }

    @Test func doesNotTakeTheEntriesOfAnotherProvider() throws {
        #expect(store.save(entries) == .saved(entries))
        try write(OwnEntriesFile.text(of: entries, provider: "other"))
        #expect(
            store.load() == .problem("own/bakery.json:3:15: these entries are not for the provider \"bakery\""))
    }

    @Test(arguments: 0..<3)
    func changesNothingButRegularFiles(trap: Int) throws {
        #expect(store.save(entries) == .saved(entries))
        let elsewhere = folder.path + "/elsewhere"
        try FileManager.default.moveItem(atPath: file, toPath: elsewhere)
        switch trap {
        case 0: try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
        case 1: try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        default: #expect(mkfifo(file, 0o600) == 0)
        }
        let reason = trap == 0 ? "is a symbolic link" : "is not a regular file"
        #expect(store.load() == .problem("own/bakery.json:1:1: \(reason): it is not read"))
        #expect(store.save(OwnEntries()) == .failed("\(file) cannot be written"))
        #expect(try folder.names("authscope/own") == [".lock", "bakery.json"])
        #expect(
            try String(contentsOfFile: elsewhere, encoding: .utf8)
                == OwnEntriesFile.text(of: entries, provider: "bakery"))
    }

    @Test func namesThePlaceThatCannotBeWritten() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/authscope", withIntermediateDirectories: false)
        try "".write(toFile: folder.path + "/authscope/own", atomically: false, encoding: .utf8)
        #expect(store.load() == .nothing)
        #expect(store.save(entries) == .failed("\(file) cannot be written"))
    }

    @Test func keepsNothingWithoutAHome() {
        let store = OwnEntriesStore(environment: Environment(["XDG_CONFIG_HOME": "relative"]), provider: "bakery")
        #expect(store.path == nil)
        #expect(store.load() == .nothing)
        #expect(store.save(entries) == .failed("HOME is not set"))
    }

    @Test func keepsTheEntriesOfEachProvider() {
        let other = OwnEntriesStore(environment: Environment(["XDG_CONFIG_HOME": folder.path]), provider: "other")
        #expect(store.save(entries) == .saved(entries))
        #expect(other.load() == .nothing)
    }
}

extension OwnEntriesStore {
    /// Saves the entries of a session that began with none.
    fileprivate func save(_ entries: OwnEntries) -> Saved { save(entries, over: OwnEntries()) }
}
