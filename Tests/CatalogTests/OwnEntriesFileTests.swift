import OAuth
import TestSupport
import TestTraits
import Testing

@testable import Catalog

/// The file with own entries: it is read, or refused with a place, and writing it loses nothing.
@Suite(.onThreadsOfTheirOwn) struct OwnEntriesFileTests {
    static func file(_ members: String = "") -> String {
        "{\"authscope\": 1, \"provider\": \"x\"" + (members.isEmpty ? "" : ",\n\(members)") + "}"
    }

    static func read(_ text: String) throws(FileProblem) -> OwnEntries {
        try OwnEntriesFile.read(Array(text.utf8), path: "own/x.json", provider: "x")
    }

    @Test func readsEveryKey() throws {
        let entries = try Self.read(
            Self.file(
                """
                "clients": [
                  {"name": "One", "client_id": "1", "redirect_uris": ["http://127.0.0.1/cb", "a.b:/c"],
                   "kind": "confidential", "note": "Nöte", "is_example": true, "replaces": "old one"},
                  {"name": "2", "client_id": "2"}
                ],
                "removed_clients": ["3", "4"],
                "scopes": ["a", {"name": "b", "summary": "Sée"}],
                "requests": [
                  {"name": "works", "client_id": "1", "redirect_uri": "x:/cb", "scopes": ["a", "b"], "method": "plain",
                   "sends_state": false, "api_version": "1.8.0",
                   "parameters": [{"name": "prompt", "value": "consent", "in": "both"}, {"name": "empty"}]},
                  {"name": "nothing chosen"}
                ]
                """))
        var expected = OwnEntries()
        expected.clients = [
            .init(
                Client(
                    name: "One", clientID: "1", redirectURIs: ["http://127.0.0.1/cb", "a.b:/c"], kind: .confidential,
                    isExample: true, note: "Nöte"), replaces: "old one"),
            .init(Client(name: "2", clientID: "2", redirectURIs: [])),
        ]
        expected.removedClients = ["3", "4"]
        expected.scopes = [.init(name: "a"), .init(name: "b", summary: "Sée")]
        var works = NamedRequest(name: "works")
        (works.clientID, works.redirectURI, works.scopes, works.method) = ("1", "x:/cb", ["a", "b"], .plain)
        (works.sendsState, works.apiVersion) = (false, "1.8.0")
        works.parameters = [.init(Parameter("prompt", "consent"), to: .both), .init(Parameter("empty", ""))]
        expected.requests = [works, NamedRequest(name: "nothing chosen")]
        #expect(entries == expected)
        #expect(try Self.read(OwnEntriesFile.text(of: entries, provider: "x")) == entries)
    }

    /// A secret, or a value that is new in each attempt, has no place in a kept request.
    @Test(arguments: ["client_secret", "code", "code_verifier", "state", "nonce", "id_token_hint", "Client_Secret"])
    func refusesWhatIsNeverKept(name: String) {
        let request = "\"requests\": [{\"name\": \"a\", \"parameters\": [{\"name\": \"\(name)\", \"value\": \"x\"}]}]"
        #expect(throws: FileProblem.self) { try Self.read(Self.file(request)) }
    }

