import App
import Catalog
import OAuth
import Screen
import TestTraits
import Testing

/// The user's own clients and scopes: adding, editing, deleting, undoing, and saving.
@Suite(.onThreadsOfTheirOwn) struct OwnEntriesTests {
    private let staging = String(Fixture.clientID.reversed())
    private let newID = String(repeating: "ab", count: 40)

    private func model(in pane: Key = "1", width: Int = 80) -> Model {
        var model = Fixture.model(width: width)
        model.press(pane)
        return model
    }

    /// Fills the form in and saves it.
    private func add(_ name: String, _ id: String, _ uri: String = "", to model: inout Model) -> [Effect] {
        model.press("a")
        model.type(name)
        model.press(.tab)
        model.type(id)
        model.press(.tab)
        model.type(uri)
        return model.press(.enter)
    }

    private func names(_ model: Model) -> [String] { model.provider.clients.map(\.name) }

    // MARK: Clients

    @Test func addsAClientChoosesItAndHasItWritten() {
        var model = model()
        let effects = add("Mine", newID, "http://127.0.0.1:9000/cb", to: &model)
        let client = Client(name: "Mine", clientID: newID, redirectURIs: ["http://127.0.0.1:9000/cb"])
        #expect(model.form == nil)
        #expect(model.own.clients == [.init(client)])
        #expect(effects.contains(.saveOwn(model.own)))
        #expect(names(model) == ["Demo web app", "Staging", "Mine"])
        #expect(model.draft.client == 2)
        #expect(model.clientCursor == 2)
        #expect(model.pane == .clients)
        #expect(model.outcome.request["client_id"] == newID)
        #expect(model.outcome.request["redirect_uri"] == "http://127.0.0.1:9000/cb")
        #expect(model.outcome.diagnostics.isEmpty)
        #expect(model.notice?.text == "Added and chosen: Mine · u undo")
    }

    @Test func undoesAndRedoesAnAddedClientWithTheDraft() {
        var model = model()
        let before = model.draft
        _ = add("Mine", newID, to: &model)
        let after = model.draft
        let undone = model.press("u")
        #expect(model.own.isEmpty)
        #expect(undone.contains(.saveOwn(OwnEntries())))
        #expect(model.draft == before)
        #expect(model.clientCursor == 1)
        let redone = model.press(.control("r"))
        #expect(redone.contains(.saveOwn(model.own)))
        #expect(model.draft == after)
        #expect(model.provider.clients[model.clientCursor].name == "Mine")
    }

    @Test func editsAClientOfTheFileWithoutTouchingTheFile() {
        var model = model()
        model.press("j", "e")
        #expect(model.form?.title == "Edit client")
        model.press(.control("u"))
        model.type("Test")
        let effects = model.press(.enter)
        #expect(names(model) == ["Demo web app", "Test"])
        #expect(model.base == Fixture.provider)
        #expect(model.own.clients.map(\.replaces) == [staging])
        #expect(effects.contains(.saveOwn(model.own)))
        #expect(model.clientCursor == 1)
        #expect(model.draft.client == 0)
        model.press("u")
        #expect(names(model) == ["Demo web app", "Staging"])
    }

    @Test func sendsTheNewValuesOfTheChosenClient() {
        var model = model()
        model.press("j", " ", "e", .tab, .control("u"))
        model.type(newID)
        model.press(.tab, .control("u"))
        model.type("https://staging.example/new")
        model.press(.enter)
        #expect(model.draft.client == 1)
        #expect(model.outcome.request["client_id"] == newID)
        #expect(model.outcome.request["redirect_uri"] == "https://staging.example/new")
        #expect(model.outcome.diagnostics.isEmpty)
        model.press("u")
        #expect(model.outcome.request["client_id"] == staging)
        #expect(model.outcome.request["redirect_uri"] == "https://staging.example/callback")
    }

    @Test func keepsWhatWasTypedInRequestWhenTheClientIsEdited() {
        var model = model(in: "3")
        model.press("j", "j", "j", "e", .control("u"))
        model.type("https://other.example/")
        model.press(.enter, "1", "e")
        model.type("2")
        model.press(.enter)
        #expect(model.outcome.request["redirect_uri"] == "https://other.example/")
    }

