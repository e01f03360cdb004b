import BitCollections
import OAuth
import Screen
import Text

/// The lines of the result: the smallest set of scopes for the ticked operations, and the reasons.
struct SmallestSetLines: Equatable, Sendable {
    private var lines: [Line] = []
    /// The values that the lines were made from.
    private var source: Source?

    private struct Source: Equatable {
        var ticked: BitSet
        var set: [Int]?
        var alternative: Int
        var scopesOn: BitSet
        var width: Int
        var key: KeyNames
    }

    var count: Int { lines.count }

    subscript(line: Int) -> Line { lines[line] }

    /// Makes the lines again if something has changed.
    mutating func update(for session: Session, width: Int, _ key: KeyNames) {
        let present = Source(
            ticked: session.choice.ticked, set: session.choice.scopes, alternative: session.choice.alternative,
            scopesOn: session.draft.scopes, width: width, key: key)
        guard present != source else { return }
        self = SmallestSetLines()
        source = present
        var text = ResultText(width: width)
        session.explainSet(on: &text, key)
        lines = text.lines
    }
}

/// A builder for the lines.
private struct ResultText {
    private(set) var lines: [Line] = []
    let width: Int

    init(width: Int) { self.width = width }

    mutating func append(_ line: Line) { lines.append(line) }

    mutating func gap() { lines.append(Line()) }

    /// Appends a sign with a wrapped text beside it.
    mutating func remark(_ sign: String, _ text: String, _ style: Style) {
        for (number, part) in wrap(text, width: max(1, width - 5)).enumerated() {
            var line = Line("  ")
            line.append(number == 0 ? sign : " ", style.with(.bold))
            line.append(" " + part)
            lines.append(line)
        }
    }

    mutating func note(_ text: String) {
        for part in wrap(text, width: max(1, width - 3)) { lines.append(Line("  " + part, Style(.dim))) }
    }

    mutating func operations(_ rows: [Int], of provider: Provider) {
        for row in rows { lines.append(Line("    " + provider.operations[row].name, Style(.dim))) }
    }
}

extension Session {
    fileprivate func explainSet(on text: inout ResultText, _ key: KeyNames) {
        guard let result = choice.result, let set = choice.scopes, let index = operationIndex else {
            return text.note(
                "\(key(.toggle)) ticks the operations that your app calls. The smallest set of scopes for them appears here."
            )
        }
        text.append(summary(of: result, width: text.width))
        for row in result.impossible {
            text.remark("✗", "no scope allows \(provider.operations[row].name)", Style(.error))
        }
        if let hint = ReadOnlyPair.hint(on: result.operations.map({ provider.operations[$0] })) {
            text.remark("i", hint, Style(.accent))
        }
        compareWithDraft(result, set: set, on: &text)
        for (scope, rows) in zip(set, result.operationsNeeding(set, in: index)) {
            text.gap()
            var line = Line("  ")
            let isOn = draft.scopes.contains(scope)
            line.append(isOn ? "✓" : "+", Style(isOn ? .ok : .accent, .bold))
            line.append(" " + provider.scopes.name(at: scope), Style(.text, .bold))
            text.append(line)
            text.operations(rows, of: provider)
        }
        explainAlternatives(result, shown: set, on: &text, key)
        for (title, rows) in [("Any token will do:", result.anyToken), ("Need no token:", result.open)] {
            guard !rows.isEmpty else { continue }
            text.gap()
            text.note(title)
            text.operations(rows, of: provider)
        }
    }

    /// Returns the first line. The smallest screens show only this one.
    private func summary(of result: SmallestScopeSet, width: Int) -> Line {
        let count = result.sets[0].count
        let scopes = count == 0 ? "no scope" : count.counted("scope")
        var line = Line("  \(result.isExact ? "Smallest set" : "Small set"): \(scopes)", Style(.text, .bold))
        if result.isExact {
            line.append("   ✓", Style(.ok, .bold))
            line.append(width >= 46 ? " minimal (proven)" : " proven")
        } else {
            let surplus = (count - result.lowerBound).grouped
            line.append("   !", Style(.warning, .bold))
            let texts = [
                "at most \(surplus) more than necessary", "at most \(surplus) too many", "\(surplus) too many?",
            ]
            let text = texts.first { line.columns + 1 + $0.columns < width } ?? texts[2]
            line.append(" " + text)
        }
        return line
    }

    /// Says whether the scopes that are on are enough, and names those that are not needed.
    private func compareWithDraft(_ result: SmallestScopeSet, set: [Int], on text: inout ResultText) {
        let missing = set.filter { !draft.scopes.contains($0) }
        if !missing.isEmpty, isAllAllowed(result) {
            text.remark("✓", "The scopes that are on also allow all of them", Style(.ok))
        }
        let unneeded = result.unneeded(ticked: draft.scopes)
        if !unneeded.isEmpty { text.remark("!", "On but not needed: \(list(unneeded))", Style(.warning)) }
        let replaced = draft.scopes.subtracting(BitSet(set)).subtracting(BitSet(unneeded))
        if !replaced.isEmpty { text.remark("i", "On, from another set: \(list(Array(replaced)))", Style(.accent)) }
    }

    /// Lists other sets of the same size, by how they differ from the set shown.
    private func explainAlternatives(
        _ result: SmallestScopeSet, shown set: [Int], on text: inout ResultText, _ key: KeyNames
    ) {
        guard result.sets.count > 1 else { return }
        text.gap()
        let shown = Set(set)
        let others = result.sets.indices.filter { $0 != choice.alternative }
        for index in others.prefix(3) {
            let other = Set(result.sets[index])
            let gained = result.sets[index].filter { !shown.contains($0) }
            let lost = set.filter { !other.contains($0) }
            text.note("or \(list(gained)) instead of \(list(lost))")
        }
        let more = others.count - 3
        let rest = result.hasMore ? "and more; " : more > 0 ? "and \(more.grouped) more; " : ""
        text.note(rest + "\(key(.operationsNextSet)) shows the next set")
    }

    /// Returns the names of at most 8 scopes, and the number of the others.
    private func list(_ scopes: [Int]) -> String {
        let most = 8
        let text = names(of: scopes.prefix(most)).joined(separator: ", ")
        return scopes.count > most ? "\(text) and \((scopes.count - most).grouped) more" : text
    }
}
