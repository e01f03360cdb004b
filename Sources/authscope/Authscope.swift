import ArgumentParser
import Glibc
import OAuth
import Text

/// The program: full-screen when it is called bare, else what its arguments say.
@main
struct Authscope {
    static func main() {
        ProcessSecrecy.apply()
        // A write past the limit of file sizes (`ulimit -f`) then fails, and is reported like any other.
        signal(SIGXFSZ, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        // Reading arguments costs more than a millisecond: most starts have none, or a provider of one's own.
        if arguments.isEmpty { exit(ScreenCommand.show(.last(.process)).write()) }
        if arguments.count == 2, arguments[0] == "--provider", !arguments[1].hasPrefix("-") {
            exit(show(providerNamed: arguments[1]))
        }
        exit(run(arguments))
    }

    /// Shows the screen for the provider of a file or of the catalogue, and returns the exit code.
    private static func show(providerNamed name: String) -> Int32 {
        do {
            return try CommandResult.of { ScreenCommand.show(try .named(name, .process)) }.write()
        } catch {
            return answer(to: error).write()
        }
    }

    /// Runs the command and returns the exit code.
    private static func run(_ arguments: [String]) -> Int32 {
        if arguments.first == "help", let failure = CommandSearch(arguments.dropFirst()).failure {
            return failure.result.write()
        }
        if let failure = SecretArgument(arguments).failure { return failure.result.write() }
        var command: any ParsableCommand
        do {
            command = try AuthscopeCommand.parseAsRoot(arguments)
        } catch {
            let answer = answer(to: error, in: arguments)
            // Where no command is named first, the parser takes everything for options of the screen.
            guard answer.exitCode != 0, let failure = CommandSearch(arguments).failure else { return answer.write() }
            return failure.result.write()
        }
        do {
            try command.run()
            return 0
        } catch {
            return answer(to: error).write()
        }
    }

    /// What ArgumentParser has to say: help, the version, a mistake in the arguments, or the exit code of a command.
    private static func answer(to error: any Error, in arguments: [String] = []) -> CommandResult {
        let code = AuthscopeCommand.exitCode(for: error)
        let message = AuthscopeCommand.fullMessage(for: shown(error, in: arguments))
        let text: SafeText = message.isEmpty ? "" : SafeText(lines: message) + "\n"
        return code.isSuccess ? CommandResult(stdout: text) : CommandResult(stderr: text, exitCode: code.rawValue)
    }

    /// The same mistake in the arguments as they may be shown, so that a line end in one of them makes no line.
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
