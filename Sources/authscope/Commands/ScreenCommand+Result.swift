import Commands
import Glibc
import Options
import Platform
import Screen
import Terminal

extension ScreenCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        var first = try options.provider.map { try NamedProvider.named($0, .process) } ?? .last(.process)
        first.values = try options.values(for: first.provider)
        return Self.show(
            first,
            FullScreen.Options(color: colors.color, ascii: ascii, mouse: !noMouse, readsConfiguration: !noConfig),
            isGiven: options.provider != nil, prints: print, accessible: accessible)
    }

    /// Whether the user wants questions in lines instead of a screen, in all programs.
    private static var isAccessibleWanted: Bool {
        guard let value = getenv("ACCESSIBLE") else { return false }
        return value[0] != 0 && strcmp(value, "0") != 0
    }

    /// Runs until the user quits.
    ///
    /// - Parameter isGiven: Whether the arguments name the provider.
    static func show(
        _ first: NamedProvider, _ options: FullScreen.Options = FullScreen.Options(), isGiven: Bool = false,
        prints: Bool = false, accessible: Bool = false
    ) -> CommandResult {
        // A reader of the output that exits must not end the program.
        signal(SIGPIPE, SIG_IGN)
        if accessible || isAccessibleWanted {
            return CommandResult.of {
                let url = try LineSession.run(
                    first, isGiven: isGiven, readsConfiguration: options.readsConfiguration, prints: prints)
                return CommandResult(stdout: prints ? SafeText(whole: url) + "\n" : "")
            }
        }
        do {
            guard let url = try FullScreen.run(first, options) else {
                // The exit code that a shell reports for a program that Ctrl-C ended.
                return CommandResult(exitCode: 130)
            }
            return CommandResult(stdout: prints ? SafeText(whole: url) + "\n" : "")
        } catch let error as TerminalError {
            return CommandFailure(.terminal, error.message).result
        } catch let failure as SystemFailure {
            return CommandFailure(.system, failure.message).result
        } catch {
            return CommandFailure(.system, "the screen could not be started").result
        }
    }
}

extension TerminalError {
    /// The problem, and an alternative.
    var message: String {
        let instead =
            "`authscope --accessible` asks line by line instead; `authscope url` and `authscope lint` work without a "
            + "screen, see `authscope --help`"
        switch self {
        case .notATerminal: return "there is no terminal to show the screen on; \(instead)"
        case .unknownTerminal(let name):
            return "the terminal type \"\(name)\" is not known here; set TERM=xterm-256color, or: \(instead)"
        case .noRoomForFrames(let size):
            return "files may not be larger than \(size) bytes here, and the screen is drawn in one; "
                + "raise the limit with ulimit -f, or: \(instead)"
        case .tooSimple(let name): return "a terminal of type \"\(name)\" cannot show a screen; \(instead)"
        }
    }
}
