import OAuth

/// A provider of the catalogue with the data that the screen needs.
package struct OpenedProvider: Equatable, Sendable {
    package var source: ProviderListing.Source
    package var provider: Provider
    package var own: OwnEntries
    /// The choices of an earlier session, if there are any.
    package var workspace: Workspace?
    package var fresh: FreshValues
    /// A message about data that could not be restored, or nil.
    package var remark: String?
    /// The message to show instead of the usual one after an import, or nil.
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
