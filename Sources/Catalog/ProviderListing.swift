import OAuth

/// An entry in the list of providers: a provider, or a file with an error.
package struct ProviderListing: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        /// Built into the program.
        case builtIn
        /// A file that is installed with the program.
        case shipped(OctetPath)
        /// The path of the user's file.
        case file(OctetPath)
    }

    package enum Content: Equatable, Sendable {
        case provider(Summary)
        case problem(FileProblem)
    }

    /// The facts about a provider that a list shows.
    package struct Summary: Equatable, Sendable {
        package var id: String
        package var name: String
        /// The host of the authorization endpoint.
        package var host: String
        package var scopes: Int
        package var operations: Int
        package var clients: Int
        /// The file or URL that it was imported from, or nil when it was written by hand.
        package var importedFrom: String?
        /// A remark about a part of the file that authscope does not use, or nil.
        package var remark: String?
        /// The date of the newest page that the data come from, or nil when the file names none.
        package var date: String?

        package init(_ provider: Provider) {
            id = provider.id
            name = provider.name
            host = provider.filled().host ?? ""
            scopes = provider.scopes.count
            operations = provider.operations.count
            clients = provider.clients.count
            importedFrom = provider.importedFrom
            remark = provider.clientIDPattern?.remark
            date = provider.sources.map(\.date).max()
        }
    }

    package var source: Source
    package var content: Content

    package init(_ source: Source, _ content: Content) {
        self.source = source
        self.content = content
    }

    package var summary: Summary? {
        if case .provider(let summary) = content { summary } else { nil }
    }

    package var problem: FileProblem? {
        if case .problem(let problem) = content { problem } else { nil }
    }

    /// The name of the file without its directory, as text, or nil for the built-in provider.
    package var fileName: String? {
        switch source {
        case .builtIn: nil
        case .shipped(let path), .file(let path): path.nameText
        }
    }
}
