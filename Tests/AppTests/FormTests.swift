import App
import Catalog
import OAuth
import Screen
import TestTraits
import Testing

/// The forms in which clients and scopes are typed.
@Suite(.onThreadsOfTheirOwn) struct FormTests {
    private let goodID = String(repeating: "ab", count: 40)

    private func clientForm() -> Model {
        var model = Fixture.model()
        model.press("1", "a")
        return model
    }

    private func scopeForm() -> Model {
        var model = Fixture.model()
        model.press("2", "a")
        return model
    }

    private func fields(_ model: Model) -> [Form.Field] { model.form?.fields ?? [] }
    private func uris(_ model: Model) -> [String] { model.form?.client.redirectURIs ?? [] }

    private func findings(_ model: Model, _ field: Form.Field) -> [String] {
        model.form?.shownFindings(of: field).map { $0.rule?.rawValue ?? $0.text } ?? []
    }

    // MARK: Moving and typing

    @Test func goesRoundTheFieldsInOrder() {
        var model = clientForm()
        #expect(fields(model) == [.name, .clientID, .redirectURI(0), .kind, .note])
        for (key, field) in [
            (.tab, .clientID), (.down, .redirectURI(0)), (.tab, .kind), (.tab, .note), (.tab, .name), (.up, .note),
            (.backTab, .kind),
        ] as [(Key, Form.Field)] {
            model.press(key)
            #expect(model.form?.current == field)
        }
    }

    @Test func takesEveryPrintableKeyAsText() {
        var model = clientForm()
        model.type("qyz?1/ :dDae")
        #expect(model.form?.client.name == "qyz?1/ :dDae")
        #expect(model.pane == .clients)
    }

    @Test func editsWithTheKeysOfReadline() {
        var model = clientForm()
        model.type("one two")
        model.press(.control("w"), .control("a"))
        model.type("zero ")
        model.press(.control("e"), .control("y"))
        #expect(model.form?.client.name == "zero one two")
        model.press(.control("u"))
        #expect(model.form?.client.name == "")
    }

    @Test(arguments: [" ", .left, .right] as [Key])
    func changesTheKindWithASpaceAndTheArrows(key: Key) {
        var model = clientForm()
        model.press(.up, .up)
        #expect(model.form?.current == .kind)
        model.press(key)
        #expect(model.form?.client.kind == .confidential)
        model.type("x")
        model.press(key)
        #expect(model.form?.client.kind == .public)
    }

    @Test func offersAnEmptyRedirectURIAfterTheLastOne() {
        var model = clientForm()
        model.press(.tab, .tab)
        model.type("a.b:/1")
        #expect(fields(model).count == 6)
        model.press(.tab)
        model.type("a.b:/2")
        #expect(fields(model) == [.name, .clientID, .redirectURI(0), .redirectURI(1), .redirectURI(2), .kind, .note])
        #expect(uris(model) == ["a.b:/1", "a.b:/2"])
    }

    @Test func removesARedirectURIThatIsEmptied() {
        var model = clientForm()
        model.press(.tab, .tab)
        model.run(.pasted("a.b:/1\na.b:/2\na.b:/3"))
        model.press(.up, .control("u"))
        #expect(uris(model) == ["a.b:/1", "a.b:/3"])
        #expect(model.form?.current == .redirectURI(1))
        #expect(fields(model).count == 8)
        model.press(.down)
        #expect(fields(model).count == 7)
        #expect(model.form?.current == .redirectURI(1))
        #expect(model.form?.line(of: .redirectURI(1))?.text == "a.b:/3")
    }

    // MARK: Pasting

    @Test func makesAURIOfEachLinePasted() {
        var model = clientForm()
        model.press(.tab, .tab)
        model.run(.pasted("  https://a.example/cb\r\n\r\n\thttps://b.example/cb \n"))
        #expect(uris(model) == ["https://a.example/cb", "https://b.example/cb"])
        #expect(model.form?.current == .redirectURI(1))
        #expect(model.notice == nil)
    }

