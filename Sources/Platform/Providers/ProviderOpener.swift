import Catalog
import OAuth

/// Opens a provider for the screen, with everything that is stored for it.
package struct ProviderOpener: Sendable {
    private let environment: Environment
    private let store: ProviderStore

    package init(environment: Environment) {
        self.environment = environment
        store = ProviderStore(environment: environment)
    }

    /// The reason why a provider could not be opened.
    package enum Problem: Error, Equatable, Sendable {
        /// The provider could not be read. The text says why.
        case unreadable(String)
        /// The system gave no random values.
        case noRandomValues
    }

    /// Returns all available providers.
    package func list() -> [ProviderListing] { store.list() }

    /// Reads the provider, the user's own entries for it, and the last choices.
    package func open(_ source: ProviderListing.Source) throws(Problem) -> OpenedProvider {
        let provider: Provider
        do {
            provider = try store.load(source)
        } catch {
            throw .unreadable(error.description)
        }
        guard let fresh = try? SystemRandom.freshValues() else { throw .noRandomValues }
        let kept = kept(for: provider.id)
        return OpenedProvider(
            source: source, provider: provider, own: kept.own, workspace: kept.workspace, fresh: fresh,
            remark: kept.remark)
    }

    /// The user's own entries and the choices of the previous session.
    package struct Kept: Equatable, Sendable {
        package var own = OwnEntries()
        package var workspace: Workspace?
        /// The reason why something could not be read, for the user.
        package var remark: String?
    }

    /// Reads everything that is stored for the provider with this ID.
    package func kept(for provider: String) -> Kept {
        var kept = Kept()
        switch OwnEntriesStore(environment: environment, provider: provider).load() {
        case .nothing: break
        case .entries(let own): kept.own = own
        case .problem(let text): kept.remark = text
        }
        switch WorkspaceStore(environment: environment, provider: provider).load() {
        case .nothing: break
        case .workspace(let workspace): kept.workspace = workspace
        case .problem(let text): kept.remark = text
        }
        return kept
    }
}
