import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// Work in the background, and who has the keys when it ends.
@Suite(.onThreadsOfTheirOwn) struct BackgroundTests {
    private func reading(_ provider: Provider = Fixture.api) -> Model {
        var model = Fixture.model(provider)
        model.press("i")
        model.type("openapi.yaml")
        model.press(.enter)
        return model
    }

    @Test func opensWhatWasReadIfNothingWasPressedSince() {
        var model = reading()
        model.run(.importOffered(1, Fixture.offer()))
        #expect(model.importing != nil)
    }

    @Test func namesTheDocumentBesideTheCorner() {
        var model = reading()
        model.press("j")
        model.run(.importOffered(1, Fixture.offer()))
        #expect(model.importing == nil)
        #expect(model.screen[0].contains("● Music Web API read  i review │ ✓ Ready"))
        model.press("i")
        #expect(model.importing != nil)
        #expect(model.press(.enter) == [.keepProviders(1, [Fixture.imported])])
    }

    @Test func readsAnotherDocumentFromThePalette() {
        var model = reading()
        model.press("j")
        model.run(.importOffered(1, Fixture.offer()))
        model.press(":", "i", "m", "p", .enter)
        #expect(model.line?.subject == .importSource)
        model.press(.escape)
        #expect(model.screen[0].contains("● Music Web API read"))
    }

    @Test func saysWhyAnImportFailedWhenAsked() {
        var model = reading()
        model.press("j")
        model.run(.importFailed(1, "openapi.yaml:3:1: this is not YAML"))
        #expect(model.screen[0].contains("● openapi.yaml: import failed"))
        model.press("i")
        #expect(model.screen.contains { $0.contains("openapi.yaml:3:1: this is not YAML") })
        model.press(.escape, "i")
        #expect(model.line?.editor.text == "openapi.yaml")
    }

    /// The palette is open when the offer comes: it keeps the keys, and the corner names its own.
    @Test func leavesThePaletteItsKeys() {
        var model = reading()
        model.press(":")
        model.type("copy")
        model.run(.importOffered(1, Fixture.offer()))
        #expect(model.screen[0].contains("Next: Enter run"))
        #expect(model.press(.enter) == [.copy(model.outcome.url.text)])
        #expect(model.importing == nil)
        #expect(model.reading != nil)
    }

    /// A token request waits for Enter when the offer comes: Enter sends it, and the code is not lost.
    @Test func leavesAnAttemptItsKeys() throws {
        var model = reading()
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        model.matchState()
        model.run(.importOffered(1, Fixture.offer()))
        #expect(model.screen[0].contains("Next: Enter send the token request"))
        #expect(model.press(.enter) == [.roundTrip(number, .exchange)])
        // An import would change the provider, so it waits until the attempt is left.
        model.press("i")
        #expect(model.importing == nil)
        #expect(model.roundTrip != nil)
        model.tell(.granted(Fixture.grant()))
        model.press(.escape, "i")
        #expect(model.importing != nil)
    }

    @Test func keepsTheOfferWhenTheProviderChanges() {
        var model = reading()
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.run(.importOffered(1, Fixture.offer()))
        model.type("other")
        model.press(.enter)
        model.run(.providerOpened(.init(source: .builtIn, provider: Fixture.other, fresh: Fixture.fresh(2))))
        #expect(model.provider == Fixture.other)
        model.press("i")
        #expect(model.importing?.offer == Fixture.offer())
    }

    @Test func asksBeforeACodeIsLost() throws {
        var model = Fixture.model(Fixture.tokenProvider)
        model.startAttempt()
        let number = try #require(model.roundTrip?.number)
        model.matchState()
        #expect(model.press(.escape).isEmpty)
        #expect(model.question == .forgetCode)
        model.press("n")
        #expect(model.roundTrip?.stage == .checking)
        #expect(model.press(.escape, "y").first == .roundTrip(number, .end))
    }

