import Catalog

/// What a session has read and written of the files that it shares with other sessions.
package struct SessionFiles: Sendable {
    private let environment: Environment
    private var files: [Files] = []

    /// The files of a provider as they were last read or written.
    private struct Files {
        var own = OwnEntries()
        /// The choices made here. Without a session before, all of them are new.
        var choices: Workspace
    }

    package init(environment: Environment) {
        self.environment = environment
    }

    /// Notes what the screen shows of a provider when it comes to the screen.
    package mutating func begin(_ own: OwnEntries, _ choices: Workspace) {
        files[index(of: choices.provider)] = Files(own: own, choices: choices)
    }

    /// The place of a provider's files, which are entered where they are new.
    private mutating func index(of provider: String) -> Int {
        if let index = files.firstIndex(where: { $0.choices.provider == provider }) { return index }
        files.append(Files(choices: Workspace(provider: provider)))
        return files.count - 1
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
    /// - Returns: The folder where they cannot be written, or nil.
    package mutating func save(_ workspace: Workspace) -> String? {
        let store = WorkspaceStore(environment: environment, provider: workspace.provider)
        let index = index(of: workspace.provider)
        guard store.save(workspace, over: files[index].choices) else {
            return store.directory?.text ?? "a home that is not set"
        }
        files[index].choices = workspace
        return nil
    }
}
