import App
import Catalog
import OAuth
import Screen
import Testing

@Suite struct PaletteTests {
    private func names(_ model: Model) -> [String] {
        (model.menu?.hits ?? []).compactMap { model.menu?.rows[$0.row].text }
    }

    @Test(arguments: [":", .control("p")] as [Key])
    func opensFromEveryPane(key: Key) {
        for pane in Pane.allCases {
            var model = Fixture.model()
            model.press(.character(Unicode.Scalar(UInt8(48 + pane.rawValue))), key)
            #expect(model.menu?.title == "Commands")
            #expect(names(model).contains("provider"))
            model.press(.escape)
            #expect(model.menu == nil)
            #expect(model.pane == pane)
        }
    }

    @Test func isTextIfTextIsTyped() {
        var model = Fixture.model()
        model.press("/", ":")
        #expect(model.menu == nil)
        #expect(model.scopeFilter == ":")
    }

    @Test func listsThePanesOwnCommandsFirst() {
        var model = Fixture.model()
        model.press(":")
        #expect(names(model).first == "add scope")
        model.press(.escape, "3", ":")
        #expect(names(model).first == "edit")
    }

    /// `i` asks for a document as the command does, unless one was read already.
    @Test func namesTheKeyOfTheImport() {
        var model = Fixture.model()
        model.press(":")
        #expect(model.menu?.rows.first { $0.text == "import" }?.remark == "i")
        model.press(.escape)
        model.press(":", "i", "m", "p", .enter)
        model.type("openapi.yaml")
        model.press(.enter, ":")
        #expect(model.menu?.rows.first { $0.text == "import" }?.remark == "")
    }

    @Test func hasNoEmptyRows() {
        var model = Fixture.model(width: 120, height: 36)
        model.press(":")
        let top = model.screen.firstIndex { $0.contains("▸ Commands") }
        model.type("undo")
        let count = model.menu?.hits.count ?? 0
        #expect((1..<16).contains(count))
        #expect(model.screen.firstIndex { $0.contains("▸ Commands") } == top)
        #expect(model.screen.firstIndex { $0.contains("└────") } == top.map { $0 + count + 1 })
    }

    @Test func namesEachCommandOnceAndNoneThatOnlyMoves() {
        let named = KeyTable.standard.bindings.filter { $0.command != nil }
        #expect(Set(named.map(\.command)).count == named.count)
        for binding in named {
            #expect([.text, .viewer, .confirm, .listing].contains(binding.context) == false)
            #expect(![.up, .down, .left, .right, .first, .last, .pageUp, .pageDown].contains(binding.action))
        }
        #expect(named.allSatisfy { $0.command?.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x20 } == true })
    }

    @Test func runsWhatWasTyped() {
        var model = Fixture.model()
        model.press(":")
        model.type("copy")
        #expect(names(model).first == "copy")
        #expect(model.press(.enter) == [.copy(model.outcome.url.text)])
        #expect(model.menu == nil)
    }

    @Test func findsACommandByWhatItDoes() {
        var model = Fixture.model()
        model.press(":")
        model.type("browser")
        #expect(names(model) == ["open"])
    }

    @Test func movesWithArrowsAndWithControlKeys() {
        var model = Fixture.model()
        model.press(":", .down, .control("n"), .down)
        #expect(model.menu?.cursor == 3)
        model.press(.up, .control("p"))
        #expect(model.menu?.cursor == 1)
        model.press(.pageUp, .up)
        #expect(model.menu?.cursor == 0)
        for _ in 0..<10 { model.press(.pageDown) }
        #expect(model.menu?.cursor == names(model).count - 1)
        model.press(.down)
        #expect(model.menu?.cursor == names(model).count - 1)
    }

    @Test func editsTheFilterAsALine() {
        var model = Fixture.model()
        model.press(":")
        model.run(.pasted("undo x"))
        #expect(names(model).isEmpty)
        #expect(model.screen.contains { $0.contains("Nothing matches \"undo x\". Esc closes.") })
        #expect(model.press(.enter) == [])
        model.press(.control("w"), .backspace)
        #expect(names(model).first == "undo")
        model.press(.control("u"))
        #expect(names(model).count == model.commands.count)
    }

    @Test func saysWhyACommandCanDoNothingNow() {
        var model = Fixture.model()
        model.press(":")
        model.type("undo")
        #expect(model.menu?.current?.refusal == "Nothing to undo")
        model.press(.enter)
        #expect(model.notice?.text == "Nothing to undo")
        #expect(model.menu != nil)
        model.press(.escape, " ", ":")
        model.type("undo")
        model.press(.enter)
        #expect(model.outcome.request["scope"] == "user:read")
    }

    @Test func goesToThePaneOfACommand() {
        var model = Fixture.model()
        model.press("3", ":")
        model.type("chosen")
        model.press(.enter)
        #expect(model.pane == .scopes)
        #expect(model.chosenScopes != nil)
    }

    @Test func changesNoRowThatIsNotSeen() {
        var model = Fixture.model()
        let draft = model.draft
        model.press(":")
        model.type("reset")
        model.press(.enter)
        #expect(model.pane == .request)
        #expect(model.draft == draft)
        #expect(model.notice?.text == "Request: d acts on the row under the cursor")
    }

    @Test func listsWhatWorksDuringAnAttemptAndNothingElse() {
        var model = Fixture.model()
        model.startAttempt()
        model.press(":")
        #expect(names(model).first == "allow")
        for command in model.commands {
            var model = model
            model.type(command.command ?? "")
            #expect(model.menu?.current?.text == command.command)
            guard model.menu?.current?.refusal == nil else { continue }
            model.press(.enter)
            #expect(model.notice?.text != "The attempt is running: Esc stops it", "\(command.action)")
        }
        model.type("allow")
        #expect(model.press(.enter) == [.roundTrip(1, .consent(allows: true))])
    }

    @Test func staysClosedIfNothingCanBeSeen() {
        var model = Fixture.model(width: 39, height: 9)
        model.press(":")
        #expect(model.menu == nil)
    }

    @Test(arguments: [(1, 1), (39, 9), (40, 10), (72, 22), (100, 30), (200, 60)])
    func drawsAtEverySize(width: Int, height: Int) {
        var model = Fixture.model()
        model.press(":", .pageDown, .pageDown)
        model.run(.resized(Size(width: width, height: height)))
        let frame = model.render()
        #expect(frame.text.allSatisfy { $0.columns == width })
        if width >= 40 { #expect(frame.text.contains { $0.contains("Commands") }) }
    }
}
