import Catalog
import Foundation
import OAuth
import TestSupport
import Testing

@testable import Platform

/// Sessions and editors that write the same files at the same time. No entry is lost.
@BlockingActor @Suite struct TwoSessionsTests {
    private let folder: TemporaryFolder
    private let environment: Environment
    private let store: OwnEntriesStore
    private var file: String { folder.path + "/authscope/own/bakery.json" }

    init() throws {
        folder = try TemporaryFolder()
        environment = Environment(["XDG_CONFIG_HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"])
        store = OwnEntriesStore(environment: environment, provider: "bakery")
    }

    private func entries(_ clients: [String: String]) -> OwnEntries {
        var entries = OwnEntries()
        for (id, name) in clients.sorted(by: { $0.key < $1.key }) {
            entries.add(Client(name: name, clientID: id, redirectURIs: []))
        }
        return entries
    }

    private func text(_ suffix: String = "") throws -> String {
        try String(contentsOfFile: file + suffix, encoding: .utf8)
    }

    private func write(_ entries: OwnEntries) throws {
        try OwnEntriesFile.text(of: entries, provider: "bakery")
            .write(toFile: file, atomically: false, encoding: .utf8)
    }

    // MARK: Own entries

    @Test func keepTheClientsThatBothAdd() {
        let first = entries(["a": "A"])
        #expect(store.save(first, over: OwnEntries()) == .saved(first))
        let both = entries(["a": "A", "b": "B"])
        #expect(store.save(entries(["b": "B"]), over: OwnEntries()) == .saved(both))
        // The first session continues from its own state.
        let all = entries(["a": "A", "b": "B", "c": "C"])
        #expect(store.save(entries(["a": "A", "c": "C"]), over: first) == .saved(all))
        #expect(store.load() == .entries(all))
    }

    @Test func keepAnEditByHandWhileTheProgramRuns() throws {
        let first = entries(["a": "A", "b": "B"])
        #expect(store.save(first, over: OwnEntries()) == .saved(first))
        try write(entries(["a": "By hand", "d": "D"]))
        let merged = entries(["a": "By hand", "c": "C", "d": "D"])
        guard case .saved(let joined, aside: nil) = store.save(entries(["a": "A", "b": "B", "c": "C"]), over: first)
        else {
            Issue.record("not joined")
            return
        }
        #expect(joined.clients.sorted { $0.client.clientID < $1.client.clientID } == merged.clients)
    }

    @Test func keepBothVersionsOfAClientThatBothChange() throws {
        let first = entries(["a": "A"])
        #expect(store.save(first, over: OwnEntries()) == .saved(first))
        try write(entries(["a": "Theirs", "b": "B"]))
        let theirs = try text()
        let joined = entries(["a": "Mine", "b": "B"])
        #expect(store.save(entries(["a": "Mine"]), over: first) == .saved(joined, aside: "bakery.json.other"))
        #expect(try text(".other") == theirs)
        #expect(store.load() == .entries(joined))
        #expect(try folder.names("authscope/own") == [".lock", "bakery.json", "bakery.json.other"])
    }

    @Test func keepAFileThatBreaksMeanwhile() throws {
        let first = entries(["a": "A"])
        #expect(store.save(first, over: OwnEntries()) == .saved(first))
        try "half a".write(toFile: file, atomically: false, encoding: .utf8)
        let next = entries(["a": "A", "b": "B"])
        #expect(store.save(next, over: first) == .replaced(next, aside: "bakery.json.bad"))
        #expect(try text(".bad") == "half a")
    }

    @Test func keepWhatIsOnTheScreenIfTheFileIsGone() throws {
        let first = entries(["a": "A"])
        #expect(store.save(first, over: OwnEntries()) == .saved(first))
        try FileManager.default.removeItem(atPath: file)
        let next = entries(["a": "A", "b": "B"])
        #expect(store.save(next, over: first) == .saved(next))
    }

