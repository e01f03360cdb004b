import Catalog
import OAuth

/// Reads all providers of the catalogue, each with the user's own entries, to find the one that a message belongs to.
package struct CatalogueReader: Sendable {
    private let environment: Environment
    private let store: ProviderStore

    package init(environment: Environment) {
        self.environment = environment
        store = ProviderStore(environment: environment)
    }

    /// All providers whose files can be read.
    package var entries: [RecognisedProvider] {
        store.list().compactMap { listing in
            guard listing.problem == nil, let provider = provider(at: listing.source) else { return nil }
            return RecognisedProvider(source: listing.source, provider: provider)
        }
    }

    /// Returns the provider that a message belongs to; nil if none does.
    package func entry(for recognition: ProviderRecognition) -> RecognisedProvider? {
        let entries = entries
        return recognition.provider(among: entries.map(\.provider)).map { entries[$0] }
    }

    /// Returns a provider of the catalogue with the user's own entries; nil if its file cannot be read.
    package func provider(at source: ProviderListing.Source) -> Provider? {
        guard let provider = try? store.load(source) else { return nil }
        let own = try? OwnEntriesStore(environment: environment, provider: provider.id).read()
        return (own ?? OwnEntries()).applied(to: provider)
    }
}
