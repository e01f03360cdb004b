import Catalog
import Foundation
import OAuth
import Platform
import Testing

/// Entries that a user added on the screen apply to the commands too.
struct OwnEntriesTests: ~Copyable {
    private let folder = NSTemporaryDirectory() + "authscope-tests-" + UUID().uuidString
    private let id = String(repeating: "0a", count: 40)
    private var store: OwnEntriesStore {
        OwnEntriesStore(environment: Environment(["XDG_CONFIG_HOME": folder]), provider: "bakeronline")
    }

    init() throws {
        var own = OwnEntries()
        own.add(Client(name: "Mine", clientID: id, redirectURIs: ["http://127.0.0.1:9000/cb"]))
        own.add(.init(name: "beta:read"))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(store.save(own, over: OwnEntries()) == .saved(own))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func run(_ arguments: String...) throws -> ProgramTests.Run {
        try ProgramTests.run(arguments, environment: ["XDG_CONFIG_HOME": folder])
    }

    @Test func makeAURLThatIsFoundValid() throws {
        let url = try run("url", "--client", "Mine", "--scope", "beta:read")
        #expect(url.exitCode == 0)
        #expect(url.stderr.isEmpty)
        #expect(url.stdout.contains("client_id=\(id)"))
        #expect(url.stdout.contains("scope=beta%3Aread"))
        #expect(try run("lint", url.stdout.trimmingCharacters(in: .newlines)).stdout == "valid: no findings\n")
    }

    @Test func areNotPassedOverWhenTheyCannotBeRead() throws {
        let path = try #require(store.path).text
        try "{\"authscope\": 1, \"provider\": 3}".write(toFile: path, atomically: true, encoding: .utf8)
        let run = try run("url")
        #expect(run.exitCode == 4)
        #expect(run.stdout.isEmpty)
        #expect(run.stderr == "Error: \(path):1:30: found '3'; expected a string\n")
    }
}
