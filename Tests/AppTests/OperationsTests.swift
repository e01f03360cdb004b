import App
import Catalog
import OAuth
import Screen
import Testing

@Suite struct OperationsTests {
    /// The view over the provider of the tests, its cursor on the first operation.
    private func opened(_ provider: Provider = Fixture.api, width: Int = 120, height: Int = 36) -> Model {
        var model = Fixture.model(provider, width: width, height: height)
        model.press("O")
        return model
    }

    /// The same with the operation under the cursor that is named.
    private func model(at name: String, ticked: [String] = []) -> Model {
        var model = opened()
        for name in ticked {
            model.goTo(name)
            model.press(" ")
        }
        model.goTo(name)
        return model
    }

    // MARK: Coming and going

    @Test func liesOverThePanesUntilEscOrItsKeyIsPressed() {
        var model = opened()
        #expect(model.operations?.rows == Array(0..<12))
        #expect(model.screen[1].contains("Operations"))
        model.press(.escape)
        #expect(model.operations == nil)
        model.press("O", "O")
        #expect(model.operations == nil)
    }

    @Test func goesToAPaneByItsNumber() {
        var model = opened()
        model.press("3")
        #expect(model.operations == nil)
        #expect(model.pane == .request)
    }

    @Test func keepsTheCursorInTheFilterIfTickedRowsAlsoNarrowTheList() {
        var model = opened()
        model.press(" ", "s", "/")
        model.type("li")
        let frame = model.render()
        #expect(frame.cursor.isVisible)
        #expect(frame.text[frame.cursor.y].prefix(frame.cursor.x).hasSuffix("/li"))
    }

    @Test func goesOneLevelBackAtATime() {
        var model = opened()
        model.press(" ", "z", "s", "/")
        model.type("list")
        model.press(.enter, .enter)
        #expect(model.page?.subject == .operation(0))
        model.press(.escape)
        #expect(model.page == nil)
        model.press(.escape)
        #expect(model.operations?.filter.text == "")
        #expect(model.operations?.chosen == [0])
        model.press(.escape)
        #expect(model.operations?.chosen == nil)
        #expect(model.operations?.isZoomed == true)
        model.press(.escape)
        #expect(model.operations?.isZoomed == false)
        model.press(.escape)
        #expect(model.operations == nil)
    }

    @Test func copiesShowsHelpAndQuitsAsEverywhere() {
        var model = opened()
        #expect(model.press("y") == [.copy(model.outcome.url.text)])
        #expect(model.press("p").contains(.showPlain(model.outcome.url.text)))
        model.press("?")
        #expect(model.help != nil)
        model.press(.escape)
        #expect(model.press(.control("z")) == [.suspend])
        #expect(model.press("q").contains(.quit))
        #expect(model.press(.control("c")).isEmpty)
        #expect(model.operations == nil)
    }

    @Test func asksBeforeItCopiesAURLThatHoldsTheVerifier() {
        var model = Fixture.model(Fixture.api)
        model.press("m", "O", "y")
        #expect(model.question == .copyVerifier)
        #expect(model.press("y") == [.copy(model.outcome.url.text)])
        #expect(model.operations != nil)
    }

    /// The effect of these keys cannot be seen here.
    @Test(arguments: ["m", "t", "v"] as [Key])
    func changesNoRequestBelowTheView(key: Key) {
        var model = opened()
        let before = model.draft
        #expect(model.press(key) == [])
        #expect(model.draft == before)
        #expect(model.urlView == .text)
        #expect(model.roundTrip == nil)
        #expect(model.notice?.text == "Esc goes back to the panes first")
    }

    @Test func waitsForAnAttemptToEnd() {
        var model = Fixture.model(Fixture.api)
        model.startAttempt()
        model.press("O")
        #expect(model.operations == nil)
    }

    @Test func saysWhatToDoIfNoOperationsAreKnown() {
        var model = opened(Fixture.provider)
        #expect(model.screen.joined().contains("i imports an API description"))
        for key: Key in [" ", "A", .enter, "/", "a", "+", "n", "s"] {
            model.press(key)
            #expect(model.page == nil)
            #expect(model.operations?.isTyping != true)
        }
        model.press(.escape)
        #expect(model.operations == nil)
    }

    /// Its own commands first; those of the panes it hides are not offered.
    @Test func runsItsCommandsFromThePalette() {
        var model = opened()
        model.press(":")
        #expect(model.menu?.rows.first?.text == "tick all")
        #expect(model.menu?.rows.contains { $0.text == "add scope" } == false)
        model.type("tick all")
        model.press(.enter)
        #expect(model.menu == nil)
        #expect(model.choice.ticked.count == 12)
        model.press(":")
        model.type("use this set")
        model.press(.enter)
        #expect(model.operations == nil)
        #expect(model.draft.scopes.count == 6)
        model.press(":")
        model.type("operations")
        model.press(.enter)
        #expect(model.operations != nil)
    }

