import App
import Catalog
import OAuth
import Screen
import Testing

@Suite struct ProviderSwitchTests {
    private static let source = ProviderListing.Source.file("/config/authscope/providers/other.json")

    private func opened(_ change: (inout OpenedProvider) -> Void = { _ in }) -> OpenedProvider {
        var opened = OpenedProvider(source: Self.source, provider: Fixture.other, fresh: Fixture.fresh(9))
        change(&opened)
        return opened
    }

    @Test(arguments: [["P"], [":", "p", "r", "o", "v", .enter]] as [[Key]])
    func asksForTheProviders(keys: [Key]) {
        var model = Fixture.model()
        #expect(model.press(keys) == [.listProviders, .wait(.reading(1), milliseconds: 200)])
        #expect(model.menu?.title == "Providers")
        #expect(!model.screen.contains { $0.contains("Reading") })
    }

    @Test func saysThatItReadsOnlyWhenThatTakesLong() {
        var model = Fixture.model()
        model.press("P")
        model.run(.timeElapsed(.reading(1)))
        #expect(model.screen.contains { $0.contains("Reading the provider files") })
        model.run(.providersListed(Fixture.listings))
        #expect(!model.screen.contains { $0.contains("Reading") })
        var quick = Fixture.model()
        quick.press("P")
        quick.run(.providersListed(Fixture.listings))
        quick.run(.timeElapsed(.reading(1)))
        #expect(!quick.screen.contains { $0.contains("Reading") })
    }

    @Test func beginsAtTheProviderOnTheScreen() {
        var model = Fixture.model()
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        #expect(model.menu?.current?.text == "Bakery")
        #expect(model.menu?.current?.isPresent == true)
    }

    @Test func fillsAMenuThatWasClosedNoMore() {
        var model = Fixture.model()
        model.press("P", .escape)
        model.run(.providersListed(Fixture.listings))
        #expect(model.menu == nil)
        model.press(":")
        let before = model.menu
        model.run(.providersListed(Fixture.listings))
        #expect(model.menu == before)
    }

    @Test(arguments: [["1", "a"], ["/"]] as [[Key]])
    func losesNothingThatIsBeingTyped(keys: [Key]) {
        var model = Fixture.model()
        model.press(keys)
        model.type("my")
        model.run(.providerOpened(opened()))
        #expect(model.provider.id == Fixture.provider.id)
        #expect(model.desk.jobs.opened == opened())
        #expect(model.screen.contains { $0.contains(keys.count == 2 ? "Name          my" : "/my") })
    }

    @Test func opensTheProviderOfTheRow() {
        var model = Fixture.model()
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.type("other")
        #expect(model.press(.enter) == [.openProvider(Self.source)])
        #expect(model.menu == nil)
    }

