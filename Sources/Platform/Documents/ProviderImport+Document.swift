import Catalog
import JSON

extension ProviderImport {
    /// Reads the providers in a document. Each remembers where it came from: a URL, or a path from the root.
    package static func read(_ document: SourceDocument) throws(FileProblem) -> ProviderImport {
        let json: JSONReader
        do {
            json = try document.reader()
        } catch {
            throw FileProblem(
                path: document.origin.name, line: error.line, column: error.column, message: error.message)
        }
        var result = try read(json, source: document.origin.importSource)
        for index in result.providers.indices {
            result.providers[index].provider.importedFrom = document.origin.place
        }
        return result
    }
}

extension SourceDocument.Origin {
    fileprivate var importSource: ImportSource {
        if case .url(let url) = self { .url(url) } else { .file(name) }
    }

    /// Where it can be found again, from whatever folder.
    fileprivate var place: String {
        guard case .file(let path) = self else { return name }
        return path.resolved?.text ?? name
    }
}
