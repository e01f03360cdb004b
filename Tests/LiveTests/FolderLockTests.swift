import Catalog
import Foundation
import TestSupport
import Testing

@testable import Platform

@Suite struct FolderLockTests {
    private let folder: TemporaryFolder
    private let path: OctetPath
    private let file: PrivateFile

    init() throws {
        folder = try TemporaryFolder()
        path = OctetPath(folder.path)
        file = PrivateFile(path.appending("a.json"))
    }

    @Test func isHeldByOneOnly() throws {
        let lock = try FolderLock(of: path, timeout: 0)
        let isReal = lock.isReal
        #expect(isReal)
        #expect(throws: FolderLock.Failure.held) { _ = try FolderLock(of: path, timeout: 20) }
        #expect(throws: PrivateFile.WriteFailure.locked) { try file.alone(timeout: 0) { _ in } }
        _ = consume lock
        #expect(throws: Never.self) { _ = try FolderLock(of: path, timeout: 0) }
    }

    /// A program that was started meanwhile, such as a browser, does not hold it.
    @Test func isNotInherited() throws {
        let lock = try FolderLock(of: path, timeout: 0)
        let child = try spawn("/bin/sleep", ["60"], environment: [:])
        defer {
            kill(child, SIGKILL)
            var status: Int32 = 0
            waitpid(child, &status, 0)
        }
        _ = consume lock
        #expect(throws: Never.self) { _ = try FolderLock(of: path, timeout: 0) }
    }

    @Test(arguments: 0..<3)
    func isNoLinkNoPipeAndNoFolder(trap: Int) throws {
        let lock = folder.path + "/.lock"
        switch trap {
        case 0: try FileManager.default.createSymbolicLink(atPath: lock, withDestinationPath: folder.path + "/x")
        case 1: #expect(mkfifo(lock, 0o600) == 0)
        default: try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
        }
        #expect(throws: FolderLock.Failure.notMade) { _ = try FolderLock(of: path, timeout: 0) }
        #expect(!file.replace(with: [1]))
        #expect(try folder.names() == [".lock"])
    }

    @Test func keepsOthersOutOfItsFileWhateverTheUmask() throws {
        let old = umask(0)
        defer { umask(old) }
        #expect(file.replace(with: [1]))
        #expect(try folder.mode(".lock") == 0o600)
    }

    // MARK: What changes meanwhile

    @Test(arguments: ["same", "another"])
    func replacesNoFileThatWasNotRead(way: String) throws {
        #expect(file.replace(with: Array("old".utf8)))
        let stamp = try file.readStamped().stamp
        // An editor takes no lock: it writes into the file, or puts another in its place.
        try "edited".write(toFile: file.path.text, atomically: way == "another", encoding: .utf8)
        let outcome = try file.alone { lock in
            Result { () throws(PrivateFile.WriteFailure) in
                try file.replace(with: [1], under: lock, ifStill: .some(stamp))
            }
        }
        #expect(throws: PrivateFile.WriteFailure.changed) { try outcome.get() }
        #expect(try file.read() == Array("edited".utf8))
        #expect(try folder.names() == [".lock", "a.json"])
    }

    @Test func replacesNoFileThatHasComeMeanwhile() throws {
        let outcome = try file.alone { lock in
            _ = FileManager.default.createFile(atPath: file.path.text, contents: Data("new".utf8))
            return Result { () throws(PrivateFile.WriteFailure) in
                try file.replace(with: [1], under: lock, ifStill: .some(nil))
            }
        }
        #expect(throws: PrivateFile.WriteFailure.changed) { try outcome.get() }
        #expect(try file.read() == Array("new".utf8))
    }
}
