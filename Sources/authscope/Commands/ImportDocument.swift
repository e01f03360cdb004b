import Catalog
import Glibc
import JSON

/// The document of an import as JSON, and where it comes from.
struct ImportDocument {
    var octets: [UInt8]
    /// Where things stand in the document itself, when that is YAML.
    var places: SourceMap?
    var source: ImportSource

    /// A reader at the start of the document.
    func reader() throws(FileProblem) -> JSONReader {
        do {
            return try JSONReader(octets, limits: ProviderImport.limits, places: places)
        } catch {
            throw FileProblem(path: source.name, line: error.line, column: error.column, message: error.message)
        }
    }

    /// What a provider remembers of it: the URL, or the file's path from the root.
    var path: String {
        guard case .file(let path) = source, path != Self.standardInput else { return source.name }
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static let standardInput = "standard input"
}

extension ImportDocument {
    /// Reads a file, a URL, or standard input where the argument is `-`.
    init(reading argument: String) throws {
        if argument == "-" {
            self.init(octets: try readStandardInput(), source: .file(Self.standardInput))
        } else {
            self.init(octets: try readFile(argument, allowsPipe: true), source: .file(argument))
        }
    }
}
