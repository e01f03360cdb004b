import OAuth
import Screen
import Testing

@testable import App

/// The third column, from 160 columns.
@Suite struct DetailsTests {
    private func column(of model: Model) -> (subject: String, rows: [String]) {
        let screen = model.screen
        let start = screen[1].range(of: "─ Details ")
        let x = start.map { screen[1].distance(from: screen[1].startIndex, to: $0.lowerBound) } ?? 0
        let rows = screen.dropFirst().map { String($0.dropFirst(x)) }
        return (rows.first ?? "", Array(rows.dropFirst()))
    }

    @Test func isThereFromOneHundredAndSixtyColumns() {
        for (width, height, isThere) in [(160, 45, true), (200, 60, true), (159, 45, false), (200, 29, false)] {
            let model = Fixture.model(width: width, height: height)
            #expect(model.screen[1].contains("Details") == isThere, "\(width)x\(height)")
            #expect(model.panes.layout.value?.details.isEmpty != isThere)
        }
    }

    @Test func followsTheCursorOfThePane() {
        var model = Fixture.model(Fixture.api, width: 160, height: 45)
        let steps: [(keys: [Key], subject: String, text: String)] = [
            ([], "user:read", "on; Space turns it off"), (["k"], "", "off; Space turns it on"),
            (["1"], "Demo web app", "http://127.0.0.1:8765/callback"), (["j"], "Staging", "not chosen; Space uses it"),
            (["3"], "client_id", "identifies your app"), (["m", "4"], "pkce-plain", "f: use S256"),
            (["5"], "parameters", "code_challenge_method"),
            (["v", "j"], "client_id", "264ade60a4ca76716a53056cecb171c027586d"),
        ]
        for (keys, subject, text) in steps {
            model.press(keys)
            let details = column(of: model)
            #expect(details.subject.hasSuffix(" \(subject) ─") || subject.isEmpty, "\(keys)")
            #expect(details.rows.contains { $0.contains(text) }, "\(keys)")
        }
    }

    @Test func followsTheOperations() throws {
        var model = Fixture.model(Fixture.api, width: 160, height: 45)
        model.press("O")
        for _ in 0..<3 {
            let cursor = try #require(model.operations).cursor
            let operation = model.provider.operations[cursor]
            let (subject, rows) = column(of: model)
            let title = " \(operation.name) ─"
            #expect(subject.hasSuffix(title))
            #expect(rows[0].contains(operation.summary))
            #expect(rows.contains { $0.contains("Needs     ") })
            model.press("j")
        }
    }

    @Test func neverShowsTheVerifier() {
        var model = Fixture.model(width: 160, height: 45)
        model.press("3")
        while model.requestCursor != .verifier { model.press("j") }
        #expect(!model.screen.contains { $0.contains(model.draft.verifier) })
    }

    /// A scope may unlock thousands of operations; only those that have room are put into lines.
    @Test func makesNoMoreLinesThanHaveRoom() {
        var model = Fixture.model(Fixture.largeAPI(scopes: 3, operations: 3_000), width: 160, height: 45)
        model.press("g")
        #expect(column(of: model).rows.contains { $0.contains("more: Enter shows all") })
        let lines = model.session.pageLines(ofScope: model.scopeCursor, width: 50, most: 20, model.desk.key)
        #expect((20...24).contains(lines.count))
    }

    /// Below the URL is only what Request does not show, or not whole.
    @Test func listsNoParameterTwice() {
        var model = Fixture.model(width: 120, height: 36)
        func table() -> [String] {
            model.panes.tableParameters(on: model.desk, in: model.desk.room)
                .map { model.outcome.request.parameters[$0].name }
        }
        #expect(table() == ["response_type", "client_id", "scope"])
        model.press("3", "e", .control("u"))
        model.type("short")
        model.press(.enter)
        #expect(table() == ["response_type", "scope"])
        model.run(.resized(Size(width: 160, height: 45)))
        #expect(table() == [])
    }
}