    @Test func saysWhatAPasteLeavesOut() {
        var model = clientForm()
        model.run(.pasted("My\nclient\u{1B}"))
        #expect(model.form?.client.name == "Myclient")
        #expect(model.notice?.text == "Removed 2 line breaks or controls from the paste")
        model.press(.up, .up)
        model.run(.pasted("x"))
        #expect(model.notice?.text == "Nothing to type here: Space changes it")
    }

    @Test func takesNoMoreRedirectURIsThanAFileHolds() {
        var model = clientForm()
        model.press(.tab, .tab)
        model.run(.pasted((0..<250).map { "a.b:/\($0)" }.joined(separator: "\n")))
        #expect(uris(model).count == 200)
        #expect(fields(model).count == 204)
        #expect(model.notice?.text == "A client has at most 200 redirect URIs: 50 left out")
    }

    @Test func pastesIntoNoFormThatAQuestionCovers() {
        var model = Fixture.model()
        model.press("m", "y")
        #expect(model.question != nil)
        let before = model
        model.run(.pasted("x"))
        #expect(model.stack == before.stack)
        #expect(model.session == before.session)
    }

    // MARK: Closing

    @Test func closesAtOnceWhenNothingWasTyped() {
        var model = clientForm()
        model.press(.escape)
        #expect(model.form == nil)
        #expect(model.notice == nil)
        #expect(model.question == nil)
    }

    @Test(arguments: [.escape, .control("c")] as [Key])
    func keepsWhatWasTypedUntilTheFormIsOpenedAgain(key: Key) {
        var model = clientForm()
        model.type("Half")
        model.press(.tab)
        #expect(model.press(key).contains(.quit) == false)
        #expect(model.form == nil)
        #expect(model.notice?.text == "Draft kept: a continues")
        #expect(model.own.isEmpty)
        model.press("j", "k", "a")
        #expect(model.form?.client.name == "Half")
        #expect(model.form?.current == .clientID)
        #expect(model.notice?.text == "Draft restored · Ctrl-X clears it")
    }

    @Test func throwsAwayWhatWasTypedOnRequest() {
        var model = Fixture.model()
        model.press("1", "e")
        model.type("2")
        model.press(.tab, .control("u"), .control("x"))
        #expect(model.form?.client == Fixture.provider.clients[0])
        #expect(model.form?.current == .name)
        model.press(.escape, "e")
        #expect(model.notice == nil)
    }

    @Test func keepsTheFormOfEachClientApart() {
        var model = clientForm()
        model.type("New")
        model.press(.escape, "e")
        model.type("!")
        model.press(.escape, "j", "e")
        #expect(model.form?.client.name == "Staging")
        model.press(.escape, "k", "e")
        #expect(model.form?.client.name == "Demo web app!")
        model.press(.escape, "a")
        #expect(model.form?.client.name == "New")
    }

    @Test func forgetsAFormThatWasSaved() {
        var model = clientForm()
        model.type("Half")
        model.press(.escape, "a", .tab)
        model.type(goodID)
        model.press(.enter, "a")
        #expect(model.form?.client.name == "")
    }

    // MARK: What is wrong

    @Test func reportsNoEmptyFieldBeforeTheCursorWasThere() {
        var model = clientForm()
        #expect(fields(model).allSatisfy { findings(model, $0).isEmpty })
        model.press(.tab)
        #expect(findings(model, .name) == ["A client needs a name."])
        #expect(findings(model, .clientID).isEmpty)
    }

    @Test func goesToTheFirstFieldAtFaultAndLosesNothing() {
        var model = clientForm()
        model.type("Mine")
        model.press(.tab, .tab)
        model.type("no uri")
        let effects = model.press(.enter)
        #expect(effects.isEmpty)
        #expect(model.form?.current == .clientID)
        #expect(model.notice == Notice("Not saved: Client ID is empty", .problem))
        #expect(findings(model, .clientID) == ["A client needs its client_id."])
        model.type(goodID)
        model.press(.enter)
        #expect(model.form?.current == .redirectURI(0))
        #expect(uris(model) == ["no uri"])
        model.press(.control("u"))
        model.type("https://mine.example/cb")
        model.press(.enter)
        #expect(model.form == nil)
        #expect(model.provider.clients.last?.name == "Mine")
    }

