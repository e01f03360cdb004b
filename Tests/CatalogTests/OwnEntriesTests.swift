import Catalog
import OAuth
import Testing

/// Own entries applied to a provider, even after its file has changed.
struct OwnEntriesTests {
    static func client(_ id: String, name: String? = nil, uris: [String] = []) -> Client {
        Client(name: name ?? "Client \(id)", clientID: id, redirectURIs: uris)
    }

    static func provider(_ ids: [String], scopes: [String] = ["a", "b"]) -> Provider {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/authorize")
        provider.clients = ids.map { client($0) }
        provider.scopes = ScopeList(scopes.map { (name: $0, summary: "The file's \($0)") })
        return provider
    }

    private func ids(_ own: OwnEntries, over provider: Provider) -> [String] {
        own.applied(to: provider).clients.map(\.clientID)
    }

    @Test func changesNothingWhenThereAreNone() {
        let provider = Self.provider(["1"])
        #expect(OwnEntries().applied(to: provider) == provider)
    }

    @Test func addsClientsAtTheEnd() {
        var own = OwnEntries()
        own.add(Self.client("9"))
        own.add(Self.client("8"))
        #expect(ids(own, over: Self.provider(["1", "2"])) == ["1", "2", "9", "8"])
    }

    @Test func keepsAChangedClientInItsPlace() {
        let provider = Self.provider(["1", "2", "3"])
        var own = OwnEntries()
        own.replace(clientID: "2", with: Self.client("two"), in: provider)
        #expect(ids(own, over: provider) == ["1", "two", "3"])
        own.replace(clientID: "two", with: Self.client("zwei"), in: provider)
        #expect(own.clients.map(\.replaces) == ["2"])
        #expect(ids(own, over: provider) == ["1", "zwei", "3"])
    }

    @Test func leavesAClientToTheFileThatIsAsInTheFileAgain() {
        let provider = Self.provider(["1", "2"])
        var own = OwnEntries()
        own.replace(clientID: "2", with: Self.client("2", name: "Other"), in: provider)
        #expect(own.applied(to: provider).clients[1].name == "Other")
        own.replace(clientID: "2", with: Self.client("2"), in: provider)
        #expect(own.isEmpty)
    }

    @Test func removesClientsOfTheFileAndOwnOnes() {
        let provider = Self.provider(["1", "2", "3"])
        var own = OwnEntries()
        own.add(Self.client("9"))
        own.replace(clientID: "2", with: Self.client("two"), in: provider)
        for id in ["1", "two", "9"] { own.remove(clientID: id, in: provider) }
        #expect(ids(own, over: provider) == ["3"])
        #expect(own.clients.isEmpty)
        #expect(own.removedClients == ["1", "2"])
    }

    @Test func keepsTheFilesClientHiddenWhenAnOwnOneIsRemoved() {
        var own = OwnEntries()
        own.add(Self.client("9"))
        let later = Self.provider(["1", "9"])
        own.remove(clientID: "9", in: later)
        #expect(ids(own, over: later) == ["1"])
    }

    @Test func addsARemovedClientAgain() {
        let provider = Self.provider(["1", "2"])
        var own = OwnEntries()
        own.remove(clientID: "1", in: provider)
        own.add(Self.client("1", name: "Mine"))
        #expect(own.applied(to: provider).clients.map(\.name) == ["Client 2", "Mine"])
        own.replace(clientID: "1", with: Self.client("1"), in: provider)
        #expect(own.isEmpty)
    }

    // MARK: The file has changed

    @Test func ignoresIdsThatTheFileNoLongerHas() {
        let before = Self.provider(["1", "2"])
        var own = OwnEntries()
        own.replace(clientID: "1", with: Self.client("one"), in: before)
        own.remove(clientID: "2", in: before)
        // The changed client is the user's work: it stays, at the end.
        #expect(ids(own, over: Self.provider(["3"])) == ["3", "one"])
        #expect(ids(own, over: before) == ["one"])
    }

