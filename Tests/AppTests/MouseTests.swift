import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// Places that can be clicked come from the frame; what a click does is compared with the keys.
@Suite(.onThreadsOfTheirOwn) struct MouseTests {
    /// In every mode, a click on what names a key does what the key does.
    @Test(arguments: WalkTests.ways)
    func doesWhatTheKeyNamedThereDoes(way: WalkTests.Way) {
        for size in WalkTests.sizes {
            var before = Fixture.model(way.provider(), width: size.width, height: size.height)
            way.steps(&before)
            let contexts = before.top.contexts(on: before.desk)
            var keys: Set<Key> = []
            for spot in before.spots {
                guard case .key(let key) = spot.target, !spot.rect.isEmpty else { continue }
                #expect(spot.rect.right <= size.width && spot.rect.bottom <= size.height)
                // A letter that is typed somewhere else than it is shown ends the line first.
                if before.top.isTyping, case .character = key { continue }
                guard before.spot(at: spot.rect)?.target == spot.target, spot.layer == before.stack.count - 1 else {
                    continue
                }
                keys.insert(key)
                var clicked = before
                var pressed = before
                let effects = clicked.click(spot.rect)
                #expect(effects == pressed.press(key), "\(size) \(key)")
                clicked.lastClicked = nil
                #expect(clicked == pressed, "\(size) \(key)")
            }
            // Whatever the face names can be clicked, unless it had no room.
            let footer = before.screen[size.height - 1]
            for hint in before.face.hints {
                guard let key = KeyTable.standard.key(of: hint.action, in: contexts),
                    footer.contains("\(key.label) \(hint.text)")
                else { continue }
                #expect(keys.contains(key), "\(size) \(hint)")
            }
        }
    }

    /// In every mode, each row that is shown takes the cursor, and no click breaks anything.
    @Test(arguments: WalkTests.ways)
    func goesToTheRowThatIsClicked(way: WalkTests.Way) {
        for size in WalkTests.sizes {
            var before = Fixture.model(way.provider(), width: size.width, height: size.height)
            way.steps(&before)
            for spot in before.spots where spot.layer == before.stack.count - 1 {
                guard case .list(let list, let row?, nil) = spot.target else { continue }
                var after = before
                after.click(spot.rect)
                let now = after.spots.filter { $0.target == .list(list, row: row) }
                // The cursor is where it was, or the row has it; the frame says so to a screen reader.
                let y = after.render().cursor.y
                if after.render().cursor != before.render().cursor, !now.isEmpty {
                    #expect(now.contains { $0.rect.y == y }, "\(size) \(list) \(row)")
                }
                #expect(after.stack.count <= before.stack.count, "\(size) \(list) \(row)")
            }
        }
    }

    // MARK: The panes

    @Test func focusesAPaneAndMovesItsCursor() throws {
        var model = Fixture.model()
        model.click(try model.row(1, of: .clients))
        #expect(model.pane == .clients)
        #expect(model.clientCursor == 1)
        #expect(model.draft.client == 0)
        model.click(try model.row(3, of: .scopes))
        #expect(model.pane == .scopes)
        #expect(model.scopeCursor == 3)
        #expect(model.draft.scopes == [4])
    }

    @Test func turnsAScopeOnByItsBoxAndByADoubleClick() throws {
        var model = Fixture.model()
        model.click(try model.box(0, row: 1, of: .scopes))
        #expect(model.draft.scopes == [1, 4])
        model.click(try model.box(0, row: 1, of: .scopes), .doubleClick)
        #expect(model.draft.scopes == [4])
        let row = try model.row(2, of: .scopes)
        model.click(row)
        #expect(model.draft.scopes == [4])
        model.click(row, .doubleClick)
        #expect(model.draft.scopes == [2, 4])
    }

    @Test func choosesTheValueOfTheBox() throws {
        var model = Fixture.model()
        let method = try #require(model.requestRows.firstIndex(of: .method))
        model.click(try model.box(2, row: method, of: .request))
        #expect(model.draft.method == .none)
        model.click(try model.box(1, row: model.requestRows.firstIndex(of: .method) ?? 0, of: .request))
        #expect(model.draft.method == .plain)
        let state = try #require(model.requestRows.firstIndex(of: .state))
        model.click(try model.box(2, row: state, of: .request))
        #expect(model.draft.stateChoice == .none)
        model.click(try model.box(0, row: 2, of: .request))
        #expect(model.draft.redirectURI == "https://app.example/callback")
        model.click(try model.box(0, row: 1, of: .clients))
        #expect(model.draft.client == 1)
    }

