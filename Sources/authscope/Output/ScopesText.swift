import Commands
import OAuth
import Text

/// The output of `authscope scopes` as text for users.
struct ScopesText {
    var provider: Provider
    var style = OutputStyle()

    /// The widest first column.
    private static let widest = 48

    /// Returns one or two lines for each scope.
    func scopes(_ index: OperationIndex?) -> SafeText {
        let undeclared = Set(provider.undeclaredScopes)
        let names = provider.scopes.indices.map { SafeText(provider.scopes.name(at: $0)) }
        let width = Self.width(names)
        var text = heading("\(provider.name): \(names.count.counted("scope"))")
        for row in provider.scopes.indices {
            var facts: [String] = []
            if let index { facts.append(index.counts(ofScope: row).description + inferred) }
            if undeclared.contains(provider.scopes.name(at: row)) { facts.append("not declared by the provider") }
            let lines = [provider.scopes.summary(at: row), facts.joined(separator: "; ")].filter { !$0.isEmpty }
            text += line(lines.isEmpty ? names[row] : "\(padded(names[row], to: width))\(lines[0])")
            text += lines.dropFirst().map { line("\(padded("", to: width))\($0)") }.joined()
        }
        let advice: SafeText =
            index == nil
            ? "No operations are known: authscope import FILE-OR-URL reads them from an API description."
            : "authscope scopes --operations lists the operations."
        return text + "\n\(advice)\n"
    }

    /// The operations, one per line.
    var operations: SafeText {
        let names = provider.operations.map { SafeText($0.name) }
        let width = Self.width(names)
        let needs = provider.operations.map { SafeText($0.needs) }
        let needsWidth = Self.width(needs)
        var text = heading("\(provider.name): \(names.count.counted("operation"))\(inferred)")
        for (row, operation) in provider.operations.enumerated() {
            let need = operation.summary.isEmpty ? needs[row] : padded(needs[row], to: needsWidth)
            text += line("\(padded(names[row], to: width))\(need)\(operation.summary)")
        }
        return text
    }

    func smallest(_ answer: SmallestScopeAnswer) -> SafeText {
        var text = answer.scopes.map { SafeText($0) }.joined(separator: " ") + "\n\n"
        text += proof(answer) + "\n"
        if let hint = answer.hint { text += "Hint: \(hint).\n" }
        if provider.areOperationsInferred {
            text += "Inferred, not documented: \(provider.name) does not say which scopes its operations need.\n"
        }
        for (row, scope) in answer.scopes.enumerated() {
            let summary = answer.summaries[row]
            text += "\n\(style.strong(SafeText(scope)))\(summary.isEmpty ? "" : "  ")\(summary)\n"
            text += answer.neededBy[row].map { line("  \($0)") }.joined()
        }
        let more = answer.isExact && answer.hasMore && !answer.scopes.isEmpty ? ["and maybe more"] : []
        text += section("Just as small", answer.alternatives.map { $0.joined(separator: " ") } + more)
        text += section("Any token allows", answer.anyToken)
        text += section("No token is needed for", answer.open)
        text += section("Not allowed by scopes: something other than a token is needed", answer.impossible)
        return text + section("Ticked, but not needed", answer.unneeded)
    }

    private func proof(_ answer: SmallestScopeAnswer) -> SafeText {
        let count = answer.scopes.count
        if count == 0 { return "No scope is needed." }
        let excess = count - answer.lowerBound
        return answer.isExact
            ? "\(count.counted("scope")), minimal (proven)."
            : "\(count.counted("scope")), at most \(excess) more than necessary."
    }

    private var inferred: String { provider.areOperationsInferred ? " (inferred)" : "" }

    private func heading(_ text: SafeText) -> SafeText { style.strong(text) + "\n\n" }

    private func section(_ title: SafeText, _ lines: [String]) -> SafeText {
        lines.isEmpty ? "" : "\n\(style.strong(title))\n" + lines.map { line("  \($0)") }.joined()
    }

    private func line(_ text: SafeText) -> SafeText {
        (style.isTerminal ? SafeText(text.text, columns: style.width) : text) + "\n"
    }

    private func padded(_ text: SafeText, to width: Int) -> SafeText { text.padded(to: width, atLeast: 2) }

    /// Returns the width of a column with these texts, including the space after it.
    private static func width(_ texts: [SafeText]) -> Int {
        min(texts.map(\.columns).max() ?? 0, widest) + 2
    }
}
