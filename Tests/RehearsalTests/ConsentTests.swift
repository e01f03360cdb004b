import Flow
import OAuth
import Rehearsal
import Testing

@Suite struct ConsentTests {
    @Test func saysWhoAsksForWhatAndWhereTheAnswerGoes() {
        var stage = Stage()
        let text = stage.authorize().text
        for part in [
            "<html lang=\"en\">", "name=\"viewport\"", "<title>Till asks for access · Rehearsal</title>", "REHEARSAL",
            "Standard", "s6BhdRkqt3", "<li><span>See shops</span> <code>company:read</code></li>",
            "<li><span>Edit shops</span> <code>company:write</code></li>", "<strong>127.0.0.1:51004</strong>",
            "<code>http://127.0.0.1:51004/callback</code>", "method=\"post\"", "prefers-color-scheme: dark",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        for part in ["<script", "password\"", "http-equiv", "src=", "href=", "Fault"] {
            #expect(!text.contains(part), "\(part)")
        }
    }

    @Test func hasOneHeadingAndTwoButtonsInOrder() {
        var stage = Stage()
        let text = stage.authorize().text
        #expect(text.matches(of: #/<h1>/#).count == 1)
        let buttons = text.matches(of: #/<button[^>]*value="([a-z]+)"/#).map { String($0.1) }
        #expect(buttons == ["deny", "allow"], "who presses Tab and Enter grants nothing")
        let labels = text.matches(of: #/aria-labelledby="([a-z]+)"/#).map { String($0.1) }
        #expect(labels.count == 2)
        for label in labels { #expect(text.contains("id=\"\(label)\"")) }
    }

    @Test func namesAnAppThatTakesTheAnswer() {
        var stage = Stage()
        let text = stage.authorize(["client_id": "web", "redirect_uri": "com.example.app:/oauth"]).text
        #expect(text.contains("the app that opens com.example.app: links"))
    }

    @Test func showsAScopeWithoutSummaryAndARequestWithoutScope() {
        var stage = Stage(.standard { $0.suggestedScopes = [] })
        #expect(stage.authorize(["scope": "user"]).text.contains("<li><code>user</code></li>"))
        #expect(stage.authorize(["scope": nil]).text.contains("no particular access"))
        #expect(stage.authorize(["scope": "user user"]).text.matches(of: #/<code>user</#).count == 1)
    }

    /// All text except the program's literals.
    @Test func escapesNames() {
        let hostile = "<script>alert(\"1\")</script>'&amp;\u{202E}\u{7}"
        var stage = Stage(
            .standard {
                $0.name = hostile
                $0.clients[0].name = hostile
                $0.scopes = ScopeList([(name: "company:read", summary: hostile), (name: "company:write", summary: "")])
            })
        let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;amp;&lt;U+202E&gt;&lt;U+0007&gt;"
        let consent = stage.authorize()
        #expect(consent.status == 200)
        #expect(consent.text.contains("<li><span>\(escaped)</span> <code>company:read</code></li>"))
        #expect(consent.text.contains("<h1>\(escaped) asks"))
        let pages = [
            consent, stage.authorize(["client_id": hostile]), stage.authorize(["client_id": "<script>"]),
            stage.authorize(["redirect_uri": hostile]), stage.get("/<script>\"'\u{202E}"),
            stage.send(HTTPRequest(method: "<script>", target: "/api/token", fields: [Stage.host])),
        ]
        for page in pages {
            #expect(page[field: "Content-Type"] == "text/html; charset=utf-8")
            #expect(!page.text.contains("<script"))
            #expect(!page.text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{7}" })
        }
    }

    // MARK: Headers

    @Test(
        arguments: [
            ([:], "'self' http: https:"),
            (["client_id": "web", "redirect_uri": "https://app.example.com/cb?tenant=1"], "'self' http: https:"),
            (["client_id": "web", "redirect_uri": "com.example.app:/oauth"], "'self' com.example.app:"),
            (["client_id": "nobody"], "'none'"),
        ] as [(Changes, String)])
    func allowsNothingButStylesAndTheAnswer(changes: Changes, targets: String) {
        var stage = Stage()
        #expect(
            stage.authorize(changes)[field: "Content-Security-Policy"]
                == "default-src 'none'; style-src 'unsafe-inline'; form-action \(targets); base-uri 'none'; "
                + "frame-ancestors 'none'")
    }

    @Test func mustNotBeFramedCachedOrReferredTo() throws {
        var stage = Stage()
        let consent = stage.authorize()
        let responses = [
            consent, try stage.press("allow", on: consent), stage.exchange("x"), stage.authorize(["scope": "x"]),
            stage.get("/.well-known/oauth-authorization-server"), stage.get("/favicon.ico"), stage.get("/api/token"),
        ]
        for response in responses {
            #expect(response[field: "Cache-Control"] == "no-store")
            #expect(response[field: "Referrer-Policy"] == "no-referrer")
            #expect(response[field: "X-Content-Type-Options"] == "nosniff")
            let isPage = response[field: "Content-Type"]?.hasPrefix("text/html") ?? false
            #expect(response[field: "X-Frame-Options"] == (isPage ? "DENY" : nil))
        }
    }

    // MARK: The form

    @Test func takesOneAnswerForAPage() throws {
        var stage = Stage()
        let page = stage.authorize()
        #expect(try stage.press("allow", on: page).status == 303)
        for button in ["allow", "deny"] {
            let again = try stage.press(button, on: page)
            #expect(again.status == 400)
            #expect(again[field: "Location"] == nil)
            #expect(again.text.contains("already answered"))
        }
    }

    @Test(arguments: ["", "decision=allow", "ticket=&decision=allow", "ticket=0&decision=allow", "{}", "ticket"])
    func takesNoFormWithoutTheTicket(body: String) {
        var stage = Stage()
        _ = stage.authorize()
        let response = stage.post("/oauth/consent", body)
        #expect(response.status == 400)
        #expect(response[field: "Location"] == nil)
    }

    @Test func takesNoOtherDecision() throws {
        var stage = Stage()
        let page = stage.authorize()
        #expect(try stage.press("perhaps", on: page).status == 400)
        #expect(try stage.press("allow", on: page).status == 303, "the page still waits")
    }

    @Test func takesNoFormFromAnotherSite() throws {
        var stage = Stage()
        let form = "ticket=\(try stage.authorize().ticket)&decision=allow"
        for (site, status) in [("cross-site", 403), ("same-site", 403), ("none", 403), ("same-origin", 303)] {
            let response = stage.post("/oauth/consent", form, [HTTPField(name: "Sec-Fetch-Site", value: site)])
            #expect(response.status == status)
        }
    }

    @Test func waitsTenMinutesForAnAnswer() throws {
        var stage = Stage()
        let page = stage.authorize()
        stage.now += 599
        let other = stage.authorize()
        #expect(try stage.press("allow", on: page).status == 303)
        stage.now += 600
        #expect(try stage.press("allow", on: other).status == 400)
    }

    /// Pages that are opened and left cost nothing for long.
    @Test func forgetsTheOldestOfManyPages() throws {
        var stage = Stage()
        let pages = (0...200).map { _ in stage.authorize() }
        #expect(try stage.press("allow", on: pages[0]).status == 400)
        #expect(try stage.press("allow", on: pages[200]).status == 303)
        #expect(stage.provider.takeEvents().count == 200)
    }

    @Test func changesNothingWhenThereAreNoRandomValues() throws {
        struct Failure: Error {}
        var stage = Stage()
        let page = stage.authorize()
        let request = HTTPRequest(
            method: "POST", target: "/oauth/consent",
            fields: [Stage.host, HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")],
            body: Array("ticket=\(try page.ticket)&decision=allow".utf8))
        #expect(throws: Failure.self) {
            try stage.provider.respond(to: request, at: stage.now) { _ in throw Failure() }
        }
        #expect(stage.send(request).status == 303)
    }
}
