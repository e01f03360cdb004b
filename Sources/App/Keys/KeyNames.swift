import OAuth

/// The names of keys, for sentences. Texts on the screen never name a key themselves, because the user can change it. Only
/// Enter, Esc and Ctrl-C can be written out: they always keep their meaning.
struct KeyNames: Equatable, Sendable {
    private let table: KeyTable
    private let contexts: [Binding.Context]

    /// - Parameter contexts: Where the keys are pressed.
    init(_ table: KeyTable, _ contexts: [Binding.Context]) {
        self.table = table
        self.contexts = contexts
    }

    /// Returns how to do what an action does: its key, or else its name in the list of commands.
    ///
    /// - Parameter context: Where the key is pressed, if that is another place.
    func callAsFunction(_ action: Action, in context: Binding.Context? = nil) -> String {
        table.way(to: action, in: context.map { [$0] } ?? contexts)
    }
}

extension Desk {
    /// The names of keys in the panes.
    var key: KeyNames { KeyNames(keys, [.global]) }

    /// Returns a pane's name as in its title, such as `3 Request`.
    func title(of pane: Pane) -> String {
        pane.key(on: self).map { "\($0.label) \(pane.title)" } ?? pane.title
    }

    /// Advice about a finding that no key fixes.
    func remedy(for finding: Diagnostic) -> String {
        let isScope = finding.rule == .parameterMissing && finding.parameter == "scope"
        return isScope
            ? "\(title(of: .scopes)): \(key(.toggle)) turns one on" : "No automatic fix: \(finding.advice)"
    }
}
