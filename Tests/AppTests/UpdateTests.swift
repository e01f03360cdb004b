import App
import Catalog
import OAuth
import Screen
import Testing

@Suite struct UpdateTests {
    @Test func startsReadyWithTheSuggestedScopeAndFocusInScopes() {
        let model = Fixture.model()
        #expect(model.pane == .scopes)
        #expect(model.outcome.diagnostics.isEmpty)
        #expect(model.outcome.request["scope"] == "user:read")
        #expect(model.outcome.request["code_challenge_method"] == "S256")
        #expect(model.outcome.request["redirect_uri"] == "http://127.0.0.1:8765/callback")
        #expect(model.screen[0].contains("✓ Ready"))
    }

    @Test func togglesTheScopeUnderTheCursor() {
        var model = Fixture.model()
        model.press(.home, " ")
        #expect(model.outcome.request["scope"] == "company:read user:read")
        model.press(" ")
        #expect(model.outcome.request["scope"] == "user:read")
    }

    @Test func writesScopesInTheOrderOfTheListWhateverTheOrderOfChoosing() {
        var model = Fixture.model()
        model.press("G", " ", "g", " ")
        #expect(model.outcome.request["scope"] == "company:read user:read user:write")
    }

    @Test func turnsAllShownScopesOnAndOffAgain() {
        var model = Fixture.model()
        model.press("/")
        model.type("write")
        model.press(.enter, "A")
        #expect(model.outcome.request["scope"] == "company:write customer:write user:read user:write")
        #expect(model.notice?.text == "Turned on 3 scopes · u undo")
        model.press("A")
        #expect(model.outcome.request["scope"] == "user:read")
    }

    @Test func listsOnlyTheChosenScopesUntilTheKeyIsPressedAgain() {
        var model = Fixture.model()
        model.press("s")
        #expect(model.scopeRows.count == 1)
        model.press("s")
        #expect(model.scopeRows.count == 6)
    }

    @Test func saysWhyThereAreNoChosenScopesToList() {
        var model = Fixture.model()
        model.press(" ", "s")
        #expect(model.scopeRows.count == 6)
        #expect(model.notice?.text == "No scope is on yet")
    }

    @Test func choosesAClientAndItsFirstRedirectURI() {
        var model = Fixture.model()
        model.press("1", "j", " ")
        #expect(model.outcome.request["client_id"] == String(Fixture.clientID.reversed()))
        #expect(model.outcome.request["redirect_uri"] == "https://staging.example/callback")
        #expect(model.outcome.diagnostics.isEmpty)
    }

    @Test func choosesAnotherRedirectURI() {
        var model = Fixture.model()
        model.press("3", "j", "j", " ")
        #expect(model.outcome.request["redirect_uri"] == "https://app.example/callback")
        model.press("h")
        #expect(model.outcome.request["redirect_uri"] == "http://127.0.0.1:8765/callback")
    }

    @Test func goesRoundTheChallengeMethods() {
        var model = Fixture.model()
        model.press("m")
        #expect(model.outcome.request["code_challenge_method"] == "plain")
        #expect(model.outcome.request["code_challenge"] == model.draft.verifier)
        model.press("m")
        #expect(model.outcome.request["code_challenge"] == nil)
        #expect(model.outcome.request["code_challenge_method"] == nil)
        model.press("m")
        #expect(model.outcome.request["code_challenge_method"] == "S256")
    }

    @Test func drawsANewStateAndVerifierWithOneKey() {
        var model = Fixture.model()
        let before = model.draft
        model.press("n")
        #expect(model.draft.state != before.state)
        #expect(model.draft.verifier != before.verifier)
        #expect(model.outcome.diagnostics.isEmpty)
    }

    @Test func changesNothingWhenTheSystemGivesNoRandomValues() {
        var model = Fixture.model()
        let before = model.draft
        #expect(model.update(.keyPressed("n")) == [.drawValues(.userAsked)])
        _ = model.update(.drawingFailed)
        #expect(model.draft == before)
        #expect(model.notice?.tone == .problem)
    }

    @Test func copiesTheURLThatIsShown() {
        var model = Fixture.model()
        #expect(model.press("y").contains(.copy(model.outcome.url.text)))
        model.run(.copied(.program("wl-copy")))
        #expect(model.notice?.text == "Copied, \(model.outcome.url.text.utf8.count) characters (wl-copy)")
    }

    @Test func asksTheTerminalWhenNoProgramTookTheText() {
        var model = Fixture.model()
        #expect(model.run(.noProgramCopied("text")) == [.sendToTerminal("text")])
    }

