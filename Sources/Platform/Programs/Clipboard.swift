import Catalog
import Glibc
import Subprocess

/// The ways to a clipboard, best first. Nothing is ever read from one.
package struct Clipboard: Sendable {
    /// A program that takes the text on its standard input; no shell, and no text among the arguments.
    package struct Program: Equatable, Sendable {
        package var name: String
        package var arguments: [String]

        package init(name: String, arguments: [String] = []) {
            self.name = name
            self.arguments = arguments
        }
    }

    /// The programs to try before the terminal is asked.
    package let programs: [Program]
    private let environment: Environment
    private let patience: Duration

    /// - Parameter patience: how long a program may take.
    package init(environment: Environment, patience: Duration = .seconds(2)) {
        self.environment = environment
        self.patience = patience
        var programs: [Program] = []
        if let command = environment["AUTHSCOPE_COPY"] {
            let words = command.split(separator: " ").map(String.init)
            if let name = words.first { programs.append(Program(name: name, arguments: Array(words.dropFirst()))) }
        }
        if environment["TMUX"] != nil {
            // tmux hands it on to the terminal outside, which a sequence written inside would not reach.
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
    }

    /// Hands the text to the first program that takes it.
    ///
    /// - Returns: The name of the program, or nil where none took it.
    package func copy(_ text: String) async -> String? {
        // A program that ends without reading must not take this one along.
        signal(SIGPIPE, SIG_IGN)
        for program in programs {
            guard let path = environment.path(of: program.name) else { continue }
            if await run(path, program.arguments, input: text) { return program.name }
        }
        return nil
    }

    /// In a session of its own: one that takes too long is ended with all that it has started. What it leaves behind
    /// when it ends well goes on, since `xclip` and `wl-copy` serve the clipboard that way.
    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
        return options
    }

    /// True when the program ended well in time; a slower one is ended.
    private func run(_ path: OctetPath, _ arguments: [String], input: String) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                // With an input of its own, swift-subprocess 1.0.2 traps when the program ends before it has read it.
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
                try? await Task.sleep(for: patience)
                return false
            }
            let isDone = await group.next() ?? false
            group.cancelAll()
            return isDone
        }
    }
}
