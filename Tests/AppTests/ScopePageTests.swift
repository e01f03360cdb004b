import App
import Catalog
import OAuth
import Screen
import Testing

@Suite struct ScopePageTests {
    /// The page about a scope of the provider, by its row.
    private func page(_ row: Int, of provider: Provider = Fixture.api, own: OwnEntries = OwnEntries()) -> Model {
        var model = Model(
            provider: provider, own: own, fresh: Fixture.fresh(), size: Size(width: 120, height: 36))
        model.press("g")
        model.press([Key](repeating: "j", count: row))
        model.press(.enter)
        return model
    }

    private func lines(_ model: Model) -> [String] { model.topRows }

    @Test func leadsToAnImportIfNothingIsKnown() {
        var model = Fixture.model()
        model.press(.enter)
        #expect(model.screen.contains { $0.contains("i imports an API description") })
        model.press("i")
        #expect(model.page == nil)
        #expect(model.line?.subject == .importSource)
        model.press(.escape, "O")
        #expect(model.screen.contains { $0.contains("i imports an API description") })
        model.press("i")
        #expect(model.line?.subject == .importSource)
    }

    @Test func opensWithEnterAndClosesWithEsc() {
        var model = page(0)
        #expect(model.page?.subject == .scope(0))
        #expect(model.topRows[0].contains("company:read"))
        #expect(model.draft == Fixture.model(Fixture.api).draft)
        model.press(.escape)
        #expect(model.page == nil)
        #expect(model.pane == .scopes)
        #expect(model.scopeCursor == 0)
    }

    @Test func listsFirstWhatTheScopeAloneUnlocks() throws {
        let lines = lines(page(0))
        let only = try #require(lines.firstIndex(of: " Only with this scope"))
        #expect(lines[only + 1] == "  GET     /companies       List the companies")
        #expect(lines[only + 2] == "  GET     /companies/{id}  One company with its shops")
        #expect(lines[only + 3] == "  PATCH   /companies/{id}  Change a company")
        #expect(lines[only + 4] == "          also needs company:write")
        let others = try #require(lines.firstIndex(of: " With this scope or others"))
        #expect(lines[others + 1] == "  GET     /orders          The orders of the user")
        #expect(lines[others + 2] == "          also needs user:read, or customer:read instead")
        #expect(lines.contains("  Unlocks   4 operations, 3 require it"))
    }

    @Test func turnsTheScopeOnAndOffWithSpace() {
        var model = page(0)
        #expect(lines(model).contains("  Now       - off; Space turns it on"))
        model.press(" ")
        #expect(model.outcome.request["scope"] == "company:read user:read")
        #expect(lines(model).contains("  Now       ✓ on; Space turns it off"))
        model.press(" ")
        #expect(model.outcome.request["scope"] == "user:read")
        #expect(model.page?.subject == .scope(0))
    }

    @Test func searchesInThePage() {
        var model = page(0)
        model.press("/")
        model.type("orders")
        model.press(.enter)
        #expect(model.page?.search.text == "orders")
        #expect(model.render().styles.contains { $0.contains("uuuuuu") })
    }

    @Test func saysWhoseTheScopeIs() {
        #expect(lines(page(0)).contains("  From      the list of Bakery"))
        #expect(lines(page(6)).contains("  From      ! its operations: not declared by the provider"))
        var own = OwnEntries()
        own.scopes = [.init(name: "mine", summary: "What only I know of")]
        #expect(lines(page(7, own: own)).contains("  From      your own entry"))
        #expect(lines(page(7, own: own)).contains("  Unlocks   not needed by any known operation"))
    }

    @Test func saysThatAMappingIsInferred() {
        #expect(lines(page(0, of: Fixture.inferredAPI)).contains("            inferred, not documented"))
        #expect(!lines(page(0)).contains("            inferred, not documented"))
    }

    @Test func saysWhatToDoIfNoOperationsAreKnown() {
        let model = page(0, of: Fixture.provider)
        #expect(lines(model).contains("            i imports an API description, which has them"))
    }

    @Test func showsALongDescriptionWhole() {
        var provider = Fixture.provider
        let summary = (0..<60).map { "word\($0)" }.joined(separator: " ")
        provider.scopes = ScopeList([(name: "long", summary: summary)])
        let text = lines(page(0, of: provider)).joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(text.contains(summary))
    }

    // MARK: The explanation row

    @Test(arguments: [
        (0, "4 operations, 3 require it"), (1, "required by 1 operation"),
        (2, "1 operation, none requires it"), (5, "2 operations, 1 requires it"),
        (4, "3 operations, 1 requires it"), (6, "required by 1 operation"),
    ])
    func saysWhatTheScopeUnderTheCursorUnlocks(row: Int, text: String) {
        var model = page(row)
        model.press(.escape)
        #expect(model.screen[34].contains(text))
        #expect(model.screen[34].hasPrefix(" \(model.provider.scopes.name(at: row))   "))
    }

    @Test func saysNothingOfOperationsIfNoneAreKnown() {
        let model = Fixture.model(width: 120, height: 36)
        #expect(model.screen[34].replacing(/\s+$/, with: "") == " user:read   Read personal details")
    }

    @Test func saysThatAScopeIsNotDeclared() {
        var model = page(6)
        model.press(.escape)
        #expect(model.screen[34].hasPrefix(" reports:read   not declared by the provider"))
    }

    @Test func marksWhatIsInferred() {
        var model = page(0, of: Fixture.inferredAPI)
        model.press(.escape)
        #expect(model.screen[34].contains("4 operations, 3 require it (inferred)"))
    }

    @Test(arguments: 40...140)
    func keepsTheSummaryFirstWhateverTheWidth(width: Int) {
        var model = Fixture.model(Fixture.inferredAPI, width: width, height: 30)
        model.press("g")
        let row = model.screen[28]
        #expect(row.hasPrefix(" company:read   Read shops and"))
        #expect(width < 60 || row.contains("4 operations"))
        #expect(width < 114 || row.contains("4 operations, 3 require it (inferred)"))
    }

    @Test func followsTheProviderWhenItsOperationsChange() {
        var model = Fixture.model(Fixture.api, width: 120, height: 36)
        model.press("O", "A", .escape)
        #expect(model.choice.ticked.count == 12)
        var own = OwnEntries()
        own.scopes = [.init(name: "company:admin")]
        var next = Model(provider: Fixture.api, own: own, fresh: Fixture.fresh(), size: Size(width: 120, height: 36))
        next.restore(model.workspace)
        next.press("G")
        #expect(next.screen[34].contains("required by 1 operation"))
    }
}
