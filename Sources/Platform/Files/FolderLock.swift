import Catalog
import Glibc

/// Prevents other sessions from writing to a folder of the program, with a lock on the file `.lock` in it (flock(2)).
///
/// The system releases the lock when the process ends, however it ends. The file itself stays: if it were removed, two
/// sessions could lock different files.
struct FolderLock: ~Copyable {
    /// The reason why the folder is not locked.
    enum Failure: Error, Equatable {
        /// Another process held the lock for the whole time.
        case held
        /// The file cannot be opened, or is not a regular file owned by the user.
        case notMade
    }

    static let name = ".lock"

    /// Whether other sessions are really excluded: some network file systems have no locks.
    let isReal: Bool
    private let descriptor: Int32

    /// Waits for the lock. Blocks the thread.
    ///
    /// - Parameter timeout: The longest wait, in milliseconds.
    init(of folder: OctetPath, timeout: Int) throws(Failure) {
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let descriptor = folder.appending(Self.name).withCString { open($0, flags, 0o600) }
        guard descriptor >= 0 else { throw .notMade }
        do throws(Failure) {
            isReal = try Self.lock(descriptor, timeout: timeout)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit {
        // A program that is being started has a copy of the descriptor until it is executed. Closing would leave the
        // lock to that copy; unlocking ends it for all.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Locks the file. Returns false if the file system has no locks.
    private static func lock(_ descriptor: Int32, timeout: Int) throws(Failure) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.isOwnFile else {
            throw .notMade
        }
        let pause = 5
        var left = timeout
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            // A suspended process must not block this one too.
            case EWOULDBLOCK where left > 0:
                poll(nil, 0, Int32(pause))
                left -= pause
            case EWOULDBLOCK: throw .held
            default: return false
            }
        }
        return true
    }
}
