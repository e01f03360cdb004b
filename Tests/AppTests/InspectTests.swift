import Catalog
import OAuth
import Screen
import TestTraits
import Testing
import Vectors

@testable import App

/// A message that is pasted: recognised, inspected, fixed, used.
@Suite(.onThreadsOfTheirOwn) struct InspectTests {
    // MARK: Where a paste goes

    @Test(arguments: [[], ["1"], ["3"], ["4"], ["5"], ["O"], ["?"]] as [[Key]])
    func opensIfNoTextIsTyped(keys: [Key]) {
        var model = Fixture.model(Fixture.api)
        model.press(keys)
        model.run(.pasted(Fixture.pastedURL))
        #expect(model.top is Inspect)
        #expect(model.inspect?.inspection?.kind == .request)
        model.press(.escape)
        #expect(model.top is Inspect == false)
    }

    @Test func leavesOtherPastesWhereTheyWent() {
        var model = Fixture.model()
        model.run(.pasted("beta:read  See\nbeta:write  Change"))
        #expect(model.top is PastedScopes)
        model.press(.escape, "/")
        model.run(.pasted(Fixture.pastedURL))
        #expect(model.top is Panes)
        model.press(.escape, "1")
        model.run(.pasted("some words"))
        #expect(model.top is Panes)
        #expect(model.notice?.tone == .warning)
    }

    @Test func opensEmptyAndTakesWhatIsTyped() {
        var model = Fixture.model()
        model.press("I")
        #expect(model.inspect?.isTyping == true)
        model.press(.enter)
        #expect(model.notice?.tone == .warning)
        model.type("code=abc&state=x")
        #expect(!model.screen.joined().contains("code=abc"))
        model.press(.enter)
        #expect(model.inspect?.inspection?.kind == .answer)
        model.press("e", .escape)
        #expect(model.inspect?.inspection?.kind == .answer)
        model.press(.escape)
        #expect(model.top is Panes)
    }

    @Test func findsAMessageInAText() {
        var model = Fixture.model()
        model.press("1")
        model.run(.pasted("Why does \(Fixture.pastedURL) fail?\nAnd \(Fixture.pastedURL)?"))
        #expect(model.inspect?.inspection?.kind == .request)
        #expect(model.notice?.text == "The first of 2 messages in the text")
    }

    @Test func saysWhatIsWrongWithAPaste() {
        var model = Fixture.model()
        model.press("1")
        model.run(.pasted("curl -X POST -H 'A: b"))
        #expect(model.notice?.text.contains("The quotation mark at column 17 is not closed") == true)
        model.press("I")
        model.run(.pasted("curl -X POST -H 'A: b"))
        model.press(.enter)
        #expect(model.notice?.text.contains("The quotation mark at column 17 is not closed") == true)
        model.run(.pasteRefused(octets: 70_000))
        #expect(model.notice?.text.hasPrefix("A paste has at most 65,536 octets, not 70,000: use a file") == true)
    }

    // MARK: What it is checked as

    @Test func isCheckedAsTheSessionsProviderByItsEndpoint() {
        var model = Fixture.model()
        let effects = model.run(.pasted(Fixture.pastedURL))
        #expect(effects.isEmpty)
        #expect(model.screen[1].contains("checked as Bakery"))
        #expect(model.inspect?.subject?.client?.name == "Demo web app")
    }

