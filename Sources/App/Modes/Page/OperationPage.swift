import OAuth
import Screen

extension Session {
    /// Returns the page about an operation: its purpose, the scopes it needs, and whether they are on.
    func pageLines(ofOperation row: Int, width: Int, _ key: KeyNames) -> [Line] {
        guard let operation = provider.operations[safely: row] else { return [] }
        var page = PageText(width: width)
        page.paragraph(operation.summary.isEmpty ? "no description given" : operation.summary)
        page.gap()
        if let id = operation.id { page.field("Name", id) }
        page.field("Needs", operation.needs)
        if provider.areOperationsInferred { page.field("", "inferred, not documented", Style(.warning)) }
        let (isAllowed, text) = verdict(of: row)
        page.field("Now", text, sign: isAllowed ? "✓" : "✗", Style(isAllowed ? .ok : .error, .bold))
        let isTicked = choice.ticked.contains(row)
        page.field("Ticked", isTicked ? "yes; \(key(.toggle)) unticks it" : "no; \(key(.toggle)) ticks it")
        return page.lines
    }

    /// Returns whether the selected scopes allow the operation, and the reason or the missing scopes in words.
    private func verdict(of row: Int) -> (isAllowed: Bool, text: String) {
        switch provider.operations[row].access {
        case .open: return (true, "anyone can call it")
        case .other: return (false, "does not depend on scopes")
        case .token: break
        }
        let sets = operationIndex?.alternatives(of: row) ?? []
        let missing = sets.map { $0.filter { !draft.scopes.contains($0) } }.min { $0.count < $1.count }
        guard let missing else { return (false, "no scope in the list allows it") }
        guard !missing.isEmpty else { return (true, "allowed by the scopes that are on") }
        let names = names(of: missing).joined(separator: " and ")
        return (false, "not allowed: \(names) \(missing.count == 1 ? "is" : "are") not on")
    }
}
