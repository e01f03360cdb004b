import OAuth
import TestSupport
import Testing

@testable import Catalog

/// Two versions of a user's own entries become one, and nothing is lost without a word.
struct OwnEntriesJoiningTests {
    private static func client(_ id: String, _ name: String? = nil) -> OwnEntries.OwnClient {
        OwnEntries.OwnClient(Client(name: name ?? "Client \(id)", clientID: id, redirectURIs: []))
    }

    private static func entries(
        _ clients: [OwnEntries.OwnClient] = [], removed: [String] = [], scopes: [(String, String)] = []
    ) -> OwnEntries {
        var entries = OwnEntries()
        entries.clients = clients
        entries.removedClients = removed
        entries.scopes = scopes.map { OwnEntries.OwnScope(name: $0.0, summary: $0.1) }
        return entries
    }

    @Test func isMineIfNothingElseChanged() {
        let base = Self.entries([Self.client("a"), Self.client("b")])
        let mine = Self.entries([Self.client("b"), Self.client("c"), Self.client("a")])
        #expect(mine.joined(with: base, since: base) == .init(entries: mine))
        #expect(base.joined(with: mine, since: base) == .init(entries: mine))
        #expect(mine.joined(with: mine, since: base) == .init(entries: mine))
    }

    @Test func hasWhatEitherAddedChangedAndRemoved() {
        let base = Self.entries(
            [Self.client("a"), Self.client("b"), Self.client("c"), Self.client("d")], removed: ["x", "y"],
            scopes: [("s", ""), ("t", "")])
        let mine = Self.entries(
            [Self.client("a", "Mine"), Self.client("b"), Self.client("d"), Self.client("e")], removed: ["x", "z"],
            scopes: [("s", "Mine"), ("t", ""), ("u", "")])
        let theirs = Self.entries(
            [Self.client("f"), Self.client("a"), Self.client("b", "Theirs"), Self.client("c")],
            removed: ["y", "x", "w"], scopes: [("t", "Theirs"), ("s", "")])
        let joined = mine.joined(with: theirs, since: base)
        #expect(!joined.hasConflict)
        let clients = [Self.client("f"), Self.client("a", "Mine"), Self.client("b", "Theirs"), Self.client("e")]
        #expect(
            joined.entries
                == Self.entries(
                    clients, removed: ["x", "w", "z"], scopes: [("t", "Theirs"), ("s", "Mine"), ("u", "")]))
    }

    private static let conflicts: [(String?, String?, String?)] = [
        ("Mine", "Theirs", "Mine"), ("Mine", nil, "Mine"), (nil, "Theirs", nil),
    ]

    @Test(arguments: conflicts)
    func isMineAndSaysSoIfBothChangedAClient(mine: String?, theirs: String?, result: String?) {
        let base = Self.entries([Self.client("a", "Old"), Self.client("b")])
        func changed(_ name: String?, _ other: String) -> OwnEntries {
            Self.entries((name.map { [Self.client("a", $0)] } ?? []) + [Self.client("b"), Self.client(other)])
        }
        let joined = changed(mine, "m").joined(with: changed(theirs, "t"), since: base)
        #expect(joined.hasConflict)
        #expect(joined.entries.clients.first { $0.client.clientID == "a" }?.client.name == result)
        #expect(Set(joined.entries.clients.map(\.client.clientID)).isSuperset(of: ["b", "m", "t"]))
    }

    @Test func isNoConflictIfBothDidTheSame() {
        let base = Self.entries([Self.client("a"), Self.client("b")])
        let mine = Self.entries([Self.client("a", "New"), Self.client("m")])
        let theirs = Self.entries([Self.client("a", "New"), Self.client("t")])
        let joined = mine.joined(with: theirs, since: base)
        #expect(joined == .init(entries: Self.entries([Self.client("a", "New"), Self.client("t"), Self.client("m")])))
    }

    @Test func givesNoNameTwice() {
        let base = Self.entries([Self.client("a", "One")])
        // They gave the old client a name that I have given to a new one.
        let mine = Self.entries([Self.client("a", "One"), Self.client("m", "Two")])
        let theirs = Self.entries([Self.client("a", "Two"), Self.client("t", "m"), Self.client("u", "Three")])
        let joined = mine.joined(with: theirs, since: base)
        #expect(joined.hasConflict)
        #expect(joined.entries == Self.entries(mine.clients + [Self.client("u", "Three")]))
    }

    @Test func holdsNoMoreThanAFile() {
        let base = Self.entries()
        let half = EntryCheck.mostClients / 2 + 1
        let mine = Self.entries((0..<half).map { Self.client("m\($0)") }, removed: (0..<half).map { "m\($0)" })
        let theirs = Self.entries((0..<half).map { Self.client("t\($0)") }, removed: (0..<half).map { "t\($0)" })
        let joined = mine.joined(with: theirs, since: base)
        #expect(joined.hasConflict)
        #expect(joined.entries.clients.count == EntryCheck.mostClients)
        #expect(joined.entries.removedClients.count == EntryCheck.mostClients)
        #expect(Set(joined.entries.removedClients).isSuperset(of: mine.removedClients))
    }

    /// After any changes of two sessions, the result is a valid file. It has all of my entries, and all of theirs or a
    /// conflict.
    @Test(arguments: 0..<400)
    func losesNothing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var base = Self.entries()
        base = Self.changed(base, &generator)
        let mine = Self.changed(base, &generator)
        let theirs = Self.changed(base, &generator)
        let joined = mine.joined(with: theirs, since: base)
        let text = OwnEntriesFile.text(of: joined.entries, provider: "bakery")
        #expect(try OwnEntriesFile.read(Array(text.utf8), path: "", provider: "bakery") == joined.entries)
        for own in mine.clients where !base.clients.contains(own) { #expect(joined.entries.clients.contains(own)) }
        for scope in mine.scopes where !base.scopes.contains(scope) { #expect(joined.entries.scopes.contains(scope)) }
        guard !joined.hasConflict else { return }
        for own in theirs.clients where !base.clients.contains(own) { #expect(joined.entries.clients.contains(own)) }
        for scope in theirs.scopes where !base.scopes.contains(scope) {
            #expect(joined.entries.scopes.contains(scope))
        }
        // Who is first makes no difference but in the order.
        let other = theirs.joined(with: mine, since: base)
        #expect(!other.hasConflict)
        func sorted(_ entries: OwnEntries) -> [String] {
            (entries.clients.map { "\($0)" } + entries.removedClients + entries.scopes.map { "\($0)" }).sorted()
        }
        #expect(sorted(other.entries) == sorted(joined.entries))
    }

    /// The entries after some changes; few names, so that two sessions meet often.
    private static func changed(_ entries: OwnEntries, _ generator: inout SeededGenerator) -> OwnEntries {
        var entries = entries
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            let id = "c\(Int.random(in: 0..<6, using: &generator))"
            let name = "n\(Int.random(in: 0..<12, using: &generator))"
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: entries.clients.removeAll { $0.client.clientID == id }
            case 1, 2:
                guard !entries.clients.contains(where: { $0.client.name == name && $0.client.clientID != id }) else {
                    continue
                }
                entries.clients.removeAll { $0.client.clientID == id }
                entries.clients.append(client(id, name))
            case 3:
                if entries.removedClients.contains(id) {
                    entries.removedClients.removeAll { $0 == id }
                } else {
                    entries.removedClients.append(id)
                }
            default:
                entries.scopes.removeAll { $0.name == id }
                entries.scopes.append(OwnEntries.OwnScope(name: id, summary: name))
            }
        }
        return entries
    }
}
