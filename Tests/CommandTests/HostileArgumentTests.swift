import Foundation
import JSON
import Options
import TestSupport
import TestTraits
import Testing
import Text

/// Controls and line ends in every option and position of every command. None of them reaches a terminal.
@Suite(.onThreadsOfTheirOwn) struct HostileArgumentTests {
    /// Text with terminal controls, and a line that looks like the program's own.
    static let payload = "\u{1B}[2J\u{7}\u{9B}31m\u{202E}\u{3164}\r\nFORGED: all is well"

    /// Arguments for the program; those of a command that could go on for long end it early.
    struct Case: CustomTestStringConvertible, Sendable {
        var arguments: [String]
        var testDescription: String { arguments.joined(separator: " ").replacing(payload, with: "…") }
    }

    /// A command as the program itself describes it.
    private struct Command {
        var path: [String]
        /// Options and flags as they are written.
        var names: [(name: String, takesValue: Bool)] = []

        init(_ json: JSONValue) {
            let name = HostileArgumentTests.text(json["commandName"]) ?? ""
            path = name == "authscope" ? [] : [name]
            for argument in HostileArgumentTests.elements(json["arguments"]) {
                for name in HostileArgumentTests.elements(argument["names"]) {
                    guard let word = HostileArgumentTests.text(name["name"]) else { continue }
                    let dashes = HostileArgumentTests.text(name["kind"]) == "short" ? "-" : "--"
                    names.append((dashes + word, HostileArgumentTests.text(argument["kind"]) == "option"))
                }
            }
        }

        var cases: [Case] {
            // A login asks standard input, which is empty, and no browser.
            let end = path == ["login"] ? ["--paste"] : []
            var forms: [[String]] = [
                [payload], [payload, payload], ["-" + payload], ["--" + payload], ["--", payload],
            ]
            for (name, takesValue) in names {
                forms += [[name + payload], ["\(name)=\(payload)"], [name, payload]]
                if takesValue { forms.append([name, "x", name, payload]) }
            }
            let inPlace = forms.map { path + $0 + end }
            return (inPlace + [["help"] + path + [payload], [payload] + path, ["--" + payload] + path])
                .map { Case(arguments: $0) }
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }

    private static func elements(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let elements)? = value { elements } else { [] }
    }

    /// A command with all its options, from the program's own description of itself.
    private static func command(_ name: String) throws -> Command {
        let dump = try ProgramTests.run(["--experimental-dump-help"]).stdout
        let root = try #require(try JSONValue(reading: Array(dump.utf8))["command"])
        if name.isEmpty { return Command(root) }
        return Command(try #require(elements(root["subcommands"]).first { text($0["commandName"]) == name }))
    }

    /// All commands that are shown, and none.
    private static let names =
        [""]
        + AuthscopeCommand.configuration.subcommands.compactMap {
            $0.configuration.shouldDisplay ? $0.configuration.commandName : nil
        }

    @Test(arguments: names)
    func reachNoOutput(command name: String) throws {
        let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        let command = try Self.command(name)
        #expect(!command.names.isEmpty)
        var shown = 0
        for item in command.cases {
            let run = try ProgramTests.run(item.arguments, environment: ["HOME": home.path])
            for text in [run.stdout, run.stderr] {
                let isUnsafe = text.unicodeScalars.contains {
                    $0 != "\n" && (CodePoint.isControl($0.value) || CodePoint.isInvisible($0.value))
                }
                #expect(!isUnsafe, "\(item.testDescription): \(text.debugDescription)")
                let isForged = text.split(separator: "\n").contains { $0.hasPrefix("FORGED") }
                #expect(!isForged, "\(item.testDescription): \(text.debugDescription)")
            }
            if (run.stdout + run.stderr).contains("<U+001B>") { shown += 1 }
        }
        // Most say what they did not understand.
        #expect(shown > 4)
    }
}
