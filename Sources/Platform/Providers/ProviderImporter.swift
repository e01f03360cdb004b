import Catalog
import Glibc
import OAuth

/// Reads documents for an import on the screen, and writes the providers that the user accepts.
package struct ProviderImporter: Sendable {
    private let environment: Environment
    private let store: ProviderStore
    private let reader: ImportReader

    package init(environment: Environment, reader: DocumentReader) {
        self.environment = environment
        store = ProviderStore(environment: environment)
        self.reader = ImportReader(reader: reader)
    }

    /// The reason why a document could not be imported.
    package enum Problem: Error, Equatable, Sendable {
        /// It could not be read, or not written. The value is the reason.
        case failed(String)
        /// The provider was written, but could not be opened.
        case notOpened(ProviderOpener.Problem)
    }

    /// Reads a document from a path or a URL. `~` at the start of a path is the home directory.
    package func read(_ source: String) async throws(Problem) -> ImportOffer {
        do {
            let document = try await document(at: source)
            return ImportOffer(document.result, source: document.source) { store.placement(of: $0) }
        } catch let problem as DocumentProblem {
            throw .failed(problem.description)
        } catch let problem as FileProblem {
            throw .failed(problem.description)
        } catch {
            throw .failed("\(source) cannot be read")
        }
    }

    private func document(at source: String) async throws -> ImportReader.Document {
        // A pipe may never have a writer, and standard input is the keyboard.
        guard !source.isURL else { return try await reader.load([source], allowsPipe: false) }
        return try await reader.load(file: source == "-" ? "./-" : environment.expanded(source), allowsPipe: false)
    }

    /// Returns the offer with the id that the user typed for one of its providers.
    package func rename(_ index: Int, of offer: ImportOffer, to id: String) throws(ImportOffer.IDFault) -> ImportOffer {
        try offer.renamed(index, to: id) { store.placement(of: $0) }
    }

    /// Writes the providers, and opens the first of them.
    package func keep(_ providers: [Provider]) throws(Problem) -> OpenedProvider {
        let paths: [OctetPath]
        do throws(ProviderStore.ImportFailure) {
            paths = try store.save(providers)
        } catch {
            throw .failed("\(error.reason.message); \(error.extent)")
        }
        guard let path = paths.first, let provider = providers.first else {
            throw .failed("there is no provider to write")
        }
        var opened: OpenedProvider
        do { opened = try ProviderOpener(environment: environment).open(.file(path)) } catch { throw .notOpened(error) }
        opened.greeting =
            paths.count == 1
            ? "Imported \(provider.name). No scope is on"
            : "Imported \(paths.count) providers: this is \(provider.name)"
        return opened
    }

    /// Returns the ways to complete a path.
    package func completion(of text: String) -> PathCompletion {
        PathCompletion(of: text, among: Self.entries(of: environment.expanded(text).folder ?? "."))
    }

    /// Returns the names in a folder. Names that are not UTF-8 cannot be typed, so they are left out.
    private static func entries(of directory: OctetPath) -> [String] {
        guard let folder = directory.withCString({ opendir($0) }) else { return [] }
        defer { closedir(folder) }
        return entryNames(in: folder).compactMap { octets in
            guard let name = String(validating: octets, as: UTF8.self) else { return nil }
            var status = stat()
            let isFolder = fstatat(dirfd(folder), name, &status, 0) == 0 && status.st_mode & S_IFMT == S_IFDIR
            return isFolder ? name + "/" : name
        }
    }
}
