import Catalog
import JSON

extension ProviderImport {
    /// Reads the providers in a document. Each records its source: a URL, or an absolute path.
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

    /// The source, in a form that does not depend on the current directory.
    fileprivate var place: String {
        guard case .file(let path) = self else { return name }
        return path.resolved?.text ?? name
    }
}
