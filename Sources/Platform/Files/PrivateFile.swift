import Catalog
import Glibc

/// A file that only its owner can read, mode 0600 from its first moment.
///
/// It is written beside its place and moved there when it is whole, so that there is never half of it. Writers in one
/// folder take turns (`FolderLock`).
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

    /// Why a file is not written.
    enum WriteFailure: Error, Equatable {
        /// Another process held the lock of the folder for too long.
        case locked
        /// It is another file than the one that was read, or the same one changed since.
        case changed
        /// The system refused, or something is there that is not a regular file of ours.
        case refused
    }

    /// What becomes of a file whose present version was read.
    enum Change {
        /// It stays.
        case none
        /// It gets these octets. With an ending, such as `bad`, the present version is kept under another name.
        case write([UInt8], settingAsideAs: String? = nil)
    }

    /// How many attempts to make when an editor keeps changing the file.
    private static let attempts = 20

    /// Nothing of ours is larger.
    private static let largest = 16 << 20

    /// How long a writer waits for others, in milliseconds.
    static let patience = 2_000

    package let path: OctetPath

    package init(_ path: OctetPath) {
        self.path = path
    }

    /// The octets of the file; none where it is larger than 16 MiB, which is as good as broken.
    func read() throws(ReadFailure) -> [UInt8] { try readStamped().octets }

    /// The octets of the file, and the stamp of this version.
    func readStamped() throws(ReadFailure) -> (octets: [UInt8], stamp: FileStamp) {
        let descriptor = path.withCString { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
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
            throw .untrusted("is no regular file")
        }
        guard status.st_uid == geteuid() else { throw .untrusted("belongs to another user") }
        let stamp = FileStamp(status)
        guard status.st_size <= Self.largest else { return ([], stamp) }
        guard let octets = readOctets(of: descriptor, count: Int(status.st_size)) else {
            throw .untrusted("cannot be read (\(String(cString: strerror(errno))))")
        }
        return (octets, stamp)
    }

    /// Does work while no other session writes into the folder, which is made where it is missing, mode 0700.
    func alone<Answer>(
        patience: Int = patience, _ work: (borrowing FolderLock) -> Answer
    ) throws(WriteFailure) -> Answer {
        guard let folder = path.folder, Self.makeDirectory(folder) else { throw .refused }
        let lock: FolderLock
        do throws(FolderLock.Failure) {
            lock = try FolderLock(of: folder, patience: patience)
        } catch {
            throw error == .held ? .locked : .refused
        }
        return work(lock)
    }

    /// Puts the file in its place, whatever of ours is there, and makes the directories that are missing, mode 0700.
    ///
    /// - Returns: false when it could not be written, or when something is there that is not a regular file of ours.
    func replace(with octets: [UInt8]) -> Bool {
        (try? alone { lock in (try? replace(with: octets, under: lock)) != nil }) ?? false
    }

    /// Replaces the file with what `change` makes of the version that is there. An editor takes no lock: where one has
    /// written meanwhile, `change` is asked again.
    ///
    /// - Parameters:
    ///   - patience: How long to wait for another session that writes, in milliseconds.
    ///   - change: Gets the octets that are there, or nil where nothing is.
    /// - Returns: The name of the version that was set aside, or nil.
    func update(patience: Int, _ change: ([UInt8]?) -> Change) throws(WriteFailure) -> OctetPath? {
        let result = try alone(patience: patience) { lock -> Result<OctetPath?, WriteFailure> in
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
                    // What is there at the next attempt is kept then.
                    _ = aside?.withCString { unlink($0) }
                    guard error == .changed else { return .failure(error) }
                }
            }
            return .failure(.changed)
        }
        return try result.get()
    }

    /// Puts the file in its place while the folder is locked.
    ///
    /// - Parameter stamp: That of the file which was read, or nil where there was none; an editor takes no lock, so
    ///   the file is looked at again right before another takes its place. Without it, all of ours may be replaced.
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

    /// Gives the file a second name, such as `ID.json.bad`, or with a number where that is taken.
    ///
    /// - Returns: The name, or nil when that fails.
    func setAside(as ending: String) -> OctetPath? {
        for number in 1...99 {
            let aside = OctetPath(octets: path.octets + ".\(ending)\(number == 1 ? "" : "\(number)")".utf8)
            let isMade = path.withCString { path in aside.withCString { link(path, $0) == 0 } }
            if isMade { return aside }
            guard errno == EEXIST else { return nil }
        }
        return nil
    }

    /// Makes the directory of the file and those above it that are missing, mode 0700.
    ///
    /// - Returns: false when it is not there afterwards, or is not ours.
    func makeDirectory() -> Bool { path.folder.map { Self.makeDirectory($0) } ?? true }

    private static func makeDirectory(_ path: OctetPath) -> Bool {
        let isMade = path.withCString { mkdir($0, 0o700) == 0 }
        if isMade { return true }
        if errno == ENOENT, let above = path.folder, above != path {
            return makeDirectory(above) && (path.withCString { mkdir($0, 0o700) } == 0 || errno == EEXIST)
        }
        return path.status().map { $0.kind == S_IFDIR && $0.st_uid == geteuid() } ?? false
    }

    /// False for anything that is there and is not a regular file of ours.
    private var isOurs: Bool { path.status()?.isOwnFile ?? (errno == ENOENT) }

    /// What is there now; nil where nothing is.
    private var stamp: FileStamp? { path.status().map { FileStamp($0) } }

    /// Writes the octets to a new file beside the place, and hands its path on; where that fails it is removed.
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
