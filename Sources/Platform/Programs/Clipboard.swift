import Catalog
import Glibc
import Subprocess

/// The programs that write to the clipboard, best first. The clipboard is never read.
package struct Clipboard: Sendable {
    /// A program that reads the text from standard input. There is no shell, and the text is not in the arguments.
    package struct Program: Equatable, Sendable {
        package var name: String
        package var arguments: [String]

        package init(name: String, arguments: [String] = []) {
            self.name = name
            self.arguments = arguments
        }
    }

    /// The programs to try before the terminal.
    package let programs: [Program]
    /// The reason why `copy` would not try, or nil: the program that `config.json` names is not there.
    package let absence: String?
    private let environment: Environment
    private let timeout: Duration

    /// - Parameters:
    ///   - command: The program that `config.json` names and its arguments, which `AUTHSCOPE_COPY` replaces.
    ///   - timeout: The longest time that a program may take.
    package init(environment: Environment, command: ProgramArguments? = nil, timeout: Duration = .seconds(2)) {
        self.environment = environment
        self.timeout = timeout
        var programs: [Program] = []
        var absence: String?
        if let command = environment["AUTHSCOPE_COPY"] {
            let words = command.split(separator: " ").map(String.init)
            if let name = words.first { programs.append(Program(name: name, arguments: Array(words.dropFirst()))) }
        } else if let command, let name = command.words.first {
            programs.append(Program(name: name, arguments: Array(command.words.dropFirst())))
            if environment.path(of: name) == nil {
                absence = "\(name) (config.json:\(command.line)) was not found. Correct that line, or remove it"
            }
        }
        if environment["TMUX"] != nil {
            // tmux passes the text to the outer terminal, which an escape sequence within tmux would not reach.
            programs.append(Program(name: "tmux", arguments: ["load-buffer", "-w", "-"]))
        } else if environment["SSH_TTY"] == nil, environment["SSH_CONNECTION"] == nil {
            if environment["WAYLAND_DISPLAY"] != nil { programs.append(Program(name: "wl-copy")) }
            if environment["DISPLAY"] != nil {
                programs.append(Program(name: "xclip", arguments: ["-selection", "clipboard"]))
                programs.append(Program(name: "xsel", arguments: ["--clipboard", "--input"]))
            }
            if environment["WSL_DISTRO_NAME"] != nil { programs.append(Program(name: "clip.exe")) }
        }
        self.programs = programs
        self.absence = absence
    }

    /// Passes the text to the first program that accepts it.
    ///
    /// - Returns: The name of the program, or nil if none accepted the text.
    package func copy(_ text: String) async -> String? {
        // A program that ends without reading must not end this one.
        signal(SIGPIPE, SIG_IGN)
        for program in programs {
            guard let path = environment.path(of: program.name) else { continue }
            if await run(path, program.arguments, input: text) { return program.name }
        }
        return nil
    }

    /// Runs the program in a session of its own, so one that takes too long is ended with its children. Children of a
    /// successful program keep running: `xclip` and `wl-copy` serve the clipboard in this way.
    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
        return options
    }

    /// Returns whether the program succeeded in time. A slower one is ended.
    private func run(_ path: OctetPath, _ arguments: [String], input: String) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                // With another input, swift-subprocess 1.0.2 traps if the program ends before it has read it.
                let result = try? await Subprocess.run(
                    .path(.init(platformString: path.cString)), arguments: Arguments(arguments),
                    platformOptions: Self.options, input: .inputWriter, output: .discarded, error: .discarded
                ) { execution in
                    let writer = execution.standardInputWriter
                    let isTaken = (try? await writer.write(input)) != nil
                    try? await writer.finish()
                    return isTaken
                }
                return result.map { $0.terminationStatus.isSuccess && $0.closureResult } ?? false
            }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return false
            }
            let isDone = await group.next() ?? false
            group.cancelAll()
            return isDone
        }
    }
}