    @Test func refusesTwoRequestsOfOneName() {
        #expect(throws: FileProblem.self) {
            try Self.read(Self.file("\"requests\": [{\"name\": \"a\"}, {\"name\": \"a\"}]"))
        }
    }

    @Test func writesWhatPeopleCanRead() {
        var entries = OwnEntries()
        entries.add(
            Client(name: "My app", clientID: "1", redirectURIs: ["http://127.0.0.1:8765/cb"], note: "since May"))
        entries.removedClients = ["3"]
        entries.add(.init(name: "a:read"))
        #expect(
            OwnEntriesFile.text(of: entries, provider: "x") == """
                {
                  "authscope": 1,
                  "provider": "x",
                  "clients": [
                    {
                      "name": "My app",
                      "client_id": "1",
                      "redirect_uris": [
                        "http://127.0.0.1:8765/cb"
                      ],
                      "kind": "public",
                      "note": "since May"
                    }
                  ],
                  "removed_clients": [
                    "3"
                  ],
                  "scopes": [
                    {
                      "name": "a:read"
                    }
                  ]
                }

                """)
    }

    @Test func readsBackWhatItWrites() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let entries = Self.random(&random)
            let text = OwnEntriesFile.text(of: entries, provider: "x")
            #expect(try Self.read(text) == entries, "\(text)")
        }
    }

    /// Entries of every legal kind: names in any script, every printable character of an id.
    static func random(_ random: inout SeededGenerator) -> OwnEntries {
        func printable(_ range: ClosedRange<UInt8>, _ random: inout SeededGenerator) -> String {
            let length = Int.random(in: 1...20, using: &random)
            return String(decoding: (0..<length).map { _ in UInt8.random(in: range, using: &random) }, as: UTF8.self)
        }
        var entries = OwnEntries()
        var names: Set<[UInt8]> = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            var client = Client(
                name: random.text(longest: 30), clientID: printable(0x20...0x7E, &random), redirectURIs: [])
            guard !client.name.isEmpty, names.isDisjoint(with: [Array(client.name.utf8), Array(client.clientID.utf8)])
            else { continue }
            names.formUnion([Array(client.name.utf8), Array(client.clientID.utf8)])
            client.redirectURIs = (0..<Int.random(in: 0...3, using: &random)).map { "a.b:/\($0)" }
            client.kind = Bool.random(using: &random) ? .public : .confidential
            client.isExample = Bool.random(using: &random)
            client.note = random.text(longest: 40)
            let replaces = Bool.random(using: &random) ? nil : printable(0x20...0x7E, &random)
            entries.clients.append(.init(client, replaces: replaces))
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let id = printable(0x20...0x7E, &random)
            if !entries.removedClients.contains(id) { entries.removedClients.append(id) }
            let scope = printable(0x23...0x5B, &random)
            guard !entries.scopes.contains(where: { $0.name == scope }) else { continue }
            entries.scopes.append(.init(name: scope, summary: random.text(longest: 40)))
        }
        return entries
    }

    static let refused: [(text: String, problem: String)] = [
        ("", "own/x.json:1:1: the text ends here; expected an object"),
        ("{\"provider\": \"x\"}", "own/x.json:1:1: the key \"authscope\" is missing"),
        ("{\"authscope\": 1}", "own/x.json:1:1: the key \"provider\" is missing"),
        ("{\"authscope\": 2}", "own/x.json:1:15: this authscope reads version 1 of the format only"),
        ("{\"provider\": \"y\"}", "own/x.json:1:14: these entries are not for the provider \"x\""),
        (
            "{\"provider\": \"Y\"}",
            "own/x.json:1:14: an id has 1 to 64 lower-case letters, digits and hyphens, such as my-provider"
        ),
        (file("\"scope\": []"), "own/x.json:2:1: unknown key \"scope\"; did you mean \"scopes\"?"),
        (file("\"clients\": [{\"name\": \"A\"}]"), "own/x.json:2:13: the key \"client_id\" is missing"),
        (
            file("\"clients\": [{\"name\": \"A\", \"client_id\": \"1\", \"replace\": \"2\"}]"),
            "own/x.json:2:45: unknown key \"replace\"; did you mean \"replaces\"?"
        ),
        (
            file("\"clients\": [{\"name\": \"A\", \"client_id\": \"1\", \"replaces\": \"é\"}]"),
            "own/x.json:2:57: use printable ASCII here, at most 1,024 characters"
        ),
        (
            file("\"clients\": [{\"name\": \"A\", \"client_id\": \"1\"},\n{\"name\": \"B\", \"client_id\": \"1\"}]"),
            "own/x.json:3:1: another client has this name or client_id already"
        ),
        (file("\"removed_clients\": [\"1\", \"1\"]"), "own/x.json:2:26: this is listed twice; remove one"),
        (
            file("\"scopes\": [\"a b\"]"),
            "own/x.json:2:12: a scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)"
        ),
        (file() + " x", "own/x.json:1:35: found 'x'; expected nothing after the value"),
    ]

    @Test(arguments: refused)
    func refusesAndNamesThePlace(text: String, problem: String) throws {
        let found = try #require(throws: FileProblem.self) { try Self.read(text) }
        #expect(found.description == problem)
    }

    static let edges: [(allowed: String, refused: String, message: String)] = [
        (
            ProviderLimitsTests.clients(1_000), ProviderLimitsTests.clients(1_001),
            "a provider may have at most 1,000 clients"
        ),
        (
            ProviderLimitsTests.redirectURIs(200), ProviderLimitsTests.redirectURIs(201),
            "at most 200 may be listed here"
        ),
        (
            "\"removed_clients\": " + ProviderLimitsTests.list(1_000) { "\"\($0)\"" },
            "\"removed_clients\": " + ProviderLimitsTests.list(1_001) { "\"\($0)\"" },
            "at most 1000 may be listed here"
        ),
        (
            ProviderLimitsTests.scopes(100_000), ProviderLimitsTests.scopes(100_001),
            "a provider may have at most 100,000 scopes"
        ),
    ]

    @Test(arguments: edges.indices)
    func readsUpToTheLimitAndNoFurther(index: Int) throws {
        let (allowed, refused, message) = Self.edges[index]
        #expect(throws: Never.self) { try Self.read(Self.file(allowed)) }
        let problem = try #require(throws: FileProblem.self) { try Self.read(Self.file(refused)) }
        #expect(problem.message == message)
    }

    /// The file accepts exactly the values that the form accepts.
    @Test(arguments: ["", "a", "a b", "é", "\"", "\\", "a\u{7F}", String(repeating: "a", count: 1_025)])
    func refusesWhatTheChecksOfAFormRefuse(text: String) {
        let quoted = "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        func isRead(_ members: String) -> Bool { (try? Self.read(Self.file(members))) != nil }
        #expect(
            isRead("\"clients\": [{\"name\": \(quoted), \"client_id\": \"1\"}]")
                == (EntryCheck.faultOfName(text) == nil))
        #expect(
            isRead("\"clients\": [{\"name\": \"N\", \"client_id\": \(quoted)}]")
                == (EntryCheck.faultOfClientID(text) == nil))
        #expect(
            isRead("\"clients\": [{\"name\": \"N\", \"client_id\": \"1\", \"redirect_uris\": [\(quoted)]}]")
                == (EntryCheck.faultOfRedirectURI(text) == nil))
        #expect(
            isRead("\"scopes\": [{\"name\": \(quoted)}]") == (EntryCheck.faultOfScopeName(text) == nil))
        #expect(
            isRead("\"scopes\": [{\"name\": \"s\", \"summary\": \(quoted)}]")
                == (EntryCheck.faultOfSummary(text) == nil))
        #expect(
            text.isEmpty
                || isRead("\"clients\": [{\"name\": \"N\", \"client_id\": \"1\", \"note\": \(quoted)}]")
                    == (EntryCheck.faultOfNote(text) == nil)
        )
    }
}
