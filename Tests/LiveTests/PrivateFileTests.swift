import Catalog
import Foundation
import Testing

@testable import Platform

@Suite struct PrivateFileTests {
    private let folder: TemporaryFolder
    private let file: PrivateFile

    init() throws {
        folder = try TemporaryFolder()
        file = PrivateFile(OctetPath(folder.path + "/secret"))
    }

    @Test func isMadeOnce() throws {
        try file.create(with: Array("first".utf8))
        #expect(throws: PrivateFile.CreateFailure.exists) { try file.create(with: Array("second".utf8)) }
        #expect(try file.read() == Array("first".utf8))
        #expect(try folder.mode("secret") == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["secret"])
    }

    /// So no part of it is left if the process is killed before it is complete.
    @Test func hasNoNameBeforeItIsComplete() throws {
        let watch = try OpenedFiles(in: folder.path, event: IN_CREATE)
        try file.create(with: Array("secret".utf8))
        #expect(watch.names == ["secret"])
        #expect(try folder.mode("secret") == 0o600)
    }

    @Test func isNotMadeThroughASymbolicLink() throws {
        let target = folder.path + "/target"
        try FileManager.default.createSymbolicLink(atPath: file.path.text, withDestinationPath: target)
        #expect(throws: PrivateFile.CreateFailure.exists) { try file.create(with: [1]) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func saysWhyItIsNotMade() {
        let nowhere = PrivateFile(OctetPath(folder.path + "/missing/secret"))
        #expect(throws: PrivateFile.CreateFailure.system(ENOENT)) { try nowhere.create(with: [1]) }
    }

    @Test(arguments: 0..<3)
    func readsOnlyARegularFile(trap: Int) throws {
        switch trap {
        case 0: try FileManager.default.createSymbolicLink(atPath: file.path.text, withDestinationPath: "/dev/null")
        case 1: try FileManager.default.createDirectory(atPath: file.path.text, withIntermediateDirectories: false)
        default: #expect(mkfifo(file.path.text, 0o600) == 0)
        }
        #expect(throws: PrivateFile.ReadFailure.untrusted(trap == 0 ? "is a symbolic link" : "is not a regular file")) {
            try file.read()
        }
        #expect(!file.replace(with: [1]))
    }

    @Test func reportsThatItIsMissing() {
        #expect(throws: PrivateFile.ReadFailure.missing) { try file.read() }
    }
}
