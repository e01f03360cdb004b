import Catalog
import Glibc

/// Files that sessions left in a folder of the program when they were killed during a write: `ID.json.PID`.
package struct Leftovers: Sendable {
    /// The age, in seconds, from which a file is a leftover even if a process has its number now: a day.
    private static let oldest = 86_400
    /// The minimum age, in seconds, on file systems without locks: processes on another machine have their own numbers.
    private static let oldestWithoutLock = 60

    private let folder: OctetPath

    package init(in folder: OctetPath) {
        self.folder = folder
    }

    /// Returns the ending that a file has while a process writes it.
    static func ending(of process: pid_t) -> String { ".\(process)" }

    /// Removes the leftovers from all folders of the program.
    package static func remove(in environment: Environment) {
        let config = ConfigDirectory(environment: environment)
        let state = StateDirectory(environment: environment)
        for folder in [config.own, config.providers, state.path].compactMap({ $0 }) {
            Leftovers(in: folder).remove()
        }
    }

    /// Removes the leftovers, unless another process is writing to the folder.
    package func remove() {
        // Without leftovers, no lock file is created.
        guard forEach({ _, _ in }) > 0, let lock = try? FolderLock(of: folder, timeout: 0) else { return }
        remove(under: lock)
    }

    /// Removes the leftovers while the folder is locked. Only the holder of the lock writes there now.
    func remove(under lock: borrowing FolderLock) {
        let isLocked = lock.isReal
        forEach { folder, leftover in
            let age = time(nil) - leftover.written
            let isGone = kill(leftover.process, 0) != 0 && errno == ESRCH
            guard isGone ? isLocked || age > Self.oldestWithoutLock : age > Self.oldest else { return }
            _ = OctetPath(octets: leftover.name).withCString { unlinkat(folder, $0, 0) }
        }
    }

    private struct Leftover {
        var name: [UInt8]
        var process: pid_t
        /// The time of the last write, in seconds since 1970.
        var written: Int
    }

    /// Calls `body` with the directory and each file in it that may be a leftover. Returns their number.
    @discardableResult
    private func forEach(_ body: (_ folder: Int32, Leftover) -> Void) -> Int {
        let descriptor = folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        guard descriptor >= 0 else { return 0 }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            return 0
        }
        defer { closedir(stream) }
        var count = 0
        for name in entryNames(in: stream) {
            guard let process = Self.process(of: name) else { continue }
            var status = stat()
            let isFound = OctetPath(octets: name).withCString {
                fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) == 0
            }
            guard isFound, status.isOwnFile else { continue }
            count += 1
            body(descriptor, Leftover(name: name, process: process, written: status.st_mtim.tv_sec))
        }
        return count
    }

    /// Returns the process that wrote a file with this name; nil if no process writes such a name.
    private static func process(of name: [UInt8]) -> pid_t? {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let number = name[(dot + 1)...]
        let stem = String(decoding: name[..<dot], as: UTF8.self)
        guard stem.hasSuffix(".json") || names.contains(stem), number.first != UInt8(ascii: "0"),
            number.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        return pid_t(String(decoding: number, as: UTF8.self))
    }

    /// The names of files other than `ID.json`.
    private static let names = [LastProvider.fileName, DeviceIdentity.fileName]
}