    @Test func typesAValueAfterADoubleClick() throws {
        var model = Fixture.model()
        let row = try model.row(0, of: .request)
        model.click(row)
        #expect(model.editing == nil)
        model.click(row, .doubleClick)
        #expect(model.editing?.editor.text == Fixture.clientID)
    }

    /// A second click in the same place, on something that was not there before, is a separate click.
    @Test func takesASecondClickOnAnotherRowForAFirst() throws {
        var model = Fixture.model()
        let rect = try model.row(2, of: .scopes)
        model.click(rect)
        model.press("/", "u", .enter)
        model.click(rect, .doubleClick)
        #expect(model.draft.scopes == [4])
    }

    @Test func doesNotPressAKeyThatTheFirstClickHasPutThere() throws {
        var model = Fixture.model()
        model.press("1")
        let add = try #require(model.spots.last { $0.target == .key("a") })
        model.click(add.rect)
        #expect(model.form != nil)
        let before = model
        model.click(add.rect, .doubleClick)
        #expect(model.form == before.form)
        #expect(model.form != nil)
    }

    @Test func keepsAFilterThatIsTypedWhenSomethingElseIsClicked() throws {
        var model = Fixture.model()
        model.press("/", "u", "s")
        let title = try #require(model.spots.last { $0.target == .key("3") })
        model.click(title.rect)
        #expect(model.pane == .request)
        #expect(model.scopeFilter == "us")
        #expect(model.editing == nil)
        model.press("2", "/")
        model.click(try model.row(1, of: .clients))
        #expect(model.pane == .clients)
        #expect(model.editing == nil)
    }

    @Test func keepsALineThatMayNotBeLeft() throws {
        var model = Fixture.model()
        model.press("3", "G", "e")
        model.type("=x")
        model.click(try model.row(1, of: .clients))
        #expect(model.editing?.editor.text == "=x")
        #expect(model.notice?.tone == .problem)
        model.press(.escape)
        model.click(try model.row(1, of: .clients))
        #expect(model.pane == .clients)
    }

    // MARK: Popups

    /// A cell that no popup covers.
    private static let beside = Rect(x: 0, y: 7, width: 1, height: 1)

    @Test func closesAPopupByAClickBesideIt() {
        var model = Fixture.model()
        for keys in [["m", "y"], [.enter], [":"], ["P"]] as [[Key]] {
            model.press(keys)
            #expect(model.stack.count == 2)
            // The second click of a double click does not close the page that the first one has opened.
            model.click(Self.beside, .doubleClick)
            #expect(model.stack.count == 2)
            model.click(Self.beside)
            #expect(model.stack.count == 1, "\(keys)")
            #expect(model.pane == .scopes)
        }
    }

    @Test func keepsWhatWasTypedInAPopup() {
        var model = Fixture.model()
        model.press(":", "z")
        model.click(Self.beside)
        #expect(model.menu?.filter.text == "z")
        model.press(.escape, "1", "a", "x")
        model.click(Self.beside)
        #expect(model.form == nil)
        #expect(model.notice?.text == "Draft kept: a continues")
        model.press("a")
        #expect(model.topRows.contains { $0.contains("Name          x") })
    }

    @Test func staysOpenWhenTheWheelTurnsBesideIt() {
        var model = Fixture.model()
        model.press(.enter)
        model.wheel(1, Self.beside)
        #expect(model.page != nil)
    }

    @Test func runsACommandThatIsDoubleClicked() throws {
        var model = Fixture.model()
        model.press(":")
        model.type("zoom")
        let row = try #require(model.spots.last { if case .list(0, 0?, nil) = $0.target { true } else { false } })
        model.click(row.rect)
        #expect(model.menu != nil)
        model.click(row.rect, .doubleClick)
        #expect(model.menu == nil)
        #expect(model.isZoomed)
    }

    // MARK: The wheel

