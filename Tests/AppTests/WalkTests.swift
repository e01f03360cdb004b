import OAuth
import Scan
import Screen
import TestTraits
import Testing

@testable import App

/// Every mode, with and without work in the background: each key that the screen names does what it says.
@Suite(.onThreadsOfTheirOwn) struct WalkTests {
    /// A way to a mode.
    struct Way: CustomTestStringConvertible, Sendable {
        var name: String
        var provider: @Sendable () -> Provider = { Fixture.api }
        var steps: @Sendable (inout Model) -> Void

        var testDescription: String { name }
    }

    static let ways: [Way] = [
        Way(name: "clients") { $0.press("1") },
        Way(name: "clients, one of the user's") { $0.press("1", "e", .character("x"), .enter) },
        Way(name: "scopes") { _ in },
        Way(name: "scopes, none on") { $0.press(" ") },
        Way(name: "scopes, filtered") { $0.press("/", "u", .enter) },
        Way(name: "scopes, a filter being typed") { $0.press("/", "u") },
        Way(name: "scopes, only those on") { $0.press("s") },
        Way(name: "scopes, the user's own") { $0.press("a", "b", "2", .enter) },
        Way(name: "request") { $0.press("3") },
        Way(name: "request, redirect") { $0.press("3", "j") },
        Way(name: "request, method") { $0.goTo(.method) },
        Way(name: "request, verifier") { $0.goTo(.verifier) },
        Way(name: "request, state") { $0.goTo(.state) },
        Way(name: "request, version") { $0.goTo(.version) },
        Way(name: "request, new parameter") { $0.goTo(.newExtra) },
        Way(name: "request, typing") { $0.press("3", "e") },
        Way(name: "validation") { $0.press("4") },
        Way(name: "validation, a warning") { $0.press("m", "4") },
        Way(name: "validation, errors") { $0.press(" ", "m", "4") },
        Way(name: "url") { $0.press("5") },
        Way(name: "url, parameters") { $0.press("5", "v") },
        Way(name: "zoomed") { $0.press("z") },
        Way(
            name: "no clients",
            provider: {
                var provider = Fixture.provider
                provider.clients = []
                return provider
            }
        ) { _ in },
        Way(name: "operations") { $0.press("O") },
        Way(name: "operations, ticked") { $0.press("O", " ") },
        Way(name: "operations, result") { $0.press("O", " ", .tab) },
        Way(name: "operations, filtered") { $0.press("O", "/", "g", .enter) },
        Way(name: "operations, a filter being typed") { $0.press("O", "/", "g") },
        Way(name: "operations, none known", provider: { Fixture.provider }) { $0.press("O") },
        Way(name: "help") { $0.press("?") },
        Way(name: "help, searched") { $0.press("?", "/", "c", .enter) },
        Way(name: "help, searching") { $0.press("?", "/", "c") },
        Way(name: "the user's keys") { $0.press(":", "k", "e", "y", "s", .enter) },
        Way(name: "the user's keys, waiting") { $0.press(":", "k", "e", "y", "s", .enter, .enter) },
        Way(name: "themes") { $0.press(":", "t", "h", "e", "m", .enter) },
        Way(name: "a scope's page") { $0.press(.enter) },
        Way(name: "an operation's page") { $0.press("O", .enter) },
        Way(name: "a parameter's page") { $0.press("5", "v", .enter) },
        Way(name: "palette") { $0.press(":") },
        Way(name: "palette, nothing found") { $0.press(":", "#") },
        Way(name: "providers being read") { $0.press("P") },
        Way(name: "providers") {
            $0.press("P")
            $0.run(.providersListed(Fixture.listings))
        },
        Way(name: "messages") { $0.press("n", ":", "m", "e", "s", "s", .enter) },
        Way(name: "a form") { $0.press("1", "a") },
        Way(name: "a form, complete") { $0.press("a", "b") },
        Way(name: "a form, wrong") { $0.press("1", "a", .enter) },
        Way(name: "a form, kind") { $0.press("1", "D", .tab, .tab, .tab, .tab) },
        Way(name: "a question") { $0.press("m", "y") },
        Way(name: "pasted scopes") { $0.run(.pasted("a  A\nb  B")) },
        Way(name: "a line") { $0.press(":", "i", "m", "p", .enter) },
        Way(name: "inspect, empty") { $0.press("I") },
        Way(name: "inspect, a request") { $0.run(.pasted(Fixture.pastedURL)) },
        Way(name: "inspect, fixed") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("F")
        },
        Way(name: "inspect, a redirect") { $0.run(.pasted("https://app.example/callback?code=abc&state=x")) },
        Way(name: "inspect, a reply") { $0.run(.pasted("{\"access_token\": \"abc\"}")) },
        Way(name: "inspect, another text") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("e")
        },
        Way(name: "inspect, treated as") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("T")
        },
        Way(name: "compare") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("=")
        },
        Way(name: "compare, the same") { $0.press("y", "=", .down, .enter) },
        Way(name: "compare with") { $0.press("=") },
        Way(name: "saved requests, none") { $0.press("B") },
        Way(name: "saved requests") { $0.press("b", .enter, "B") },
        Way(name: "naming a request") { $0.press("b") },
        Way(name: "tour") {
            $0.press(":")
            $0.type("tour")
            $0.press(.enter)
        },
        Way(name: "attempt, preparing") { $0.press("t") },
        Way(name: "attempt, rehearsal") { $0.startAttempt() },
        Way(name: "attempt, refused") {
            $0.startAttempt()
            $0.tell(.refused("an answer without state", count: 1))
        },
        Way(name: "attempt, zoomed") {
            $0.startAttempt()
            $0.press("z")
        },
        Way(name: "attempt, provider", provider: { Fixture.tokenProvider }) { $0.startAttempt() },
        Way(name: "attempt, checking") {
            $0.startAttempt()
            $0.matchState()
        },
        Way(
            name: "attempt, confidential client",
            provider: {
                var provider = Fixture.tokenProvider
                provider.clients[0].kind = .confidential
                return provider
            }
        ) {
            $0.startAttempt()
            $0.matchState()
        },
        Way(name: "attempt, exchanging") {
            $0.startAttempt()
            $0.matchState()
            $0.press(.enter)
        },
        Way(name: "attempt, done") { $0.finishAttempt() },
        Way(name: "attempt, failed") {
            $0.startAttempt()
            $0.tell(.failed(.init(.wait, "It failed.", .field("scope"))))
        },
        Way(name: "attempt, a taken port") {
            $0.press("t")
            $0.tell(.failed(.init(.wait, "Another program uses port 8765.", .freePort)))
        },
        Way(name: "attempt, faults") {
            $0.startAttempt()
            $0.press("f")
        },
        Way(name: "attempt, pasting") {
            $0.startAttempt()
            $0.press("e")
        },
        Way(name: "attempt, palette") {
            $0.startAttempt()
            $0.press(":")
        },
        Way(name: "attempt, log") {
            $0.startAttempt()
            $0.press("L")
        },
        Way(name: "attempt, log, a message") {
            $0.startAttempt()
            $0.tell(.listening)
            $0.press("L", .enter)
        },
        Way(name: "attempt, log, report") {
            $0.startAttempt()
            $0.press("L", "Y")
        },
        Way(name: "log, empty") { $0.press(":", "l", "o", "g", .enter) },
        Way(name: "copy as") { $0.press("Y") },
        Way(name: "scan, the path") { $0.press(":", "s", "c", "a", "n", .enter) },
        Way(name: "scan, searching") { $0.press(":", "s", "c", "a", "n", .enter, .enter) },
        Way(name: "scan, findings") {
            $0.press(":", "s", "c", "a", "n", .enter, .enter)
            $0.run(.scanned(1, .success(ScanOutcome(findings: LogTests.finding, summary: ""))))
        },
        Way(name: "attempt, help") {
            $0.startAttempt()
            $0.press("?")
        },
    ]

    /// Work in the background: none, a document that is read, one that was read, one that cannot be.
    enum Job: CaseIterable, Sendable {
        case none, running, read, failed
    }

    static let sizes = [
        Size(width: 40, height: 10), Size(width: 80, height: 24), Size(width: 120, height: 36),
        Size(width: 160, height: 45),
    ]

    private func model(_ way: Way, _ job: Job, _ size: Size) -> Model {
        var model = Fixture.model(way.provider(), width: size.width, height: size.height)
        if job != .none {
            model.press(":", "i", "m", "p", .enter)
            model.type("openapi.yaml")
            model.press(.enter, "j", "k")
        }
        way.steps(&model)
        switch job {
        case .none, .running: break
        case .read: model.run(.importOffered(1, Fixture.offer()))
        case .failed: model.run(.importFailed(1, "openapi.yaml:3:1: this is not YAML"))
        }
        return model
    }

    @Test(arguments: ways, Job.allCases)
    func doesWhatItsKeysSay(way: Way, job: Job) throws {
        for size in Self.sizes {
            let before = model(way, job, size)
            let contexts = before.top.contexts(on: before.desk)
            let badges = before.badges.compactMap(\.hint).filter {
                KeyTable.standard.key(of: $0.action, in: contexts) != nil
            }
            for hint in before.face.corner.hints + before.face.hints + badges {
                let place = "\(size) \(hint.action): \(hint.text)"
                let key = try #require(KeyTable.standard.key(of: hint.action, in: contexts), "\(place) has no key")
                #expect(KeyTable.standard.action(for: key, in: contexts) == hint.action, "\(place)")
                var after = before
                let effects = after.press(key)
                if let refusal = before.refusal(of: hint.action) {
                    #expect(after.notice?.text == refusal, "\(place) is dim")
                    #expect(after.stack == before.stack, "\(place) is dim")
                    continue
                }
                // A cursor may be at the end already; a message says why nothing was done.
                if [.up, .down, .pageUp, .pageDown, .textKillStart, .textDeleteWord].contains(hint.action) { continue }
                var quiet = before
                quiet.desk.presses = after.desk.presses
                quiet.desk.outcomeBefore = after.desk.outcomeBefore
                quiet.desk.messages = after.desk.messages
                #expect(
                    !effects.isEmpty || quiet != after || after.notice != nil, "\(place) did nothing")
            }
        }
    }

    /// Results of background work cover no mode and close none.
    @Test(arguments: ways)
    func keepsTheModeWhenADocumentComes(way: Way) {
        for size in Self.sizes {
            for event in [
                Event.importOffered(1, Fixture.offer()), .importFailed(1, "openapi.yaml:3:1: this is not YAML"),
            ] {
                let before = model(way, .running, size)
                var after = before
                after.run(event)
                #expect(after.stack == before.stack)
                #expect(after.reading?.state != .running)
                // The verdict or the next step keeps the corner.
                #expect(after.screen[0].hasSuffix(before.screen[0].suffix(8)))
            }
        }
    }
}

extension Model {
    /// Goes to a row of Request.
    fileprivate mutating func goTo(_ row: RequestRow) {
        press("3")
        while requestCursor != row { press("j") }
    }

    /// Goes through an attempt to its tokens.
    fileprivate mutating func finishAttempt() {
        startAttempt()
        matchState()
        press(.enter)
        tell(.granted(Fixture.grant()))
    }
}
