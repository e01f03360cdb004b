import Commands
import Glibc
import Options

/// The program: the full screen without arguments, otherwise the command in its arguments.
@main
struct Authscope {
    static func main() {
        ProcessSecrecy.apply()
        // A write beyond the file size limit (`ulimit -f`) then fails, and is reported like any other.
        signal(SIGXFSZ, SIG_IGN)
        exit(result(of: Array(CommandLine.arguments.dropFirst())).write())
    }

    private static func result(of arguments: [String]) -> CommandResult {
        // Parsing arguments takes more than a millisecond. Most starts have no arguments, or only a provider.
        if arguments.isEmpty { return ScreenCommand.show(.last(.process)) }
        if arguments.count == 2, arguments[0] == "--provider", !arguments[1].hasPrefix("-") {
            return CommandResult.of { ScreenCommand.show(try .named(arguments[1], .process), isGiven: true) }
        }
        switch Invocation(arguments) {
        case .answer(let answer): return answer
        // The arguments are valid. `authscope-net` parses them again.
        case .command(is LoginCommand), .command(is RehearseCommand): return NetProgram.replace(arguments)
        case .command(let command): return Invocation.result(of: command)
        }
    }
}