    // MARK: The list

    @Test func movesAndStopsAtBothEnds() {
        var model = opened()
        model.press("k")
        #expect(model.operations?.cursor == 0)
        model.press("G", "j")
        #expect(model.operations?.cursor == 11)
        model.press("g", .pageDown, .pageUp)
        #expect(model.operations?.cursor == 0)
    }

    @Test func ticksAndUnticks() {
        var model = opened()
        model.press(" ", "j", " ")
        #expect(model.choice.names == ["GET /companies", "GET /companies/{id}"])
        model.press(" ")
        #expect(model.choice.names == ["GET /companies"])
    }

    @Test func undoesTicksAndNotTheRequest() {
        var model = Fixture.model(Fixture.api)
        model.press("g", " ", "O", " ", "j", " ")
        let draft = model.draft
        model.press("u")
        #expect(model.choice.names == ["GET /companies"])
        model.press("u")
        #expect(model.choice.names == [])
        model.press("u")
        #expect(model.notice?.text == "Nothing to undo here")
        model.press(.control("r"), .control("r"), .control("r"))
        #expect(model.choice.names == ["GET /companies", "GET /companies/{id}"])
        #expect(model.notice?.text == "Nothing to redo here")
        #expect(model.draft == draft)
        model.press(.escape, "u")
        #expect(model.draft != draft)
        #expect(model.choice.ticked.count == 2)
    }

    @Test func ticksAllRowsShownAndUnticksThemAgain() {
        var model = opened()
        model.press("/")
        model.type("companies")
        model.press(.enter, "A")
        #expect(model.choice.ticked.count == 4)
        #expect(model.notice?.text == "Ticked 4 operations · u undo")
        model.press("A")
        #expect(model.choice.ticked.isEmpty)
        #expect(model.notice?.text == "Unticked 4 operations · u undo")
        model.press("u")
        #expect(model.choice.ticked.count == 4)
    }

    @Test func listsOnlyWhatIsTickedUntilTheKeyIsPressedAgain() {
        var model = opened()
        model.press("s")
        #expect(model.notice?.text == "No operation is ticked yet")
        model.press("j", " ", "s")
        #expect(model.operations?.rows == [1])
        // A row that is unticked stays, so that a slip can be fixed.
        model.press(" ")
        #expect(model.operations?.rows == [1])
        model.press("s")
        #expect(model.operations?.rows.count == 12)
    }

    @Test(arguments: [
        ("orders post", ["POST /orders"]), ("/me user:write", ["GET /me", "PATCH /me"]),
        ("CHANGECOMPANY", ["PATCH /companies/{id}"]),
        ("webhook", ["POST /webhooks"]), ("is up", ["GET /status"]), ("xyz", []),
    ])
    func filtersByWordsInMethodPathSummaryIDAndScopes(filter: String, names: [String]) {
        var model = opened()
        model.press("/")
        model.type(filter)
        #expect(model.listedOperations == names)
        model.press(.enter)
        #expect(model.operations?.isTyping != true)
        #expect(model.listedOperations == names)
        model.press(.escape)
        #expect(model.listedOperations.count == 12)
    }

    @Test func widensAgainWhenAFilterIsShortened() {
        var model = opened()
        model.press("/")
        model.type("mex")
        #expect(model.listedOperations.isEmpty)
        model.press(.backspace)
        #expect(model.listedOperations.contains("GET /me"))
        #expect(model.operations.map { $0.rows.contains($0.cursor) } == true)
    }

    @Test func movesInTheListWhileTheFilterIsTyped() {
        var model = opened()
        model.press("/")
        model.type("me")
        let first = model.operations?.cursor
        model.press(.down)
        #expect(model.operations?.cursor != first)
        #expect(model.operations?.isTyping == true)
    }

    @Test func pastesIntoTheFilter() {
        var model = opened()
        model.press("/")
        model.run(.pasted("web\nhook"))
        #expect(model.listedOperations == ["POST /webhooks"])
    }

    @Test func marksWhatTheScopesThatAreOnAllow() {
        let model = opened()
        let allowed = model.screen.filter { $0.contains("✓ allowed") }
        #expect(allowed.count == 3)
        #expect(allowed.contains { $0.contains("GET     /me ") })
        #expect(allowed.contains { $0.contains("/me/rights") })
        #expect(allowed.contains { $0.contains("/status") })
    }