    @Test func scrollsTheListUnderThePointerAndLeavesTheFocus() throws {
        var model = Fixture.model(Fixture.large(1_000))
        model.press("3")
        let list = try model.list(.scopes)
        model.wheel(2, list)
        #expect(model.panes.tops[.scopes] == 6)
        #expect(model.scopeCursor == 6)
        #expect(model.pane == .request)
        model.wheel(-1, list)
        #expect(model.panes.tops[.scopes] == 3)
        let height = list.height
        #expect(model.scopeCursor == 6)
        model.wheel(1_000, list)
        #expect(model.panes.tops[.scopes] == 1_000 - height)
        model.wheel(-1_000, list)
        #expect(model.panes.tops[.scopes] == 0)
        #expect(model.scopeCursor == height - 1)
    }

    @Test func scrollsEachPane() throws {
        var model = Fixture.model(Fixture.large(1_000), width: 72, height: 22)
        model.press("A", "m")
        for pane in Pane.allCases {
            let list = try model.list(pane)
            model.wheel(1, list)
            model.wheel(-2, list)
            #expect(model.pane == .scopes)
            #expect(model.panes.tops[pane] == 0)
        }
        model.wheel(2, try model.list(.url))
        #expect(model.panes.tops[.url] > 0)
        model.wheel(40, try model.list(.validation))
        #expect(model.findingCursor > 0)
        model.wheel(40, try model.list(.request))
        #expect(model.requestCursor != .client)
    }

    @Test func scrollsPagesAndMenus() throws {
        var model = Fixture.model(height: 22)
        model.press("?")
        model.wheel(1, Rect(x: 10, y: 10, width: 1, height: 1))
        #expect(model.help?.top == 3)
        model.press("q", ":")
        model.wheel(1, Rect(x: 30, y: 8, width: 1, height: 1))
        #expect(model.menu?.top == 3)
        #expect(model.menu?.cursor == 3)
    }

    @Test func turnsOffAndOn() {
        var model = Fixture.model()
        model.isMouseOn = true
        #expect(model.press("M") == [.reportMouse(false)])
        #expect(model.press("M") == [.reportMouse(true)])
        model.isMouseOn = nil
        #expect(model.press("M") == [])
        #expect(model.notice?.text == "This terminal does not report the mouse")
    }

    @Test func namesTheKeysOfThePanes() {
        let actions: [Action] = [.clientsPane, .scopesPane, .requestPane, .validationPane, .urlPane]
        for (pane, action) in zip(Pane.allCases, actions) {
            #expect(KeyTable.standard.action(for: pane.key, in: [.global]) == action)
        }
    }

    /// From the first frame to a URL of other scopes on the clipboard, with clicks on what the screen names.
    @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 10)])
    func canBeUsedWithTheMouseAlone(width: Int, height: Int) throws {
        var model = Fixture.model(width: width, height: height)
        let box = try #require(
            model.spots.first { if case .list(2, _?, 0?) = $0.target { true } else { false } })
        model.click(box.rect)
        #expect(model.draft.scopes.count != 1)
        let three = try #require(model.spots.last { $0.target == .key("3") })
        model.click(three.rect)
        #expect(model.pane == .request)
        let copy = try #require(model.spots.last { $0.target == .key("y") })
        #expect(model.click(copy.rect).contains(.copy(model.outcome.url.text)))
        let attempt = Fixture.model(width: width, height: height)
        #expect(attempt.spots.contains { $0.target == .key("?") })
    }
}

extension Model {
    /// Clicks into the first cell of a place.
    @discardableResult
    fileprivate mutating func click(_ rect: Rect, _ action: Mouse.Action = .click) -> [Effect] {
        run(.mouse(Mouse(action, x: rect.x, y: rect.y)))
    }

    fileprivate mutating func wheel(_ notches: Int, _ rect: Rect) {
        run(.mouse(Mouse(.wheel(notches), x: rect.x, y: rect.y)))
    }

    /// The topmost place at the first cell of a rectangle.
    fileprivate func spot(at rect: Rect) -> Spot? { spots.last { $0.rect.contains(x: rect.x, y: rect.y) } }

    private func place(_ target: Spot.Target) throws -> Rect { try #require(spots.last { $0.target == target }).rect }

    fileprivate func row(_ row: Int, of pane: Pane) throws -> Rect {
        // Its last cell is no box.
        let rect = try place(.list(pane.rawValue, row: row))
        return Rect(x: rect.right - 1, y: rect.y, width: 1, height: 1)
    }

    fileprivate func box(_ box: Int, row: Int, of pane: Pane) throws -> Rect {
        try place(.list(pane.rawValue, row: row, box: box))
    }

    fileprivate func list(_ pane: Pane) throws -> Rect { try place(.list(pane.rawValue)) }
}
