import ArgumentParser
import Foundation
import Options
import TestSupport
import Testing

@testable import Commands

/// The help, compared with `__Help__`. `RECORD=1 swift test` records it again.
struct HelpTests {
    static let commands =
        ["authscope"] + AuthscopeCommand.configuration.subcommands.compactMap { $0.configuration.commandName }

    private func description(of command: String) throws -> CommandDescription {
        let program = try #require(CommandDescription.program)
        return command == program.name ? program : try #require(program.subcommand(command))
    }

    @Test(arguments: commands)
    func isWhatWasReviewed(command: String) throws {
        let help = HelpPage(try description(of: command), width: 80).text
        #expect(try Recording.difference(of: help + "\n", from: "__Help__/\(command).txt") == nil)
    }

    @Test(arguments: commands)
    func isTheAnswerOfTheProgram(command: String) throws {
        let arguments = command == "authscope" ? ["--help"] : [command, "--help"]
        let help = HelpPage(try description(of: command), width: 80).text
        #expect(try ProgramTests.run(arguments).stdout == help + "\n")
    }

    /// Only a word or an example that is longer than the line is on a longer line.
    @Test(arguments: commands, [40, 60, 120])
    func fitsTheWidth(command: String, width: Int) throws {
        let description = try description(of: command)
        let text = HelpPage(description, width: width).text
        let calls = Set(description.examples.map { "  \($0.call)" })
        for line in text.split(separator: "\n").map(String.init) where line.count > width {
            let words = line.split(separator: " ")
            #expect(
                calls.contains(line) || words.count == 1 || line.hasPrefix("  --") || words[0].hasPrefix("["), "\(line)"
            )
        }
        let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
        #expect(words(text) == words(HelpPage(description, width: 1_000).text), "no word is split")
    }

    @Test(arguments: commands)
    func hasASynopsisWithEachOption(command: String) throws {
        let description = try description(of: command)
        let synopsis = HelpPage(description, width: 80).synopsis(after: "")
        for argument in description.arguments + description.defaultArguments where !argument.isHelp {
            for name in argument.names { #expect(synopsis.contains(name), "\(name)") }
        }
    }

    /// The help of the program and the guide explain each exit code with the same words.
    @Test func explainsTheExitCodesLikeTheGuide() throws {
        let lines = AuthscopeCommand.configuration.discussion.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex(of: "Exit codes:"))
        let codes = lines[(start + 1)...].prefix { $0.hasPrefix("  ") }.map { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            return "| \(parts[0]) | \(parts[1].drop { $0 == " " }) |"
        }
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/guide.md")
        let guide = try String(contentsOf: path, encoding: .utf8)
        let rows = guide.split(separator: "\n").map(String.init).filter { line in
            let parts = line.split(separator: " ")
            return line.hasPrefix("| ") && parts.count > 2 && Int(parts[1]) != nil
        }
        #expect(codes.count == 11)
        #expect(rows == codes)
    }

    /// A file of the repository is not on the machine of the user.
    @Test(arguments: commands)
    func namesNoFileOfTheRepository(command: String) throws {
        let text = HelpPage(try description(of: command), width: 80).text
        for path in ["docs/", "Sources/", "Tests/", "seeds/", "Tools/", ".md"] { #expect(!text.contains(path)) }
    }
}