    @Test func goesBackToTheFileWhenAClientIsAsItWas() {
        var model = model()
        model.press("e")
        model.type("2")
        model.press(.enter, "e", .backspace)
        let effects = model.press(.enter)
        #expect(model.own.isEmpty)
        #expect(effects.contains(.saveOwn(OwnEntries())))
        #expect(model.provider == model.base)
    }

    @Test func saysThatNothingWasChanged() {
        var model = model()
        model.press("e")
        let effects = model.press(.enter)
        #expect(model.notice?.text == "No change")
        #expect(!effects.contains { if case .saveOwn = $0 { true } else { false } })
        #expect(!model.history.canUndo)
    }

    @Test func deletesAClientAndBringsItBack() {
        var model = model()
        model.press("j")
        let effects = model.press("d")
        #expect(names(model) == ["Demo web app"])
        #expect(model.own.removedClients == [staging])
        #expect(effects.contains(.saveOwn(model.own)))
        #expect(model.notice?.text == "Deleted Staging · u undo")
        #expect(model.clientCursor == 0)
        model.press("u")
        #expect(names(model) == ["Demo web app", "Staging"])
        #expect(model.clientCursor == 1)
        #expect(model.notice == nil)
    }

    @Test func choosesTheNextClientWhenTheChosenOneIsDeleted() {
        var model = model()
        let before = model.draft
        model.press("d")
        #expect(model.draft.client == 0)
        #expect(model.outcome.request["client_id"] == staging)
        #expect(model.outcome.request["redirect_uri"] == "https://staging.example/callback")
        model.press("d")
        #expect(model.draft.client == nil)
        #expect(model.draft.clientID.isEmpty)
        #expect(model.draft.redirectURI.isEmpty)
        #expect(model.screen.joined().contains("No clients yet: a adds one."))
        #expect(model.screen[22].contains("Deleted Staging"))
        model.press("k")
        #expect(model.screen[0].contains("No client yet: a add"))
        model.press("u", "u")
        #expect(model.draft == before)
    }

    @Test func keepsToTheChosenClientWhenOneBeforeItIsDeleted() {
        var model = model()
        model.press("j", " ", "k", "d")
        #expect(model.draft.client == 0)
        #expect(model.outcome.request["client_id"] == staging)
        model.press("u")
        #expect(model.draft.client == 1)
        #expect(model.outcome.request["client_id"] == staging)
    }

    @Test(arguments: ["e", "d", "D"] as [Key])
    func saysWhyThereIsNothingToDoWithoutAClient(key: Key) {
        var provider = Fixture.provider
        provider.clients = []
        var model = Fixture.model(provider)
        #expect(model.pane == .clients)
        model.press(key)
        #expect(model.notice?.text == "No client is listed here: a adds one")
        #expect(model.form == nil)
    }

