import Catalog
import Flow
import OAuth
import Scan
import Screen
import TestTraits
import Testing

@testable import App

/// The log of the attempts, its report, copies in other forms, and the list of findings in files.
@Suite(.onThreadsOfTheirOwn) struct LogTests {
    @Test func keepsEachMessageInOrderWithItsTime() {
        var model = Fixture.model()
        model.finishWithTimes()
        let entries = model.desk.jobs.log.entries
        #expect(
            entries.map { "\($0.time) \($0.sign) \($0.title)" } == [
                "0:00.000   Listening on 127.0.0.1:8765", "0:00.012 > Authorization request",
                "0:00.340   Browser opened", "1:01.500 * The user allows.", "1:01.502 < Redirect: state matches",
                "1:10.000 > Token request", "1:10.050 < Tokens",
            ])
        #expect(entries[1].message[0].hasPrefix("GET /oauth/authorize?response_type=code&"))
        #expect(entries[5].message == Fixture.exchange.preview)
    }

    @Test func saysThatAnAttemptWasStopped() {
        var model = Fixture.model()
        model.startAttempt()
        model.press(.escape)
        #expect(model.roundTrip == nil)
        #expect(model.desk.jobs.log.entries.last?.title == "Stopped before it had a result")
    }

    @Test func findingsOfDeepFoldersKeepTheirLine() {
        #expect(commonFolder(of: ["/a/b/x.md", "/a/b/c/y.md"]) == "/a/b/")
        #expect(commonFolder(of: ["/a/bc/x.md", "/a/bd/y.md"]) == "/a/")
        #expect(commonFolder(of: ["x.md", "y.md"]).isEmpty)
        #expect(commonFolder(of: ["src/x.md"]) == "src/")
        #expect(commonFolder(of: []).isEmpty)
    }

    @Test func eventsOfAnEarlierAttemptAreNotLogged() {
        var model = Fixture.model()
        model.startAttempt()
        let count = model.desk.jobs.log.entries.count
        model.run(.roundTrip(99, .browser(.opened), at: 1))
        model.run(.roundTrip(99, .sent(Fixture.exchange), at: 1))
        #expect(model.desk.jobs.log.entries.count == count)
    }

    @Test func opensFromTheAttemptAndLater() {
        var model = Fixture.model()
        model.finishWithTimes()
        model.press("L")
        #expect(model.top is LogList)
        model.press("g", "j", .enter)
        #expect(model.screen.contains { $0.contains("GET /oauth/authorize?response_type=code") })
        model.press(.escape, .escape, .escape)
        #expect(model.roundTrip == nil)
        model.press(":", "l", "o", "g", .enter)
        #expect(model.top is LogList)
        #expect(model.screen.contains { $0.contains("Token request") })
    }

    @Test func aRefreshHasItsRequest() throws {
        var model = Fixture.model(Fixture.tokenProvider)
        model.finishWithTimes()
        let number = try #require(model.roundTrip?.number)
        var refresh = Fixture.exchange
        refresh.preview[6] = "grant_type=refresh_token&refresh_token=‹redacted:64›&device_id=canary-1"
        model.press("R")
        model.run(.roundTrip(number, .sent(refresh), at: 80_000))
        model.run(.roundTrip(number, .failed(.init(.exchange, "invalid_grant")), at: 80_020))
        let entries = model.desk.jobs.log.entries.suffix(2)
        #expect(
            entries.map { "\($0.time) \($0.sign) \($0.title)" } == [
                "1:20.000 > Refresh request", "1:20.020 < invalid_grant",
            ])
        #expect(
            entries.first?.message.last == "grant_type=refresh_token&refresh_token=‹redacted:64›&device_id=‹redacted:8›"
        )
    }

    @Test func copiesAReportOrWritesIt() {
        var model = Fixture.model()
        model.version = "1.2.3"
        model.finishWithTimes()
        model.press("L", "Y")
        let effects = model.press(.enter)
        guard case .copy(let report, .named("the report"))? = effects.last else {
            Issue.record("no copy: \(effects)")
            return
        }
        #expect(report.hasPrefix("# authscope report\n\n- authscope 1.2.3\n\n## Attempt 1, rehearsal of "))
        model.press("Y", "f", "i", "l", "e", .enter)
        #expect(model.press(.enter) == [.writeReport(report, to: "authscope-report.md")])
        model.run(.reportWritten("authscope-report.md"))
        #expect(model.notice?.text == "Written to authscope-report.md")
    }

    /// Every event of an attempt, with secrets wherever one may be: none is in the log or the report.
    @Test(arguments: ChallengeMethod.allCases)
    func showsNoSecret(method: ChallengeMethod) {
        let canary = "Canary-7Zq4Xw9-Canary-7Zq4Xw9-Canary-7Zq4Xw9"
        var model = Fixture.model()
        while model.draft.method != method { model.press("m") }
        let secrets = [model.draft.verifier, model.draft.state ?? ""]
        model.finishWithTimes()
        let number = model.roundTrip?.number ?? 0
        for event: RoundTripEvent in [
            .tokensRevealed(.init(access: canary, refresh: canary)), .accessToken(canary),
            .claims([.init(token: canary, claims: TokenClaims(header: [], claims: []))]),
            .strayPaste("another state", .init(sent: canary, received: canary)),
            .sent(
                .init(
                    preview: [
                        "POST /token?api_key=\(canary) HTTP/1.1", "X-Device-Id: \(canary)", "X-Api-Key: \(canary)",
                        "Cookie: a=\(canary)", "",
                        "grant_type=code&device_id=\(canary)&device_name=\(canary)&password=\(canary)",
                    ], curl: "curl \(canary)", diagnostics: [])),
            .sent(
                .init(
                    preview: [
                        "POST /token HTTP/1.1", "",
                        "{\"grant_type\":\"code\",\"device_id\":\"\(canary)\",\"deviceName\":\"\(canary)\",\"client_assertion\":\"\(canary)\"}",
                    ], curl: "", diagnostics: [])),
        ] {
            model.run(.roundTrip(number, event, at: 1))
        }
        let report = model.desk.report
        #expect(!report.contains(canary))
        for secret in secrets where !secret.isEmpty { #expect(!report.contains(secret)) }
        #expect(!report.contains("51e4") && !report.contains("1224"))
        #expect(report.contains("code_verifier=‹redacted:43›"))
    }

    /// Foreign text in the report is text, not Markdown.
    @Test func foreignTextIsNotMarkdown() {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.refused("x | y <script> `a` [b](c)\n# d", count: 1))
        #expect(model.desk.report.contains("A redirect, refused: x \\| y \\<script\\> \\`a\\` \\[b\\](c) \\# d"))
    }

    // MARK: The ledger

    @Test func comparesScopeByScope() {
        let grant = GrantedScope(granted: "a x", requested: "a b")
        let ledger = ScopeLedger(grant, needed: ["a", "b", "c"], smallest: ["a"])
        #expect(ledger.rows.map(\.scope) == ["a", "x", "b", "c"])
        #expect(ledger.rows.map(\.remark) == ["", "not requested", "missing", "missing"])
        #expect(ledger.rows.map(\.isAsked) == [true, false, true, false])
        #expect(ledger.smaller == ["a"])
        #expect(ScopeLedger(grant, needed: nil, smallest: ["a", "x"]).smaller == nil)
    }

    @Test func knowsTheSmallestSetThatWorked() {
        var log = AttemptLog()
        #expect(log.smallestSeen(needed: []) == nil)
        log.note(grant: ["a", "b", "c"])
        log.note(grant: ["a"])
        log.note(grant: ["a", "b"])
        #expect(log.smallestSeen(needed: []) == ["a"])
        #expect(log.smallestSeen(needed: ["b"]) == ["a", "b"])
        #expect(log.smallestSeen(needed: ["d"]) == nil)
    }

    // MARK: Copies

    @Test func copiesInOtherForms() {
        var model = Fixture.model()
        model.press("Y", "j", "s", "o", "n")
        guard case .copy(let text, .named("the request as JSON"))? = model.press(.enter).first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.contains(model.outcome.url.text))
        model.run(.copied(.program("wl-copy"), .named("the request as JSON")))
        #expect(model.notice?.text.contains("the request as JSON") == true)
    }

    @Test func copiesTheURLAsYDoes() {
        var model = Fixture.model()
        model.press("Y")
        #expect(model.press(.enter) == [.copy(model.outcome.url.text)])
    }

    @Test func aPlainVerifierIsAPlaceholder() {
        var model = Fixture.model()
        while model.draft.method != .plain { model.press("m") }
        for name in CopyForm.all.map(\.name) {
            model.press("Y")
            model.type(name)
            for effect in model.press(.enter) {
                if case .copy(let text, _) = effect { #expect(!text.contains(model.draft.verifier), "\(name)") }
            }
            model.press(.escape)
        }
    }

    // MARK: Findings in files

    static let finding = FileReport(
        on: Array("\n https://a.example/authorize?response_type=token&client_id=c".utf8), path: "src/a.js"
    ) { RequestLinter(context: LintContext()).lint($0.text).diagnostics }.findings

    @Test func listsFindingsAndOpensTheEditor() {
        var model = Fixture.model()
        model.press(":", "s", "c", "a", "n", .enter)
        model.press(.textKill)
        model.type("src")
        #expect(model.press(.enter) == [.scan(1, path: "src")])
        model.run(.scanned(1, .success(ScanOutcome(findings: Self.finding, summary: "x"))))
        #expect(model.screen.contains { $0.contains("a.js:2") })
        #expect(model.press(.enter) == [.edit("src/a.js", line: 2, column: Self.finding[0].start.column)])
        #expect(model.top is Menu)
        model.run(.editorFailed("The editor x cannot be started"))
        #expect(model.notice?.text == "The editor x cannot be started")
    }

    @Test func escCancelsASearch() {
        var model = Fixture.model()
        model.press(":", "s", "c", "a", "n", .enter, .enter)
        #expect(model.screen.contains { $0.contains("Esc cancel") })
        #expect(model.press(.escape) == [.cancelScan(1)])
        #expect(model.screen.contains { $0.contains("Cancelling the search") })
        let outcome = ScanOutcome(findings: Self.finding, summary: "Cancelled, so far 1 request", isCancelled: true)
        model.run(.scanned(1, .success(outcome)))
        #expect(model.screen.contains { $0.contains("a.js:2") })
        #expect(model.notice?.text == "Cancelled, so far 1 request")
        model.press(.escape)
        #expect(model.top is Panes)
    }

    @Test func aPathThatWasEnteredIsRecalled() {
        var model = Fixture.model()
        for path in ["src", "docs"] {
            model.press(":", "s", "c", "a", "n", .enter, .textKill)
            model.type(path)
            model.press(.enter, .escape, .escape)
        }
        model.press(":", "s", "c", "a", "n", .enter, .up, .up)
        #expect(model.line?.editor.text == "src")
        model.press(.escape)
        model.finishWithTimes()
        model.press("L", "Y", "f", "i", "l", "e", .enter)
        // A path of another kind is none of this.
        #expect(model.press(.up).isEmpty)
        #expect(model.notice?.text == "Nothing was entered here before in this session")
        model.press(.enter, "Y", "f", "i", "l", "e", .enter, .textKill, .up)
        #expect(model.line?.editor.text == "authscope-report.md")
    }

    @Test func saysWhatWasSearchedInVain() {
        var model = Fixture.model()
        model.press(":", "s", "c", "a", "n", .enter, .enter)
        model.run(.scanned(7, .success(ScanOutcome(findings: Self.finding, summary: "of another"))))
        #expect(!model.screen.contains { $0.contains("src/a.js") })
        model.run(.scanned(1, .success(ScanOutcome(findings: [], summary: "0 requests in 3 files: no findings"))))
        #expect(model.screen.contains { $0.contains("0 requests in 3 files: no findings") })
    }
}

extension Model {
    /// Goes through an attempt whose events have times.
    mutating func finishWithTimes(granted: String? = nil) {
        startAttempt()
        let number = roundTrip?.number ?? 0
        run(.roundTrip(number, .listening, at: 12))
        run(.roundTrip(number, .browser(.opened), at: 340))
        run(.roundTrip(number, .log(.allowed), at: 61_500))
        run(.roundTrip(number, .stateMatched(Fixture.exchange, remarks: []), at: 61_502))
        press(.enter)
        run(.roundTrip(number, .sent(Fixture.exchange), at: 70_000))
        run(.roundTrip(number, .granted(Fixture.grant(granted)), at: 70_050))
    }
}

extension Key {
    /// Deletes the line up to the cursor.
    fileprivate static let textKill = Key.control("u")
}