    /// A provider that comes when something is typed waits too.
    @Test func opensALateProviderWhenAsked() {
        var model = Fixture.model()
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.type("other")
        model.press(.enter, "1", "a", "x")
        model.run(.providerOpened(.init(source: .builtIn, provider: Fixture.other, fresh: Fixture.fresh(2))))
        #expect(model.form != nil)
        #expect(model.provider == Fixture.provider)
        model.press(.escape)
        #expect(model.screen[0].contains("● Other is ready  P open"))
        model.press("P")
        #expect(model.provider == Fixture.other)
    }

    // MARK: Ctrl-C and Esc

    @Test func cancelsTheReadingWithControlC() {
        var model = reading()
        #expect(model.screen[0].contains("● Reading openapi.yaml  Ctrl-C cancel"))
        #expect(model.press(.control("c")) == [.cancelReading(1)])
        #expect(model.press(.control("c")) == [.interrupt])
    }

    /// The first Ctrl-C closes the mode on top, the next one cancels the reading, and the one after it ends the program.
    @Test(arguments: [["?"], [":"], ["1", "a"], ["/", "x"], ["O"], ["t"], ["m", "y"]] as [[Key]])
    func closesTheModeOnTopFirst(keys: [Key]) {
        var model = reading()
        model.press(keys)
        #expect(!model.screen[0].contains("Ctrl-C"))
        #expect(!model.press(.control("c")).contains(.interrupt))
        #expect(model.reading?.state == .running)
        #expect(model.press(.control("c")).contains(.cancelReading(1)))
        #expect(model.press(.control("c")).contains(.interrupt))
    }

    @Test func stopsTheAttemptAndNotTheReading() {
        var model = reading()
        model.startAttempt()
        model.press(.escape)
        #expect(model.roundTrip == nil)
        #expect(model.reading?.state == .running)
    }

    /// The document may be there just before the key that was to cancel it.
    @Test func dropsWhatWasReadBeforeItEndsTheProgram() {
        var model = reading()
        model.press("j")
        model.run(.importOffered(1, Fixture.offer()))
        #expect(model.press(.control("c")).isEmpty)
        #expect(model.reading == nil)
        #expect(model.press(.control("c")) == [.interrupt])
    }

    @Test(arguments: ["?", .f1] as [Key])
    func showsTheKeysOverAnOffer(key: Key) {
        var model = reading()
        model.run(.importOffered(1, Fixture.offer()))
        #expect(!model.screen[0].contains("●"))
        model.press(key)
        #expect(model.help != nil)
        model.press(.escape)
        #expect(model.importing != nil)
    }

    @Test func saysNothingOfTheReadingThatAnotherOneReplaces() {
        var model = reading()
        model.press("i", .control("u"))
        model.type("other.yaml")
        #expect(model.press(.enter) == [.cancelReading(1), .readDocument(2, "other.yaml")])
        #expect(model.notice == nil)
    }

    /// A redirect that was pasted wrong leaves the consent page as it was.
    @Test func keepsAllowAndDenyAfterAWrongPaste() {
        var model = Fixture.model()
        model.startAttempt()
        model.tell(.strayPaste("state does not match", .init(sent: "a", received: "b")))
        #expect(model.screen[0].contains("a allow   d deny"))
    }

    /// The help is not named if `?` is not a key.
    @Test func namesTheHelpOnlyIfItIsAKey() {
        var model = Fixture.model()
        model.press("m", "y", "w")
        #expect(model.question == .copyVerifier)
        #expect(model.notice == nil)
    }

    // MARK: Notices

    @Test func keepsTheVerdictBesideANotice() {
        var model = Fixture.model()
        model.press("y")
        model.run(.copied(.terminal))
        #expect(model.screen[0].contains("✓ Ready"))
        #expect(model.screen[22].contains("Copied via the terminal"))
        model.press("j")
        #expect(!model.screen[22].contains("Copied"))
    }

