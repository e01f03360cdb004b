import App
import Catalog
import Flow
import OAuth
import Screen
import TestSupport
import TestTraits
import Testing

@Suite(.onThreadsOfTheirOwn) struct PropertyTests {
    private let keys: [Key] =
        [
            " ", "j", "k", "h", "l", "g", "G", "1", "2", "3", "4", "5", "n", "m", "v", "u", "z", "s", "A", "f", "d",
            "e", "/", "?", "y", "p", "a", "x", "=", ".", "é", "t", "o", "r", "c", "C", "R", "D", ":", "P", "i", "O",
            "O",
            "+", "N",
        ] + [
            .enter, .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace,
            .delete, .wordLeft, .wordRight, .control("r"), .control("u"), .control("d"), .control("k"), .control("w"),
            .control("y"), .control("a"), .control("e"), .control("l"), .control("c"), .control("x"), .control("p"),
            .control("n"),
        ]

    private func randomEvent(_ random: inout SeededGenerator) -> Event {
        switch Int.random(in: 0..<40, using: &random) {
        case 0:
            .resized(
                Size(width: Int.random(in: 1...160, using: &random), height: Int.random(in: 1...50, using: &random)))
        case 1: .pasted(random.text(longest: 20))
        case 2: .focusLost
        case 9, 10, 11: .mouse(mouse(&random))
        case 3: .copied(.terminal)
        case 5: .providersListed(Fixture.listings)
        case 6 where Bool.random(using: &random):
            .providerOpened(
                OpenedProvider(
                    source: .builtIn, provider: providers.randomElement(using: &random) ?? Fixture.other,
                    fresh: Fixture.fresh(UInt8.random(in: 0...255, using: &random))))
        case 7:
            .importOffered(
                Int.random(in: 1...9, using: &random),
                offers.randomElement(using: &random) ?? offers[0])
        case 8 where Bool.random(using: &random): .importFailed(Int.random(in: 1...9, using: &random), "x: no")
        case 4: .roundTrip(Int.random(in: 0...9, using: &random), attemptEvent(&random))
        default: .keyPressed(keys[Int.random(in: 0..<keys.count, using: &random)])
        }
    }

    private func mouse(_ random: inout SeededGenerator) -> Mouse {
        let actions: [Mouse.Action] = [.click, .click, .doubleClick, .wheel(Int.random(in: -9...9, using: &random))]
        return Mouse(
            actions[Int.random(in: 0..<4, using: &random)], x: Int.random(in: 0...159, using: &random),
            y: Int.random(in: 0...49, using: &random))
    }

    /// One event, or what a form is filled in with from its opening to its end, if nothing stands in the way.
    private func randomEvents(_ random: inout SeededGenerator) -> [Event] {
        guard Int.random(in: 0..<30, using: &random) == 0 else { return [randomEvent(&random)] }
        let pane: Key = Bool.random(using: &random) ? "1" : "2"
        let keys: [Key] = ["a", "e", "D"]
        let way = keys[Int.random(in: 0..<3, using: &random)]
        let number = Int.random(in: 0...99, using: &random)
        let end: Key = Int.random(in: 0..<5, using: &random) == 0 ? .escape : .enter
        return [
            .keyPressed(.escape), .keyPressed(.escape), .keyPressed(.escape), .keyPressed(pane), .keyPressed(way),
            .pasted("app-\(number)"), .keyPressed(.tab), .pasted("id-\(number)"), .keyPressed(.tab),
            .pasted("https://app.example/\(number)\nhttp://127.0.0.1/\(number % 7)"), .keyPressed(end),
        ]
    }

    private let offers = [Fixture.offer(), Fixture.several, Fixture.moved]
    private let providers = [Fixture.provider, Fixture.other, Fixture.large(300)]

