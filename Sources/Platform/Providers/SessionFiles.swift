import Catalog

/// What a session has read and written of the files that it shares with other sessions.
package struct SessionFiles: Sendable {
    private let environment: Environment
    /// By the provider's id: the entries as they were last read or written.
    private var own: [String: OwnEntries] = [:]
    /// By the provider's id: the choices made here as they were last read or written.
    private var choices: [String: Workspace] = [:]

    package init(environment: Environment) {
        self.environment = environment
    }

    /// Notes what the screen shows of a provider when it comes to the screen.
    package mutating func begin(_ own: OwnEntries, _ choices: Workspace) {
        self.own[choices.provider] = own
        self.choices[choices.provider] = choices
    }

    /// What became of entries that were to be written, where the screen must say or show something.
    package enum Surprise: Equatable, Sendable {
        /// They were joined with what others have changed. Another version, which could not be joined, has the name
        /// `aside` now.
        case joined(OwnEntries, aside: String?)
        /// They were written, and the broken file that was there has this name now.
        case setAside(String)
        /// They were not written; the text says why.
        case notSaved(String)
    }

    /// Writes the user's own entries.
    ///
    /// - Returns: What the user does not expect, or nil.
    package mutating func save(_ entries: OwnEntries, of provider: String) -> Surprise? {
        let store = OwnEntriesStore(environment: environment, provider: provider)
        switch store.save(entries, over: own[provider] ?? OwnEntries()) {
        case .saved(let joined, let aside):
            own[provider] = joined
            return joined == entries && aside == nil ? nil : .joined(joined, aside: aside)
        case .replaced(let joined, let aside):
            own[provider] = joined
            return .setAside(aside)
        case .failed(let reason): return .notSaved(reason)
        }
    }

    /// Writes the choices.
    ///
    /// - Returns: The folder where they cannot be written, or nil.
    package mutating func save(_ workspace: Workspace) -> String? {
        let store = WorkspaceStore(environment: environment, provider: workspace.provider)
        // Without a session before, all of it is new.
        let base = choices[workspace.provider] ?? Workspace(provider: workspace.provider)
        guard store.save(workspace, over: base) else {
            return store.directory?.text ?? "a home that is not set"
        }
        choices[workspace.provider] = workspace
        return nil
    }
}
