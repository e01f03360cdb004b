import Catalog
import Glibc

/// What sessions have left in a folder of the program's that were killed while they wrote: `ID.json.PID`.
package struct Leftovers: Sendable {
    /// How old a file must be to be left over though a process has its number now, in seconds: a day.
    private static let oldest = 86_400
    /// How old it must be where the file system has no locks, in seconds: another machine counts its processes by itself.
    private static let oldestWithoutLock = 60

    private let folder: OctetPath

    package init(in folder: OctetPath) {
        self.folder = folder
    }

    /// What follows the name of a file while a process writes it.
    static func ending(of process: pid_t) -> String { ".\(process)" }

    /// Removes them from all folders of the program.
    package static func remove(in environment: Environment) {
        let config = ConfigDirectory(environment: environment)
        let state = StateDirectory(environment: environment)
        for folder in [config.own, config.providers, state.path].compactMap({ $0 }) {
            Leftovers(in: folder).remove()
        }
    }

    /// Removes them, unless somebody is writing there.
    package func remove() {
        // Where nothing is left, nothing is locked and no file for it is made.
        guard forEach({ _, _ in }) > 0, let lock = try? FolderLock(of: folder, patience: 0) else { return }
        remove(under: lock)
    }

    /// Removes them while the folder is locked: whoever writes there now is the holder of the lock.
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
        /// Seconds since 1970.
        var written: Int
    }

    /// Calls `body` with the directory and each file in it that could be left over, and counts them.
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

    /// The process that has written a file of this name, or nil if no process writes such a name.
    private static func process(of name: [UInt8]) -> pid_t? {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let number = name[(dot + 1)...]
        let stem = String(decoding: name[..<dot], as: UTF8.self)
        guard stem.hasSuffix(".json") || names.contains(stem), number.first != UInt8(ascii: "0"),
            number.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        return pid_t(String(decoding: number, as: UTF8.self))
    }

    /// The files with other names than `ID.json`.
    private static let names = [LastProvider.fileName, DeviceIdentity.fileName]
}
