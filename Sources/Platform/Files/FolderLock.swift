import Catalog
import Glibc

/// Keeps other sessions from writing into a folder of the program's: a lock on the file `.lock` in it (flock(2)).
///
/// The system gives the lock back when the process ends, for whatever reason. The file stays: to remove it would
/// give two sessions two locks.
struct FolderLock: ~Copyable {
    /// Why there is no lock.
    enum Failure: Error, Equatable {
        /// Another process held it for the whole wait.
        case held
        /// The file cannot be opened, or is not a regular file of ours.
        case notMade
    }

    static let name = ".lock"

    /// Whether others are really kept out: some network file systems have no locks.
    let isReal: Bool
    private let descriptor: Int32

    /// Waits for the lock. It blocks the thread.
    ///
    /// - Parameter patience: How long, in milliseconds.
    init(of folder: OctetPath, patience: Int) throws(Failure) {
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let descriptor = folder.appending(Self.name).withCString { open($0, flags, 0o600) }
        guard descriptor >= 0 else { throw .notMade }
        do throws(Failure) {
            isReal = try Self.lock(descriptor, patience: patience)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Takes the lock. Returns false where the file system has none.
    private static func lock(_ descriptor: Int32, patience: Int) throws(Failure) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.isOwnFile else {
            throw .notMade
        }
        let pause = 5
        var left = patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            // A process that was stopped in the middle of writing must not stop this one as well.
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
