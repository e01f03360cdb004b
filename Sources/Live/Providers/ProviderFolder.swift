import Catalog
import Glibc
import OAuth

/// The folder of the providers' files, which people write by hand: reading only.
///
/// A file holds no secret, so it may be a link into somebody's collection of settings and others may read it. Nothing
/// but a regular file is opened to the end: a pipe would be waited for.
struct ProviderFolder: Sendable {
    /// What a name ends in, in the order in which files of one name are preferred.
    static let extensions = ["json", "yaml", "yml"]

    let path: String
    let converter: YAMLConverter

    /// The names of the files that should be providers, in the order of their octets.
    var names: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = entryName(entry)
            if Self.isProviderName(name) { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func path(of name: String) -> String { "\(path)/\(name)" }

    /// The provider in a file, or nil when there is none of that name.
    func provider(in name: String) throws(FileProblem) -> Provider? {
        guard let octets = try octets(of: name) else { return nil }
        let path = path(of: name)
        guard !name.hasSuffix(".json") else { return try ProviderFile.read(octets, path: path) }
        let document: YAMLConverter.Converted
        do {
            document = try converter.convert(octets)
        } catch {
            var problem = FileProblem(path: path, line: 1, column: 1, message: error.message)
            if case .document(let line, let column, _) = error { (problem.line, problem.column) = (line, column) }
            throw problem
        }
        return try ProviderFile.read(document.json, places: document.places, path: path)
    }

    /// True for a name that lies in the folder itself and ends as a provider's file does; hidden ones are an editor's.
    static func isProviderName(_ name: String) -> Bool {
        !name.hasPrefix(".") && !name.contains("/") && extensions.contains { name.hasSuffix("." + $0) }
    }

    /// The name without what it ends in.
    static func stem(of name: String) -> Substring { name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex) }

    /// The octets of a file, or nil when there is none of that name.
    private func octets(of name: String) throws(FileProblem) -> [UInt8]? {
        let path = path(of: name)
        do {
            return try InputReader.file(path)
        } catch {
            if access(path, F_OK) != 0, [ENOENT, ENOTDIR].contains(errno) { return nil }
            throw FileProblem(path: path, line: 1, column: 1, message: error.message)
        }
    }
}
