import App
import OAuth
import Screen
import Testing

@Suite struct TypingTests {
    private func editing(_ row: RequestRow) -> Model {
        var model = Fixture.model()
        model.press("3")
        while model.requestCursor != row { model.press("j") }
        model.press("e")
        return model
    }

    @Test func showsEveryTypedCharacterInTheURL() {
        var model = editing(.newExtra)
        model.type("prompt=consent")
        #expect(model.outcome.url.text.hasSuffix("&prompt=consent"))
        model.press(.enter)
        #expect(model.draft.extras == [ExtraParameter(Parameter("prompt", "consent"))])
    }

    @Test func givesTheOldValueBackOnEsc() {
        var model = editing(.newExtra)
        let before = Fixture.model().draft
        model.type("prompt=consent")
        model.press(.escape)
        #expect(model.draft == before)
        #expect(!model.history.canUndo)
    }

    @Test func countsOneEditAsOneStepOfUndo() {
        var model = editing(.stateValue)
        model.type("my-own-state-value-12345")
        model.press(.enter)
        #expect(model.draft.state == "my-own-state-value-12345")
        model.press("u")
        #expect(model.draft.stateChoice == .random)
        model.press(.control("r"))
        #expect(model.draft.state == "my-own-state-value-12345")
    }

    @Test func checksAVerifierWhileItIsTyped() {
        var model = editing(.verifier)
        model.type("tooshort")
        #expect(model.outcome.diagnostics.contains { $0.rule.rawValue == "verifier-length" })
        model.press(.control("u"))
        model.run(.pasted("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        #expect(model.outcome.request["code_challenge"] == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func removesAParameterThatIsEmptied() {
        var model = editing(.newExtra)
        model.type("prompt=consent")
        model.press(.enter, "k", "e", .control("u"), .enter)
        #expect(model.draft.extras.isEmpty)
    }

    @Test func refusesAParameterWithoutAName() {
        var model = editing(.newExtra)
        model.type("=consent")
        model.press(.enter)
        #expect(model.editing != nil)
        #expect(model.notice?.text == "A parameter needs a name: name=value")
    }

    @Test func stripsLineEndsAndControlsFromAPaste() {
        var model = editing(.otherRedirect)
        model.press(.control("u"))
        model.run(.pasted("https://app.example/\r\ncallback\u{1B}\n"))
        #expect(model.draft.redirectURI == "https://app.example/callback")
    }

    @Test func saysWhatItLeavesOutOfAPaste() {
        var model = editing(.newExtra)
        model.run(.pasted("a=1\n\u{1B}2"))
        #expect(model.editing?.editor.text == "a=12")
        #expect(model.notice?.text == "Removed 2 line breaks or controls from the paste")
    }

    @Test func typesAStateOfOnesOwnWithEnterOnTheStateRow() {
        var model = Fixture.model()
        model.press("3")
        while model.requestCursor != .state { model.press("j") }
        model.press(.enter)
        #expect(model.editing != nil)
        #expect(model.draft.state != nil)
    }

    @Test func takesEveryPrintableKeyAsText() {
        var model = editing(.stateValue)
        model.type("qyznmu?/123 A")
        #expect(model.draft.state == "qyznmu?/123 A")
    }

    @Test func movesInTheListWhileItsFilterIsTyped() {
        var model = Fixture.model()
        model.press("/")
        model.type("customer")
        #expect(model.scopeRows.count == 2)
        model.press(.down)
        #expect(model.scopeCursor == 3)
        model.press(.escape)
        #expect(model.scopeRows.count == 6)
        #expect(model.scopeCursor == 3)
    }

    @Test(arguments: [
        ("cust", 2), ("READ", 3), ("read cust", 1), ("orders place", 1), ("nothing", 0), ("", 6), ("  user  ", 4),
    ])
    func filtersByWordsInAnyOrderAndAnyCase(filter: String, count: Int) {
        var model = Fixture.model()
        model.press("/")
        model.type(filter)
        #expect(model.scopeRows.count == count)
    }

    @Test func editsTheLineWithTheKeysOfReadline() {
        var editor = LineEditor("one two three")
        let steps: [(Action, String, Int)] = [
            (.textDeleteWord, "one two ", 8), (.textYank, "one two three", 13), (.textWordLeft, "one two three", 8),
            (.textLeft, "one two three", 7), (.textDeleteBack, "one tw three", 6), (.textStart, "one tw three", 0),
            (.textDeleteForward, "ne tw three", 0), (.textWordRight, "ne tw three", 2), (.textKillEnd, "ne", 2),
            (.textStart, "ne", 0), (.textYank, " tw threene", 9), (.textKillStart, "ne", 0), (.textEnd, "ne", 2),
            (.textRight, "ne", 2),
        ]
        for (action, text, cursor) in steps {
            let isTaken = editor.apply(action)
            #expect(isTaken)
            #expect(editor.text == text, "after \(action)")
            #expect(editor.cursor == cursor, "after \(action)")
        }
    }
}