    @Test func copiesAURLWithErrorsAndSaysSo() {
        var model = Fixture.model()
        model.press(" ")
        #expect(model.outcome.diagnostics.count { $0.severity == .error } == 1)
        #expect(model.press("y").contains(.copy(model.outcome.url.text)))
        model.run(.copied(.terminal))
        #expect(model.notice?.text == "Copied via the terminal with 1 error. Paste empty? Press p")
    }

    @Test func asksBeforeItCopiesAURLThatHoldsTheVerifier() {
        var model = Fixture.model()
        model.press("m")
        #expect(model.press("y").isEmpty)
        #expect(model.question == .copyVerifier)
        #expect(model.press("n").isEmpty)
        #expect(model.question == nil)
        model.press("y")
        #expect(model.press("y") == [.copy(model.outcome.url.text)])
    }

    @Test func givesTheNextURLValuesOfItsOwnOnceOneWasCopied() {
        var model = Fixture.model()
        let copied = model.draft
        model.press("y")
        model.run(.copied(.terminal))
        model.press("g", " ")
        #expect(model.draft.scopes.count == 2)
        #expect(model.draft.state != copied.state)
        #expect(model.draft.verifier != copied.verifier)
        #expect(model.outcome.diagnostics.isEmpty)
    }

    /// Undo leads to another URL than the copied one, or back to it.
    @Test func undoDrawsNewValuesUnlessTheURLWasCopied() {
        var model = Fixture.model()
        model.press("g", " ", "y")
        model.run(.copied(.terminal))
        let copied = model.draft
        model.press("u")
        #expect(model.draft.scopes.count == 1)
        #expect(model.draft.state != copied.state)
        #expect(model.draft.verifier != copied.verifier)
        #expect(model.outcome.diagnostics.isEmpty)
        model.press(.control("r"))
        #expect(model.draft == copied)
    }

    @Test func warnsWhenATypedStateWasInACopiedURL() {
        var model = Fixture.model()
        model.press("3")
        model.press([Key](repeating: "j", count: 6))
        model.press("e")
        model.type("dObT5xOcWLK2VpxskBNECg")
        model.press(.enter, "y")
        model.run(.copied(.terminal))
        model.press("2", "g", " ")
        #expect(model.outcome.diagnostics.map(\.rule.rawValue) == ["value-reused"])
    }

    @Test func keepsTheVerifierHiddenUntilItIsAskedFor() {
        var model = Fixture.model()
        #expect(!model.screen.joined().contains(model.draft.verifier))
        model.press("3")
        model.press([Key](repeating: "j", count: 5))
        #expect(model.requestCursor == .verifier)
        let effects = model.press(" ")
        #expect(effects.contains(.wait(.reveal(1), milliseconds: 10_000)))
        #expect(model.isVerifierShown)
        model.run(.timeElapsed(.reveal(1)))
        #expect(!model.isVerifierShown)
    }

    @Test(arguments: [Event.focusLost, .resumed, .keyPressed("j"), .keyPressed(.tab), .keyPressed("2")])
    func hidesTheVerifierWhenTheUserLooksElsewhere(event: Event) {
        var model = Fixture.model()
        model.press("3")
        model.press([Key](repeating: "j", count: 5) + [.enter])
        #expect(model.isVerifierShown)
        model.run(event)
        #expect(!model.isVerifierShown)
    }

    @Test func appliesTheFixOfAFinding() {
        var model = Fixture.model()
        model.press("m", "4")
        #expect(model.currentFinding?.rule.rawValue == "pkce-plain")
        model.press("f")
        #expect(model.draft.method == .s256)
        #expect(model.outcome.diagnostics.isEmpty)
        model.press("u")
        #expect(model.draft.method == .plain)
    }

    @Test func goesFromAFindingToItsField() {
        var model = Fixture.model()
        model.press("m", "4", .enter)
        #expect(model.pane == .request)
        #expect(model.requestCursor == .method)
    }

    @Test func marksAnOlderAPIVersionAsANoteAndADevelopmentOneAsAWarning() {
        var model = Fixture.model()
        model.press("3")
        for _ in 0..<20 where model.requestCursor != .version { model.press("j") }
        model.press("h")
        #expect(model.outcome.headers.first?.value == "1.7.0")
        #expect(model.outcome.diagnostics.map(\.severity) == [.info])
        model.press("l", "l")
        #expect(model.outcome.headers.first?.value == "1.9.0")
        #expect(model.outcome.diagnostics.map(\.severity) == [.warning])
        model.press("d")
        #expect(model.outcome.diagnostics.isEmpty)
    }

