import Foundation
import Glibc
import TestSupport

/// A program on a terminal of its own, driven and read by a test.
///
/// Every wait blocks on the program's output and ends at a deadline; nothing sleeps.
final class Program {
    struct TimedOut: Error, CustomStringConvertible {
        let description: String
    }

    enum Status: Equatable {
        case exited(Int32)
        case signaled(Int32)
    }

    /// Seconds until what does not come is given up.
    private static let timeout = 60.0

    private(set) var screen: VirtualScreen
    /// Everything it has written to the terminal, in the pieces in which it could be read.
    private(set) var output: [UInt8] = []
    let identifier: pid_t

    private var master: Int32
    private let before: termios
    private var status: Status?

    /// Starts `path` with a clean environment on a terminal of the given size.
    ///
    /// `redirections` replace stdin (0), stdout (1) or stderr (2) by a file.
    init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], width: Int = 80,
        height: Int = 24, redirections: [Int32: String] = [:], hasTerminal: Bool = true
    ) throws {
        screen = VirtualScreen(width: width, height: height)
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        var slave: Int32 = -1
        var buffer = [CChar](repeating: 0, count: 128)
        master = -1
        guard openpty(&master, &slave, &buffer, nil, &size) == 0 else { throw TimedOut(description: "no pty") }
        // Only the child keeps the slave open: the end of the output is the end of the child.
        defer { close(slave) }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        var line = termios()
        tcgetattr(slave, &line)
        before = line
        let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)

        // The leader of a new session gets the terminal it opens first as its own.
        var files: [Int32: String] = [:]
        for descriptor: Int32 in 0...2 {
            files[descriptor] = redirections[descriptor] ?? (hasTerminal ? name : "/dev/null")
        }
        // /dev/tty needs a controlling terminal even if none of the three is it.
        if hasTerminal, redirections[0] != nil { files[9] = name }
        let variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        identifier = try spawn(
            path, arguments, environment: variables.merging(environment) { $1 }, opening: files)
    }

    deinit {
        if status == nil {
            kill(identifier, SIGKILL)
            var ignored: Int32 = 0
            waitpid(identifier, &ignored, 0)
        }
        if master >= 0 { close(master) }
    }

    /// Returns how often the program has called write(2) so far (proc_pid_io(5)).
    func writes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(identifier)/io", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix("syscw:") }
        guard let count = line?.split(separator: " ").last.flatMap({ Int($0) }) else {
            throw TimedOut(description: "no count of writes in \(text)")
        }
        return count
    }

    // MARK: - What the user does

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            sent += count
        }
    }

    func paste(_ text: String) { type("\u{1B}[200~\(text)\u{1B}[201~") }

    func resize(width: Int, height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        screen.resize(width: width, height: height)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Has the terminal claim another size than the screen here has.
    func claim(width: UInt16, height: UInt16) {
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Makes the terminal smaller and as large as before, so fast that the program finds no other size.
    func squeeze(width: Int, height: Int) {
        let (fullWidth, fullHeight) = (screen.width, screen.height)
        screen.resize(width: width, height: height)
        screen.resize(width: fullWidth, height: fullHeight)
        signal(SIGWINCH)
    }

    func signal(_ number: Int32) { kill(identifier, number) }

    /// Takes the terminal away.
    func hangUp() {
        close(master)
        master = -1
    }

    // MARK: - What the user sees

    /// Reads output until the screen is as wanted. Throws with the screen's text when it never is.
    func wait(until isMet: (VirtualScreen) -> Bool) throws {
        let deadline = Self.now + Self.timeout
        while !isMet(screen) {
            guard try readSome(before: deadline) else {
                throw TimedOut(description: "this never came:\n\(screen.text)")
            }
        }
    }

    func wait(for text: String) throws { try wait { $0.contains(text) } }

    /// Reads all output and returns how the program ended.
    func end() throws -> Status {
        if let status { return status }
        let deadline = Self.now + Self.timeout
        while try readSome(before: deadline) {}
        guard Self.now < deadline else { throw TimedOut(description: "it never ended:\n\(screen.text)") }
        var raw: Int32 = 0
        waitpid(identifier, &raw, 0)
        let result: Status = raw & 0x7F == 0 ? .exited(raw >> 8 & 0xFF) : .signaled(raw & 0x7F)
        status = result
        return result
    }

    /// True when the line is set as it was before the program came.
    var isLineRestored: Bool {
        var now = termios()
        guard tcgetattr(master, &now) == 0 else { return false }
        return now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag && now.c_lflag == before.c_lflag
            && now.c_cflag == before.c_cflag
    }

    /// True when the text has been written since the last `takeOutput`.
    func hasWritten(_ text: String) -> Bool { output.contains(Array(text.utf8)) }

    /// The bytes written since the last call.
    func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    /// Reads what there is, waiting for it; false at the deadline and at the end of the output.
    private func readSome(before deadline: Double) throws -> Bool {
        guard master >= 0 else { return false }
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, Int32(max(0, (deadline - Self.now) * 1000))) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        output += bytes[..<count]
        screen.feed(bytes[..<count])
        return true
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
