import Options
import TestTraits
import Testing

@testable import Commands

/// The options of the screen, before and after each command.
@Suite(.onThreadsOfTheirOwn) struct MisplacedOptionTests {
    private func message(of arguments: [String]) -> String {
        if case .answer(let answer) = Invocation(arguments) { answer.stderr.text } else { "" }
    }

    @Test func areExplainedForEachCommand() throws {
        let program = try #require(CommandDescription.program)
        let screen = try #require(program.subcommand("screen"))
        for command in program.subcommands where command.isShown && command.name != screen.name {
            let known = command.arguments.flatMap(\.names)
            for option in screen.arguments where !option.isHelp {
                let name = try #require(option.names.first)
                let words = [name] + (option.value == nil ? [] : [name == "--color" ? "never" : "x=y"])
                let before = message(of: words + [command.name])
                let after = message(of: [command.name] + words)
                guard known.contains(name) else {
                    let advice = "Error: \(name) is an option of the screen; \(command.name) does not have it: leave it out\n"
                    #expect(before == advice)
                    #expect(after == advice)
                    continue
                }
                let right = "authscope \(command.name) \(words.joined(separator: " "))"
                #expect(before == "Error: options come after the command: \(right)\n")
                // The advice is right: the command knows the option there.
                #expect(!after.contains("Unknown option") && !after.contains("option of"), "\(right): \(after)")
            }
        }
    }

    @Test(arguments: [
        (["--format", "json", "lint"], "options come after the command: authscope lint --format json"),
        (["--require", "a"], "--require is an option of login, and comes after the command: authscope login --require"),
        (["--require", "a", "paths"], "--require is an option of login, and comes after the command: authscope login --require"),
        (["--ascii", "--format", "json", "lint"], "--ascii is an option of the screen; lint does not have it: leave it out"),
        (["lint", "--", "--ascii"], ""),
    ])
    func isSaidOfOptionsOfCommands(arguments: [String], advice: String) {
        let message = message(of: arguments)
        #expect(message == (advice.isEmpty ? "" : "Error: \(advice)\n"))
    }
}
