import Catalog
import Glibc
import OAuth

/// The folder of the providers' files, which people write by hand: reading only.
///
/// A file holds no secret, so it may be a link into somebody's collection of settings and others may read it. Nothing
/// but a regular file is opened to the end: a pipe would be waited for.
struct ProviderFolder: Sendable {
    /// Reads a provider from YAML; the path is for messages.
    typealias YAMLReading = @Sendable (_ octets: [UInt8], _ path: String) throws(FileProblem) -> Provider

    /// What a name ends in, in the order in which files of one name are preferred.
    static let extensions = ["json", "yaml", "yml"]
    /// The largest file that is read, in octets (`security.md` S8).
    private static let largest = 16 << 20

    let path: String
    let readYAML: YAMLReading

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
        return try readYAML(octets, path)
    }

    /// True for a name that lies in the folder itself and ends as a provider's file does; hidden ones are an editor's.
    static func isProviderName(_ name: String) -> Bool {
        !name.hasPrefix(".") && !name.contains("/") && extensions.contains { name.hasSuffix("." + $0) }
    }

    /// The name without what it ends in.
    static func stem(of name: String) -> Substring { name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex) }

    private func octets(of name: String) throws(FileProblem) -> [UInt8]? {
        let path = path(of: name)
        func problem(_ message: String) -> FileProblem {
            FileProblem(path: path, line: 1, column: 1, message: message)
        }
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            case ELOOP: throw problem("symbolic links lead in a circle")
            case let code: throw problem("cannot be read: \(String(cString: strerror(code)))")
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw problem("is no regular file")
        }
        guard status.st_size <= Self.largest else {
            throw problem("is larger than 16 MiB, which is the most that is read")
        }
        guard let octets = readOctets(of: descriptor, count: Int(status.st_size)) else {
            throw problem("cannot be read: \(String(cString: strerror(errno)))")
        }
        return octets
    }
}
