import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// Filters, titles of lists, and names that are cut.
@Suite(.onThreadsOfTheirOwn) struct ListTests {
    // MARK: Filters

    @Test func putsTheCursorOnTheFirstMatch() {
        var model = Fixture.model()
        #expect(model.scopeCursor == 4)
        model.press("/", "c", "u", "s")
        #expect(model.scopeCursor == 2)
        model.press("t", .down)
        #expect(model.scopeCursor == 3)
        model.press(.up, .enter)
        #expect(model.scopeCursor == 2)
        #expect(model.editing == nil)
        #expect(model.scopeFilter == "cust")
    }

    @Test func putsTheCursorOnTheFirstClientThatMatches() {
        var model = Fixture.model()
        model.press("1", "/", "s", "t", "a", "g")
        #expect(model.clientCursor == 1)
        model.press(.tab)
        #expect(model.draft.client == 1)
        #expect(model.editing != nil)
    }

    @Test func turnsOnWithTabAndGoesDown() {
        var model = Fixture.model()
        model.press("/", "c", "o", "m", "p", .tab)
        #expect(model.draft.scopes == [0, 4])
        #expect(model.scopeCursor == 1)
        model.press(.tab, .tab)
        // At the end it stays, and what is on is not turned off.
        #expect(model.draft.scopes == [0, 1, 4])
        #expect(model.editing?.editor.text == "comp")
        model.press(.escape)
        #expect(model.scopeFilter == "")
        #expect(model.draft.scopes == [0, 1, 4])
    }

    @Test func turnsNothingOnIfNothingMatches() {
        var model = Fixture.model()
        model.press("/", "x", "x", .tab)
        #expect(model.draft.scopes == [4])
    }

    @Test func ticksOperationsWithTab() {
        var model = Fixture.model(Fixture.api)
        model.press("O", "/", "g", .tab)
        #expect(model.choice.ticked.count == 1)
        #expect(model.operations?.filter.isTyping == true)
    }

    /// How many match and how many are on is in the title, however long the filter is.
    @Test(arguments: [40, 60, 72, 80, 99, 100, 120, 200])
    func saysHowManyMatchAtEveryWidth(width: Int) {
        for filter in ["area", "area 0000", "area0001 read what lies in an area of this sort"] {
            var model = Fixture.model(Fixture.large(1_000), width: width, height: 30)
            model.press("/")
            for scalar in filter.unicodeScalars {
                model.press(.character(scalar))
                let shown = model.scopeRows.count
                let screen = model.screen.prefix(12).joined(separator: "\n")
                #expect(
                    screen.contains("\(shown.grouped) of 1,000 · 1 on")
                        || screen.contains("\(shown.grouped)/1,000 · 1 on")
                        || shown == 1_000, "\(width) \(model.scopeFilter)")
                // The last typed text is in sight, and the cursor after it.
                let cursor = model.render().cursor
                let row = Array(model.screen[cursor.y])
                #expect(cursor.isVisible)
                #expect(row[cursor.x - 1] == Character(scalar), "\(width) \(model.scopeFilter)")
            }
        }
    }

    /// Where the list has no room for descriptions, the explanation row has one, with its matches marked.
    @Test func marksMatchesInTheExplanation() {
        var model = Fixture.model()
        model.press("/")
        model.type("orders")
        let frame = model.render()
        let y = frame.size.height - 2
        let text = model.screen[y]
        let start = text.distance(
            from: text.startIndex, to: text.range(of: "orders")?.lowerBound ?? text.endIndex)
        #expect(frame[start, y]?.style.attributes.contains(.underline) == true)
        #expect(frame[start - 1, y]?.style.attributes.contains(.underline) == false)
    }

    @Test func saysThePlaceInALongList() {
        var model = Fixture.model(Fixture.large(1_000))
        #expect(model.screen[4].contains("1/1,000 · 1 on"))
        let wide = Fixture.model(Fixture.large(1_000), width: 120, height: 36)
        #expect(wide.screen[4].contains("1/1,000 · 1 on"))
        model.press(.end)
        #expect(model.screen[4].contains("1,000/1,000 "))
        model.press(":")
        #expect(model.topRows[0].contains("1/\(model.menu?.rows.count ?? 0) "))
    }

    @Test func saysHowMuchOfValidationIsOutOfSight() {
        var model = Fixture.model()
        model.press("m", " ", "4", "G", .enter)
        let lines = model.panes.validationLines.value.count
        let height = PanesLayout(model.panes, model.desk, model.desk.room).height(of: .validation)
        #expect(lines > height)
        #expect(model.screen.contains { $0.contains("· \(lines - height) more") })
    }

    // MARK: Names

    private static let auth = "https://www.googleapis.com/auth/"

    private func provider(_ names: [String]) -> Provider {
        var provider = Fixture.provider
        provider.scopes = ScopeList(names.map { (name: $0, summary: "") })
        provider.suggestedScopes = []
        return provider
    }

    @Test func showsASharedPrefixOnceAndWholeInTheExplanation() {
        let names = ["drive", "drive.file", "calendar"].map { Self.auth + $0 }
        let model = Fixture.model(provider(names), width: 120, height: 36)
        #expect(model.screen.count { $0.contains("googleapis.com/auth/") } == 2)
        #expect(model.screen[4].contains("2 Scopes …s://www.googleapis.com/auth/ "))
        #expect(model.screen[5].contains("[ ] drive  "))
        #expect(model.screen[34].contains("\(Self.auth)drive "))
        // A row that has no such prefix is no row of such a list.
        let mixed = Fixture.model(provider(names + ["openid"]), width: 120, height: 36)
        #expect(mixed.screen[5].contains("[ ] https://www.go…com/auth/drive "))
    }

    @Test(arguments: [
        (["https://a.example/x", "https://a.example/y"], "https://a.example/"), (["a:x", "a:y"], ""),
        (["resource:read", "resource:write"], "resource:"), (["resource:", "resource:write"], ""),
        (["company.orders.read", "company.orders.write", "company.shop"], "company."), (["one:and:only"], ""), ([], ""),
        (["abcdefghij", "abcdefghik"], ""),
    ])
    func findsTheSharedPrefix(names: [String], prefix: String) {
        #expect(ScopeList(names.map { ($0, "") }).sharedPrefix == prefix)
    }

    @Test func cutsNamesInTheMiddle() {
        #expect(cutNames(["short", "a-name-that-is-too-long"], columns: 11) == ["short", "a-nam…-long"])
        #expect(cutNames(["日本語日本語日本語"], columns: 7) == ["日本語…"])
    }

    @Test(arguments: [8, 10, 12, 16, 23])
    func keepsNamesApartThatDiffer(columns: Int) {
        let stem = String(repeating: "abc.", count: 12)
        let families = [
            (0..<20).map { "\(stem)\($0)\(stem)" },
            (0..<20).map { "\(stem)x\($0 / 5)\(stem)y\($0 % 5)\(stem)" },
            ["\(stem)read", "\(stem)write", "\(stem)reads", "read\(stem)", "\(stem)"],
            (0..<30).map { String(repeating: "a", count: 30 + $0) },
        ]
        for names in families {
            let cut = cutNames(names, columns: columns)
            #expect(Set(cut).count == names.count, "\(columns) \(cut)")
            #expect(cut.allSatisfy { $0.columns <= columns }, "\(columns) \(cut)")
        }
        // The same name is the same twice.
        let twice = cutNames([families[0][3], families[0][3]], columns: columns)
        #expect(twice[0] == twice[1])
    }
}