    @Test func keepsWhatIsTickedWhenTheViewIsLeftAndAtTheNextStart() {
        var model = model(at: "GET /me", ticked: ["GET /orders", "GET /me"])
        model.press(.escape, "O")
        #expect(model.choice.names == ["GET /orders", "GET /me"])
        #expect(model.workspace.operations == ["GET /orders", "GET /me"])
        #expect(model.currentOperation == "GET /orders")
        var next = Fixture.model(Fixture.api)
        next.restore(model.workspace)
        #expect(next.workspace == model.workspace)
        next.press("O")
        #expect(next.choice.scopes == model.choice.scopes)
        #expect(next.choice.scopes != nil)
    }

    @Test func restoresNothingThatTheProviderDoesNotKnow() {
        var workspace = Workspace(provider: "bakery")
        workspace.operations = ["GET /gone", "PATCH /me", "patch /me", ""]
        var model = Fixture.model(Fixture.api)
        model.restore(workspace)
        #expect(model.workspace.operations == ["PATCH /me"])
    }

    @Test func savesWhatIsTickedAfterAMomentOfQuiet() {
        var model = opened()
        #expect(model.press(" ") == [.wait(.save(1), milliseconds: 500)])
        #expect(model.run(.timeElapsed(.save(1))) == [.save(model.workspace)])
        #expect(model.workspace.operations == ["GET /companies"])
    }

    // MARK: The result