    @Test func saysWhatIsWrongWithABrokenFile() {
        var model = Fixture.model()
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.type("broken")
        #expect(model.press(.enter) == [])
        #expect(
            model.page?.subject
                == .message(title: "broken.json", text: "broken.json:3:12: the key \"id\" is missing"))
        model.press(.escape)
        #expect(model.page == nil)
        #expect(model.menu?.current?.text == "broken.json")
    }

    @Test func becomesTheScreenOfTheOtherProvider() {
        var model = Fixture.model(width: 120, height: 36, isASCII: true)
        model.browserAbsence = "none"
        model.press("g", " ")
        let before = model.workspace
        let effects = model.run(.providerOpened(opened()))
        #expect(
            effects == [
                .save(before), .rememberProvider(Self.source), .setTitle(model.windowTitle),
            ])
        #expect(before.scopes == ["company:read", "user:read"])
        #expect(model.provider == Fixture.other)
        #expect(model.size == Size(width: 120, height: 36))
        #expect(model.isASCII)
        #expect(model.browserAbsence == "none")
        #expect(!model.history.canUndo)
        #expect(model.outcome.url.text.hasPrefix("https://other.example/authorize?"))
        #expect(model.screen[0].contains("Other"))
        #expect(model.notice?.text == "Now on Other")
        // The choices are the other provider's now, and are saved when they change.
        #expect(model.press("g", " ").contains { if case .wait(.save, _) = $0 { true } else { false } })
    }

    @Test func restoresTheChoicesMadeWithTheOther() {
        var model = Fixture.model()
        var workspace = Workspace(provider: "other")
        workspace.scopes = ["b"]
        workspace.clientID = "two"
        workspace.pane = "url"
        model.run(.providerOpened(opened { $0.workspace = workspace }))
        #expect(model.outcome.request["scope"] == "b")
        #expect(model.outcome.request["client_id"] == "two")
        #expect(model.pane == .url)
    }

    @Test func laysTheUsersOwnEntriesOverTheOther() {
        var model = Fixture.model()
        model.run(
            .providerOpened(
                opened {
                    $0.own.scopes = [.init(name: "own", summary: "My own")]
                }))
        #expect(model.base == Fixture.other)
        #expect(model.provider.scopes.contains("own"))
    }

    @Test func staysWhereItIsWhenTheOtherCannotBeRead() {
        var model = Fixture.model()
        let draft = model.draft
        model.run(.providerNotOpened("other.json:1:1: the file no longer exists"))
        #expect(model.draft == draft)
        #expect(model.notice?.tone == .problem)
    }

    @Test func reportsWhatCouldNotBeRestored() {
        var model = Fixture.model()
        model.run(.providerOpened(opened { $0.remark = "The state file was broken" }))
        #expect(model.provider == Fixture.other)
        #expect(model.notice?.text == "The state file was broken")
        #expect(model.desk.messages.all.last == Notice("The state file was broken", .problem))
    }

    @Test func saysWhichExpressionIsNotChecked() {
        let note = Notice("client_id_pattern is not checked: only one like ^[0-9a-f]{80}$ is", .warning)
        var provider = Fixture.provider
        provider.clientIDPattern = ClientIDPattern("^app-")
        #expect(Fixture.model(provider).notice == note)
        var model = Fixture.model()
        #expect(model.notice == nil)
        model.run(.providerOpened(opened { $0.provider.clientIDPattern = ClientIDPattern("^app-") }))
        #expect(model.notice == note)
        // A choice that was not restored is the more important message.
        model.run(
            .providerOpened(
                opened {
                    $0.provider.clientIDPattern = ClientIDPattern("^app-")
                    $0.remark = "The state file was broken"
                }))
        #expect(model.notice?.tone == .problem)
        #expect(model.desk.messages.all.suffix(2).first == note)
    }

    @Test func asksBeforeItStopsAnAttempt() {
        var model = Fixture.model()
        model.startAttempt()
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.type("other")
        #expect(model.press(.enter) == [])
        #expect(model.question == .leaveAttempt(then: .readProvider(Self.source)))
        model.press("n")
        #expect(model.roundTrip != nil)
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.type("other")
        #expect(model.press(.enter, "y") == [.roundTrip(1, .end), .openProvider(Self.source)])
        #expect(model.roundTrip == nil)
        model.run(.providerOpened(opened()))
        #expect(model.provider == Fixture.other)
        // A late event of the attempt changes nothing.
        let settled = model
        model.run(.roundTrip(1, .browser(.opened)))
        #expect(model == settled)
        #expect(model.press("t").contains { if case .roundTrip(2, .prepare) = $0 { true } else { false } })
    }

    @Test func losesNoTokensByTheWay() {
        var model = Fixture.model(Fixture.tokenProvider)
        model.startAttempt()
        model.matchState()
        model.press(.enter)
        model.tell(.granted(Fixture.grant()))
        model.press("P")
        model.run(.providersListed(Fixture.listings))
        model.type("other")
        #expect(model.press(.enter).allSatisfy { if case .wait = $0 { true } else { false } })
        #expect(model.notice?.text == "Leave the tokens first: press Esc")
        #expect(model.roundTrip != nil)
    }
}
