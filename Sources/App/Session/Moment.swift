import Catalog

/// The state that one step of undo brings back.
package struct Moment: Equatable, Sendable {
    package var draft: Draft
    /// The user's entries at that time. The draft's rows count the provider's rows together with them.
    package var own: OwnEntries
}
