import ArgumentParser
import Catalog
import Glibc
import Live
import OAuth
import Terminal

/// The full screen, with what can be said about it on the command line.
struct ScreenCommand {
    var provider = BuiltIn.provider
    var color = ColorChoice.auto
    var ascii = false
    /// Whether the URL is written to standard output at the end.
    var prints = false

    /// Runs until the user quits, and ends the process when there is no screen to run on.
    func start() {
        limitCoreDumps()
        do {
            let url = try FullScreen.run(provider: provider, color: color, ascii: ascii)
            if prints { write(url + "\n", to: STDOUT_FILENO) }
        } catch let error as TerminalError {
            write("Error: \(error.message)\n", to: STDERR_FILENO)
            exit(3)
        } catch let failure as SystemFailure {
            write("Error: \(failure.message)\n", to: STDERR_FILENO)
            exit(CommandFailure.Cause.system.rawValue)
        } catch {
            write("Error: the screen could not be started\n", to: STDERR_FILENO)
            exit(CommandFailure.Cause.system.rawValue)
        }
    }

    /// A core dump would hold the code verifier.
    private func limitCoreDumps() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}

extension TerminalError {
    /// What is wrong and what works instead.
    var message: String {
        let instead = "`authscope url` and `authscope lint` work without a screen, see `authscope --help`"
        switch self {
        case .notATerminal: return "there is no terminal to show the screen on; \(instead)"
        case .unknownTerminal(let name):
            return "the terminal type \"\(name)\" is not known here; set TERM=xterm-256color, or: \(instead)"
        case .tooSimple(let name): return "a terminal of type \"\(name)\" cannot show a screen; \(instead)"
        }
    }
}