    @Test func asksForTheProviderOfAnotherEndpoint() throws {
        var model = Fixture.model()
        let url = "https://other.example/authorize?response_type=code&client_id=a&scope=x"
        let effects = model.run(.pasted(url))
        let asked = effects.compactMap { if case .recogniseProvider(let number, _) = $0 { number } else { nil } }
        let number = try #require(asked.first)
        #expect(model.screen[1].contains("checked only by the standards"))
        var other = Provider(id: "other", name: "Other", authorizationEndpoint: "https://other.example/authorize")
        other.scopes = ScopeList([(name: "y", summary: "")])
        model.run(.providerRecognised(number + 1, nil, now: 0))
        #expect(model.screen[1].contains("checked only by the standards"))
        model.run(.providerRecognised(number, RecognisedProvider(source: .builtIn, provider: other), now: 0))
        #expect(model.screen[1].contains("checked as Other"))
        #expect(model.inspect?.inspection?.findings.contains { $0.rule == .scopeUnknown } == true)
        // Its provider comes on the screen first.
        let opening = model.press("a")
        #expect(opening.contains(.openProvider(.builtIn)))
        let opened = OpenedProvider(source: .builtIn, provider: other, fresh: Fixture.fresh(3))
        model.run(.providerOpened(opened))
        #expect(model.provider.id == "other")
        #expect(model.draft.clientID == "a")
    }

    @Test func canBeTakenForSomethingElse() {
        var model = Fixture.model()
        model.run(.pasted("https://app.example/callback?code=abc&state=x"))
        #expect(model.inspect?.inspection?.kind == .answer)
        model.press("T", .down, .enter)
        #expect(model.inspect?.inspection?.kind == .request)
        model.press("u")
        #expect(model.inspect?.inspection?.kind == .answer)
    }

    @Test func canBeCheckedAsAnotherProviderOrClient() {
        var model = Fixture.model()
        model.run(.pasted(Fixture.pastedURL))
        model.press("C", .down, .enter)
        #expect(model.inspect?.subject?.client?.name == "Staging")
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.type("standards")
        model.press(.enter)
        #expect(model.screen[1].contains("checked only by the standards"))
        model.press("u", "u")
        #expect(model.inspect?.subject?.client?.name == "Demo web app")
    }

    // MARK: Fixing and using

    /// From a pasted URL to its fix, by nothing but the key that the corner names.
    @Test(arguments: WalkTests.sizes)
    func isFixedByTheKeysThatTheScreenNames(size: Size) throws {
        var model = Fixture.model(width: size.width, height: size.height)
        model.run(.pasted(Fixture.pastedURL))
        for _ in 0..<3 where model.top is Inspect {
            let hint = try #require(model.face.corner.hints.first)
            let key = try #require(model.desk.keys.key(of: hint.action, in: model.top.contexts(on: model.desk)))
            #expect(model.screen[0].contains("\(key.label) \(hint.text)"))
            model.press(key)
        }
        #expect(model.draft.clientID == Fixture.clientID)
        #expect(model.outcome.url.text.contains("response_type=code"))
        #expect(Set(model.session.names(of: model.draft.scopes)) == ["user:read", "customer:read"])
        #expect(model.draft.state != "1")
    }

    @Test func fixesOneFindingAndUndoesIt() {
        var model = Fixture.model()
        model.run(.pasted(Fixture.pastedURL))
        let before = model.inspect?.inspection
        model.press("f")
        #expect(model.inspect?.inspection?.report?.url.contains("response_type=code") == true)
        #expect(model.notice?.tone == .done)
        model.press("u")
        #expect(model.inspect?.inspection == before)
        model.press(.control("r"))
        #expect(model.inspect?.inspection != before)
    }

    /// The verifier of a challenge that a fix has made goes with it, and is shown on demand only.
    @Test func keepsTheVerifierOfANewChallenge() throws {
        var model = Fixture.model()
        model.run(.pasted(Fixture.pastedURL))
        model.press("F")
        let verifier = try #require(model.inspect?.subject?.verifier)
        #expect(!model.screen.joined().contains(verifier.text))
        let challenge = model.inspect?.inspection?.report?.request["code_challenge"]
        model.press("a")
        #expect(model.draft.verifier == verifier.text)
        #expect(model.outcome.request["code_challenge"] == challenge)
    }

