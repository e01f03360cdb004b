import Foundation
import TestTraits
import Testing

/// The screen under limits of the system: a sentence and an exit code, and the terminal as it was.
@Suite(.onThreadsOfTheirOwn) struct LimitTests {
    private static func run(limit: String) throws -> Program {
        let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        return try Program(
            "/bin/sh", ["-c", #"\#(limit); exec "$0""#, Products.authscope], environment: ["HOME": home.path],
            width: 120)
    }

    @Test(arguments: [
        ("ulimit -n 8", Int32(71), "raise the limit with ulimit -n"),
        ("ulimit -f 0", 3, "raise the limit with ulimit -f"),
        ("ulimit -f 1", 3, "raise the limit with ulimit -f"), ("trap '' XFSZ; ulimit -f 0", 3, "ulimit -f"),
    ])
    func saysWhatIsTooLittle(limit: String, code: Int32, words: String) throws {
        let program = try Self.run(limit: limit)
        #expect(try program.end() == .exited(code))
        #expect(program.hasWritten("Error: "))
        // The line is as wide as the message is not.
        let text = program.screen.text.split { $0.isNewline }.joined()
        #expect(text.contains(words), "\(text)")
        #expect(program.isLineRestored)
    }

    @Test(arguments: [3, 5, 7, 9, 11, 14, 18, 24, 30])
    func trapsWithNoNumberOfOpenFiles(count: Int) throws {
        let program = try Self.run(limit: "ulimit -n \(count)")
        guard case .exited = try program.end() else {
            Issue.record("it did not end by itself with \(count)")
            return
        }
        #expect(program.isLineRestored)
    }

    @Test(arguments: ["ulimit -n 64", "ulimit -f 4096"])
    func startsWithEnough(limit: String) throws {
        let program = try Self.run(limit: limit)
        try program.wait { $0.contains("Ready") && $0.contains("? help") }
        program.type("q")
        #expect(try program.end() == .exited(0))
    }
}
