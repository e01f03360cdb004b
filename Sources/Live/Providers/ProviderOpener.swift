import App
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

    /// All providers of the catalogue.
    package func list() -> Event { .providersListed(store.list()) }

    /// Reads the provider, what the user has added to it, and the choices made with it last.
    package func open(_ source: ProviderListing.Source) -> Event {
        let provider: Provider
        do {
            provider = try store.load(source)
        } catch {
            return .providerNotOpened(error.description)
        }
        guard let fresh = try? SystemRandom.freshValues() else { return .drawingFailed }
        var opened = OpenedProvider(source: source, provider: provider, fresh: fresh)
        switch OwnEntriesStore(environment: environment, provider: provider.id).load() {
        case .nothing: break
        case .entries(let own): opened.own = own
        case .problem(let text): opened.remark = text
        }
        switch WorkspaceStore(environment: environment, provider: provider.id).load() {
        case .nothing: break
        case .workspace(let workspace): opened.workspace = workspace
        case .problem(let text): opened.remark = text
        }
        return .providerOpened(opened)
    }
}
