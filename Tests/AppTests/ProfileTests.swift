import Catalog
import OAuth
import Testing

@testable import App

/// `:profile`, which holds the request against a standard.
struct ProfileTests {
    /// A model with this profile, chosen in the list.
    private static func model(_ name: String) -> Model {
        var model = Fixture.model()
        model.press(":")
        model.type("profile")
        model.press(.enter)
        model.type(name)
        model.press(.enter)
        return model
    }

    private static func rules(_ model: Model) -> [String] { model.outcome.diagnostics.map(\.rule.rawValue) }

    @Test func offersThoseThatTheScreenCanFollow() {
        var model = Fixture.model()
        model.press(":")
        model.type("profile")
        model.press(.enter)
        #expect(model.menu?.rows.map(\.text) == ["none", "rfc9700", "oauth-2.1", "mcp"])
        #expect(model.menu?.current?.text == "none")
    }

    @Test func countsBesidesTheProvider() {
        let before = Self.rules(Fixture.model())
        var model = Self.model("mcp")
        #expect(model.outcome.diagnostics.contains { $0.rule == .parameterMissing && $0.parameter == "resource" })
        #expect(model.screen.contains { $0.contains("Validation: mcp") })
        model.press(":")
        model.type("profile")
        model.press(.enter)
        #expect(model.menu?.current?.text == "mcp")
        model.type("none")
        model.press(.enter)
        #expect(Self.rules(model) == before)
        #expect(!model.screen.contains { $0.contains("Validation:") })
    }

    @Test func isKeptWithTheChoices() {
        let model = Self.model("oauth-2.1")
        #expect(model.workspace.profile == "oauth-2.1")
        var next = Fixture.model()
        next.restore(model.workspace)
        #expect(next.workspace == model.workspace)
        #expect(next.screen.contains { $0.contains("Validation: oauth-2.1") })
    }

    @Test func restoresNoProfileThatTheScreenCannotFollow() {
        for name in ["fapi-2", "generic", "x"] {
            var workspace = Fixture.model().workspace
            workspace.profile = name
            var model = Fixture.model()
            model.restore(workspace)
            #expect(model.workspace.profile == nil)
        }
    }

    @Test func isSavedAfterAMomentOfQuiet() {
        var model = Fixture.model()
        model.press(":")
        model.type("profile")
        model.press(.enter)
        model.type("mcp")
        #expect(model.press(.enter).contains { if case .wait(.save, _) = $0 { true } else { false } })
    }
}
