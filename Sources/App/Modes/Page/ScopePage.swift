import OAuth
import Screen
import Text

extension Session {
    /// Returns the page about a scope: its description, whether it is on, and the operations that it unlocks.
    ///
    /// - Parameter most: How many lines are needed, as a scope may unlock thousands of operations.
    func pageLines(ofScope scope: Int, width: Int, most: Int, _ key: KeyNames) -> [Line] {
        guard provider.scopes.indices.contains(scope) else { return [] }
        var page = PageText(width: width)
        describe(scope, on: &page, key)
        listOperations(of: scope, width: width, most: most, on: &page)
        return page.lines
    }

    private func describe(_ scope: Int, on page: inout PageText, _ key: KeyNames) {
        let summary = provider.scopes.summary(at: scope)
        page.paragraph(summary.isEmpty ? "no description given" : summary, summary.isEmpty ? Style(.dim) : .plain)
        page.gap()
        if draft.scopes.contains(scope) {
            page.field("Now", "on; \(key(.toggle)) turns it off", sign: "✓", Style(.ok, .bold))
        } else {
            page.field("Now", "off; \(key(.toggle)) turns it on", sign: "-", Style(.dim))
        }
        let name = provider.scopes.name(at: scope)
        if isOwnScope(scope) {
            page.field("From", "your own entry")
        } else if provider.isUndeclared(name) {
            page.field("From", "its operations: not declared by the provider", sign: "!", Style(.warning, .bold))
        } else {
            page.field("From", "the list of \(provider.name)")
        }
        guard !provider.operations.isEmpty else {
            page.field("Unlocks", "no operations of this provider are known")
            page.field("", "\(key(.importProvider)) imports an API description, which has them")
            return
        }
        page.field("Unlocks", unlockCounts(of: scope).first ?? "")
        if provider.areOperationsInferred { page.field("", "inferred, not documented", Style(.warning)) }
    }

    /// Lists first the operations that require the scope, and then those that other scopes allow too.
    private func listOperations(of scope: Int, width: Int, most: Int, on page: inout PageText) {
        guard let index = operationIndex, let methodColumns = knowledge.value?.methodColumns else { return }
        let name = provider.scopes.name(at: scope)
        let uses = index.uses(ofScope: scope)
        let paths = uses.reduce(0) { max($0, provider.operations[$1.operation].path.columns) }
        let pathColumns = min(paths, max(8, (width - methodColumns) / 2))
        let indent = String(repeating: " ", count: 2 + methodColumns + 2)
        for (title, isNeeded) in [("Only with this scope", true), ("With this scope or others", false)] {
            let rows = uses.filter { $0.isNeeded == isNeeded }.map(\.operation)
            guard !rows.isEmpty else { continue }
            page.gap()
            page.heading(title)
            for row in rows {
                guard page.lines.count < most else { return }
                let operation = provider.operations[row]
                var line = Line("  ")
                line.append(padded(operation.method, methodColumns) + "  ", Style(.accent))
                line.append(
                    operation.summary.isEmpty ? operation.path : padded(operation.path, pathColumns),
                    Style(.text, .bold))
                if !operation.summary.isEmpty { line.append("  " + operation.summary, Style(.dim)) }
                page.append(line)
                let needs = Operation.needs(index.alternatives(of: row).map { names(of: $0) }, besides: name)
                guard !needs.isEmpty else { continue }
                for text in wrap(needs, width: max(8, width - indent.count - 2)) {
                    page.append(Line(indent + text))
                }
            }
        }
    }

    /// Returns the text cut or padded to a number of columns.
    private func padded(_ text: String, _ columns: Int) -> String {
        let shown = safe(text, columns: columns)
        return shown + String(repeating: " ", count: max(0, columns - shown.columns))
    }

    /// Returns the number of operations that a scope unlocks, in several lengths, the longest first. Empty when no
    /// operations are known.
    func unlockTexts(of scope: Int) -> [String] {
        unlockCounts(of: scope).enumerated().map { number, text in
            guard provider.areOperationsInferred else { return text }
            return text + " (inferred)"
        }
    }

    private func unlockCounts(of scope: Int) -> [String] {
        guard let counts = operationIndex?.counts(ofScope: scope) else { return [] }
        guard counts.operations > 0 else { return ["not needed by any known operation", "no operation"] }
        let all = counts.operations.counted("operation")
        switch counts.needed {
        case 0: return ["\(all), none requires it", all]
        case counts.operations: return ["required by \(all)", all]
        case 1: return ["\(all), 1 requires it", all]
        default: return ["\(all), \(counts.needed.grouped) require it", all]
        }
    }
}

extension Provider {
    /// Whether the API uses the scope although its description does not declare it.
    func isUndeclared(_ scope: String) -> Bool {
        undeclaredScopes.contains { $0.utf8.elementsEqual(scope.utf8) }
    }
}
