import OAuth

/// A provider of the catalogue that a message belongs to, with the user's own entries.
package struct RecognisedProvider: Equatable, Sendable {
    package var source: ProviderListing.Source
    package var provider: Provider

    package init(source: ProviderListing.Source, provider: Provider) {
        self.source = source
        self.provider = provider
    }
}