    private func attemptEvent(_ random: inout SeededGenerator) -> RoundTripEvent {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1, 2:
            .ready(
                provider: Fixture.rehearsed(Fixture.provider), redirectURI: "http://127.0.0.1:8765/callback",
                arrival: .listener("127.0.0.1:8765"))
        case 3: .stateMatched(Fixture.exchange, remarks: [])
        case 4: .granted(Fixture.grant())
        case 5: .refused(random.text(longest: 40), count: 1)
        case 6: .failed(.init(.wait, random.text(longest: 80)))
        default: .log(.allowed)
        }
    }

    @Test(arguments: [(1, 6, 10_000), (2, 300, 2_000), (3, 0, 500), (4, 7, 10_000), (5, 200, 2_000)])
    func keepsItsInvariantsOverRandomEvents(seed: UInt64, scopes: Int, steps: Int) {
        var random = SeededGenerator(seed: seed)
        let provider =
            switch scopes {
            case 6: Fixture.provider
            case 7: Fixture.api
            case 200: Fixture.largeAPI(scopes: 200, operations: 90)
            default: Fixture.large(scopes)
            }
        var model = Fixture.model(provider)
        var written = model.own
        var changes = 0
        for step in 0..<steps {
            for event in randomEvents(&random) {
                let waiting = model.desk.jobs.opened
                for case .saveOwn(let entries) in model.run(event) {
                    written = entries
                    changes += 1
                }
                // Each provider has entries of its own.
                if case .providerOpened(let opened) = event {
                    if model.desk.jobs.opened == nil { written = opened.own }
                } else if let waiting, model.desk.jobs.opened == nil {
                    written = waiting.own
                }
            }
            #expect(model.own == written, "step \(step)")
            check(model, step)
            if step % 25 == 0 { #expect(model.render().size == model.size, "step \(step)") }
        }
        #expect(changes > steps / 200)
    }

    private func check(_ model: Model, _ step: Int) {
        let url = model.outcome.url.text
        #expect(model.outcome.url == model.draft.request(to: model.provider).url)
        let read = AuthorizationRequest(reading: url, endpoint: model.provider.authorizationEndpoint)
        #expect(read == model.outcome.request, "step \(step): \(url)")
        #expect(model.own.applied(to: model.base) == model.provider, "step \(step)")
        #expect(model.draft.client.map { model.provider.clients.indices.contains($0) } ?? true, "step \(step)")
        #expect(model.draft.scopes.allSatisfy { model.provider.scopes.indices.contains($0) }, "step \(step)")
        #expect(model.clientRows.allSatisfy { model.provider.clients.indices.contains($0) }, "step \(step)")
        #expect(model.scopeRows.isEmpty || model.scopeRows[model.scopeRows.count - 1] < model.provider.scopes.count)
        if let form = model.form {
            #expect(form.fields.contains(form.current), "step \(step)")
            #expect(form.top >= 0)
        }
        #expect(model.requestRows.contains(model.requestCursor))
        #expect(model.scopeRows.isEmpty || model.scopeRows.contains(model.scopeCursor))
        #expect(model.clientRows.isEmpty || model.clientRows.contains(model.clientCursor))
        #expect(model.findingCursor >= 0)
        #expect(model.findingCursor <= max(0, model.validationRows.count - 1))
        #expect(model.urlCursor >= 0)
        checkOperations(model)
    }

    private func checkOperations(_ model: Model) {
        #expect(model.choice.ticked.allSatisfy(model.provider.operations.indices.contains))
        guard let view = model.operations else { return }
        #expect(view.rows.allSatisfy(model.provider.operations.indices.contains))
        #expect(view.rows.isEmpty || view.rows.contains(view.cursor))
        #expect(view.top >= 0 && view.top <= max(0, view.rows.count - 1))
        #expect(view.resultTop >= 0)
        #expect((model.choice.result == nil) == model.choice.ticked.isEmpty)
        #expect(model.choice.result.map { $0.sets.indices.contains(model.choice.alternative) } != false)
        guard let scopes = model.choice.scopes, let result = model.choice.result else { return }
        // A set that is reported as enough is enough.
        let names = Set(scopes.map { model.provider.scopes.name(at: $0) })
        for row in model.choice.ticked where result.scoped.contains(row) {
            #expect(model.provider.operations[row].alternatives.contains { $0.allSatisfy(names.contains) })
        }
    }

    @Test func comesBackToTheSameDraftByUndoAndRedo() {
        var random = SeededGenerator(seed: 11)
        var model = Fixture.model()
        var ownSteps = 0
        for _ in 0..<500 {
            for event in randomEvents(&random) { model.run(event) }
            model.press(.escape, .escape, .escape)
            model.editingEnds()
            guard model.history.canUndo else { continue }
            let draft = model.draft
            let provider = model.provider
            let own = model.own
            if !own.isEmpty { ownSteps += 1 }
            model.press("u", .control("r"))
            #expect(model.draft == draft)
            #expect(model.own == own)
            #expect(model.provider == provider)
        }
        #expect(ownSteps > 20)
    }

    @Test func drawsEverySizeWithoutATrap() {
        var model = Fixture.model()
        model.press("m")
        for height in 1...60 {
            for width in 1...200 where width < 12 || height < 12 || (width + height) % 9 == 0 {
                model.run(.resized(Size(width: width, height: height)))
                let frame = model.render()
                #expect(frame.size == Size(width: width, height: height))
            }
        }
    }

    @Test func drawsTheOperationsAtEverySizeWithoutATrap() {
        for keys in [[], [.tab], [.tab, "z"], ["z"], ["/", "x"], [.enter]] as [[Key]] {
            var model = Fixture.model(Fixture.largeAPI(scopes: 300, operations: 120))
            model.press(["O", " ", "j", " "] + keys)
            for height in 1...60 {
                for width in 1...200 where (width + height * 3) % 11 == 0 {
                    model.run(.resized(Size(width: width, height: height)))
                    #expect(model.render().text.allSatisfy { $0.columns == width })
                }
            }
        }
    }

    @Test func drawsEveryPaneAtEverySizeWithoutATrap() {
        for pane in Pane.allCases {
            for keys in [[], ["z"], ["?"], ["v"], ["v", "v"], ["/"], ["e"], ["a", "x", .enter]] as [[Key]] {
                var model = Fixture.model(Fixture.large(200))
                model.press(.character(Unicode.Scalar(UInt8(48 + pane.rawValue))))
                model.press(keys)
                for size in [(1, 1), (39, 9), (40, 10), (41, 11), (72, 22), (71, 22), (100, 30), (99, 30), (200, 60)] {
                    model.run(.resized(Size(width: size.0, height: size.1)))
                    #expect(model.render().text.allSatisfy { $0.columns == size.0 })
                }
            }
        }
    }
}

extension Model {
    /// Answers what stands open, so that the next key is a command again.
    mutating func editingEnds() {
        if question != nil { press("n") }
    }
}
