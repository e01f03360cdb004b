import Catalog
import Glibc
import Scan

/// Visits files and folders as git does: paths that a `.gitignore` file excludes are skipped, and so are folders such
/// as `.git`. Symbolic links are not followed.
///
/// The `.gitignore` files of a repository count from its root on, with `.git/info/exclude`; outside of a repository, those
/// below the folder do. The ignore file of the user's own configuration is not read. A cancelled task ends the walk with
/// `CancellationError`.
package struct FileWalk {
    /// An ignore file, and how many octets of a path below the root lead to its folder.
    private struct Rules {
        var file: IgnoreFile
        var prefix: Int
    }

    private static let repositories = [".git", ".hg", ".svn", ".jj"].map { Array($0.utf8) }
    /// The longest path: a deeper one cannot be opened by its name.
    private static let deepest = 2_000

    private let body: (OctetPath) throws -> Void
    private let problem: (InputProblem) -> Void

    /// - Parameters:
    ///   - problem: Called with each folder that cannot be read.
    ///   - body: Called with each file, in the order of the names.
    package init(problem: @escaping (InputProblem) -> Void, body: @escaping (OctetPath) throws -> Void) {
        self.problem = problem
        self.body = body
    }

    /// Visits a file, or the files in a folder. A file that is named here counts even if git ignores it.
    package func visit(_ path: OctetPath) throws {
        guard let status = path.status(followsLinks: true) else {
            return problem(InputProblem(name: path.text, message: "there is no such file or folder"))
        }
        switch status.kind {
        case S_IFDIR:
            let (rules, prefix) = Self.rules(above: path)
            try walk(path, below: prefix, rules, depth: 0)
        case S_IFREG: try body(path)
        default: problem(InputProblem(name: path.text, message: "is not a regular file or a folder"))
        }
    }

    /// - Parameter relative: The path of the folder below the root, with a slash at its end unless it is empty.
    private func walk(_ folder: OctetPath, below relative: [UInt8], _ outer: [Rules], depth: Int) throws {
        guard depth < Self.deepest, let stream = folder.withCString({ opendir($0) }) else {
            return problem(InputProblem(name: folder.text, message: "this folder cannot be read"))
        }
        let names = entryNames(in: stream).sorted { $0.lexicographicallyPrecedes($1) }
        closedir(stream)
        var rules = outer
        if let file = Self.ignoreFile(folder.appending(".gitignore")) {
            rules.append(Rules(file: file, prefix: relative.count))
        }
        for name in names where !Self.repositories.contains(name) {
            try Task.checkCancellation()
            let path = folder.octets == [UInt8(ascii: ".")] ? OctetPath(octets: name) : folder.appending(name)
            guard let status = path.status() else { continue }
            let isFolder = status.kind == S_IFDIR
            guard isFolder || status.kind == S_IFREG else { continue }
            let below = relative + name
            if Self.isIgnored(below, isFolder: isFolder, rules) { continue }
            if isFolder {
                try walk(path, below: below + [UInt8(ascii: "/")], rules, depth: depth + 1)
            } else {
                try body(path)
            }
        }
    }

    /// The innermost file with a matching pattern decides.
    private static func isIgnored(_ path: [UInt8], isFolder: Bool, _ rules: [Rules]) -> Bool {
        for rule in rules.reversed() {
            if let verdict = rule.file.verdict(on: path[rule.prefix...], isFolder: isFolder) { return verdict }
        }
        return false
    }

    /// Returns the rules of a repository above a folder, and the folder's path below the root.
    private static func rules(above path: OctetPath) -> ([Rules], [UInt8]) {
        guard let folder = path.resolved, let root = repository(around: folder) else { return ([], []) }
        var relative = Array(folder.octets.dropFirst(root.octets == [UInt8(ascii: "/")] ? 1 : root.octets.count + 1))
        var rules: [Rules] = []
        if let file = ignoreFile(root.appending(".git/info/exclude")) { rules.append(Rules(file: file, prefix: 0)) }
        guard !relative.isEmpty else { return (rules, []) }
        var prefix = 0
        var parent = root
        for part in relative.split(separator: UInt8(ascii: "/")) {
            if let file = ignoreFile(parent.appending(".gitignore")) { rules.append(Rules(file: file, prefix: prefix)) }
            parent = parent.appending(part)
            prefix += part.count + 1
        }
        relative.append(UInt8(ascii: "/"))
        return (rules, relative)
    }

    /// Returns the folder with `.git` that a folder is in.
    private static func repository(around folder: OctetPath) -> OctetPath? {
        var folder = folder
        while true {
            if folder.appending(".git").status() != nil { return folder }
            guard folder.octets != [UInt8(ascii: "/")], let parent = folder.folder else { return nil }
            folder = parent
        }
    }

    /// Git does not follow a link to an ignore file.
    private static func ignoreFile(_ path: OctetPath) -> IgnoreFile? {
        guard path.status()?.kind == S_IFREG, let octets = try? InputReader.file(path) else { return nil }
        let file = IgnoreFile(octets)
        return file.isEmpty ? nil : file
    }
}

extension InputReader {
    /// The largest file that is searched, in octets.
    package static let largestSource = 1 << 30

    /// Reads a file of at most 1 GiB; nil if it is not a text.
    package static func source(_ path: OctetPath) throws(InputProblem) -> [UInt8]? {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        guard descriptor >= 0 else { throw InputProblem(name: path.text, message: "cannot be opened") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.kind == S_IFREG else { return nil }
        guard status.st_size <= largestSource else {
            throw InputProblem(name: path.text, message: "exceeds the 1 GiB limit and was not searched")
        }
        guard let start = readOctets(of: descriptor, count: min(Int(status.st_size), 8_192)), !isBinary(start) else {
            return nil
        }
        guard lseek(descriptor, 0, SEEK_SET) == 0, let octets = readOctets(of: descriptor, count: Int(status.st_size))
        else { throw InputProblem(name: path.text, message: "cannot be read") }
        return octets
    }
}
