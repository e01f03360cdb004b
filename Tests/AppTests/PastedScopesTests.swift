import App
import Catalog
import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// A list of scopes that is pasted into Scopes.
@Suite(.onThreadsOfTheirOwn) struct PastedScopesTests {
    private static let list = "beta:read\tSee what is new\rbeta:write\tChange it\ruser:read\tKnown\r"

    @Test func showsTheListBeforeAnythingIsAdded() {
        var model = Fixture.model()
        #expect(model.run(.pasted(Self.list)) == [])
        #expect(model.top is PastedScopes)
        let text = model.screen.joined(separator: "\n")
        for part in [
            "Pasted scopes", "nothing is added yet", "2 new, 1 there already; none is turned on", "beta:write",
            "See what is new",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        model.press(.escape)
        #expect(model.top is Panes)
        #expect(model.session.own.scopes.isEmpty)
    }

    @Test func addsTheScopesInOneStep() {
        var model = Fixture.model()
        let before = model.draft
        model.run(.pasted(Self.list))
        let effects = model.press(.enter)
        #expect(model.session.own.scopes.map(\.name) == ["beta:read", "beta:write"])
        #expect(effects.contains(.saveOwn(model.session.own)))
        #expect(model.notice?.text == "Added 2 scopes, none is on · u undo")
        #expect(model.draft.scopes == before.scopes)
        model.press("u")
        #expect(model.session.own.scopes.isEmpty)
    }

    @Test func aListThatIsKnownAddsNothing() {
        var model = Fixture.model()
        model.run(.pasted("user:read\ncompany:read\n"))
        #expect(model.press(.enter) == [])
        #expect(model.notice?.text == "You have all of them already")
        #expect(model.top is PastedScopes)
    }

    @Test(arguments: ["openid", "one line only", "no list\nat all here\n", "\n\n", "word\nand a text"])
    func otherPastesAreForFields(text: String) {
        var model = Fixture.model()
        model.run(.pasted(text))
        #expect(model.top is Panes)
        #expect(model.notice?.text == "Nothing to paste into: Enter opens a field, / filters")
    }

    @Test func aListIsOfferedInScopesOnly() {
        var model = Fixture.model()
        model.press("1")
        model.run(.pasted(Self.list))
        #expect(model.top is Panes)
        model.press("2", "/")
        model.run(.pasted(Self.list))
        #expect(model.top is Panes)
    }

    @Test(arguments: [(40, 10), (72, 22), (120, 40)])
    func drawsAtEverySize(width: Int, height: Int) {
        var model = Fixture.model(width: width, height: height)
        model.run(
            .pasted(
                (0..<60).map { "scope-with-a-long-name:\($0)  What it allows, in many words" }.joined(separator: "\n")))
        for _ in 0..<70 {
            model.press("j")
            #expect(model.render().text.allSatisfy { $0.columns == width })
        }
        model.press("G")
        #expect(model.screen.joined().contains("scope-with-a-long-name:59"))
    }
}