    @Test func areReportedOnTheScreen() throws {
        var files = SessionFiles(environment: environment)
        files.begin(OwnEntries(), Workspace(provider: "bakery"))
        #expect(files.save(entries(["a": "A"]), of: "bakery") == nil)
        try write(entries(["a": "A", "b": "B"]))
        let both = entries(["a": "A", "b": "B"])
        #expect(
            files.save(entries(["a": "Other"]), of: "bakery")
                == .joined(
                    entries(["a": "Other", "b": "B"]), aside: nil))
        // A joined entry is known from then on, so leaving it out means removing it.
        #expect(files.save(entries(["a": "Other"]), of: "bakery") == nil)
        try write(both)
        #expect(
            files.save(entries(["a": "Mine"]), of: "bakery")
                == .joined(
                    entries(["a": "Mine", "b": "B"]), aside: "bakery.json.other"))
        try write(OwnEntries())
        try "x".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(files.save(both, of: "bakery") == .setAside("bakery.json.bad"))
    }

    // MARK: Choices

    @Test func keepTheChoicesThatEachMade() {
        let store = WorkspaceStore(environment: environment, provider: "bakery")
        var base = Workspace(provider: "bakery")
        base.scopes = ["a"]
        #expect(store.save(base, over: Workspace(provider: "bakery")))
        var first = base
        first.scopes = ["a", "b"]
        (first.clientID, first.redirectURI) = ("one", "https://one.example/")
        var second = base
        second.pane = "url"
        second.method = .plain
        #expect(store.save(first, over: base))
        #expect(store.save(second, over: base))
        var joined = first
        (joined.pane, joined.method) = ("url", .plain)
        #expect(store.load() == .workspace(joined))
        // A session that ends without a change leaves it all as it is.
        #expect(store.save(base, over: base))
        #expect(store.load() == .workspace(joined))
        // A client and its redirect URI are one choice.
        second.clientID = "two"
        #expect(store.save(second, over: base))
        (joined.clientID, joined.redirectURI) = ("two", nil)
        #expect(store.load() == .workspace(joined))
    }

    @Test func keepAStateFileThatCannotBeReadAtTheNextSave() throws {
        let store = WorkspaceStore(environment: environment, provider: "bakery")
        var workspace = Workspace(provider: "bakery")
        workspace.pane = "url"
        #expect(store.save(workspace, over: Workspace(provider: "bakery")))
        let state = folder.path + "/state/authscope/bakery.json"
        for name in ["bad", "bad2"] {
            try name.write(toFile: state, atomically: false, encoding: .utf8)
            #expect(store.save(workspace, over: workspace))
            #expect(try String(contentsOfFile: "\(state).\(name)", encoding: .utf8) == name)
            #expect(store.load() == .workspace(workspace))
        }
    }

    // MARK: Processes

    private func start(_ name: String, _ count: Int) throws -> pid_t {
        let probe = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
            path: "StoreProbe")
        return try spawn(probe.path, [folder.path, name, String(count)], environment: [:])
    }

    private func end(of process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    @Test func keepEverythingThatTenProcessesAddAtOnce() throws {
        let processes = try (0..<10).map { try start("p\($0)", 20) }
        for process in processes { #expect(end(of: process) == 0) }
        guard case .entries(let entries) = store.load() else {
            Issue.record("no entries")
            return
        }
        let expected = (0..<10).flatMap { name in (1...20).map { "p\(name)-\($0)" } }
        #expect(entries.clients.map(\.client.clientID).sorted() == expected.sorted())
        #expect(try folder.names("authscope/own") == [".lock", "bakery.json"])
    }

    @Test func leaveAWholeFileWhenOneIsKilled() throws {
        let mine = entries(["mine": "Mine"])
        #expect(store.save(mine, over: OwnEntries()) == .saved(mine))
        var left = 0
        for round in 0..<200 {
            let before = try text()
            let process = try start("killed", 0)
            // Until it is at work, and then at any moment of it.
            while try text() == before, kill(process, 0) == 0 { poll(nil, 0, 1) }
            usleep(useconds_t(round % 20 * 100))
            kill(process, SIGKILL)
            #expect(end(of: process) & 0x7F == SIGKILL)
            guard case .entries(let entries) = store.load() else {
                Issue.record("broken after \(round) rounds: \(try text())")
                return
            }
            #expect(entries.clients.first == mine.clients.first)
            if try folder.names("authscope/own").count > 2 { left += 1 }
            // The next start.
            Leftovers.remove(in: environment)
            #expect(try folder.names("authscope/own") == [".lock", "bakery.json"])
        }
        #expect(left > 0, "none was killed in the middle of writing")
    }
}
