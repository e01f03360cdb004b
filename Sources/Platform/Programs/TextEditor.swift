import CSpawn
import Catalog
import Glibc

/// The user's editor, in the terminal: `$VISUAL`, else `$EDITOR`, else `vi` (environ(7)).
package struct TextEditor {
    /// The program and its arguments. There is no shell, so quotation marks have no meaning.
    private let words: [String]

    package init(environment: Environment) {
        let text =
            ["VISUAL", "EDITOR"].compactMap { environment[$0] }
            .first { $0.contains { $0 != " " } } ?? "vi"
        words = text.split(separator: " ").map(String.init)
    }

    /// Opens a file at a place, and waits until the editor ends.
    ///
    /// - Returns: The problem and advice, if the editor could not be started or reports a failure; otherwise nil.
    package func open(_ path: OctetPath, line: Int, column: Int) -> String? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Standard output may be a pipe, even if the screen is shown on the terminal.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/tty", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)

        let arguments = words.map { OctetPath($0) } + Self.arguments(of: words[0], path, line: line, column: column)
        let pointers = arguments.map { $0.withCString { strdup($0) } }
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], &actions, &attributes, pointers + [nil], environ)
        guard code == 0 else {
            return "\(words[0]) cannot be started (\(String(cString: strerror(code)))): \(Self.advice)"
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return problem(status: status)
    }

    private static let advice = "set VISUAL or EDITOR"

    /// The message for a status of waitpid(2); nil for success.
    func problem(status: Int32) -> String? {
        let (code, signal) = (status >> 8 & 0xFF, status & 0x7F)
        // The user's own Ctrl-C.
        if signal == SIGINT { return nil }
        if signal != 0 { return "\(words[0]) was ended by signal \(signal)" }
        return code == 0 ? nil : "\(words[0]) ended with status \(code)"
    }

    /// The arguments for a place in a file. Most editors know `+LINE`.
    static func arguments(of program: String, _ path: OctetPath, line: Int, column: Int) -> [OctetPath] {
        let name = program.split(separator: "/").last.map(String.init) ?? program
        let file = path.octets.first == UInt8(ascii: "-") ? OctetPath(octets: Array("./".utf8) + path.octets) : path
        let place = OctetPath(octets: file.octets + ":\(line):\(column)".utf8)
        switch name {
        case "code", "codium", "code-insiders": return ["--goto", place]
        case "hx", "helix", "subl", "zed": return [place]
        default: return [OctetPath("+\(line)"), file]
        }
    }
}
