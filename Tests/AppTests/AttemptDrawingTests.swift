import Flow
import OAuth
import Screen
import Testing

@testable import App

/// The way of the request beside an attempt that waits.
@Suite struct AttemptDrawingTests {
    private func marked(_ model: Model) -> String? {
        guard let trip = model.roundTrip else { return nil }
        let lines = AttemptDrawing(trip, width: 80, rows: 40).lines
        return lines.first { $0.text.contains("▸") }?.text.filter { $0 != "│" && $0 != "▸" }.trimmed
    }

    @Test func marksTheStepThatIsAwaited() {
        var model = Fixture.model(width: 120, height: 36)
        model.press("t")
        #expect(marked(model) == nil)
        model = Fixture.model(width: 120, height: 36)
        model.startAttempt()
        #expect(marked(model) == "GET /authorize")
        model.tell(.browser(.opened))
        #expect(marked(model) == "GET /authorize")
        model.tell(.log(.consentShown(client: "x", scopes: [])))
        #expect(marked(model) == "Allow?")
        model.tell(.log(.codeIssued))
        #expect(marked(model) == "GET /callback")
        model.matchState()
        #expect(marked(model) == nil)
        model.press(.enter)
        #expect(marked(model) == "POST token")
    }

    @Test func isAbsentIfThereIsNoRoom() throws {
        var model = Fixture.model(width: 120, height: 36)
        model.startAttempt()
        let trip = try #require(model.roundTrip)
        #expect(AttemptDrawing(trip, width: 59, rows: 40).lines.isEmpty)
        #expect(AttemptDrawing(trip, width: 60, rows: 12).lines.isEmpty)
        for width in 60...160 {
            let lines = AttemptDrawing(trip, width: width, rows: 13).lines
            #expect(lines.count == 12)
            #expect(lines.allSatisfy { $0.columns <= width })
        }
    }
}
