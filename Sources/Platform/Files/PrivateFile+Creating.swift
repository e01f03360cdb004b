import Catalog
import Glibc

extension PrivateFile {
    /// Creates the file. An existing file is not changed.
    package func create(with octets: [UInt8]) throws(CreateFailure) {
        guard path.status() == nil else { throw .exists }
        if try createFromNameless(octets) { return }
        // Unlike rename(2), link(2) never replaces a file.
        let isMade = try withTemporary(octets) { temporary in
            defer { unlink(temporary) }
            return path.withCString { link(temporary, $0) } == 0
        }
        guard isMade else { throw errno == EEXIST ? .exists : .system(errno) }
    }

    /// Writes a file without a name, and names it when it is complete. If the process is killed earlier, the system
    /// removes the file, so no secret is left.
    ///
    /// - Returns: False if the file system does not support such files.
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
