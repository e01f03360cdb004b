import Catalog
import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// Requests that are kept under names, and compared.
@Suite(.onThreadsOfTheirOwn) struct CompareTests {
    private static func named(_ name: String, _ model: inout Model) {
        model.press("b", .control("u"))
        model.type(name)
        model.press(.enter)
    }

    // MARK: Names

    @Test func keepsARequestAndOpensIt() {
        var model = Fixture.model()
        let before = model.draft
        Self.named("works in staging", &model)
        #expect(model.own.requests.map(\.name) == ["works in staging"])
        model.press("m", " ", "1", "j", " ")
        #expect(model.draft != before)
        model.press("B", .enter)
        #expect(model.top is Panes)
        #expect(model.draft.clientID == before.clientID)
        #expect(model.draft.redirectURI == before.redirectURI)
        #expect(model.draft.scopes == before.scopes)
        #expect(model.draft.method == before.method)
        model.press("u")
        #expect(model.draft.method == .plain)
    }

    @Test func renamesCopiesAndDeletes() {
        var model = Fixture.model()
        Self.named("one", &model)
        model.press("B", "D")
        #expect(model.own.requests.map(\.name) == ["one", "one 2"])
        model.press("e", .control("u"))
        model.type("two")
        model.press(.enter)
        #expect(model.own.requests.map(\.name) == ["two", "one 2"])
        model.press("j")
        let effects = model.press("d")
        #expect(model.own.requests.map(\.name) == ["two"])
        #expect(effects.contains(.saveOwn(model.own)))
        model.press("u", "u", "u")
        #expect(model.own.requests.map(\.name) == ["one"])
    }

    @Test func replacesARequestOfTheSameName() {
        var model = Fixture.model()
        Self.named("one", &model)
        model.press("m")
        Self.named("one", &model)
        #expect(model.own.requests.map(\.method) == [.plain])
        #expect(model.notice?.text.hasPrefix("Replaced one") == true)
    }

    /// State, verifier, nonce and secrets are never kept.
    @Test func keepsNeitherSecretsNorValuesOfAnAttempt() {
        var model = Fixture.model()
        for parameter in ["client_secret=topsecret", "nonce=n-0S6_WzA2Mj", "prompt=consent"] {
            model.press("3", "G", "e")
            model.type(parameter)
            model.press(.enter)
        }
        Self.named("one", &model)
        let text = OwnEntriesFile.text(of: model.own, provider: "bakery")
        for secret in ["topsecret", "n-0S6_WzA2Mj", model.draft.verifier, model.draft.randomState] {
            #expect(!text.contains(secret))
        }
        #expect(text.contains("consent"))
        #expect(model.notice?.text.contains("client_secret, nonce") == true)
    }

    // MARK: Comparing

    @Test func comparesANamedRequestPartByPart() throws {
        var model = Fixture.model()
        Self.named("staging", &model)
        model.press("m", "2", "g", " ", "B", "=")
        let rows = try #require(model.compare?.rows)
        #expect(rows.map(\.name) == ["scope", "code_challenge_method"])
        #expect(rows[0].onlyRight == ["company:read"])
        #expect(rows[1].verdict == .weaker)
        #expect(model.compare?.comparison.rows.contains { $0.place == .token } == true)
        let text = model.screen.joined(separator: "\n")
        #expect(text.contains("+company:read"))
        #expect(text.contains("new in each attempt"))
    }

    @Test(arguments: [(120, 36), (60, 20), (40, 10)])
    func showsWholeValuesOnLinesOfTheirOwn(width: Int, height: Int) {
        var model = Fixture.model()
        Self.named("staging", &model)
        model.press("2", "g", " ", "B", "=", .enter)
        model.run(.resized(Size(width: width, height: height)))
        let lines = model.screen
        #expect(lines.contains { $0.contains("\"staging\"  user:read") })
        #expect(lines.contains { $0.contains("now        company:read") })
        #expect(lines.contains { $0.contains(" user:read") && !$0.contains("staging") })
    }

    /// A list of requests is on the screen: a pasted one is not a text to find.
    @Test func comparesAPastedRequestAndTakesNoSecretFromIt() throws {
        var model = Fixture.model()
        model.press("=")
        #expect(model.menu != nil)
        model.run(.pasted("https://bakery.example/a?response_type=code&client_secret=HUSHHUSH&scope=user:read"))
        let compare = try #require(model.compare)
        let row = try #require(compare.rows.firstIndex { $0.name == "client_secret" })
        model.press([Key](repeating: "j", count: row))
        model.press("h")
        #expect(model.notice?.text == "client_secret is a secret, which must not be in a URL")
        #expect(!model.outcome.url.text.contains("HUSH"))
        #expect(!model.screen.joined().contains("HUSH"))
    }

    @Test func explainsTheSignsOnTheScreen() {
        var model = Fixture.model()
        Self.named("staging", &model)
        model.press("m", "B", "=")
        #expect(model.screen.contains { $0.contains("! different and one side is less safe; · new in each attempt") })
        #expect(!model.screen.contains { $0.contains("= same") })
        model.press("A")
        #expect(model.screen.joined().contains("= same; ! different and one side is less safe; · new in each attempt"))
    }

    @Test func refusesTheNameOfStandardInput() {
        var model = Fixture.model()
        Self.named("-", &model)
        #expect(model.own.requests.isEmpty)
        #expect(model.notice?.text.contains("standard input") == true)
    }

    @Test func takesEitherSide() {
        var model = Fixture.model()
        Self.named("staging", &model)
        model.press("m", "2", "g", " ", "B", "=", "j", "h")
        #expect(model.draft.method == .s256)
        #expect(model.compare?.rows.map(\.verdict) == [.differs, .same])
        model.press("g", "h")
        #expect(model.session.names(of: model.draft.scopes) == ["user:read"])
        #expect(model.compare?.comparison.count == 0)
        model.press("l")
        #expect(model.session.names(of: model.draft.scopes) == ["company:read", "user:read"])
        model.press("u", "u", "u")
        #expect(model.draft.method == .plain)
    }

    @Test func comparesWithTheURLThatWasCopied() {
        var model = Fixture.model()
        model.press("=")
        #expect(model.menu?.rows.first?.refusal != nil)
        model.press(.escape, "y")
        model.run(.copied(.program("wl-copy")))
        model.press("2", "g", " ", "=", .enter)
        #expect(model.compare?.rows.map(\.name) == ["scope"])
        #expect(model.compare?.comparison.rows.first { $0.name == "state" }?.verdict == .newEachTime)
    }

    @Test func comparesWithAPastedURL() {
        var model = Fixture.model()
        model.press("=", .down, .enter)
        #expect(model.line?.subject == .comparedRequest)
        model.run(.pasted(Fixture.pastedURL))
        model.press(.enter)
        #expect(model.compare?.rows.first?.name == "response_type")
    }

    @Test func copiesTheDifferencesAsText() throws {
        var model = Fixture.model()
        Self.named("staging", &model)
        model.press("2", "g", " ", "B", "=")
        let effects = model.press("y")
        #expect(effects == [.copy("--- staging\n+++ now\nscope\n+ company:read\n", .comparison)])
    }
}
