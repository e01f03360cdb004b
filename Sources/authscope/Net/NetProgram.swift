import Catalog
import Commands
import Flow
import Glibc
import Platform

/// `authscope-net`, the program with all network code.
enum NetProgram {
    /// Replaces this process with that program, with the same arguments. Returns only if that fails.
    static func replace(_ arguments: [String]) -> CommandResult {
        let path = HelperProgram.net.path
        let words = ([path.text, MessageFormat.fingerprint] + arguments).map { strdup($0) } + [nil]
        path.withCString { _ = execv($0, words) }
        let reason = absence(errno)
        for word in words { free(word) }
        return CommandFailure(.system, reason).result
    }

    /// Returns the reason why the program cannot be started, and advice.
    static func absence(_ code: Int32) -> String {
        let path = HelperProgram.net.path.text
        guard code == ENOENT else { return "\(path) cannot be started (\(String(cString: strerror(code))))" }
        return "\(path) is missing, and is needed for the network; reinstall authscope"
    }

    /// The message for a program from another build, with advice.
    static var isOfAnotherBuild: String {
        "\(HelperProgram.net.path.text) is from another build than this program; build or install both together"
    }

    /// Returns the meaning of the program's end, and advice.
    static func reason(_ ending: LineProcess.Ending) -> String {
        switch ending {
        case .exited(MessageFormat.otherBuildCode): isOfAnotherBuild
        case .exited(let code): "authscope-net ended unexpectedly (exit code \(code)); t starts another attempt"
        case .signaled(let signal): "authscope-net was ended by signal \(signal); t starts another attempt"
        case .unreadable: "authscope-net sent an invalid message; t starts another attempt"
        }
    }
}
