import Foundation
import Glibc
import TestSupport

/// A shell in a private tmux server, which the test drives as a control client.
///
/// tmux reports all output to its control clients, so waiting means reading: nothing sleeps.
final class Tmux {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Seconds until what does not come is given up.
    private static let timeout = 60.0
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")
    /// The folder for HOME and the XDG folders.
    let home: URL
    private let client: pid_t
    private let connection: Int32
    private var unread: [UInt8] = []

    init(
        width: Int = 80, height: Int = 24, term: String = "tmux-256color", environment: [String: String] = [:]
    ) throws {
        home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let configuration = """
            set -g default-terminal \(term)
            set -g status off
            set -g set-clipboard on
            """
        try configuration.write(to: home.appending(path: "tmux.conf"), atomically: true, encoding: .utf8)
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Failure(description: "no socket") }
        defer { close(ends[1]) }
        connection = ends[0]
        let variables = [
            "HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
            "XDG_CONFIG_HOME": home.appending(path: "config").path,
            "XDG_STATE_HOME": home.appending(path: "state").path,
        ]
        client = try spawn(
            "/usr/bin/tmux",
            ["-S", home.appending(path: "socket").path, "-f", home.appending(path: "tmux.conf").path, "-C"]
                + ["new-session", "-x", "\(width)", "-y", "\(height)", "exec bash --norc --noprofile -i"],
            environment: variables.merging(environment) { $1 }, opening: [2: "/dev/null"],
            passing: [0: ends[1], 1: ends[1]])
        // Not by `window-size manual` in the configuration: tmux 3.3 crashes on it.
        try resize(width: width, height: height)
        try wait(for: "bash-")
    }

    deinit {
        // Ends the shell, the server and with it the client, once its last words have been read.
        _ = try? command("kill-server")
        let deadline = Date(timeIntervalSinceNow: Self.timeout)
        while (try? readLine(before: deadline, failure: "")) != nil {}
        close(connection)
        kill(client, SIGKILL)
        var status: Int32 = 0
        waitpid(client, &status, 0)
        try? FileManager.default.removeItem(at: home)
    }

    // MARK: - What the user does

    /// Types keys by tmux's names, such as `Down`, `C-z`, `BTab`, or plain text.
    func press(_ keys: String...) throws {
        try command("send-keys " + keys.map(Self.quote).joined(separator: " "))
    }

    func type(_ text: String) throws { try command("send-keys -l \(Self.quote(text))") }

    /// Types a command for the shell.
    func run(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// Pastes as a user does: in brackets if the program asked for them.
    func paste(_ text: String) throws {
        let file = home.appending(path: "paste")
        try text.write(to: file, atomically: true, encoding: .utf8)
        try command("load-buffer -b paste \(Self.quote(file.path))")
        try command("paste-buffer -p -b paste")
    }

    func resize(width: Int, height: Int) throws { try command("resize-window -x \(width) -y \(height)") }

    // MARK: - What the user sees

    /// The text of the screen; with `joined`, rows that tmux wrapped by itself are one line.
    func screen(joined: Bool = false) throws -> String {
        try command("capture-pane -p\(joined ? "J" : "")").joined(separator: "\n")
    }

    /// A format of tmux, such as `#{alternate_on}`.
    func value(_ format: String) throws -> String {
        try command("display-message -p \(Self.quote(format))").joined(separator: "\n")
    }

    var isAlternate: Bool { get throws { try value("#{alternate_on}") == "1" } }

    /// Waits until the screen is as wanted.
    func wait(joined: Bool = false, until isMet: (String) throws -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: Self.timeout)
        while true {
            let text = try screen(joined: joined)
            if try isMet(text) { return }
            // Something must be put out before the screen can be another one.
            while try !readLine(before: deadline, failure: text).hasPrefix("%") {}
        }
    }

    func wait(for text: String) throws { try wait { $0.contains(text) } }

    // MARK: - Control mode (tmux(1), CONTROL MODE)

    @discardableResult
    func command(_ text: String) throws -> [String] {
        let bytes = Array("\(text)\n".utf8)
        guard Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw Failure(description: "tmux ended")
        }
        let deadline = Date(timeIntervalSinceNow: Self.timeout)
        // An answer to a command of ours has 1 as its last number; tmux's own first command has 0.
        var line = ""
        repeat {
            line = try readLine(before: deadline, failure: text)
        } while !(line.hasPrefix("%begin") && line.hasSuffix(" 1"))
        let end = line.dropFirst("%begin".count)
        var lines: [String] = []
        while true {
            line = try readLine(before: deadline, failure: text)
            if line == "%end" + end { return lines }
            if line == "%error" + end { throw Failure(description: "\(text): \(lines)") }
            lines.append(line)
        }
    }

    private func readLine(before deadline: Date, failure: String) throws -> String {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeFirst(end + 1) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            var ready = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            let left = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
            var bytes = [UInt8](repeating: 0, count: 65_536)
            guard poll(&ready, 1, left) > 0 else { throw Failure(description: "this never came:\n\(failure)") }
            let count = read(connection, &bytes, bytes.count)
            guard count > 0 else { throw Failure(description: "tmux ended") }
            unread += bytes[..<count]
        }
    }

    private static func quote(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
