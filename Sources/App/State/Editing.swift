/// A line being typed, and what it is typed into.
package struct Editing: Equatable, Sendable {
    package enum Target: Equatable, Sendable {
        /// A value of the request; the draft before the first key, for Esc.
        case row(RequestRow, before: Draft)
        case filter(Pane)
        /// The filter of the Operations view.
        case operationFilter
        case search
        /// A redirect that was caught elsewhere.
        case answer
        /// The secret of a confidential client (RFC 6749 §2.3.1); it is not shown.
        case clientSecret
        /// The path or URL of a document to import.
        case importSource
    }

    package var target: Target
    package var editor: LineEditor
}

/// A page of text over the panes.
package struct Viewer: Equatable, Sendable {
    package enum Page: Equatable, Sendable {
        case help
        /// One parameter of the URL, whole.
        case parameter(name: String, value: String)
        /// A row of the provider's scopes.
        case scope(Int)
        /// A row of the provider's operations.
        case operation(Int)
        /// What the corner and the explanation row have no room for.
        case message(title: String, text: String)
    }

    package var page: Page
    /// The first line shown.
    package var top = 0
    /// What was searched for last; empty when nothing was.
    package var search = ""

    package init(_ page: Page) { self.page = page }
}
