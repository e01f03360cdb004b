import Foundation
import Testing

@testable import Commands

/// Files and what stands in their place.
struct FileReadingTests: ~Copyable {
    let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "authscope-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func file(_ name: String, _ octets: [UInt8] = [], mode: Int = 0o644) -> String {
        let path = "\(directory)/\(name)"
        _ = FileManager.default.createFile(
            atPath: path, contents: Data(octets), attributes: [.posixPermissions: mode])
        return path
    }

    @Test func readsAFile() throws {
        #expect(try readFile(file("a", [1, 2, 3])) == [1, 2, 3])
        #expect(try readFile(file("b")).isEmpty)
        let large = [UInt8](repeating: 7, count: 300_000)
        #expect(try readFile(file("c", large)) == large)
    }

    @Test func saysThatThereIsNoFile() {
        let path = directory + "/none"
        #expect(throws: CommandFailure(.file, "\(path): there is no such file")) { try readFile(path) }
    }

    @Test func refusesADirectory() {
        let path = directory
        #expect(throws: CommandFailure(.file, "\(path): is a directory; name a file in it")) { try readFile(path) }
    }

    @Test func refusesAPipeWithoutWaitingForIt() {
        let path = directory + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: CommandFailure(.file, "\(path): is a pipe; write its data to a file first")) {
            try readFile(path)
        }
    }

    @Test func readsAPipeIfThatIsAllowed() throws {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data([1, 2, 3]))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try readFile(path, allowsPipe: true) == [1, 2, 3])
    }

    @Test func refusesADevice() {
        #expect(throws: CommandFailure(.file, "/dev/zero: is not a regular file")) { try readFile("/dev/zero") }
    }

    @Test func refusesAFileThatIsTooLarge() {
        let path = file("large", [UInt8](repeating: 0, count: (16 << 20) + 1))
        #expect(
            throws: CommandFailure(.file, "\(path): exceeds the 16 MiB limit")
        ) { try readFile(path) }
    }

    @Test func readsASecretThatOnlyItsOwnerCanRead() throws {
        #expect(try readFile(file("secret", [1], mode: 0o600), isSecret: true) == [1])
        let open = file("open", [1], mode: 0o640)
        #expect(
            throws: CommandFailure(.file, "\(open): others can read this secret; first run: chmod 600 \(open)")
        ) { try readFile(open, isSecret: true) }
    }

    @Test func refusesASecretUnderTwoNames() throws {
        let path = file("secret", [1], mode: 0o600)
        try FileManager.default.linkItem(atPath: path, toPath: directory + "/other")
        let repair = "cp -p \(path) \(path).copy && mv \(path).copy \(path)"
        let fault = "this secret has 2 names (hard links), and a change under another one would not be seen here"
        #expect(try refusal(of: path) == "\(fault); first run: \(repair)")
        #expect(try repaired(path) == [1])
        #expect(try readFile(directory + "/other", isSecret: true) == [1])
    }

    @Test func refusesASecretThroughALink() throws {
        let target = file("a secret", [1], mode: 0o600)
        let link = directory + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a secret")
        // The temporary folder may be reached through a link itself.
        let place = try #require(realpath(target, nil))
        defer { free(place) }
        let repair = "cp --remove-destination '\(String(cString: place))' \(link)"
        let fault = "is a symbolic link, which may lead to another file at any time"
        #expect(try refusal(of: link) == "\(fault); first run: \(repair)")
        #expect(try repaired(link) == [1])
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
        #expect(try refusal(of: link) == "is a symbolic link that leads to no file; first run: rm \(link)")
        #expect(try refusal(of: "/dev/stdin").contains("use - for standard input"))
    }

    @Test func saysHowToCloseASecretWithAnOddName() throws {
        let path = file("it's a secret", [1], mode: 0o644)
        #expect(try refusal(of: path).hasSuffix("chmod 600 $'\(directory)/it\\'s a secret'"))
        #expect(try repaired(path) == [1])
    }

    /// The problems of a file with a secret.
    private func refusal(of path: String) throws -> String {
        let failure = #expect(throws: CommandFailure.self) { try readFile(path, isSecret: true) }
        let message = try #require(failure).message
        #expect(message.hasPrefix("\(path): "))
        return String(message.dropFirst(path.count + 2))
    }

    /// The file, read after the command that its refusal names.
    private func repaired(_ path: String) throws -> [UInt8] {
        let command = try refusal(of: path).split(separator: "first run: ").last.map { String($0) }
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = ["-c", try #require(command)]
        try shell.run()
        shell.waitUntilExit()
        return try readFile(path, isSecret: true)
    }

    @Test func readsAVerifier() throws {
        let text = String(repeating: "v", count: 43)
        #expect(try readVerifier(file("v", Array("\(text)\r\n".utf8), mode: 0o600)).text == text)
        let short = file("short", Array("secret".utf8), mode: 0o600)
        #expect(throws: CommandFailure(.file, "\(short): a code verifier has 43 to 128 characters, this has 6")) {
            try readVerifier(short)
        }
        let odd = file("odd", Array(String(repeating: "é", count: 43).utf8), mode: 0o600)
        #expect(throws: CommandFailure(.file, "\(odd): a code verifier can have only letters, digits and -._~")) {
            try readVerifier(odd)
        }
    }
}
