import OAuth

/// The state of the place in the catalogue where an imported provider would be written.
package enum ProviderPlacement: Equatable, Sendable {
    /// There is no file.
    case new
    /// A file that was imported before, with its provider.
    case update(Provider)
    /// A file that was written by hand or cannot be read. It is not changed.
    case taken(path: String)
    /// The id is the built-in provider's.
    case builtIn
}