    @Test(arguments: [
        ("", "A client needs its client_id."),
        ("é", "client-id-shape"),
        (String(repeating: "a", count: 1_025), "Use printable ASCII here, at most 1,024 characters."),
        (Fixture.clientID, "The client \"Demo web app\" has this client_id already."),
        ("Staging", "The client \"Staging\" has this client_id already."),
    ])
    func refusesAnIdThatTheFileCannotHold(id: String, finding: String) {
        var model = clientForm()
        model.type("Mine")
        model.press(.tab)
        model.run(.pasted(id))
        model.press(.enter)
        #expect(model.form?.current == .clientID)
        #expect(findings(model, .clientID) == [finding])
        #expect(model.form?.findings.contains { $0.blocks && $0.severity == .error } == true)
    }

    @Test(arguments: [
        ("Demo web app", "The client \"Demo web app\" has this name already."),
        (Fixture.clientID, "The client \"Demo web app\" has this name already."),
        (String(repeating: "é", count: 257), "A name has at most 256 characters."),
    ])
    func refusesANameThatTheFileCannotHold(name: String, finding: String) {
        var model = clientForm()
        model.run(.pasted(name))
        #expect(findings(model, .name) == [finding])
        model.press(.tab)
        model.type(goodID)
        model.press(.enter)
        #expect(model.form?.current == .name)
    }

    @Test func allowsAClientItsOwnNameAndId() {
        var model = Fixture.model()
        model.press("1", "e", .tab, .tab)
        #expect(model.form?.findings.isEmpty == true)
    }

    /// The rules are those of the linter, each with its id.
    @Test(
        arguments: [
            ("http://127.0.0.1:8765/cb", [], false),
            ("https://app.example/cb", [], false),
            ("http://localhost:8765/cb", ["redirect-uri-localhost"], false),
            ("http://app.example/cb", ["uri-not-https"], false),
            ("https://*.example/cb", ["redirect-uri-wildcard"], false),
            ("http://127.0.0.1:80/cb", ["redirect-uri-port"], false),
            ("myapp:/cb", ["redirect-uri-scheme"], false),
            ("https://app.example/cb#x", ["uri-fragment"], true),
            ("/cb", ["uri-invalid"], true),
            ("https://app.example/a b", ["uri-invalid"], true),
        ] as [(String, [String], Bool)])
    func checksARedirectURIByTheRulesAsItIsTyped(uri: String, rules: [String], blocks: Bool) {
        var model = clientForm()
        model.type("Mine")
        model.press(.tab)
        model.type(goodID)
        model.press(.tab)
        model.type(uri)
        #expect(findings(model, .redirectURI(0)) == rules)
        model.press(.enter)
        #expect((model.form != nil) == blocks)
        #expect(model.provider.clients.contains { $0.redirectURIs == [uri] } != blocks)
    }

    @Test func refusesARedirectURIThatIsThereTwice() {
        var model = clientForm()
        model.press(.tab, .tab)
        model.run(.pasted("a.b:/1\na.b:/1"))
        #expect(findings(model, .redirectURI(0)).isEmpty)
        #expect(findings(model, .redirectURI(1)) == ["This URI is in the list already."])
    }

    @Test func warnsOfAnIdThatIsNotLikeTheProvidersAndSavesIt() throws {
        var provider = Fixture.provider
        provider.clientIDPattern = ClientIDPattern("^[0-9a-f]{80}$")
        var model = Fixture.model(provider)
        model.press("1", "a")
        model.type("Mine")
        model.press(.tab)
        model.type("short")
        #expect(findings(model, .clientID) == ["client-id-shape"])
        let finding = try #require(model.form?.findings.first { $0.field == .clientID })
        #expect(finding.severity == .warning)
        #expect(finding.text == "The provider's client IDs are 80 hex digits; this has 5 characters.")
        model.press(.enter)
        #expect(model.form == nil)
        #expect(model.draft.clientID == "short")
    }