    /// The attempt continues after the last key, and the corner shows it without a key press.
    @Test func showsThatTheRedirectHasComeThoughNoKeyIsPressed() {
        var model = Fixture.model(Fixture.tokenProvider)
        model.startAttempt()
        model.press("y")
        model.run(.copied(.terminal))
        model.matchState()
        #expect(model.screen[0].contains("Next: Enter send the token request"))
        #expect(model.screen[22].contains("Copied"))
    }

    @Test func showsThatTheRedirectArrivedDuringTheHelp() {
        var model = Fixture.model()
        model.startAttempt()
        model.press("?")
        model.matchState()
        #expect(model.help != nil)
        #expect(model.screen[0].contains("● Redirect received"))
        model.press(.escape)
        #expect(!model.screen[0].contains("●"))
    }

    /// A redirect that is caught while another one is pasted leaves the line as it is.
    @Test func leavesThePasteWhenTheRedirectComes() {
        var model = Fixture.model()
        model.startAttempt()
        model.press("e")
        model.type("http://127.0.0.1")
        model.matchState()
        #expect(model.line?.editor.text == "http://127.0.0.1")
        #expect(model.press(.enter).isEmpty)
        #expect(model.notice?.text == "The redirect has already arrived: the paste was ignored")
        #expect(model.roundTrip?.stage == .checking)
    }

    @Test func listsAllMessages() {
        var model = Fixture.model(width: 40, height: 10)
        model.run(.copyFailed("first, " + String(repeating: "word ", count: 15) + "end"))
        for _ in 0..<5 { model.press("n") }
        model.press(":")
        model.type("messages")
        model.press(.enter)
        // The newest ones are in sight at first, and each message is there whole.
        #expect(model.screen[7].contains("✓ New state and verifier"))
        model.press("g")
        #expect(model.screen[2].hasPrefix("  ✗ first, word"))
        #expect(model.screen.joined().contains("end"))
        model.press("q")
        #expect(model.stack.count == 1)
    }

    @Test func keepsAllMessages() {
        var model = Fixture.model()
        model.press("n", "m", "s", "u", "u", "u")
        #expect(model.desk.messages.all.map(\.text).contains("New state and verifier"))
        for _ in 0..<500 { model.press("n") }
        #expect(model.desk.messages.all.count == Messages.most)
    }

    // MARK: One meaning

    @Test func countsErrorsAndWarningsTheSameWayInBothPlaces() {
        var model = Fixture.model(Fixture.tokenProvider)
        model.press("m", " ")
        model.press("3")
        while model.requestCursor != .otherRedirect { model.press("j") }
        model.press("e")
        model.run(.pasted("/x"))
        model.press(.enter)
        let text = model.outcome.verdict.text ?? "-"
        #expect(model.outcome.verdict.errors > 0 && model.outcome.verdict.warnings > 0)
        model.press("3")
        #expect(model.screen.filter { $0.contains(text) }.count >= 1)
    }

    @Test func namesTheHelpOnceForAnUnknownKey() {
        var model = Fixture.model()
        model.press("w")
        #expect(model.notice == Notice("? shows the keys", .hint))
        model.press("w")
        #expect(model.notice == nil)
    }

    @Test func takesF1AsTheHelp() {
        var model = Fixture.model()
        model.press(.f1)
        #expect(model.help != nil)
        model.press(.f1)
        #expect(model.page == nil)
    }

    /// Esc and q close every page over the panes, and leave the program alone.
    @Test(arguments: [["?"], [.enter], ["O", .enter], ["5", "v", .enter]] as [[Key]], ["q", .escape] as [Key])
    func closesEveryPageTheSameWay(keys: [Key], close: Key) {
        var model = Fixture.model(Fixture.api)
        model.press(keys)
        let depth = model.stack.count
        #expect(model.press(close).isEmpty)
        #expect(model.stack.count == depth - 1)
    }
}