    @Test func findsTheLeastScopesWithEachKey() {
        var model = opened()
        #expect(model.resultText.contains("Space ticks the operations"))
        model.press(" ")
        #expect(model.choice.scopes.map(model.names) == ["company:read"])
        #expect(model.resultText.contains("Smallest set: 1 scope   ✓ minimal (proven)"))
        model.press("j", "j", " ")
        #expect(model.choice.scopes.map(model.names) == ["company:read", "company:write"])
        #expect(
            model.resultText.contains(
                """
                  + company:read
                    GET /companies
                    PATCH /companies/{id}
                """))
        #expect(model.resultText.contains("! On but not needed: user:read"))
    }

    @Test func goesRoundTheSetsOfTheSameSize() {
        var model = model(at: "GET /me", ticked: ["GET /me"])
        #expect(model.choice.scopes.map(model.names) == ["user:read"])
        #expect(model.resultText.contains("or user:write instead of user:read"))
        model.press("n")
        #expect(model.choice.scopes.map(model.names) == ["user:write"])
        #expect(model.resultText.contains("or user:read instead of user:write"))
        #expect(model.resultText.contains("  + user:write\n    GET /me"))
        model.press("n")
        #expect(model.choice.scopes.map(model.names) == ["user:read"])
    }

    @Test func doesNotCallNeededWhatIsOnInAnotherWay() {
        var model = Fixture.model(Fixture.api, width: 120, height: 36)
        model.press(" ", "g")
        model.press([Key](repeating: "j", count: 5) + [" ", "O"])
        model.goTo("GET /me")
        model.press(" ")
        #expect(model.choice.scopes.map(model.names) == ["user:read"])
        #expect(model.resultText.contains("✓ The scopes that are on also allow all of them"))
        #expect(model.resultText.contains("i On, from another set: user:write"))
        #expect(!model.resultText.contains("not needed"))
        #expect(model.screen[0].contains("✓ All allowed   a use this set"))
    }

    @Test func saysThatThereIsNoOtherSet() {
        var model = opened()
        model.press("n")
        #expect(model.notice?.text == "Space ticks an operation first")
        model.press(" ", "n")
        #expect(model.notice?.text == "No other set is as small")
    }

    /// Five of nine scopes in a ring are enough; without looking, only less is certain.
    @Test func saysHowFarASetMayBeFromTheSmallest() throws {
        var model = opened(Fixture.ring)
        model.press("A")
        #expect(model.choice.result?.isExact == true)
        #expect(model.choice.scopes?.count == 5)
        model = Fixture.model(Fixture.ring, width: 120, height: 36)
        model.solvingSteps = 0
        model.press("O", "A")
        let result = try #require(model.choice.result)
        let surplus = result.sets[0].count - result.lowerBound
        #expect(surplus > 0)
        #expect(
            model.resultText.contains(
                "Small set: \(result.sets[0].count) scopes   ! at most \(surplus) more than necessary"))
        #expect(!model.resultText.contains("proven"))
    }

    @Test func namesWhatNoScopeAllows() {
        var model = model(at: "GET /me", ticked: ["DELETE /companies/{id}", "POST /webhooks"])
        #expect(model.resultText.contains("✗ no scope allows DELETE /companies/{id}"))
        #expect(model.resultText.contains("✗ no scope allows POST /webhooks"))
        #expect(model.screen[0].contains("✗ 2 without a scope"))
        model.press(" ")
        #expect(model.screen[0].contains("✗ 2 without a scope   a use this set"))
    }

    @Test func namesWhatNeedsNoScope() {
        let model = model(at: "GET /status", ticked: ["GET /status", "GET /me/rights"])
        #expect(model.resultText.contains("Smallest set: no scope"))
        #expect(
            model.resultText.contains("Any token will do:\n    GET /me/rights\n\n  Need no token:\n    GET /status"))
    }

    @Test func scrollsTheResultWithTheFocusOnIt() {
        var model = opened(width: 60, height: 20)
        model.press("A", .tab)
        #expect(model.operations?.focus == .result)
        let cursor = model.operations?.cursor
        model.press("j", "j")
        #expect(model.operations?.resultTop == 2)
        model.press("G")
        let end = model.operations?.resultTop ?? 0
        model.press("j", .pageDown, " ")
        #expect(model.operations?.resultTop == end)
        model.press("g")
        #expect(model.operations?.resultTop == 0)
        #expect(model.operations?.cursor == cursor)
        #expect(model.choice.ticked.count == 12)
        model.press(.enter)
        #expect(model.operations?.focus == .list)
    }

    @Test func turnsExactlyTheSetOnAndUndoesIt() {
        var model = model(at: "GET /companies", ticked: ["GET /companies", "GET /companies/{id}"])
        let before = model.draft
        model.press("a")
        #expect(model.outcome.request["scope"] == "company:read")
        #expect(model.notice?.text == "1 scope on, 1 off · u undo")
        #expect(model.operations == nil)
        #expect(model.pane == .scopes)
        #expect(model.scopeCursor == 0)
        model.press("u")
        #expect(model.draft == before)
    }

    @Test func addsOnlyWhatIsMissing() {
        var model = model(at: "GET /companies", ticked: ["GET /companies"])
        model.press("+")
        #expect(model.outcome.request["scope"] == "company:read user:read")
        #expect(model.notice?.text == "1 more on · u undo")
        model.press("u")
        #expect(model.outcome.request["scope"] == "user:read")
    }

    @Test(arguments: ["a", "+"] as [Key])
    func staysIfNothingIsToBeTurnedOn(key: Key) {
        var model = model(at: "GET /me")
        model.press(key)
        #expect(model.notice?.text == "Space ticks an operation first")
        model.press(" ", key)
        #expect(model.notice?.text == "These scopes are on already")
        #expect(model.operations != nil)
        #expect(model.screen[0].contains("These scopes are on"))
    }

    @Test func drawsNewValuesForAURLThatWasCopiedAndNotForATick() {
        var model = opened()
        model.press("y")
        model.run(.copied(.terminal))
        let before = model.draft
        model.press(" ")
        #expect(model.draft == before)
        model.press("a")
        #expect(model.draft.state != before.state)
        #expect(model.draft.verifier != before.verifier)
    }

    @Test func saysThatAMappingIsInferred() {
        #expect(opened(Fixture.inferredAPI).screen[1].contains("inferred, not documented"))
        #expect(!opened().screen[1].contains("inferred"))
        #expect(opened(Fixture.inferredAPI, width: 40, height: 10).screen[1].contains("inferred"))
    }

    // MARK: The page about an operation

    @Test(arguments: [
        ("GET /orders", "customer:read, or company:read and user:read", "not allowed: customer:read is not on"),
        (
            "PATCH /companies/{id}", "company:read and company:write",
            "not allowed: company:read and company:write are not on"
        ),
        ("GET /me", "user:read or user:write", "allowed by the scopes that are on"),
        ("GET /me/rights", "any token", "allowed by the scopes that are on"),
        ("GET /status", "no token", "anyone can call it"),
        ("POST /webhooks", "something other than a token of this provider", "does not depend on scopes"),
        ("DELETE /companies/{id}", "company:admin", "no scope in the list allows it"),
    ])
    func explainsAnOperation(name: String, needs: String, verdict: String) {
        var model = model(at: name)
        #expect(model.screen[34].contains("needs \(needs)"))
        model.press(.enter)
        let page = model.topRows
        #expect(page[0].contains(name))
        #expect(page.contains("  Needs     \(needs)"))
        #expect(page.contains { $0.hasPrefix("  Now ") && $0.hasSuffix(verdict) })
        model.press(" ")
        #expect(model.choice.names == [name])
        #expect(model.screen.joined().contains("yes; Space unticks it"))
        model.press(.escape)
        #expect(model.currentOperation == name)
    }
}

extension Model {
    /// The operation under the cursor.
    var currentOperation: String? { operations.map { provider.operations[$0.cursor].name } }

    /// Moves the cursor to the operation.
    mutating func goTo(_ name: String) {
        press("g")
        while currentOperation != name { press("j") }
    }

    var listedOperations: [String] { operations?.rows.map { provider.operations[$0].name } ?? [] }

    func names(of scopes: [Int]) -> [String] { scopes.map { provider.scopes.name(at: $0) } }
}
