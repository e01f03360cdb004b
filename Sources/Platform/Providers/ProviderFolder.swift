import Catalog
import Glibc
import OAuth

/// The folder of the provider files, which users write. It is only read.
///
/// A provider file has no secrets, so it may be a link and may be readable by others. Only regular files are read:
/// opening a pipe would block.
struct ProviderFolder: Sendable {
    /// The extensions of provider files, in order of preference if files have the same name.
    static let extensions = ["json", "yaml", "yml"]

    let path: OctetPath
    let converter: YAMLConverter

    /// The names of the provider files in the folder.
    struct Names {
        /// The names, in the order of their octets.
        var usable: [String] = []
        /// Files whose names are not UTF-8, and the folder itself if it cannot be read.
        var problems: [(path: OctetPath, problem: FileProblem)] = []
    }

    var names: Names {
        var names = Names()
        guard let folder = path.withCString({ opendir($0) }) else {
            let code = errno
            // The folder is optional.
            if code != ENOENT {
                names.add(path, "this folder cannot be read (\(String(cString: strerror(code))))")
            }
            return names
        }
        defer { closedir(folder) }
        let entries = entryNames(in: folder).sorted { $0.lexicographicallyPrecedes($1) }
        for octets in entries where Self.isProviderName(octets) {
            if let name = String(validating: octets, as: UTF8.self) {
                names.usable.append(name)
            } else {
                names.add(path.appending(octets), "the name of this file is not UTF-8; rename it")
            }
        }
        return names
    }

    func path(of name: String) -> OctetPath { path.appending(name) }

    /// Reads the provider in a file; nil if there is no file with this name.
    func provider(in name: String) throws(FileProblem) -> Provider? {
        guard let octets = try octets(of: name) else { return nil }
        let path = path(of: name).text
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

    /// Whether the name has no folder and a known extension. Hidden files belong to editors.
    static func isProviderName(_ name: String) -> Bool { isProviderName(Array(name.utf8)) }

    private static func isProviderName(_ name: [UInt8]) -> Bool {
        name.first != UInt8(ascii: ".") && !name.contains(UInt8(ascii: "/"))
            && extensions.contains { name.reversed().starts(with: (".\($0)").utf8.reversed()) }
    }

    /// Returns the name without its extension.
    static func stem(of name: String) -> Substring { name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex) }

    /// Reads the octets of a file; nil if there is no file with this name.
    private func octets(of name: String) throws(FileProblem) -> [UInt8]? {
        let path = path(of: name)
        do {
            return try InputReader.file(path)
        } catch {
            guard let status = path.status() else {
                if [ENOENT, ENOTDIR].contains(errno) { return nil }
                throw FileProblem(path: path.text, line: 1, column: 1, message: error.message)
            }
            let leadsNowhere = status.kind == S_IFLNK && path.status(followsLinks: true) == nil && errno == ENOENT
            let message = leadsNowhere ? "is a symbolic link to a file that is not there" : error.message
            throw FileProblem(path: path.text, line: 1, column: 1, message: message)
        }
    }
}

extension ProviderFolder.Names {
    fileprivate mutating func add(_ path: OctetPath, _ message: String) {
        problems.append((path, FileProblem(path: path.text, line: 1, column: 1, message: message)))
    }
}
