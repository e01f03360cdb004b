import OAuth

/// An import that the user can accept: the providers in a document, with the ids under which they would be written.
package struct ImportOffer: Equatable, Sendable {
    /// The reason why a provider gets another id than the document suggests.
    package struct Renaming: Equatable, Sendable {
        /// The id that is taken.
        package var id: String
        /// The file that has this id, such as `slack.json`, or nil for the built-in provider.
        package var file: String?

        package init(id: String, file: String?) {
            self.id = id
            self.file = file
        }
    }

    package private(set) var preview: ImportPreview
    /// One for each provider of the preview, or nil when it keeps its id.
    package private(set) var renamings: [Renaming?]

    /// The highest number that is appended to an id to make it unique.
    private static let mostNumbers = 999

    /// Gives each provider an id under which it can be written.
    ///
    /// - Parameter placement: Returns the state of the place where a provider would be written.
    package init(_ result: ProviderImport, source: String, placement: (Provider) -> ProviderPlacement) {
        var result = result
        var renamings: [Renaming?] = []
        var existing: [String: Provider] = [:]
        for index in result.providers.indices {
            let others = Set(result.providers.map(\.provider.id)).subtracting([result.providers[index].provider.id])
            let (provider, old, renaming) = Self.placed(result.providers[index].provider, besides: others, placement)
            result.providers[index].provider = provider
            existing[provider.id] = old
            renamings.append(renaming)
        }
        self.renamings = renamings
        preview = ImportPreview(result, source: source) { existing[$0] }
    }

    /// Returns the provider with an id that it can have, the version that it would replace, and the reason for a new
    /// id.
    private static func placed(
        _ provider: Provider, besides others: Set<String>, _ placement: (Provider) -> ProviderPlacement
    ) -> (provider: Provider, old: Provider?, renaming: Renaming?) {
        let renaming: Renaming
        switch placement(provider) {
        case .new: return (provider, nil, nil)
        case .update(let old): return (provider, old, nil)
        case .builtIn: renaming = Renaming(id: provider.id, file: nil)
        case .taken(let path):
            renaming = Renaming(id: provider.id, file: path.split(separator: "/").last.map { String($0) })
        }
        var renamed = provider
        for number in 2...mostNumbers {
            renamed.id = "\(provider.id.prefix(60))-\(number)"
            guard !others.contains(renamed.id) else { continue }
            switch placement(renamed) {
            case .new: return (renamed, nil, renaming)
            // The same document was imported under this id before.
            case .update(let old) where old.importedFrom == provider.importedFrom: return (renamed, old, renaming)
            case .update, .taken, .builtIn: continue
            }
        }
        return (renamed, nil, renaming)
    }

    /// Returns the offer with another id for one of the providers.
    ///
    /// - Parameter placement: Returns the state of the place where a provider would be written.
    /// - Throws: The reason why the provider cannot have the id, in words for the user.
    package func renamed(
        _ index: Int, to id: String, placement: (Provider) -> ProviderPlacement
    ) throws(IDFault) -> ImportOffer {
        if let fault = ProviderImport.fault(ofID: id) { throw IDFault(message: fault) }
        guard !providers.indices.contains(where: { $0 != index && providers[$0].id == id }) else {
            throw IDFault(message: "another provider of this import has the id \(id); choose another")
        }
        var offer = self
        offer.preview.items[index].imported.provider.id = id
        let provider = offer.preview.items[index].imported.provider
        switch placement(provider) {
        case .new: offer.preview.items[index].comparison = nil
        case .update(let old): offer.preview.items[index].comparison = ImportComparison(of: provider, with: old)
        case .builtIn: throw IDFault(message: "\(id) is the built-in provider's; choose another")
        case .taken(let path):
            throw IDFault(message: "\(path) was written by hand and is not overwritten; choose another id")
        }
        offer.renamings[index] = nil
        return offer
    }

    /// The reason why a provider cannot have an id.
    package struct IDFault: Error, Equatable {
        package var message: String
    }

    /// The providers in the order of the document.
    package var providers: [Provider] { preview.items.map(\.imported.provider) }

    /// Returns the rows about one of the providers, for the user to read before accepting it.
    package func lines(of index: Int) -> [ImportPreview.Line] {
        let item = preview.items[index]
        var lines: [ImportPreview.Line] = [.heading(item.imported.provider.name)]
        if let renaming = renamings[index] {
            let owner = renaming.file.map { "\($0), which was written by hand" } ?? "the built-in provider"
            let id = item.imported.provider.id
            lines.append(.warning("the id \(renaming.id) belongs to \(owner): this one becomes \(id)"))
        }
        let about = ImportPreview.lines(of: item)
        // The warnings, which the user has to accept separately, come first.
        lines += about.filter(\.isWarning) + about.filter { !$0.isWarning }
        lines.append(
            .field("writes", item.comparison == nil ? "a new provider" : "over what was imported before"))
        return lines
    }
}

extension ImportPreview.Line {
    fileprivate var isWarning: Bool { if case .warning = self { true } else { false } }
}
