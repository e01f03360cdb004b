import App
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

    /// Writes the user's own entries, and answers with what the screen must be told.
    package mutating func save(_ entries: OwnEntries, of provider: String) -> Event? {
        let store = OwnEntriesStore(environment: environment, provider: provider)
        switch store.save(entries, over: own[provider] ?? OwnEntries()) {
        case .saved(let joined, let aside):
            own[provider] = joined
            return joined == entries && aside == nil ? nil : .ownEntriesJoined(joined, aside: aside)
        case .replaced(let joined, let aside):
            own[provider] = joined
            return .ownEntriesSetAside(aside)
        case .failed(let reason): return .ownEntriesNotSaved(reason)
        }
    }

    /// Writes the choices, and answers with what the screen must be told.
    package mutating func save(_ workspace: Workspace) -> Event? {
        let store = WorkspaceStore(environment: environment, provider: workspace.provider)
        // Without a session before, all of it is new.
        let base = choices[workspace.provider] ?? Workspace(provider: workspace.provider)
        guard store.save(workspace, over: base) else {
            return .notSaved(store.directory?.text ?? "a home that is not set")
        }
        choices[workspace.provider] = workspace
        return nil
    }
}