    /// A used request comes out octet for octet, or the screen names the differences.
    @Test(arguments: LintVector.requests)
    func saysWhatComesOutInAnotherWay(vector: LintVector) throws {
        guard vector.input.utf8.count < 20_000 else { return }
        var model = Fixture.model()
        model.run(.pasted(vector.input))
        guard let report = model.inspect?.inspection?.report, model.inspect?.inspection?.kind == .request else {
            return
        }
        let before = model.draft
        model.press("a")
        let out = model.outcome.url.text
        guard !out.utf8.elementsEqual(report.url.utf8) else {
            #expect(model.notice?.text == "Now in your request, without a difference · u undo")
            return
        }
        let rows = try #require(model.compare?.rows)
        #expect(rows.contains { $0.verdict != .same })
        let pasted = report.request
        for parameter in pasted.parameters + model.outcome.request.parameters {
            let mine = pasted.parameters.filter { $0.name.utf8.elementsEqual(parameter.name.utf8) }.map(\.value)
            let now = model.outcome.request.parameters.filter { $0.name.utf8.elementsEqual(parameter.name.utf8) }
                .map(\.value)
            guard !mine.elementsEqual(now, by: { $0.utf8.elementsEqual($1.utf8) }) else { continue }
            let row = rows.first { $0.name.utf8.elementsEqual(parameter.name.utf8) }
            #expect(row?.verdict != .same, "\(parameter.name)")
        }
        model.press(.escape)
        if model.draft != before { model.press("u") }
        #expect(model.draft == before)
    }

    /// A URL of this program comes out as it went in.
    @Test func takesBackItsOwnURL() {
        var model = Fixture.model()
        let url = model.outcome.url.text
        model.run(.pasted(url))
        model.press("a")
        #expect(model.outcome.url.text == url)
        #expect(model.notice?.text == "Now in your request, without a difference · u undo")
    }

    @Test func copiesARequestWholeAndAnythingElseMasked() {
        var model = Fixture.model()
        model.run(.pasted(Fixture.pastedURL))
        #expect(model.press("y") == [.copy(Fixture.pastedURL, .inspected(isMasked: false))])
        model.run(.pasted("https://app.example/callback?code=secretcode&state=x"))
        #expect(
            model.press("y") == [
                .copy("https://app.example/callback?code=‹redacted:10›&state=x", .inspected(isMasked: true))
            ])
    }

    // MARK: Secrets

    static let canary = "CANARY0123456789-7f3a"
    static let secrets = [
        "http://127.0.0.1:8765/callback?code=\(canary)&state=x",
        "curl -u id:\(canary) https://accounts.bakery.example/token -d grant_type=a -d code=\(canary)",
        "{\"access_token\": \"\(canary)\", \"refresh_token\": \"\(canary)\"}",
        "POST /token HTTP/1.1\nHost: a.example\nAuthorization: Bearer \(canary)\n\ngrant_type=x&code_verifier=\(canary)",
        "\(Fixture.pastedURL)&client_secret=\(canary)&code_challenge=\(canary)&code_challenge_method=plain",
        "https://app.example/callback#access_token=\(canary)&token_type=bearer",
    ]

    /// Nothing of a secret is on the screen, in a message, in an effect or in what is kept, whatever is done with it.
    @Test(arguments: secrets)
    func keepsNoSecret(text: String) {
        for size in WalkTests.sizes {
            for keys in [
                [], ["f"], ["F"], ["a"], ["a", .escape, "b", .enter], ["="], ["T", .down, .enter], ["j", .enter], ["e"],
            ]
                as [[Key]]
            {
                var model = Fixture.model(width: size.width, height: size.height)
                var effects = model.run(.pasted(text))
                #expect(model.top is Inspect)
                for key in keys {
                    effects += model.press(key)
                    #expect(!model.screen.joined().contains(Self.canary.prefix(8)), "\(size) \(keys)")
                }
                effects += model.press(.escape)
                #expect(!String(describing: effects).contains(Self.canary), "\(keys)")
                #expect(!String(describing: model.desk.messages).contains(Self.canary))
                #expect(!String(describing: model.desk.session).contains(Self.canary), "\(keys)")
                #expect(!model.workspace.json.contains(Self.canary))
                #expect(!OwnEntriesFile.text(of: model.own, provider: "bakery").contains(Self.canary))
            }
        }
    }
}
