import ArgumentParser
import Glibc
import OAuth
import Options
import Text

/// The parsed arguments of a call.
package enum Invocation {
    case command(any ParsableCommand)
    /// The call is complete: it asked for help or the version, or its arguments are wrong.
    case answer(CommandResult)

    /// Reads the arguments, without the program's name.
    package init(_ arguments: [String]) {
        if arguments.first == "help", let failure = CommandSearch(arguments.dropFirst()).failure {
            self = .answer(failure.result)
        } else if let failure = SecretArgument(arguments).failure {
            self = .answer(failure.result)
        } else {
            do {
                self = .command(try AuthscopeCommand.parseAsRoot(arguments))
            } catch {
                let answer = Self.answer(to: error, in: arguments)
                // Unless a command comes first, the parser reads everything as options of the screen.
                let failure = answer.exitCode == 0 ? nil : CommandSearch(arguments).failure
                self = .answer(failure?.result ?? answer)
            }
        }
    }

    /// Runs the command. An error becomes a message and an exit code.
    package static func result(of command: any ParsableCommand) -> CommandResult {
        CommandResult.of {
            if let command = command as? any RunnableCommand { return try command.result() }
            // Commands of the parser itself, such as `help`, end by throwing their text.
            var command = command
            try command.run()
            return CommandResult()
        }
    }

    /// Returns the parser's text as a result: help, the version, an error in the arguments, or the exit code of a
    /// command.
    static func answer(to error: any Error, in arguments: [String] = []) -> CommandResult {
        let code = AuthscopeCommand.exitCode(for: error)
        let message = Self.page(AuthscopeCommand.fullMessage(for: shown(error, in: arguments)))
        let text: SafeText = message.isEmpty ? "" : SafeText(lines: message) + "\n"
        return code.isSuccess ? CommandResult(stdout: text) : CommandResult(stderr: text, exitCode: code.rawValue)
    }

    /// Returns our help if the message is the parser's; otherwise the message.
    private static func page(_ message: String) -> String {
        let start = "USAGE: \(AuthscopeCommand._commandName)"
        guard let usage = message.split(separator: "\n").first(where: { $0.hasPrefix(start) }),
            let program = CommandDescription.program
        else { return message }
        let name = usage.dropFirst(start.count).split(separator: " ").first.map(String.init)
        let command = name.flatMap(program.subcommand) ?? program
        return HelpPage(command, width: OutputStyle(color: .never, descriptor: STDOUT_FILENO).width).text
    }

    /// Returns the error with arguments that are safe to show: a line end in one of them does not start a line.
    private static func shown(_ error: any Error, in arguments: [String]) -> any Error {
        let safeArguments = arguments.map { SafeText($0).text }
        guard !zip(arguments, safeArguments).allSatisfy({ $0.hasSameOctets(as: $1) }) else { return error }
        do {
            _ = try AuthscopeCommand.parseAsRoot(safeArguments)
            return error
        } catch {
            return error
        }
    }
}
