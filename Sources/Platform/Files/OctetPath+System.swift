import Catalog
import Glibc

extension OctetPath {
    /// Creates the path in an argument of the program.
    ///
    /// Swift repairs arguments that are not UTF-8, and a repaired path names another file. So the octets come from the
    /// original arguments.
    package init(argument text: String) {
        self = Self(argument: text, among: CommandLine.unsafeArguments)
    }

    /// - Parameter arguments: All arguments as octets. One may be an option with its value, `--option=value`.
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

    /// Returns the status of the file at the path; nil, with errno(3) set, if there is none.
    ///
    /// - Parameter followsLinks: Whether to return the status of a symbolic link's target.
    package func status(followsLinks: Bool = false) -> stat? {
        var status = stat()
        return withCString { followsLinks ? stat($0, &status) : lstat($0, &status) } == 0 ? status : nil
    }

    /// The absolute path without symbolic links; nil if there is no such file.
    var resolved: OctetPath? {
        guard let resolved = withCString({ realpath($0, nil) }) else { return nil }
        defer { free(resolved) }
        return OctetPath(octets: UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }
}

extension stat {
    /// The type of the file: S_IFREG, S_IFDIR, S_IFLNK and so on.
    package var kind: mode_t { st_mode & S_IFMT }

    /// Whether it is a regular file owned by the user.
    var isOwnFile: Bool { kind == S_IFREG && st_uid == geteuid() }
}

extension CommandLine {
    /// The original arguments from the system.
    fileprivate static var unsafeArguments: [[UInt8]] {
        (0..<Int(argc)).compactMap { index in
            unsafeArgv[index].map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
        }
    }
}
