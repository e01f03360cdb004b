import Catalog
import OAuth
import Testing

@testable import Flow

/// The lines between `authscope` and `authscope-net`.
@Suite struct MessageTests {
    @Test(arguments: MessageFormat.tasks.indices)
    func readsBackEachTask(index: Int) throws {
        let task = MessageFormat.tasks[index]
        #expect(!task.line.utf8.contains(UInt8(ascii: "\n")))
        #expect(try RoundTripTask(line: Array(task.line.utf8)) == task)
    }

    @Test(arguments: MessageFormat.events.indices)
    func readsBackEachEvent(index: Int) throws {
        let event = MessageFormat.events[index]
        #expect(!event.line.utf8.contains(UInt8(ascii: "\n")))
        #expect(try RoundTripEvent(line: Array(event.line.utf8)) == event)
    }

    /// The fingerprint covers them all, and so do the two tests above.
    @Test func hasASampleOfEachKind() {
        func kinds(_ lines: [String], after key: String) -> Set<Substring> {
            Set(lines.compactMap { $0.split(separator: "\"\(key)\":\"").last?.prefix { $0 != "\"" } })
        }
        let events = MessageFormat.events.map(\.line)
        #expect(
            kinds(MessageFormat.tasks.map(\.line), after: "task")
                == Set(RoundTripTask.Kind.allCases.map { $0.rawValue[...] }))
        #expect(kinds(events, after: "event") == Set(RoundTripEvent.Kind.allCases.map { $0.rawValue[...] }))
        #expect(
            kinds(events.filter { $0.contains("\"happened\"") }, after: "happened")
                == Set(RehearsalEvent.Kind.allCases.map { $0.rawValue[...] }))
    }

    @Test func hasAFingerprintOf16HexDigits() {
        #expect(MessageFormat.fingerprint.utf8.count == 16)
        #expect(MessageFormat.fingerprint.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"task":"x"}"#, #"{"task":1}"#, #"{"task":"answer"}"#,
        #"{"task":"consent","allows":"yes"}"#,
        #"{"task":"authorize","provider":"{}","request":{"endpoint":"x","parameters":[]}}"#, "{\"task\":\"end\"",
    ])
    func refusesALineThatIsNotATask(line: String) {
        #expect(throws: MessageProblem.self) { try RoundTripTask(line: Array(line.utf8)) }
    }

    @Test(arguments: [
        "", #"{"event":"granted"}"#, #"{"event":"failed","step":9,"text":"","remedy":"again"}"#,
        #"{"event":"log","happened":"x"}"#,
        #"{"event":"answer-refused","findings":[{"rule":"no-such-rule"}]}"#,
    ])
    func refusesALineThatIsNotAnEvent(line: String) {
        #expect(throws: MessageProblem.self) { try RoundTripEvent(line: Array(line.utf8)) }
    }

    @Test func refusesALineThatIsTooLong() {
        let text = String(repeating: "x", count: RoundTripTask.longestLine)
        #expect(throws: MessageProblem.self) {
            try RoundTripTask(line: Array(RoundTripTask.takeAnswer(text).line.utf8))
        }
    }

    // MARK: A provider of any size

    /// A list of 100,000 scopes would not fit into a line; the scopes that count do.
    @Test func sendsOnlyTheScopesThatCount() throws {
        var provider = BuiltIn.provider
        provider.scopes = ScopeList((0..<100_000).map { ("scope.\($0)", "Allows \($0)") })
        provider.suggestedScopes = ["scope.7"]
        provider.undeclaredScopes = ["scope.5", "scope.99999"]
        let request = AuthorizationRequest(
            endpoint: provider.authorizationEndpoint, parameters: [Parameter("scope", "scope.99999 unknown scope.7")])
        let asked = provider.asked(for: request)
        #expect(asked.scopes.indices.map { asked.scopes.name(at: $0) } == ["scope.0", "scope.7", "scope.99999"])
        #expect(asked.scopes.summary(at: 2) == "Allows 99999")
        #expect(asked.undeclaredScopes == ["scope.99999"])
        let task = RoundTripTask.prepare(
            .init(place: .rehearsal, fault: nil, provider: asked, redirectURI: nil, catching: .byPaste, seconds: 300))
        #expect(try RoundTripTask(line: Array(task.line.utf8)) == task)
    }

    /// With no scope left in it, a list would allow all.
    @Test func keepsAListWhoseScopesAreNotAskedFor() {
        var provider = BuiltIn.provider
        provider.suggestedScopes = []
        let asked = provider.asked(for: AuthorizationRequest(endpoint: "https://x.example/", parameters: []))
        #expect(asked.scopes.count == 1)
        provider.scopes = ScopeList()
        #expect(provider.asked(for: AuthorizationRequest(endpoint: "https://x.example/")).scopes.isEmpty)
    }
}
