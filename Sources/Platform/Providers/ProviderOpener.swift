import Catalog
import OAuth

/// Brings a provider of the catalogue to the screen, with everything that is kept for it.
package struct ProviderOpener: Sendable {
    private let environment: Environment
    private let store: ProviderStore

    package init(environment: Environment) {
        self.environment = environment
        store = ProviderStore(environment: environment)
    }

    /// Why a provider could not be opened.
    package enum Problem: Error, Equatable, Sendable {
        /// It could not be read; the text says why.
        case unreadable(String)
        /// The system gave no random values.
        case noRandomValues
    }

    /// All providers of the catalogue.
    package func list() -> [ProviderListing] { store.list() }

    /// Reads the provider, what the user has added to it, and the choices made with it last.
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

    /// The user's own entries and the choices of the session before.
    package struct Kept: Equatable, Sendable {
        package var own = OwnEntries()
        package var workspace: Workspace?
        /// The reason why something could not be read, in words for the user.
        package var remark: String?
    }

    /// Reads everything that is kept for the provider with this id.
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