    @Test func hidesTheFilesClientIfAnOwnOneHasItsID() {
        var own = OwnEntries()
        own.add(Self.client("2", name: "Mine"))
        #expect(
            own.applied(to: Self.provider(["1", "2", "3"])).clients.map(\.name) == ["Client 1", "Client 3", "Mine"])
        // Also if an own client replaces another one.
        own = OwnEntries()
        own.replace(clientID: "1", with: Self.client("2", name: "Mine"), in: Self.provider(["1"]))
        #expect(own.applied(to: Self.provider(["1", "2"])).clients.map(\.name) == ["Mine"])
    }

    @Test func givesAPlaceToTheFirstOfTwoThatReplaceTheSameClient() {
        var own = OwnEntries()
        own.clients = [
            .init(Self.client("one"), replaces: "1"), .init(Self.client("uno"), replaces: "1"),
        ]
        #expect(ids(own, over: Self.provider(["1", "2"])) == ["one", "2", "uno"])
    }

    @Test func showsAReplacedClientThoughItIsRemovedToo() {
        var own = OwnEntries()
        own.clients = [.init(Self.client("one"), replaces: "1")]
        own.removedClients = ["1"]
        #expect(ids(own, over: Self.provider(["1", "2"])) == ["one", "2"])
    }

    @Test func namesEachClientOnce() {
        let pool = ["1", "2", "3"]
        // Tests every way in which an own client may replace one of the file, twice.
        for file in [[], ["1"], ["1", "2"], ["2", "1"], ["1", "2", "3"]] {
            for (first, second) in pool.flatMap({ a in pool.filter { $0 != a }.map { (a, $0) } }) {
                for (replaced, other) in (pool + [""]).flatMap({ a in (pool + [""]).map { (a, $0) } }) {
                    var own = OwnEntries()
                    own.clients = [
                        .init(Self.client(first), replaces: replaced.isEmpty ? nil : replaced),
                        .init(Self.client(second), replaces: other.isEmpty ? nil : other),
                    ]
                    let ids = ids(own, over: Self.provider(file))
                    #expect(Set(ids).count == ids.count, "\(own) over \(file)")
                    #expect(ids.contains(first) && ids.contains(second))
                }
            }
        }
    }

    @Test func addsScopesAtTheEndUntilTheFileDeclaresThem() {
        var own = OwnEntries()
        own.add(.init(name: "c", summary: "Mine"))
        own.add(.init(name: "d"))
        let before = own.applied(to: Self.provider([])).scopes
        #expect(before.indices.map(before.name(at:)) == ["a", "b", "c", "d"])
        #expect(before.summary(at: 2) == "Mine")
        let after = own.applied(to: Self.provider([], scopes: ["c", "a"])).scopes
        #expect(after.indices.map(after.name(at:)) == ["c", "a", "d"])
        #expect(after.summary(at: 0) == "The file's c")
    }

    @Test func changesAndRemovesScopesInTheirPlaces() {
        var own = OwnEntries()
        for name in ["c", "d", "e"] { own.add(.init(name: name)) }
        own.replace(scope: "d", with: .init(name: "D", summary: "New"))
        own.replace(scope: "unknown", with: .init(name: "x"))
        own.remove(scope: "c")
        own.remove(scope: "unknown")
        #expect(own.scopes == [.init(name: "D", summary: "New"), .init(name: "e")])
    }

    @Test func forgetsStaleRemovalsBeforeThereAreMoreThanAFileHolds() {
        var own = OwnEntries()
        let many = Self.provider((0..<1_000).map { "old\($0)" })
        for client in many.clients { own.remove(clientID: client.clientID, in: many) }
        #expect(own.removedClients.count == 1_000)
        own.remove(clientID: "new", in: Self.provider(["new"]))
        #expect(own.removedClients == ["new"])
    }
}
