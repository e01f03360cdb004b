import Foundation
import TestTraits
import Testing

/// The program with a configuration, as a user meets it in a terminal.
@Suite(.onThreadsOfTheirOwn, .serialized)
final class ConfigurationTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")
    private var folder: URL { home.appending(path: ".config/authscope") }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    private func start(_ configuration: String? = nil, _ arguments: [String] = []) throws -> Program {
        if let configuration {
            try Data(configuration.utf8).write(to: folder.appending(path: "config.json"))
        }
        let program = try Program(
            Products.authscope, arguments,
            environment: ["HOME": home.path, "SSH_TTY": "/dev/pts/9", "TERM": "xterm-256color"], width: 100, height: 30)
        try program.wait { $0.contains("Ready") && $0.contains("5 URL") }
        return program
    }

    private func quit(_ program: Program, with key: String = "q") throws {
        program.type(key)
        #expect(try program.end() == .exited(0))
        #expect(program.screen.unknown == [])
        #expect(program.isLineRestored)
    }

    private func settings() throws -> String {
        try String(contentsOf: folder.appending(path: "settings.json"), encoding: .utf8)
    }

    @Test func usesTheKeysOfTheFile() throws {
        let program = try start(#"{"keys": {"global": {"quit": "W", "zoom": "none"}}, "hints": "off"}"#)
        #expect(!program.screen.contains("? help"))
        program.type("zq")
        program.type("j")
        try quit(program, with: "W")
    }

    @Test func paintsTheBackgroundInATheme() throws {
        let program = try start(#"{"theme": "dark"}"#)
        try program.wait { $0.cells.joined().allSatisfy { $0.attributes.contains(48_234) } }
        try quit(program)
    }

    @Test(arguments: [["--color", "never"], ["--no-config"]])
    func leavesTheBackgroundAloneIfItIsAskedTo(arguments: [String]) throws {
        let program = try start(#"{"theme": "dark"}"#, arguments)
        #expect(program.screen.cells.joined().allSatisfy { !$0.attributes.contains { 40...49 ~= $0 || $0 >= 48_000 } })
        try quit(program)
    }

    @Test func copiesWithNoOtherProgramThanTheFiles() throws {
        let program = try start(#"{"clipboard": ["no-such-program"]}"#)
        program.type("y")
        try program.wait(for: "no-such-program (config.json:1) was not found")
        #expect(program.screen.commands == [])
        try quit(program)
    }

    @Test func startsWithABrokenFile() throws {
        let program = try start("{\n  \"theme\": \"drak\"\n}")
        try program.wait(for: "config.json:2:12: unknown theme")
        program.type("j")
        program.type(":messages\r")
        try program.wait(for: "did you mean \"dark\"?")
        program.type("\u{1B}")
        try program.wait { !$0.contains("config.json:2:12") }
        try quit(program)
    }

    /// The next start has what was chosen.
    @Test func keepsAThemeAndAKey() throws {
        let first = try start()
        first.type(":theme\r")
        try first.wait(for: "Theme")
        first.type("\u{1B}[B")
        try first.wait { $0.cells.joined().contains { $0.attributes.contains(48_234) } }
        first.type("\r")
        try first.wait(for: "Theme dark")
        first.type(":keys\r")
        try first.wait(for: "Your keys")
        first.type("/quit\r")
        try first.wait(for: "3 found")
        first.type("j\rW")
        try first.wait(for: "W: quit")
        first.type("\u{1B}")
        try first.wait(for: "Your keys ─")
        first.type("\u{1B}")
        try first.wait(for: "5 URL")
        try quit(first, with: "W")
        #expect(
            try settings() == #"""
                {
                  "theme": "dark",
                  "keys": {
                    "global": {
                      "quit": "W"
                    }
                  }
                }

                """#)
        let second = try start()
        try second.wait { $0.cells.joined().allSatisfy { $0.attributes.contains(48_234) } }
        try quit(second, with: "W")
    }
}
