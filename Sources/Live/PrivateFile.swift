import Glibc

/// A file that only its owner can read, mode 0600 from its first moment.
///
/// It is written beside its place and moved there when it is whole, so that there is never half of it.
package struct PrivateFile: Sendable {
    /// Why there is nothing to read.
    package enum ReadFailure: Error, Equatable {
        case missing
        /// What is wrong with it, such as `is a symbolic link`.
        case untrusted(String)
    }

    /// Why a new file cannot be made.
    package enum CreateFailure: Error, Equatable {
        /// There is something of that name, which is left alone.
        case exists
        /// errno(3).
        case system(Int32)
    }

    /// Nothing of ours is larger.
    private static let largest = 16 << 20

    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// The octets of the file; none where it is larger than 16 MiB, which is as good as broken.
    func read() throws(ReadFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ELOOP ? .untrusted("is a symbolic link") : .missing }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .untrusted("is no regular file")
        }
        guard status.st_uid == geteuid() else { throw .untrusted("belongs to another user") }
        guard status.st_size <= Self.largest else { return [] }
        return readOctets(of: descriptor, count: Int(status.st_size)) ?? []
    }

    /// Puts the file in its place, whatever of ours is there, and makes the directories that are missing, mode 0700.
    ///
    /// - Returns: false when it could not be written, or when something is there that is no regular file of ours.
    func replace(with octets: [UInt8]) -> Bool {
        guard makeDirectory(), isOurs else { return false }
        removeLeftovers()
        return (try? withTemporary(octets) { rename($0, path) == 0 }) ?? false
    }

    /// Makes the file, and leaves alone what is there.
    package func create(with octets: [UInt8]) throws(CreateFailure) {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw .exists }
        // Unlike rename(2), link(2) never takes another file's place.
        let isMade = try withTemporary(octets) { temporary in
            defer { unlink(temporary) }
            return link(temporary, path) == 0
        }
        guard isMade else { throw errno == EEXIST ? .exists : .system(errno) }
    }

    /// Makes the directory of the file and those above it that are missing, mode 0700.
    ///
    /// - Returns: false when it is not there afterwards, or is not ours.
    func makeDirectory() -> Bool {
        guard let slash = path.lastIndex(of: "/") else { return true }
        return Self.makeDirectory(String(path[..<slash]))
    }

    private static func makeDirectory(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            return makeDirectory(String(path[..<slash])) && (mkdir(path, 0o700) == 0 || errno == EEXIST)
        }
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
    }

    /// False for what is there and is no regular file of ours.
    private var isOurs: Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return errno == ENOENT }
        return status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
    }

    /// Removes what sessions have left in the directory that were killed while they wrote a file such as this one.
    ///
    /// What is younger than a minute stays: another machine that shares the directory counts its processes anew.
    private func removeLeftovers() {
        guard let slash = path.lastIndex(of: "/"), let dot = path.lastIndex(of: "."), dot > slash,
            let folder = opendir(String(path[..<slash]))
        else { return }
        defer { closedir(folder) }
        let ending = path[dot...] + "."
        while let entry = readdir(folder) {
            let name = entryName(entry)
            guard let cut = name.lastIndex(of: "."), name[...cut].hasSuffix(ending),
                let process = pid_t(name[cut...].dropFirst()), process > 0, kill(process, 0) != 0, errno == ESRCH
            else { continue }
            var status = stat()
            guard fstatat(dirfd(folder), name, &status, AT_SYMLINK_NOFOLLOW) == 0,
                status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), time(nil) - status.st_mtim.tv_sec > 60
            else { continue }
            unlinkat(dirfd(folder), name, 0)
        }
    }

    /// Writes the octets to a new file beside the place, and hands its path on; where that fails it is removed.
    private func withTemporary(
        _ octets: [UInt8], _ move: (_ temporary: String) -> Bool
    ) throws(CreateFailure) -> Bool {
        let temporary = "\(path).\(getpid())"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(errno) }
        let isWritten = Self.writeAll(octets, to: descriptor) && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isWritten else {
            unlink(temporary)
            throw .system(code)
        }
        guard move(temporary) else {
            let code = errno
            unlink(temporary)
            errno = code
            return false
        }
        return true
    }

    private static func writeAll(_ octets: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < octets.count {
            let count = octets.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 {
                guard errno == EINTR else { return false }
            } else {
                written += count
            }
        }
        return true
    }
}
