import App
import Screen
import TestTraits
import Testing

@Suite(.onThreadsOfTheirOwn) struct KeyTableTests {
    @Test(arguments: Binding.Context.allCases)
    func givesEachKeyOneMeaning(context: Binding.Context) {
        let keys = KeyTable.standard.bindings.filter { $0.context == context }.flatMap(\.keys)
        #expect(Set(keys).count == keys.count, "\(context)")
    }

    @Test(arguments: Pane.allCases)
    func hidesNoGlobalKeyInAPane(pane: Pane) {
        guard let context = pane.context else { return }
        let global = Set(KeyTable.standard.bindings.filter { $0.context == .global }.flatMap(\.keys))
        let own = KeyTable.standard.bindings.filter { $0.context == context }.flatMap(\.keys)
        #expect(global.isDisjoint(with: own))
    }

    /// `n` means the next one in both contexts. All other keys have their global meaning.
    @Test func hidesNoGlobalKeyInTheOperationsButTheOneForTheNext() {
        let global = Set(KeyTable.standard.bindings.filter { $0.context == .global }.flatMap(\.keys))
        let own = KeyTable.standard.bindings.filter { $0.context == .operations }.flatMap(\.keys)
        #expect(global.intersection(own) == ["n"])
    }

    @Test func bindsEveryAction() {
        #expect(Set(KeyTable.standard.bindings.map(\.action)) == Set(Action.allCases))
    }

    /// A command has one row in each list of commands: the palette runs its action. Modes that cover the screen have
    /// lists of their own.
    @Test func bindsEveryCommandOnce() {
        let commands = KeyTable.standard.bindings.filter { $0.command != nil && !$0.keys.isEmpty }
        let alone: [Binding.Context] = [.inspecting, .comparing, .requests, .touring]
        for list in [commands.filter { !alone.contains($0.context) }]
            + alone.map({ context in
                commands.filter { $0.context == context }
            })
        {
            for binding in list { #expect(list.filter { $0.action == binding.action }.count == 1, "\(binding.action)") }
        }
    }

    /// On AZERTY digits need Shift and these need AltGr; function keys and Alt are not on every keyboard.
    @Test func needsNoKeyThatSomeKeyboardsHide() {
        for case .character(let scalar) in KeyTable.standard.bindings.flatMap(\.keys) {
            #expect(!"[]{}\\|@#~`".unicodeScalars.contains(scalar))
        }
    }

    @Test(arguments: 40...200)
    func fitsTheFooterAtEveryWidth(width: Int) throws {
        for pane in Pane.allCases {
            var model = Fixture.model(width: width, height: 30)
            model.press(.character(Unicode.Scalar(UInt8(48 + pane.rawValue))))
            let footer = try #require(model.screen.last)
            #expect(footer.contains("? help"))
            #expect(!footer.contains("…"))
        }
        for keys in [["O"], ["O", " "], ["O", .tab]] as [[Key]] {
            var model = Fixture.model(Fixture.api, width: width, height: 30)
            model.press(keys)
            let footer = try #require(model.screen.last)
            #expect(footer.contains("? help"))
            #expect(!footer.contains("…"))
        }
    }
}
