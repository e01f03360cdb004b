import App
import Catalog
import OAuth
import Scan
import Screen
import TestSupport
import TestTraits
import Testing

/// Compares whole screens with the files in `__Screens__`. `RECORD=1 swift test` rewrites them.
@Suite(.onThreadsOfTheirOwn) struct ScreenTests {
    /// A state of the screen worth a picture.
    struct Scene: CustomTestStringConvertible, Sendable {
        var name: String
        var provider: @Sendable () -> Provider = { Fixture.provider }
        var steps: @Sendable (inout Model) -> Void

        var testDescription: String { name }
    }

    static let scenes: [Scene] = [
        Scene(name: "ready") { _ in },
        Scene(name: "clients") { $0.press("1", "j") },
        Scene(name: "clients-filter") {
            $0.press("1", "/")
            $0.type("stag")
        },
        Scene(name: "scopes-none-on") { $0.press(" ") },
        Scene(name: "scopes-filter") {
            $0.press("/")
            $0.type("read us")
        },
        Scene(name: "scopes-filter-kept") {
            $0.press("/")
            $0.type("company")
            $0.press(.enter)
        },
        Scene(name: "scopes-filter-nothing") {
            $0.press("/")
            $0.type("custx")
        },
        Scene(name: "scopes-chosen-only") { $0.press("g", " ", "s") },
        Scene(name: "scopes-all") { $0.press("A") },
        Scene(name: "scopes-1000", provider: { Fixture.large(1_000) }) { $0.press("G", "k", " ") },
        Scene(name: "request") { $0.press("3") },
        Scene(name: "request-end") {
            $0.press("3", "e")
            $0.press(.escape, "G")
        },
        Scene(name: "request-typing-parameter") {
            $0.press("3", "G", "e")
            $0.type("prompt=con")
        },
        Scene(name: "request-own-state") {
            $0.press("3")
            while $0.requestCursor != .stateValue { $0.press("j") }
            $0.press("e")
            $0.type("abc")
            $0.press(.enter)
        },
        Scene(name: "request-verifier-shown") {
            $0.press("3")
            while $0.requestCursor != .verifier { $0.press("j") }
            $0.press(" ")
        },
        Scene(name: "request-no-pkce-no-state") {
            $0.press("m", "m", "3")
            while $0.requestCursor != .state { $0.press("j") }
            $0.press("h")
        },
        Scene(name: "request-older-version") {
            $0.press("3")
            while $0.requestCursor != .version { $0.press("j") }
            $0.press("h")
        },
        Scene(name: "validation-problems") {
            $0.press(" ", "m", "3", "j", "j", "j", "e")
            $0.run(.pasted("/"))
            $0.press(.enter, "4")
        },
        Scene(name: "validation-warning") { $0.press("m", "4") },
        Scene(name: "validation-fixed") { $0.press("m", "4", "f") },
        Scene(name: "validation-unfolded") { $0.press("4", .enter, "j") },
        Scene(name: "validation-rule") { $0.press("m", "4", "K") },
        Scene(
            name: "scopes-prefix",
            provider: {
                var provider = Fixture.provider
                let names = [
                    "drive", "drive.appdata.for.reading", "drive.appdata.for.writing", "drive.file", "calendar",
                ]
                provider.scopes = ScopeList(
                    names.map { (name: "https://www.googleapis.com/auth/" + $0, summary: "Data of \($0)") })
                return provider
            }
        ) { $0.press("j", "j") },
        Scene(name: "url") { $0.press("5") },
        Scene(name: "url-parameters") { $0.press("5", "v", "j") },
        Scene(name: "url-http") { $0.press("5", "v", "v") },
        Scene(name: "url-long", provider: { Fixture.large(1_000) }) {
            $0.press("/")
            $0.type("area0001 read")
            $0.press(.enter, "A")
        },
        Scene(name: "url-long-zoomed", provider: { Fixture.large(1_000) }) {
            $0.press("A", "5", "z", .pageDown)
        },
        Scene(name: "zoom") { $0.press("z") },
        Scene(name: "help") { $0.press("?") },
        Scene(name: "keys") { $0.press(":", "k", "e", "y", "s", .enter, "j", "x", "/", "p", .enter) },
        Scene(name: "themes") { $0.press(":", "t", "h", "e", "m", .enter, .down) },
        Scene(name: "configured") {
            var configuration = Configuration()
            configuration.keys = [KeyChange(.global, .tryIt, ["W"]), KeyChange(.global, .requestPane, [])]
            $0.configure(
                Setup(configuration: configuration),
                problem: "settings.json:3:5: unknown theme \"drak\"; the file is not used")
        },
        Scene(name: "help-search") {
            $0.press("?", "/")
            $0.type("copy")
        },
        Scene(name: "parameter-whole") { $0.press("5", "v", "j", .enter) },
        Scene(name: "inspect-empty") { $0.press("I") },
        Scene(name: "inspect-request") { $0.run(.pasted(Fixture.pastedURL)) },
        Scene(name: "inspect-second-finding") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("j")
        },
        Scene(name: "inspect-fixed") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("F")
        },
        Scene(name: "inspect-redirect") {
            $0.run(.pasted("http://127.0.0.1:8765/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=tjs2_d1FlDyutWEXEor3Yg"))
        },
        Scene(name: "inspect-curl") {
            $0.run(
                .pasted(
                    "curl -u id:secret https://accounts.bakery.example/token -d grant_type=authorization_code -d code=abcdef"
                ))
        },
        Scene(name: "inspect-reply") {
            $0.run(.pasted("{\"access_token\": \"abcdefgh\", \"expires_in\": \"3600\", \"scope\": \"user:read\"}"))
        },
        Scene(name: "inspect-challenge") {
            $0.run(.pasted("WWW-Authenticate: Bearer error=\"insufficient_scope\", scope=\"user:write\""))
        },
        Scene(name: "inspect-used") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("a")
        },
        Scene(name: "compare") {
            $0.run(.pasted(Fixture.pastedURL))
            $0.press("=")
        },
        Scene(name: "compare-with") {
            $0.press("b")
            $0.type("Demo web app, in staging")
            $0.press(.enter, "=")
        },
        Scene(name: "requests") {
            $0.press("b")
            $0.type("Demo web app, in staging")
            $0.press(.enter, "m", "b", .enter, "B", "j")
        },
        Scene(name: "requests-none") { $0.press("B") },
        Scene(name: "tour") {
            $0.press(":")
            $0.type("tour")
            $0.press(.enter)
        },
        Scene(name: "tour-at-the-corner") {
            $0.press(":")
            $0.type("tour")
            $0.press(.enter, .escape)
        },
        Scene(name: "question-plain") { $0.press("m", "y") },
        Scene(name: "copied") {
            $0.press("y")
            $0.run(.copied(.program("wl-copy")))
        },
        Scene(name: "copied-with-error") {
            $0.press(" ", "y")
            $0.run(.copied(.terminal))
        },
        Scene(name: "no-clipboard") {
            $0.press("y")
            $0.run(.copyFailed("No clipboard in a linux terminal"))
        },
        Scene(
            name: "no-clients",
            provider: {
                var provider = Fixture.provider
                provider.clients = []
                return provider
            }
        ) { _ in },
        Scene(
            name: "no-scopes",
            provider: {
                var provider = Fixture.provider
                provider.scopes = ScopeList()
                provider.suggestedScopes = []
                return provider
            }
        ) { _ in },
        Scene(name: "clients-own", provider: { patternProvider }) {
            $0.press("1", "e")
            $0.type(", changed")
            $0.press(.enter, "a")
            $0.type("Mine")
            $0.press(.tab)
            $0.type(String(repeating: "0a", count: 40))
            $0.press(.tab)
            $0.type("http://127.0.0.1:9000/cb")
            $0.press(.tab, .tab, .tab)
            $0.type("asked for on 3 May")
            $0.press(.enter)
        },
        Scene(name: "clients-deleted") { $0.press("1", "j", "d") },
        Scene(name: "scopes-own") {
            $0.press("a")
            $0.type("beta:read")
            $0.press(.tab)
            $0.type("Not documented yet")
            $0.press(.enter, " ")
        },
        Scene(name: "scopes-not-own") { $0.press("g", "d") },
        Scene(name: "form-client-new") { $0.press("1", "a") },
        Scene(name: "form-client-edit") { $0.press("1", "e", .tab, .tab) },
        Scene(name: "form-client-faults") {
            $0.press("1", "a")
            $0.type("Staging")
            $0.press(.tab, .tab)
            $0.run(.pasted("/callback\nhttp://app.example/*/callback"))
            $0.press(.enter)
        },
        Scene(name: "form-client-warning", provider: { patternProvider }) {
            $0.press("1", "a")
            $0.type("Mine")
            $0.press(.tab)
            $0.type("my-app-1")
            $0.press(.tab)
            $0.type("http://localhost:8765/callback")
        },
        Scene(name: "form-client-kind") { $0.press("1", "D", .tab, .tab, .tab, .tab, " ") },
        Scene(name: "form-client-many") {
            $0.press("1", "a", .tab, .tab)
            $0.run(.pasted((1...30).map { "https://app\($0).example/callback" }.joined(separator: "\n")))
        },
        Scene(name: "form-client-from-request") {
            $0.press("3", "e", .control("u"))
            $0.type("typed-by-hand")
            $0.press(.enter, "1", "a")
        },
        Scene(name: "form-client-kept") {
            $0.press("1", "a")
            $0.type("Half")
            $0.press(.escape, "a")
        },
        Scene(name: "form-closed") {
            $0.press("1", "a")
            $0.type("Half")
            $0.press(.escape)
        },
        Scene(name: "form-scope") {
            $0.press("a")
            $0.type("beta:read,beta:write")
        },
        Scene(name: "form-hostile", provider: { hostileProvider }) { $0.press("1", "e") },
        Scene(name: "attempt-rehearsal") {
            $0.browserAbsence = "Running as root: no browser is started. Copy the URL into one"
            $0.startAttempt()
            $0.tell(.refused("an answer without state", count: 2))
            $0.tell(.log(.consentShown(client: "Demo web app", scopes: ["user:read"])))
        },
        Scene(name: "attempt-provider", provider: { Fixture.tokenProvider }) {
            $0.startAttempt()
            $0.tell(.browser(.opened))
        },
        Scene(name: "attempt-asked") {
            $0.startAttempt()
            $0.tell(.browser(.opened))
            $0.tell(.log(.consentShown(client: "Demo web app", scopes: ["user:read"])))
        },
        Scene(name: "attempt-exchanging") {
            $0.startAttempt()
            $0.tell(.browser(.opened))
            $0.matchState()
            $0.press(.enter)
        },
        Scene(name: "attempt-paste", provider: { Fixture.tokenProvider }) {
            $0.press("3", "j", "j", " ", "t")
            $0.tell(
                .ready(
                    provider: $0.provider, redirectURI: "https://app.example/callback",
                    arrival: .paste(reason: "The redirect URI is https, and authscope has no certificate for it.")))
            $0.run(.pasted("https://app.example/callback?code=abc&state=other"))
        },
        Scene(name: "attempt-other-state") {
            $0.startAttempt()
            $0.tell(.strayPaste("state does not match: this answer is not ours.", .init(sent: "abc", received: "xyz")))
        },
        Scene(name: "attempt-port-in-use") {
            $0.press("t")
            $0.tell(.failed(.init(.wait, "Another program uses port 8765.", .freePort)))
        },
        Scene(name: "attempt-checking") {
            $0.startAttempt()
            $0.matchState()
        },
        Scene(name: "attempt-done") {
            $0.startAttempt()
            $0.matchState()
            $0.press(.enter)
            $0.tell(
                .granted(
                    Fixture.grant(
                        "user:read", requested: "user:read company:read",
                        notices: ["X-VERSION-NOTICE: Version update available. Latest stable version: 1.8.0"])))
        },
        Scene(name: "attempt-tokens-shown") {
            $0.startAttempt()
            $0.matchState()
            $0.press(.enter)
            $0.tell(.granted(Fixture.grant()))
            $0.tell(
                .tokensRevealed(
                    .init(access: String(repeating: "0123456789abcdef", count: 4), refresh: "fedcba9876543210")))
        },
        Scene(name: "attempt-denied") {
            $0.startAttempt()
            let context = LintContext(provider: $0.provider)
            let report = ResponseLinter(context: context).lint("/callback?error=access_denied&state=x")
            $0.tell(.answerRefused(report.diagnostics, error: "access_denied", description: nil))
        },
        Scene(name: "attempt-stolen") {
            $0.startAttempt()
            $0.press("f", "G", .enter)
            $0.tell(
                .ready(
                    provider: Fixture.rehearsed($0.provider), redirectURI: $0.draft.redirectURI,
                    arrival: .listener("127.0.0.1:8765")))
            $0.matchState()
            $0.tell(.log(.stolenCodeUseless(reason: "The verifier does not lead to the challenge.")))
            $0.press(.enter)
            $0.tell(.granted(Fixture.grant()))
        },
        Scene(name: "attempt-faults") {
            $0.startAttempt()
            $0.press("f")
            $0.type("attack")
        },
        Scene(name: "scope-unlocks", provider: { Fixture.api }) { $0.press("g") },
        Scene(name: "scope-unlocks-zoomed", provider: { Fixture.api }) { $0.press("z") },
        Scene(name: "scope-page", provider: { Fixture.api }) { $0.press("g", .enter) },
        Scene(name: "scope-page-inferred", provider: { Fixture.inferredAPI }) { $0.press("k", "k", .enter, " ") },
        Scene(name: "scope-page-no-operations") { $0.press(.enter) },
        Scene(name: "operations", provider: { Fixture.api }) { $0.press("O", " ", "j", "j", " ", "j", "j", " ") },
        Scene(name: "operations-filter", provider: { Fixture.api }) {
            $0.press("O", "/")
            $0.type("user ge")
        },
        Scene(name: "operations-chosen", provider: { Fixture.api }) {
            $0.press("O", " ", "j", "j", "j", " ", "s")
        },
        Scene(name: "operations-alternatives", provider: { Fixture.api }) {
            $0.press("O", "j", "j", "j", " ", "j", "j", " ", "n")
        },
        Scene(name: "operations-impossible", provider: { Fixture.api }) {
            $0.press("O", " ", "G", " ", "k", " ", "k", " ")
        },
        Scene(name: "operations-result", provider: { Fixture.api }) { $0.press("O", "A", .tab, "j") },
        Scene(name: "operations-inferred", provider: { Fixture.inferredAPI }) { $0.press("O", " ") },
        Scene(name: "operations-unproven", provider: { Fixture.ring }) {
            $0.solvingSteps = 0
            $0.press("O", "A")
            $0.press("k", "j")
        },
        Scene(name: "operations-palette", provider: { Fixture.api }) { $0.press("O", " ", ":") },
        Scene(name: "operations-none") { $0.press("O") },
        Scene(name: "operations-96", provider: { Fixture.largeAPI(scopes: 60, operations: 96) }) {
            $0.press("O", " ", .pageDown, " ", .pageDown, " ")
        },
        Scene(name: "operations-hostile", provider: { hostileAPI }) { $0.press("O", "A", "j") },
        Scene(name: "operation-page-hostile", provider: { hostileAPI }) { $0.press("O", "j", .enter) },
        Scene(name: "scope-page-hostile", provider: { hostileAPI }) { $0.press("g", .enter) },
        Scene(name: "operation-page", provider: { Fixture.api }) { $0.press("O", "j", "j", "j", .enter) },
        Scene(name: "operations-used", provider: { Fixture.api }) {
            $0.press("O", " ", "j", "j", "j", "j", " ", "a")
        },
        Scene(name: "palette") { $0.press(":") },
        Scene(name: "palette-filter") {
            $0.press(":")
            $0.type("un")
        },
        Scene(name: "palette-attempt") {
            $0.startAttempt()
            $0.press(":", .down)
        },
        Scene(name: "messages") {
            $0.press("n", " ", "s", "y")
            $0.run(.copied(.terminal))
            $0.run(.copyFailed("No clipboard in a linux terminal"))
            $0.press(":")
            $0.type("messages")
            $0.press(.enter)
        },
        Scene(name: "providers") {
            $0.press("P")
            $0.run(.providersListed(Fixture.listings))
        },
        Scene(name: "providers-broken") {
            $0.press("P")
            $0.run(.providersListed(Fixture.listings))
            $0.press(.down)
        },
        Scene(name: "providers-reading") {
            $0.press("P")
            $0.run(.timeElapsed(.reading(1)))
        },
        Scene(name: "import-line") {
            $0.press("i")
            $0.type("~/apis/openapi.ya")
        },
        Scene(name: "import-reading") { $0.importDocument(nil) },
        Scene(name: "import-preview") { $0.importDocument(Fixture.offer()) },
        Scene(name: "import-preview-update") {
            $0.importDocument(Fixture.moved)
            $0.press(.enter)
        },
        Scene(name: "import-preview-several") {
            $0.importDocument(Fixture.several)
            $0.press("j", " ")
        },
        Scene(name: "import-preview-taken") {
            $0.importDocument(Fixture.offer { $0.id == "music" ? .taken(path: "/config/music.yaml") : .new })
        },
        Scene(name: "import-id") {
            $0.importDocument(Fixture.offer { $0.id == "music" ? .taken(path: "/config/music.yaml") : .new })
            $0.press("e")
        },
        Scene(name: "scopes-pasted") {
            $0.run(
                .pasted(
                    "beta:read  See what is new\nuser:read  Known\nbad scope\n\u{202E}x  y\nbeta:a-rather-long-name  Change it"
                ))
        },
        Scene(name: "import-failed") {
            $0.importDocument(nil)
            $0.run(.importFailed(1, "openapi.yaml:88:3: this name occurs twice in its mapping; remove one of the two"))
        },
        Scene(name: "import-read") {
            $0.importDocument(nil)
            $0.press("j")
            $0.run(.importOffered(1, Fixture.offer()))
        },
        Scene(name: "import-read-palette") {
            $0.importDocument(nil)
            $0.press(":")
            $0.run(.importOffered(1, Fixture.offer()))
        },
        // The pictures in the documentation.
        Scene(name: "built-in", provider: { BuiltIn.provider }) { _ in },
        Scene(name: "built-in-fault", provider: { BuiltIn.provider }) {
            $0.press("3", "j", "j", " ", "j", "e")
            $0.run(.pasted("/"))
            $0.press(.enter, "4")
        },
        Scene(name: "built-in-operations", provider: { BuiltIn.provider }) {
            $0.press("O", " ", "j", "j", " ", "j", "j", " ")
        },
        Scene(name: "built-in-attempt", provider: { BuiltIn.provider }) {
            $0.startAttempt()
            $0.tell(.browser(.opened))
            $0.tell(.log(.consentShown(client: "Example client", scopes: ["user:read"])))
        },
        Scene(name: "copy-as") { $0.press("Y", "j") },
        Scene(name: "log") {
            $0.finishWithTimes()
            $0.press("L")
        },
        Scene(name: "log-message") {
            $0.finishWithTimes()
            $0.press("L", "g", "j", .enter)
        },
        Scene(name: "log-report") {
            $0.finishWithTimes()
            $0.press("L", "Y")
        },
        Scene(name: "attempt-ledger", provider: { Fixture.api }) {
            $0.press("O", " ", .escape)
            $0.finishWithTimes(granted: "user:read customer:read")
        },
        Scene(name: "scan") {
            $0.press(":", "s", "c", "a", "n", .enter, .enter)
            $0.run(.scanned(1, .success(ScanOutcome(findings: LogTests.finding, summary: ""))))
        },
        Scene(name: "hostile-names", provider: { hostileProvider }) { $0.press("g", " ") },
    ]

    private static var hostileAPI: Provider {
        var provider = hostileProvider
        provider.operations = [
            Operation(method: "GET", path: "/\u{1B}[31m\u{202E}", summary: "e\u{301}\u{7}", alternatives: [["a:read"]]),
            Operation(
                method: "SUPERLONGMETHOD", path: "/日本のパン屋さんのことをすべて", summary: "日本のパン屋さんのことをすべて読む",
                id: "\u{1B}]0;x\u{7}", alternatives: [["b:read", "c:read"], ["a:read"]]),
        ]
        return provider
    }

    private static var patternProvider: Provider {
        var provider = Fixture.provider
        provider.clientIDPattern = ClientIDPattern("^[0-9a-f]{80}$")
        return provider
    }

    private static var hostileProvider: Provider {
        var provider = Fixture.provider
        provider.name = "Ba\u{1B}[31mkery\u{202E}"
        provider.clients[0].name = "日本のパン屋さん e\u{301} \u{7}"
        provider.scopes = ScopeList([
            (name: "a:read", summary: "\u{1B}]0;title\u{7} and \u{202E}backwards"),
            (name: "b:read", summary: "日本のパン屋さんのことをすべて読むことができます、そして書くことも"),
            (name: "c:read", summary: "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} marks"),
        ])
        provider.suggestedScopes = ["b:read"]
        return provider
    }

    static let sizes = [(200, 60), (160, 45), (120, 36), (80, 24), (60, 20), (40, 10)]
    /// The scenes that are recorded with three columns too; all are drawn.
    private static let wideScenes = [
        "attempt-asked", "attempt-done", "clients", "form-client-faults", "import-preview", "no-clients", "operations",
        "palette", "question-plain", "ready", "request", "request-verifier-shown", "scope-page", "scope-unlocks", "url",
        "url-parameters", "validation-problems", "validation-unfolded", "zoom",
    ]
    static let unseenSizes = [(38, 9), (20, 3), (1, 1)]

    @Test(arguments: scenes)
    func drawsTheSceneAsRecorded(scene: Scene) throws {
        var text = ""
        for (width, height) in Self.sizes {
            for isASCII in [false, true] {
                var model = Fixture.model(scene.provider(), width: width, height: height, isASCII: isASCII)
                scene.steps(&model)
                let frame = model.render()
                #expect(frame.text.allSatisfy { $0.columns == width })
                if width == 80 {
                    var used = Frame(size: frame.size)
                    used.fill(Rect(x: 0, y: 0, width: width, height: height), "x", Style(.error))
                    #expect(model.render(in: used) == frame)
                }
                if isASCII {
                    #expect(frame.text.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } })
                    // One size is enough to see the ASCII twins; all sizes are drawn.
                    guard width == 80 else { continue }
                }
                guard width < 160 || Self.wideScenes.contains(scene.name) else { continue }
                text += Self.record(of: frame, isASCII ? " ASCII" : "")
                if width == 80, !isASCII { text += "== styles\n" + frame.styles.map { "\($0)|\n" }.joined() }
                text += "== cursor \(frame.cursor.x),\(frame.cursor.y)\(frame.cursor.isVisible ? " visible" : "")\n"
            }
        }
        #expect(try Recording.difference(of: text, from: "__Screens__/\(scene.name).txt") == nil)
    }

    /// On a screen that is too small every scene looks the same.
    @Test func drawsTheNoticeAsRecordedIfTheScreenIsTooSmall() throws {
        var text = ""
        for (width, height) in Self.unseenSizes {
            let frames = Self.scenes.map { scene in
                var model = Fixture.model(scene.provider())
                scene.steps(&model)
                // A message of the last key is shown there too.
                model.press("w")
                model.press("w")
                model.run(.resized(Size(width: width, height: height)))
                return model.render().text
            }
            #expect(Set(frames).count == 1, "\(width)x\(height)")
            text += "== \(width)x\(height)\n" + (frames.first ?? []).map { "\($0)|\n" }.joined()
        }
        #expect(try Recording.difference(of: text, from: "__Screens__/too-small.txt") == nil)
    }

    private static func record(of frame: Frame, _ remark: String) -> String {
        "== \(frame.size.width)x\(frame.size.height)\(remark)\n" + frame.text.map { "\($0)|\n" }.joined()
    }
}