    @Test func duplicatesAllButTheId() throws {
        var model = model()
        model.press("j", "D")
        let form = try #require(model.form)
        #expect(form.title == "New client")
        #expect(form.current == .clientID)
        #expect(
            form.client
                == Client(name: "Staging copy", clientID: "", redirectURIs: ["https://staging.example/callback"]))
        model.type(newID)
        model.press(.enter)
        #expect(names(model) == ["Demo web app", "Staging", "Staging copy"])
        model.press("k", "D")
        #expect(model.form?.client.name == "Staging copy 2")
    }

    @Test func showsANewClientThatTheFilterHides() {
        var model = model()
        model.press("/")
        model.type("stag")
        model.press(.enter)
        _ = add("Mine", newID, to: &model)
        #expect(model.clientRows.contains(2))
        #expect(model.clientCursor == 2)
    }

    /// RFC 9700 §2.1: what has left the program is not used again; what changes nothing in the URL changes no values.
    @Test func drawsValuesForTheURLOfANewClientAlone() {
        var model = model()
        model.press("y")
        model.run(.copied(.terminal))
        let copied = model.draft
        model.press("j", "e")
        model.type("2")
        model.press(.enter)
        #expect(model.draft.verifier == copied.verifier)
        _ = add("Mine", newID, to: &model)
        #expect(model.draft.verifier != copied.verifier)
        #expect(model.draft.state != copied.state)
    }

    @Test func usesTheProviderWithAnOwnClient() {
        var model = Fixture.model(Fixture.tokenProvider)
        model.press("1")
        _ = add("Mine", newID, to: &model)
        #expect(model.place == .provider)
    }

    // MARK: Scopes

    @Test func addsAScopeThatIsNotOn() {
        var model = model(in: "2")
        model.press("a")
        model.type("beta:read")
        model.press(.tab)
        model.type("Not documented yet")
        let effects = model.press(.enter)
        #expect(model.own.scopes == [.init(name: "beta:read", summary: "Not documented yet")])
        #expect(effects.contains(.saveOwn(model.own)))
        #expect(model.provider.scopes.name(at: 6) == "beta:read")
        #expect(model.scopeCursor == 6)
        #expect(model.outcome.request["scope"] == "user:read")
        #expect(model.notice?.text == "Added beta:read: Space turns it on · u undo")
        model.press(" ")
        #expect(model.outcome.request["scope"] == "user:read beta:read")
        #expect(model.outcome.diagnostics.isEmpty)
    }

    private func withScopes(_ names: String...) -> Model {
        var model = model(in: "2")
        for name in names {
            model.press("a")
            model.type(name)
            model.press(.enter)
        }
        return model
    }

    @Test func keepsScopesOnByNameWhenTheListChanges() {
        var model = withScopes("x", "y", "z")
        model.press(" ", "k", " ", "k")
        #expect(model.outcome.request["scope"] == "user:read y z")
        model.press("d")
        #expect(model.outcome.request["scope"] == "user:read y z")
        #expect(model.provider.scopes.name(at: model.scopeCursor) == "y")
        model.press("d")
        #expect(model.outcome.request["scope"] == "user:read z")
        model.press("u")
        #expect(model.outcome.request["scope"] == "user:read y z")
        #expect(model.provider.scopes.name(at: model.scopeCursor) == "y")
        model.press("u")
        #expect(model.provider.scopes.count == 9)
        #expect(model.outcome.request["scope"] == "user:read y z")
    }

    @Test func keepsARenamedScopeOn() {
        var model = withScopes("x", "y")
        model.press("k", " ", "e")
        model.type(":write")
        model.press(.enter)
        #expect(model.outcome.request["scope"] == "user:read x:write")
        #expect(model.own.scopes.map(\.name) == ["x:write", "y"])
        model.press("u")
        #expect(model.outcome.request["scope"] == "user:read x")
    }

    @Test(arguments: ["e", "d"] as [Key])
    func saysThatAScopeIsTheProviders(key: Key) {
        var model = model(in: "2", width: 120)
        model.press("g", key)
        #expect(
            model.notice?.text == "company:read comes from the provider's file. a adds your own")
        #expect(model.form == nil)
        #expect(model.provider == model.base)
    }

    @Test func showsANewScopeThatAFilterOrTheChosenOnesHide() {
        for keys in [["s"], ["/", "r", "e", "a", "d", .enter]] as [[Key]] {
            var model = model(in: "2")
            model.press(keys)
            model.press("a")
            model.type("new")
            model.press(.enter)
            #expect(model.scopeRows.contains(6))
            #expect(model.scopeCursor == 6)
        }
    }

    @Test func keepsTheChosenScopesListedWhenOneOfThemGoes() {
        var model = withScopes("x", "y")
        model.press(" ", "k", " ", "s")
        #expect(model.scopeRows.count == 3)
        model.press("G", "d")
        #expect(model.scopeRows.count == 2)
        #expect(model.provider.scopes.name(at: model.scopeCursor) == "x")
        model.press("u")
        #expect(model.provider.scopes.contains("y"))
        #expect(model.outcome.request["scope"] == "user:read x y")
    }

    @Test func offersToFillAnEmptyList() {
        var provider = Fixture.provider
        provider.scopes = ScopeList()
        provider.suggestedScopes = []
        var model = Fixture.model(provider)
        #expect(model.screen.joined().contains("No scope list yet. i im"))
        model.press("a")
        model.type("x")
        model.press(.enter, " ")
        #expect(model.outcome.request["scope"] == "x")
    }

    // MARK: Keeping

    @Test func saysOnceForEachChangeThatItCannotBeWritten() {
        var model = model()
        _ = add("Mine", newID, to: &model)
        model.run(.ownEntriesNotSaved("/home/me/.config/authscope/own/bakery.json cannot be written"))
        #expect(
            model.notice
                == Notice(
                    "Not saved, only for this session: /home/me/.config/authscope/own/bakery.json cannot be written",
                    .problem
                ))
        #expect(names(model).contains("Mine"))
        model.press("k")
        #expect(model.notice == nil)
        #expect(model.press("d").contains(.saveOwn(model.own)))
    }

    @Test func saysWhereABrokenFileIs() {
        var model = model()
        model.run(.ownEntriesSetAside("bakery.json.bad"))
        #expect(model.notice?.text == "Saved. The broken file was renamed to bakery.json.bad")
    }

    @Test func takesInWhatOthersChanged() {
        var model = model()
        _ = add("Mine", newID, "http://127.0.0.1:9000/cb", to: &model)
        let mine = model.own
        var joined = mine
        let theirs = Client(name: "Theirs", clientID: "theirs", redirectURIs: [])
        joined.clients.insert(.init(theirs), at: 0)
        joined.add(.init(name: "theirs:read"))
        let draft = model.draft
        let effects = model.run(.ownEntriesJoined(joined, aside: nil))
        #expect(!effects.contains(.saveOwn(joined)))
        #expect(names(model) == ["Demo web app", "Staging", "Theirs", "Mine"])
        #expect(model.own == joined)
        #expect(model.outcome.request["client_id"] == newID)
        #expect(model.draft.client == 3)
        #expect(model.draft.scopes == draft.scopes)
        #expect(model.clientCursor == 3)
        #expect(model.provider.scopes.contains("theirs:read"))
        #expect(model.notice?.text == "Saved, together with changes made elsewhere")

        // Undo takes back what was done here, and no more.
        let undone = model.press("u")
        var left = OwnEntries()
        left.add(theirs)
        left.add(.init(name: "theirs:read"))
        #expect(undone.contains(.saveOwn(left)))
        #expect(names(model) == ["Demo web app", "Staging", "Theirs"])
        #expect(model.draft.client == 0)
        model.press(.control("r"))
        #expect(Set(names(model)) == ["Demo web app", "Staging", "Theirs", "Mine"])
        #expect(model.outcome.request["client_id"] == newID)
    }

    @Test func saysWhereTheOtherVersionIs() {
        var model = model()
        _ = add("Mine", newID, to: &model)
        model.run(.ownEntriesJoined(model.own, aside: "bakery.json.other"))
        #expect(
            model.notice
                == Notice("Changed elsewhere too: the other version is in bakery.json.other", .warning))
        #expect(names(model) == ["Demo web app", "Staging", "Mine"])
        model.press("u")
        #expect(names(model) == ["Demo web app", "Staging"])
    }

    /// A client that another session removed is deselected, but its values stay.
    @Test func deselectsAClientThatOthersRemoved() {
        var model = model()
        _ = add("Mine", newID, to: &model)
        model.run(.ownEntriesJoined(OwnEntries(), aside: nil))
        #expect(names(model) == ["Demo web app", "Staging"])
        #expect(model.draft.client == nil)
        #expect(model.outcome.request["client_id"] == newID)
        #expect(model.clientCursor < 2)
        model.press("u")
        #expect(model.draft.client == 0)
    }

    @Test func startsWithTheEntriesThatAreThere() {
        var own = OwnEntries()
        own.add(Client(name: "Mine", clientID: newID, redirectURIs: []))
        own.add(.init(name: "beta"))
        var model = Model(
            provider: Fixture.provider, own: own, fresh: Fixture.fresh(), size: Size(width: 80, height: 24))
        #expect(names(model).last == "Mine")
        var workspace = model.workspace
        workspace.clientID = newID
        workspace.scopes = ["beta"]
        model.restore(workspace)
        #expect(model.outcome.request["client_id"] == newID)
        #expect(model.outcome.request["scope"] == "beta")
        #expect(model.workspace.scopes == ["beta"])
    }

    @Test func addsNoScopeToALongList() {
        var model = Fixture.model(Fixture.large(99_999), width: 120, height: 36)
        model.press("2", "a", "x", .enter)
        #expect(model.provider.scopes.count == 100_000)
        model.press("a")
        #expect(model.form == nil)
        #expect(model.notice?.text == "A list can have at most 100,000 scopes")
    }
}
