import Catalog
import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// The tour: eight steps, each ticked by what was done.
@Suite(.onThreadsOfTheirOwn) struct TourTests {
    private static func start() -> (Model, [Effect]) {
        var model = Fixture.model(Fixture.api, width: 120, height: 36)
        var effects = model.press(":")
        effects += model.type("tour")
        effects += model.press(.enter)
        return (model, effects)
    }

    @Test func beginsWithAPageAndGoesOnAtTheCorner() {
        var (model, effects) = Self.start()
        #expect(model.top is TourPage)
        #expect(effects.contains(.locateSample))
        #expect(model.screen[1].contains("0 of 8 done"))
        model.press(.escape)
        #expect(model.top is Panes)
        #expect(model.screen[0].contains("Tour 1 of 8, Copy the URL: press y"))
        // On a small screen, the step is shorter. The provider's name stays.
        for (width, step) in [(80, "Tour 1 of 8, Copy the URL: press y"), (60, "1/8"), (40, "1/8")] {
            model.run(.resized(Size(width: width, height: 20)))
            #expect(model.screen[0].contains(step))
            #expect(model.screen[0].contains("Bakery"))
        }
        _ = effects
    }

    /// An attempt uses the URL, but the user has not copied it.
    @Test func anAttemptIsNotACopy() {
        var (model, _) = Self.start()
        model.press(.escape, "t")
        #expect(model.roundTrip != nil)
        #expect(model.desk.tour?.current == .copy)
        model.press(.escape)
        #expect(model.roundTrip == nil)
        #expect(model.desk.tour?.current == .copy)
    }

    @Test func ticksWhatIsDone() throws {
        var (model, _) = Self.start()
        model.press(.escape, "y")
        model.run(.copied(.program("wl-copy")))
        #expect(model.desk.tour?.current == .turnOn)
        model.press("2", "g")
        model.press(" ")
        if model.desk.tour?.current == .turnOn { model.press("j", " ") }
        #expect(model.desk.tour?.current == .breaking)
        model.press("m")
        #expect(model.desk.tour?.current == .fix)
        model.press("4", "f")
        #expect(model.desk.tour?.current == .rehearse)
        model.startAttempt()
        model.matchState()
        model.press(.enter)
        model.tell(.granted(Fixture.grant()))
        #expect(model.desk.tour?.current == .importing)
        model.press(.escape, "y", .escape)
        var provider = Fixture.api
        provider.id = "imported"
        provider.importedFrom = "orders-api.json"
        model.run(.providerOpened(OpenedProvider(source: .builtIn, provider: provider, fresh: Fixture.fresh(5))))
        if model.provider.id != "imported" { model.press("P") }
        #expect(model.provider.id == "imported")
        #expect(model.desk.tour?.current == .leastScopes)
        model.press("O", " ", "a")
        #expect(model.desk.tour?.current == .compare)
        model.press("b", .enter, "=", .enter)
        #expect(model.compare != nil)
        #expect(model.desk.tour == nil)
        #expect(model.notice?.text.hasPrefix("The tour is done") == true)
    }

    @Test func canBeLeftAtAnyTime() {
        var (model, _) = Self.start()
        model.press("d")
        #expect(model.desk.tour == nil)
        #expect(model.top is Panes)
        #expect(!model.screen[0].contains("Tour"))
    }

    @Test func offersTheDescriptionThatComesWithTheProgram() {
        var (model, _) = Self.start()
        model.run(.sampleLocated("/usr/share/authscope/samples/orders-api.json"))
        model.press(.escape, "i")
        #expect(model.line?.editor.text == "/usr/share/authscope/samples/orders-api.json")
    }

    /// Without a tour nothing is observed, and the offer is a message like any other.
    @Test func isOfferedOnce() {
        var model = Fixture.model()
        model.offerTour()
        #expect(model.notice?.text.contains(":tour") == true)
        #expect(model.desk.tour == nil)
        model.press("j")
        #expect(model.notice == nil)
    }
}