    @Test func saysThatARequestNeedsARedirectURIAndSavesWithoutOne() {
        var model = clientForm()
        model.type("Mine")
        model.press(.tab)
        model.type(goodID)
        model.press(.tab, .tab)
        #expect(findings(model, .redirectURI(0)) == ["param-missing"])
        model.press(.enter)
        #expect(model.provider.clients.last?.redirectURIs == [])
    }

    @Test func putsTheWorstFindingFirst() throws {
        var model = clientForm()
        model.press(.tab, .tab)
        model.type("http://localhost:80/*")
        let severities = try #require(model.form).shownFindings(of: .redirectURI(0)).map(\.severity)
        #expect(severities.count >= 3)
        #expect(severities == severities.sorted(by: >))
    }

    // MARK: Scopes

    @Test(arguments: [
        ("", "A scope's name cannot be empty."),
        ("a b", "A scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)."),
        ("é", "scope-grammar"),
        ("a\"b", "scope-grammar"),
        ("user:read", "This scope is in the list already."),
        (String(repeating: "a", count: 257), "A scope's name has at most 256 bytes."),
    ])
    func refusesAScopeThatTheFileCannotHold(name: String, finding: String) {
        var model = scopeForm()
        model.type(name)
        model.press(.tab)
        #expect(findings(model, .name) == [finding])
        model.press(.enter)
        #expect(model.form?.current == .name)
        #expect(model.own.isEmpty)
    }

    @Test func warnsOfACommaInAScopeAndSavesIt() {
        var model = scopeForm()
        model.type("a,b")
        #expect(findings(model, .name) == ["scope-comma"])
        model.press(.enter)
        #expect(model.own.scopes.map(\.name) == ["a,b"])
    }

    // MARK: From Request

    @Test func beginsWithWhatWasTypedInRequest() {
        var model = Fixture.model()
        model.press("3", "e", .control("u"))
        model.type(goodID)
        model.press(.enter)
        while model.requestCursor != .otherRedirect { model.press("j") }
        model.press("e", .control("u"))
        model.type("https://typed.example/cb")
        model.press(.enter, "1", "a")
        #expect(model.form?.client.clientID == goodID)
        #expect(uris(model) == ["https://typed.example/cb"])
        #expect(model.topRows[0].contains("as typed in Request"))
        model.type("Typed")
        model.press(.enter)
        #expect(model.outcome.request["client_id"] == goodID)
        #expect(model.outcome.request["redirect_uri"] == "https://typed.example/cb")
        #expect(model.outcome.diagnostics.isEmpty)
    }

    @Test func takesNothingFromRequestThatIsRegistered() {
        let model = clientForm()
        #expect(model.form?.client == Client(name: "", clientID: "", redirectURIs: []))
        #expect(!model.screen[1].contains("as typed in Request"))
    }

    // MARK: In sight

    @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 10)])
    func keepsTheCurrentFieldAndItsFindingInSight(width: Int, height: Int) throws {
        var model = Fixture.model(width: width, height: height)
        model.press("1", "a", .tab, .tab)
        model.run(.pasted((0..<30).map { "http://app\($0).example/cb" }.joined(separator: "\n")))
        for _ in 0..<36 {
            let form = try #require(model.form)
            let screen = model.screen
            if let text = form.line(of: form.current)?.text, !text.isEmpty {
                let row = try #require(screen.firstIndex { $0.hasPrefix("▸") && $0.contains(text) })
                #expect(screen[row + 1].contains("! redirect_uri would"))
            } else {
                #expect(screen.contains { $0.hasPrefix("▸") })
            }
            model.press(.tab)
        }
    }

    @Test func isAboveAnythingButQuestionsAndLines() {
        var model = clientForm()
        model.press("1", "2", "t", "q")
        #expect(model.form?.client.name == "12tq")
        #expect(model.roundTrip == nil)
        let late = model.run(.roundTrip(1, .failed(.init(.wait, "late"))))
        #expect(late.isEmpty)
        #expect(model.form?.client.name == "12tq")
    }
}
