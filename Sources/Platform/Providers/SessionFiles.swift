import Catalog

/// The state of the files that a session shares with other sessions.
package struct SessionFiles: Sendable {
    private let environment: Environment
    private var files: [Files] = []

    /// The files of a provider, as they were last read or written.
    private struct Files {
        var own = OwnEntries()
        /// The choices of this session. Without a previous session, all of them are new.
        var choices: Workspace
    }

    package init(environment: Environment) {
        self.environment = environment
    }

    /// Records the state of a provider when the screen opens it.
    package mutating func begin(_ own: OwnEntries, _ choices: Workspace) {
        files[index(of: choices.provider)] = Files(own: own, choices: choices)
    }

    /// Returns the index of a provider's files. Adds them if they are new.
    private mutating func index(of provider: String) -> Int {
        if let index = files.firstIndex(where: { $0.choices.provider == provider }) { return index }
        files.append(Files(choices: Workspace(provider: provider)))
        return files.count - 1
    }

    /// The result of saving entries, if the screen must report or show it.
    package enum Surprise: Equatable, Sendable {
        /// The entries were merged with changes by others. If another version could not be merged, its new name is
        /// `aside`.
        case joined(OwnEntries, aside: String?)
        /// The entries were written. The broken file that was there now has this name.
        case setAside(String)
        /// The entries were not written. The text says why.
        case notSaved(String)
    }

    /// Writes the user's own entries.
    ///
    /// - Returns: A result that the user does not expect, or nil.
    package mutating func save(_ entries: OwnEntries, of provider: String) -> Surprise? {
        let store = OwnEntriesStore(environment: environment, provider: provider)
        let index = index(of: provider)
        switch store.save(entries, over: files[index].own) {
        case .saved(let joined, let aside):
            files[index].own = joined
            return joined == entries && aside == nil ? nil : .joined(joined, aside: aside)
        case .replaced(let joined, let aside):
            files[index].own = joined
            return .setAside(aside)
        case .failed(let reason): return .notSaved(reason)
        }
    }

    /// Writes the choices.
    ///
    /// - Returns: The reason why they were not written, or nil.
    package mutating func save(_ workspace: Workspace) -> String? {
        let store = WorkspaceStore(environment: environment, provider: workspace.provider)
        let index = index(of: workspace.provider)
        guard store.save(workspace, over: files[index].choices) else {
            return store.directory.map { "\($0.text) cannot be written" } ?? "HOME is not set"
        }
        files[index].choices = workspace
        return nil
    }
}
