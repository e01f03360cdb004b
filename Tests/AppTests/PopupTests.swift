import Catalog
import OAuth
import Screen
import Testing

@testable import App

/// Pages of a few lines over the other modes.
@Suite struct PopupTests {
    private func popup(of model: Model) -> Rect? {
        model.room(at: model.stack.count - 1).popup == nil ? nil : model.room(at: model.stack.count - 1).page
    }

    @Test func hasTheSizeOfItsContent() throws {
        var model = Fixture.model()
        model.press(.enter)
        let box = try #require(popup(of: model))
        let lines = try #require(model.page).text
        #expect(box.height == lines.count)
        #expect(lines.allSatisfy { $0.columns <= box.width })
        #expect(model.screen[box.y - 1].contains("┌"))
        #expect(model.screen[box.bottom].contains("└"))
    }

    @Test func leavesTheRestInSightAndDim() throws {
        var model = Fixture.model()
        let before = model.render()
        model.press(.enter)
        let box = try #require(popup(of: model))
        let frame = model.render()
        for y in 1..<frame.size.height - 2 {
            for x in 0..<frame.size.width where !(box.x - 1...box.right ~= x && box.y - 1...box.bottom ~= y) {
                #expect(frame[x, y]?.base == before[x, y]?.base)
                #expect(frame[x, y]?.style == Style(.dim))
            }
        }
    }

    /// A text that is too long for a box gets the whole page, and is wrapped for it.
    @Test func isAPageIfTheContentIsLong() {
        var model = Fixture.model(Fixture.largeAPI(scopes: 2, operations: 96))
        model.press("g", .enter)
        #expect(model.page != nil)
        #expect(popup(of: model) == nil)
        model.press(.escape, "1", "a", .tab, .tab)
        #expect(popup(of: model) != nil)
        model.run(.pasted((1...30).map { "https://app\($0).example/callback" }.joined(separator: "\n")))
        #expect(popup(of: model) == nil)
    }

    /// A question has no other place: with little room it is shorter.
    @Test func asksInEverySize() throws {
        for (width, height) in [(40, 10), (41, 12), (60, 20), (80, 24), (120, 36), (200, 60)] {
            for question in [Question.copyVerifier, .quitAttempt, .moveHosts(["a"], then: .quit), .forgetCode] {
                var model = Fixture.model(width: width, height: height)
                model.desk.open(question)
                model.run(.focusLost)
                let box = try #require(popup(of: model), "\(width)x\(height)")
                let inside = (box.y..<box.bottom).map { y in
                    String(model.screen[y].dropFirst(box.x).prefix(box.width))
                }
                #expect(inside.contains { $0.contains("?") })
                #expect(inside.last?.contains("y yes   n no") == true)
            }
        }
    }

    /// A wide character of which the box covers one half is not drawn.
    @Test(arguments: 0...3)
    func cutsNoWideCharacterInHalf(offset: Int) {
        var provider = Fixture.provider
        let text = String(repeating: "x", count: offset) + String(repeating: "日", count: 60)
        provider.scopes = ScopeList((0..<20).map { (name: "s\($0)", summary: text) })
        for width in 100...104 {
            var model = Fixture.model(provider, width: width, height: 36)
            model.press("z", ":")
            #expect(model.render().text.allSatisfy { $0.columns == width })
        }
    }

    @Test func hasThePlaceOfTheCursor() throws {
        var model = Fixture.model()
        model.press("m", "y")
        let box = try #require(popup(of: model))
        let cursor = model.render().cursor
        #expect(cursor == Frame.Cursor(x: box.x, y: box.y, isVisible: false))
    }
}
