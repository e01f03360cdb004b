import Catalog
import Glibc

extension PrivateFile {
    /// Makes the file, and leaves alone what is there.
    package func create(with octets: [UInt8]) throws(CreateFailure) {
        guard path.status() == nil else { throw .exists }
        if try createFromNameless(octets) { return }
        // Unlike rename(2), link(2) never takes another file's place.
        let isMade = try withTemporary(octets) { temporary in
            defer { unlink(temporary) }
            return path.withCString { link(temporary, $0) } == 0
        }
        guard isMade else { throw errno == EEXIST ? .exists : .system(errno) }
    }

    /// Writes a file without a name, and gives it its name when it is whole. When this process is killed before, the
    /// system takes it away, and nothing of a secret is left.
    ///
    /// - Returns: false where the file system does not have such files.
    private func createFromNameless(_ octets: [UInt8]) throws(CreateFailure) -> Bool {
        let flags = O_WRONLY | O_DIRECTORY | __O_TMPFILE | O_CLOEXEC
        let descriptor = (path.folder ?? ".").withCString { open($0, flags, 0o600) }
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        if let fault = writeOctets(octets, to: descriptor) { throw .system(fault) }
        guard fsync(descriptor) == 0 else { throw .system(errno) }
        let isNamed = path.withCString {
            linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, $0, AT_SYMLINK_FOLLOW) == 0
        }
        guard !isNamed, errno == EEXIST else { return isNamed }
        throw .exists
    }
}
