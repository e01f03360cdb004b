import Screen
import TestTraits
import Testing

@testable import App

/// With other keys for everything, no text on the screen names a key of the standard table.
@Suite(.onThreadsOfTheirOwn) struct OwnKeysTests {
    /// Each character has a Cyrillic letter in its place, and other keys have function keys.
    private static func other(_ key: Key) -> Key? {
        switch key {
        case .character(let scalar): Unicode.Scalar(0x400 + scalar.value).map { .character($0) }
        case .tab: .function(2)
        case .backTab: .function(3)
        case .control("r"): .function(4)
        case .control("l"): .function(5)
        case .control("z"): .function(6)
        case .control("x"): .function(7)
        default: nil
        }
    }

    private static let setup: Setup = {
        var configuration = Configuration()
        for row in KeyTable.standard.bindings where !row.context.isTyped {
            let kept = row.keys.filter { KeyTable.isWayOut($0, of: row.action, in: row.context) }
            let keys = row.keys.compactMap { kept.contains($0) ? nil : other($0) } + kept
            if !keys.isEmpty { configuration.keys.append(KeyChange(row.context, row.action, keys)) }
        }
        return Setup(configuration: configuration)
    }()

    private static let letters = Set(
        KeyTable.standard.bindings.filter { !$0.context.isTyped }.flatMap(\.keys).map(\.label).filter {
            $0.count == 1 && $0.first?.isLetter == true
        })

    /// The names of keys in a text that the user does not have.
    private func oldKeys(in text: String) -> [String] {
        var words = text.split(separator: " ").map(String.init)
        // Behind a popup, a word may begin in the middle.
        if !text.hasPrefix(" "), !words.isEmpty { words.removeFirst() }
        let named = ["Space", "F1", "Ctrl-R", "Ctrl-L", "Ctrl-Z", "Ctrl-X"]
        return words.indices.compactMap { index in
            let word = words[index].trimmingPrefix("(").prefix { !",.;:)".contains($0) }
            // A key is followed by what it does, a data value is not.
            let next = index + 1 < words.count ? words[index + 1] : ""
            let isHint = next.first?.isLowercase == true
            let isVerb = next.hasSuffix("s") && !next.hasSuffix("'s") && !next.hasSuffix("ss")
            switch String(word) {
            // A filter is shown as `Scopes /, only those on`.
            case "/" where words[index] != "/": return nil
            // The legend of Compare.
            case "=" where next.hasPrefix("same"): return nil
            case "/", "?", "=": return isHint ? "\(word) \(next)" : nil
            // An article, unless a verb follows.
            case "a", "A": return isVerb ? "\(word) \(next)" : nil
            case let word where named.contains(word): return word
            case let word where Self.letters.contains(word): return isHint ? "\(word) \(next)" : nil
            case let word where word.count == 1 && word.first?.isNumber == true:
                return Pane.allCases.contains { next.hasPrefix($0.title) } ? "\(word) \(next)" : nil
            default: return nil
            }
        }
    }

    private func expectNoOldKey(in model: Model, _ place: String, alsoOnScreen: Bool = true) {
        let notice = " " + (model.notice?.text ?? "")
        for text in alsoOnScreen ? model.screen + [notice] : [notice] {
            // Rules and popups divide a row.
            for part in text.split(whereSeparator: { "│─┌┐└┘├┤┬┴".contains($0) }) {
                let found = oldKeys(in: String(part))
                #expect(found.isEmpty, "\(place): \(part)")
            }
        }
    }

    /// A mode that has got its texts before the keys change.
    private func isOld(_ model: Model) -> Bool { model.help != nil || model.menu != nil }

    @Test(arguments: WalkTests.ways)
    func nameTheKeysOfTheUser(way: WalkTests.Way) {
        var model = Fixture.model(way.provider(), width: 198, height: 58)
        way.steps(&model)
        guard !isOld(model) else { return }
        model.configure(Self.setup, problem: nil)
        model.desk.messages.clear()
        model.run(.resized(Size(width: 200, height: 60)))
        expectNoOldKey(in: model, way.name)
        for binding in model.desk.keys.bindings(in: model.top.contexts(on: model.desk)) {
            let place = "\(way.name), \(binding.action)"
            let refusal = " " + (model.refusal(of: binding.action) ?? "")
            #expect(oldKeys(in: refusal).isEmpty, "\(place): \(refusal)")
            guard let key = binding.keys.first else { continue }
            var after = model
            after.press(key)
            let isOther = after.top.contexts(on: after.desk) != model.top.contexts(on: model.desk)
            expectNoOldKey(in: after, place, alsoOnScreen: isOther)
        }
    }
}
