import OAuth

/// A provider of the catalogue, and everything that its place on the screen needs.
package struct OpenedProvider: Equatable, Sendable {
    package var source: ProviderListing.Source
    package var provider: Provider
    package var own: OwnEntries
    /// The choices of an earlier session, if there are any.
    package var workspace: Workspace?
    package var fresh: FreshValues
    /// What could not be restored, in words for the user.
    package var remark: String?
    /// What is said instead of its name, where it has just been imported.
    package var greeting: String?

    package init(
        source: ProviderListing.Source, provider: Provider, own: OwnEntries = OwnEntries(),
        workspace: Workspace? = nil, fresh: FreshValues, remark: String? = nil
    ) {
        self.source = source
        self.provider = provider
        self.own = own
        self.workspace = workspace
        self.fresh = fresh
        self.remark = remark
    }
}
