import OAuth

/// A provider that can be chosen, as far as a list tells of it, or a file that would be one and is broken.
package struct ProviderListing: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        /// It comes with the program.
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

    /// What a list says of a provider.
    package struct Summary: Equatable, Sendable {
        package var id: String
        package var name: String
        /// The host of the authorization endpoint.
        package var host: String
        package var scopes: Int
        package var operations: Int
        package var clients: Int
        /// The file or URL that it was imported from, or nil when somebody wrote it.
        package var importedFrom: String?
        /// What the file says and authscope does not use, in words; nil where there is no such thing.
        package var remark: String?
        /// When the newest of the pages was read that the data come from.
        package var date: String?

        package init(_ provider: Provider) {
            id = provider.id
            name = provider.name
            host = provider.host ?? ""
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

    /// The name of the file without its directory, for people; nil for the built-in provider.
    package var fileName: String? {
        switch source {
        case .builtIn: nil
        case .shipped(let path), .file(let path): path.nameText
        }
    }
}
