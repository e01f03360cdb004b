import Catalog

/// What one step of undo brings back.
package struct Moment: Equatable, Sendable {
    package var draft: Draft
    /// The draft's rows are those of the provider with these entries.
    package var own: OwnEntries
}
