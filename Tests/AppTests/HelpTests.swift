import Screen
import TestTraits
import Testing

@testable import App

/// The list of keys, and the keys of a line that is typed.
@Suite(.onThreadsOfTheirOwn) struct HelpTests {
    private func help(_ keys: [Key] = [], width: Int = 80, height: Int = 24) -> Model {
        var model = Fixture.model(Fixture.api, width: width, height: height)
        model.press(keys)
        model.press("?")
        return model
    }

    @Test(
        arguments: [
            ([], Binding.Context.scopes), (["1"], .clients), (["3"], .request), (["4"], .validation),
            (["O"], .operations),
        ] as [([Key], Binding.Context)])
    func beginsWithTheKeysOfTheMode(keys: [Key], context: Binding.Context) throws {
        let rows = try #require(help(keys).help).rows
        #expect(rows.first?.context == context)
        let others = rows.drop { $0.context == context }
        #expect(others.first?.context == .global)
        // All keys of the table are there, once.
        #expect(rows.count == KeyTable.standard.bindings.count { !$0.keys.isEmpty })
    }

    @Test(arguments: [F1.f1, F1.question])
    func opensWithBothKeys(key: F1) {
        var model = Fixture.model()
        model.press(key == .f1 ? .f1 : "?")
        #expect(model.help != nil)
        model.press(key == .f1 ? .f1 : "?")
        #expect(model.help == nil)
    }

    enum F1: CaseIterable { case f1, question }

    @Test(arguments: [(40, 1), (80, 1), (116, 2), (120, 2), (180, 3), (240, 4)])
    func usesAsManyColumnsAsFit(width: Int, columns: Int) throws {
        let model = help(width: width, height: 24)
        let rows = try #require(model.help).rows
        let layout = HelpLayout(rows, in: model.desk.room)
        let starts = Set(layout.items.indices.map { layout.columns(place: $0).lowerBound })
        #expect(starts.count == columns)
        // Nothing is over anything else.
        let places = layout.items.indices.map { "\(layout.columns(place: $0).lowerBound),\(layout.line(place: $0))" }
        #expect(Set(places).count == places.count)
    }

    @Test(arguments: [40, 80, 120, 200])
    func keepsTheCursorInSight(width: Int) throws {
        var model = help(width: width)
        let count = try #require(model.help).rows.count
        for key in [Key.down, "l", "j", .pageDown, "h", .end, .up, "h", .home, "l", "l", "l"] {
            model.press(key)
            let help = try #require(model.help)
            #expect(0..<count ~= help.cursor)
            let y = model.render().cursor.y
            #expect(model.desk.room.page.contains(x: 0, y: y))
            let label = try #require(help.current).label
            #expect(model.screen[y].contains(label.prefix { $0 != " " }), "\(key) \(help.cursor)")
        }
    }

    /// No key is cut in the middle of its name: it is whole, or left out.
    @Test(arguments: [40, 60, 80, 120, 160, 200])
    func showsWholeKeys(width: Int) throws {
        var model = help(width: width, height: 24)
        for _ in 0..<(try #require(model.help).rows.count) {
            let row = try #require(model.help?.current)
            let y = model.render().cursor.y
            let text = model.screen[y]
            let shown = row.keys.indices.contains { count in
                text.contains(row.keys[...count].map(\.label).joined(separator: " ") + "  ")
                    || text.contains(row.keys[...count].map(\.label).joined(separator: " ") + " " + row.help.prefix(3))
            }
            #expect(shown, "\(row.label): \(text)")
            if width >= 60 { #expect(text.contains(row.label), "\(text)") }
            model.press(.down)
        }
    }

    @Test func searchesAndRuns() throws {
        var model = help()
        model.press("/")
        model.type("zoom")
        #expect(try #require(model.help).rows.allSatisfy { $0.help.contains("zoom") })
        model.press(.enter)
        #expect(model.help?.current?.action == .zoom)
        model.press(.enter)
        #expect(model.help == nil)
        #expect(model.isZoomed)
    }

    @Test func saysWhereAKeyWorksThatDoesNotWorkHere() throws {
        var model = help()
        model.press("/")
        model.type("allow, as the consent")
        model.press(.enter, .enter)
        #expect(model.help != nil)
        #expect(model.notice?.text == "Works only while trying the whole flow")
        // Esc goes back from what was found, then from the help.
        model.press(.escape)
        #expect(try #require(model.help).rows.count > 50)
        model.press(.escape)
        #expect(model.help == nil)
    }

    @Test func findsNothing() {
        var model = help()
        model.press("/")
        model.type("qqqq")
        #expect(model.screen.contains { $0.contains("No key matches \"qqqq\"") })
        model.press(.enter, .enter)
        #expect(model.help != nil)
    }

    @Test func saysWhyAKeyDoesNothing() {
        var model = help()
        model.press("/")
        model.type("undo the last")
        model.press(.enter, .enter)
        #expect(model.help == nil)
        #expect(model.notice?.text == "Nothing to undo")
    }

    // MARK: Typing

    @Test(
        arguments: [
            ([Key.alt("b"), "x"], "one two xthree"), ([.control("a"), .alt("f"), "x"], "onex two three"),
            ([.alt("b"), .alt("b"), .alt("d")], "one  three"),
            ([.control("a"), .alt("d"), .control("y")], "one two three"),
            ([.control("t")], "one two three"),
            ([.control("a"), .control("t")], "one two three"),
            ([.control("a"), .right, .control("t"), "x"], "noxe two three"),
            ([.left, .left, .control("t"), .control("t")], "one two theer"),
        ] as [([Key], String)])
    func editsALine(keys: [Key], text: String) {
        var model = Fixture.model()
        model.press("3", "e", .control("u"))
        model.type("one two three")
        model.press(keys)
        #expect(model.editing?.editor.text == text)
    }

    @Test func recallsTheLinesThatWereRead() {
        var model = Fixture.model()
        for name in ["a.yaml", "b.yaml", "a.yaml", "c.yaml"] {
            model.press(":", "i", "m", "p", .enter, .control("u"))
            model.type(name)
            model.press(.enter)
            model.run(.importFailed(model.reading?.number ?? 0, "x: no"))
            model.press("i", .escape)
        }
        model.press(":", "i", "m", "p", .enter, .control("u"))
        model.type("d")
        for name in ["c.yaml", "a.yaml", "b.yaml", "b.yaml"] {
            model.press(.up)
            #expect(model.line?.editor.text == name)
        }
        for name in ["a.yaml", "c.yaml", "d", "d"] {
            model.press(.down)
            #expect(model.line?.editor.text == name)
        }
    }

    /// A redirect has a code, and a secret is one.
    @Test func recallsNoSecret() {
        var model = Fixture.model()
        model.startAttempt()
        model.press("e")
        #expect(model.line?.subject != .importSource)
        #expect(model.line?.contexts(on: model.desk) == [.text])
        model.press(.up)
        #expect(model.line?.editor.text == "")
    }
}
