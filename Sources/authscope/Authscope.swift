import Commands
import Glibc
import Options

/// The program: full-screen when it is called bare, else what its arguments say.
@main
struct Authscope {
    static func main() {
        ProcessSecrecy.apply()
        // A write past the limit of file sizes (`ulimit -f`) then fails, and is reported like any other.
        signal(SIGXFSZ, SIG_IGN)
        exit(result(of: Array(CommandLine.arguments.dropFirst())).write())
    }

    private static func result(of arguments: [String]) -> CommandResult {
        // Reading arguments costs more than a millisecond: most starts have none, or a provider of one's own.
        if arguments.isEmpty { return ScreenCommand.show(.last(.process)) }
        if arguments.count == 2, arguments[0] == "--provider", !arguments[1].hasPrefix("-") {
            return CommandResult.of { ScreenCommand.show(try .named(arguments[1], .process)) }
        }
        switch Invocation(arguments) {
        case .answer(let answer): return answer
        // The arguments are good. Whoever needs the network reads them again.
        case .command(is LoginCommand), .command(is RehearseCommand): return NetProgram.replace(arguments)
        case .command(let command): return Invocation.result(of: command)
        }
    }
}
