import Catalog
import Glibc

extension OctetPath {
    /// The path that an argument of the program names.
    ///
    /// Swift repairs arguments that are not UTF-8, and a repaired path names another file: the octets are looked up
    /// in what the system has handed over.
    package init(argument text: String) {
        self = Self(argument: text, among: CommandLine.unsafeArguments)
    }

    /// - Parameter arguments: All arguments in octets; one may be an option with its value, `--option=value`.
    init(argument text: String, among arguments: [[UInt8]]) {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard text.unicodeScalars.contains(replacement) else {
            self.init(text)
            return
        }
        for argument in arguments {
            let value = argument.firstIndex(of: UInt8(ascii: "=")).map { argument[($0 + 1)...] } ?? []
            for octets in [argument[...], value] where String(decoding: octets, as: UTF8.self) == text {
                self.init(octets: octets)
                return
            }
        }
        self.init(text)
    }

    /// What is at the path; nil, with errno(3) set, where nothing is.
    ///
    /// - Parameter followsLinks: Whether a symbolic link is what it leads to.
    package func status(followsLinks: Bool = false) -> stat? {
        var status = stat()
        return withCString { followsLinks ? stat($0, &status) : lstat($0, &status) } == 0 ? status : nil
    }

    /// The path from the root, without symbolic links; nil where nothing is there.
    var resolved: OctetPath? {
        guard let resolved = withCString({ realpath($0, nil) }) else { return nil }
        defer { free(resolved) }
        return OctetPath(octets: UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }
}

extension stat {
    /// What it is: S_IFREG, S_IFDIR, S_IFLNK and so on.
    package var kind: mode_t { st_mode & S_IFMT }

    /// Whether it is a regular file of the user.
    var isOwnFile: Bool { kind == S_IFREG && st_uid == geteuid() }
}

extension CommandLine {
    /// The arguments as the system has handed them over.
    fileprivate static var unsafeArguments: [[UInt8]] {
        (0..<Int(argc)).compactMap { index in
            unsafeArgv[index].map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
        }
    }
}
