import Catalog
import Glibc

/// A file that only its owner can read. It has mode 0600 from the start.
///
/// The file is written beside its destination and moved there when it is complete, so it is never incomplete. Writers
/// in a folder take turns (`FolderLock`).
package struct PrivateFile: Sendable {
    /// The reason why the file cannot be read.
    package enum ReadFailure: Error, Equatable {
        case missing
        /// The problem with the file, such as `is a symbolic link`.
        case untrusted(String)
    }

    /// The reason why a new file cannot be created.
    package enum CreateFailure: Error, Equatable {
        /// A file with this name exists. It is not changed.
        case exists
        /// An errno(3).
        case system(Int32)
    }

    /// The reason why a file was not written.
    enum WriteFailure: Error, Equatable {
        /// Another process held the lock of the folder for too long.
        case locked
        /// The file was replaced or modified since it was read.
        case changed
        /// The system refused, or the path is not a regular file owned by the user.
        case refused
    }

    /// The change to apply to a file after its current version was read.
    enum Change {
        /// The file is not changed.
        case none
        /// These octets replace the file. With an ending, such as `bad`, the current version is kept under another
        /// name.
        case write([UInt8], settingAsideAs: String? = nil)
    }

    /// The number of attempts while an editor keeps changing the file.
    private static let attempts = 20

    /// The largest file that is read.
    private static let largest = 16 << 20

    /// The longest wait for other writers, in milliseconds.
    static let timeout = 2_000

    package let path: OctetPath

    package init(_ path: OctetPath) {
        self.path = path
    }

    /// Reads the octets of the file. A file larger than 16 MiB counts as broken and gives none.
    func read() throws(ReadFailure) -> [UInt8] { try readStamped().octets }

    /// Reads the octets of the file and the stamp of this version.
    ///
    /// - Parameter isShared: Whether the user writes the file, and not this program. It may then be a symbolic link, and
    ///   belong to root, but neither its group nor all users may write it.
    func readStamped(isShared: Bool = false) throws(ReadFailure) -> (octets: [UInt8], stamp: FileStamp) {
        let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (isShared ? 0 : O_NOFOLLOW)
        let descriptor = path.withCString { open($0, flags) }
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: throw .missing
            case ELOOP: throw .untrusted("is a symbolic link")
            case let code: throw .untrusted("cannot be read (\(String(cString: strerror(code))))")
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.kind == S_IFREG else {
            throw .untrusted("is not a regular file")
        }
        guard status.st_uid == geteuid() || isShared && status.st_uid == 0 else {
            throw .untrusted("belongs to another user")
        }
        guard !isShared || status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw .untrusted("can be written by other users (forbid that with chmod go-w)")
        }
        let stamp = FileStamp(status)
        guard status.st_size <= Self.largest else { return ([], stamp) }
        guard let octets = readOctets(of: descriptor, count: Int(status.st_size)) else {
            throw .untrusted("cannot be read (\(String(cString: strerror(errno))))")
        }
        return (octets, stamp)
    }

    /// Does work while no other session writes to the folder. Creates the folder with mode 0700 if it is missing.
    func alone<Answer>(
        timeout: Int = timeout, _ work: (borrowing FolderLock) -> Answer
    ) throws(WriteFailure) -> Answer {
        guard let folder = path.folder, Self.makeDirectory(folder) else { throw .refused }
        let lock: FolderLock
        do throws(FolderLock.Failure) {
            lock = try FolderLock(of: folder, timeout: timeout)
        } catch {
            throw error == .held ? .locked : .refused
        }
        return work(lock)
    }

    /// Replaces the file. Creates missing directories with mode 0700.
    ///
    /// - Returns: False if it could not be written, or the path is not a regular file owned by the user.
    func replace(with octets: [UInt8]) -> Bool {
        (try? alone { lock in (try? replace(with: octets, under: lock)) != nil }) ?? false
    }

    /// Replaces the file with the result of `change`. Editors do not lock, so if one has written meanwhile, `change` is
    /// called again.
    ///
    /// - Parameters:
    ///   - timeout: The longest wait for another session that writes, in milliseconds.
    ///   - change: Gets the current octets, or nil if there is no file.
    /// - Returns: The name of the version that was set aside, or nil.
    func update(timeout: Int, _ change: ([UInt8]?) -> Change) throws(WriteFailure) -> OctetPath? {
        let result = try alone(timeout: timeout) { lock -> Result<OctetPath?, WriteFailure> in
            for _ in 0..<Self.attempts {
                var found: (octets: [UInt8], stamp: FileStamp)?
                do throws(ReadFailure) {
                    found = try readStamped()
                } catch {
                    guard error == .missing else { return .failure(.refused) }
                }
                guard case .write(let octets, let ending) = change(found?.octets) else { return .success(nil) }
                let aside = ending.flatMap { setAside(as: $0) }
                guard ending == nil || aside != nil else { return .failure(.refused) }
                do throws(WriteFailure) {
                    try replace(with: octets, under: lock, ifStill: .some(found?.stamp))
                    return .success(aside)
                } catch {
                    // The next attempt sets its own version aside.
                    _ = aside?.withCString { unlink($0) }
                    guard error == .changed else { return .failure(error) }
                }
            }
            return .failure(.changed)
        }
        return try result.get()
    }

    /// Replaces the file while the folder is locked.
    ///
    /// - Parameter stamp: The stamp of the file that was read, or nil if there was none. Editors do not lock, so the
    ///   stamp is checked again right before the file is replaced. Without this argument, any file of the user may be
    ///   replaced.
    func replace(
        with octets: [UInt8], under lock: borrowing FolderLock, ifStill stamp: FileStamp?? = nil
    ) throws(WriteFailure) {
        Leftovers(in: path.folder ?? ".").remove(under: lock)
        guard isOurs else { throw .refused }
        var isSame = true
        let isMoved = try? withTemporary(octets) { temporary in
            if let stamp { isSame = stamp == self.stamp }
            return isSame && path.withCString { rename(temporary, $0) } == 0
        }
        guard isSame else { throw .changed }
        guard isMoved == true else { throw .refused }
    }

    /// Gives the file a second name, such as `ID.json.bad`, with a number if that name is in use.
    ///
    /// - Returns: The name, or nil if that fails.
    func setAside(as ending: String) -> OctetPath? {
        for number in 1...99 {
            let aside = OctetPath(octets: path.octets + ".\(ending)\(number == 1 ? "" : "\(number)")".utf8)
            let isMade = path.withCString { path in aside.withCString { link(path, $0) == 0 } }
            if isMade { return aside }
            guard errno == EEXIST else { return nil }
        }
        return nil
    }

    /// Creates the directory of the file and its missing parents with mode 0700.
    ///
    /// - Returns: False if it could not be created or has another owner.
    func makeDirectory() -> Bool { path.folder.map { Self.makeDirectory($0) } ?? true }

    private static func makeDirectory(_ path: OctetPath) -> Bool {
        let isMade = path.withCString { mkdir($0, 0o700) == 0 }
        if isMade { return true }
        if errno == ENOENT, let above = path.folder, above != path {
            return makeDirectory(above) && (path.withCString { mkdir($0, 0o700) } == 0 || errno == EEXIST)
        }
        return path.status().map { $0.kind == S_IFDIR && $0.st_uid == geteuid() } ?? false
    }

    /// Whether the path is free or a regular file owned by the user.
    private var isOurs: Bool { path.status()?.isOwnFile ?? (errno == ENOENT) }

    /// The stamp of the current file; nil if there is none.
    private var stamp: FileStamp? { path.status().map { FileStamp($0) } }

    /// Writes the octets to a new file beside the destination, and passes its path to the closure. The file is removed
    /// if that fails.
    func withTemporary(
        _ octets: [UInt8], _ move: (_ temporary: UnsafePointer<CChar>) -> Bool
    ) throws(CreateFailure) -> Bool {
        let beside = OctetPath(octets: path.octets + Leftovers.ending(of: getpid()).utf8)
        let result: Result<Bool, CreateFailure> = beside.withCString { temporary in
            unlink(temporary)
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return .failure(.system(errno)) }
            let fault = writeOctets(octets, to: descriptor) ?? (fsync(descriptor) == 0 ? nil : errno)
            close(descriptor)
            if let fault {
                unlink(temporary)
                return .failure(.system(fault))
            }
            guard move(temporary) else {
                let code = errno
                unlink(temporary)
                errno = code
                return .success(false)
            }
            return .success(true)
        }
        return try result.get()
    }
}