    @Test func restoresTheChoicesOfAnEarlierSessionButNoSecrets() {
        var model = Fixture.model()
        model.press("1", "j", " ", "2", "g", " ", "m", "3")
        var next = Fixture.model()
        next.restore(model.workspace)
        #expect(next.workspace == model.workspace)
        #expect(next.pane == .request)
        let json = model.workspace.json
        #expect(!json.contains(model.draft.verifier))
        #expect(!json.contains(model.draft.randomState))
    }

    @Test func savesChoicesAfterAMomentOfQuiet() {
        var model = Fixture.model()
        model.press("j")
        let effects = model.press(" ")
        #expect(effects.contains(.wait(.save(1), milliseconds: 500)))
        model.press(" ")
        #expect(model.run(.timeElapsed(.save(1))).isEmpty)
        #expect(model.run(.timeElapsed(.save(2))) == [.save(model.workspace)])
    }

    @Test func quitsWithTwoKeysAndNeverWithEsc() {
        var model = Fixture.model()
        #expect(model.press(.escape, .escape, .escape).isEmpty)
        #expect(model.press("q").contains(.quit))
        #expect(model.press(.control("c")).contains(.interrupt))
    }

    @Test func doesOnlyWhatTheNoticeNamesIfNothingElseIsSeen() {
        var model = Fixture.model()
        model.run(.resized(Size(width: 38, height: 9)))
        let before = model.draft
        model.press("m", " ", "n", "?", "/", "x", .enter, "A", "v", .tab)
        #expect(model.draft == before)
        #expect(model.page == nil)
        #expect(model.editing == nil)
        #expect(model.press("y") == [.copy(model.outcome.url.text)])
        #expect(model.press("p").contains(.showPlain(model.outcome.url.text)))
        #expect(model.press("q").contains(.quit))
        model.run(.resized(Size(width: 80, height: 24)))
        model.press("m")
        model.run(.resized(Size(width: 38, height: 9)))
        #expect(model.press("y", "y").isEmpty)
        #expect(model.question == nil)
    }

    @Test func asksBeforeItPrintsAURLThatHoldsTheVerifier() {
        var model = Fixture.model()
        model.press("m")
        #expect(model.press("p").isEmpty)
        #expect(model.question == .printVerifier)
        #expect(model.press("y").contains(.showPlain(model.outcome.url.text)))
    }

    @Test(arguments: ["n", "d", "u"] as [Key])
    func hidesTheVerifierWhenItBecomesAnotherOne(key: Key) {
        var model = Fixture.model()
        model.press("n", "3")
        while model.requestCursor != .verifier { model.press("j") }
        model.press(.enter)
        #expect(model.isVerifierShown)
        model.press(key)
        #expect(!model.isVerifierShown)
    }

    @Test func showsAVerifierWhole() {
        for (width, height) in [(120, 36), (100, 30), (80, 24), (60, 20), (46, 14)] {
            var model = Fixture.model(width: width, height: height)
            model.press("3")
            while model.requestCursor != .verifier { model.press("j") }
            model.press(.enter)
            #expect(model.screen.joined().contains(model.draft.verifier), "\(width)x\(height)")
        }
    }

    @Test func suspendsAlsoWhileALineIsTyped() {
        var model = Fixture.model()
        model.press("/")
        #expect(model.press(.control("z")) == [.suspend])
        #expect(model.press(.control("l")) == [.redraw])
        #expect(model.editing != nil)
    }

    @Test func saysOnceThatChoicesCannotBeSaved() {
        var model = Fixture.model()
        model.run(.notSaved("/somewhere"))
        #expect(model.notice?.text == "Choices cannot be saved in /somewhere")
        model.press("j")
        model.run(.notSaved("/somewhere"))
        #expect(model.notice == nil)
    }

    @Test func startsWithTheBestMethodThatIsOffered() {
        var provider = Fixture.provider
        provider.challengeMethods = ["plain"]
        #expect(Fixture.model(provider).draft.method == .plain)
        provider.challengeMethods = []
        #expect(Fixture.model(provider).draft.method == .none)
    }

    @Test func letsNoPastePressKeys() {
        var model = Fixture.model()
        let before = model.draft
        let effects = model.run(.pasted("q\nmmnny A"))
        #expect(model.draft == before)
        #expect(!effects.contains(.quit))
        #expect(model.notice?.tone == .warning)
    }

    @Test func goesOneLevelBackAtATime() {
        var model = Fixture.model()
        model.press("z", "s", "/")
        model.type("user")
        model.press(.enter, "?")
        #expect(model.help != nil)
        model.press(.escape)
        #expect(model.help == nil)
        #expect(model.scopeFilter == "user")
        model.press(.escape)
        #expect(model.scopeFilter.isEmpty)
        model.press(.escape)
        #expect(model.chosenScopes == nil)
        #expect(model.isZoomed)
        model.press(.escape)
        #expect(!model.isZoomed)
    }
}
