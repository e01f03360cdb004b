import Commands
import Flow
import Glibc
import Options
import Platform
import Wire

/// The program with all network code. `authscope` starts it, or replaces itself with it.
@main
enum Program {
    static func main() {
        ProcessSecrecy.apply()
        signal(SIGXFSZ, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == [DownloadProgram.command] { exit(FetchServer.run()) }
        guard let build = arguments.first, arguments.count > 1 else { exit(misuse.write()) }
        guard build == MessageFormat.fingerprint else { exit(otherBuild.write()) }
        if arguments.dropFirst() == ["attempt"] { exit(AttemptServer.run(environment: .process)) }
        exit(result(of: Array(arguments.dropFirst())).write())
    }

    private static func result(of arguments: [String]) -> CommandResult {
        switch Invocation(arguments) {
        case .answer(let answer): answer
        case .command(let command as LoginCommand): CommandResult.of { try command.result() }
        case .command(let command as RehearseCommand): CommandResult.of { try command.result() }
        case .command: misuse
        }
    }

    private static var misuse: CommandResult {
        CommandFailure(.usage, "authscope-net is started by authscope; call that").result
    }

    private static var otherBuild: CommandResult {
        var result = CommandFailure(
            .system,
            "authscope-net belongs to another build of authscope; build or install both together"
        ).result
        result.exitCode = MessageFormat.otherBuildCode
        return result
    }
}
