import Foundation
import TestSupport
import Testing

/// The program while it runs: its input is a pipe, and its outputs are files.
///
/// Pipes for the outputs would stay open in programs that other tests start meanwhile.
final class RunningProgram {
    enum Status: Equatable {
        case exited(Int32)
        case signaled(Int32)
    }

    /// The program itself.
    static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "authscope").path

    let identifier: pid_t
    private let stdout = NSTemporaryDirectory() + UUID().uuidString
    private let stderr = NSTemporaryDirectory() + UUID().uuidString
    /// Seconds until what does not come is given up.
    private static let timeout = 60.0
    private var input: Int32
    private var status: Status?

    /// - Parameter shell: how a shell starts the program, which is `$0`, with its arguments, `"$@"`.
    init(
        _ arguments: [String], shell: String = #"exec "$0" "$@""#, environment: [String: String] = [:]
    ) throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        input = ends[1]
        identifier = try spawn(
            "/bin/sh", ["-c", shell, Self.path] + arguments, environment: environment, opening: [1: stdout, 2: stderr],
            passing: [0: ends[0]])
    }

    deinit {
        if status == nil {
            kill(identifier, SIGKILL)
            _ = end()
        }
        closeInput()
        for file in [stdout, stderr] { unlink(file) }
    }

    func type(_ text: String) throws {
        let octets = Array(text.utf8)
        let written = write(input, octets, octets.count)
        try #require(written == octets.count)
    }

    func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// The output so far.
    var output: String { (try? String(contentsOfFile: stdout, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOfFile: stderr, encoding: .utf8)) ?? "" }

    /// Waits until the condition holds.
    func wait(until isMet: () -> Bool) throws {
        let deadline = Date.now + Self.timeout
        while !isMet() {
            try #require(Date.now < deadline, "this never came; so far: \(output)\(errors)")
            Self.pause()
        }
    }

    /// Waits for its end; nil when it goes on.
    func end() -> Status? {
        if let status { return status }
        let deadline = Date.now + Self.timeout
        var raw: Int32 = 0
        while waitpid(identifier, &raw, WNOHANG) == 0 {
            guard Date.now < deadline else { return nil }
            Self.pause()
        }
        status = raw & 0x7F == 0 ? .exited(raw >> 8 & 0xFF) : .signaled(raw & 0x7F)
        return status
    }

    /// Leaves the processor to the program for two milliseconds.
    private static func pause() { poll(nil, 0, 2) }

    /// A file below /proc/PID.
    func procFile(_ name: String) throws -> String {
        let file = try #require(FileManager.default.contents(atPath: "/proc/\(identifier)/\(name)"))
        return String(decoding: file, as: UTF8.self)
    }
}
