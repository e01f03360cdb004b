import OAuth

/// What is at the place in the catalogue where a provider would be written.
package enum ProviderPlacement: Equatable, Sendable {
    /// Nothing.
    case new
    /// A file that was imported before, with this in it.
    case update(Provider)
    /// A file that somebody wrote, or that cannot be read: it is left alone.
    case taken(path: String)
    /// The id is the built-in provider's.
    case builtIn
}
