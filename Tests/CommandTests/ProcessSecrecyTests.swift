import Foundation
import TestSupport
import Testing

/// What the program keeps from others while it runs, and when it crashes.
struct ProcessSecrecyTests {
    /// The program while it waits for more lines, with a secret in its memory.
    private final class Waiting {
        let identifier: pid_t
        /// Where it writes.
        private let stdout = NSTemporaryDirectory() + UUID().uuidString
        private let stderr = NSTemporaryDirectory() + UUID().uuidString
        private let input: Int32
        private var isRunning = true

        /// Returns once a line has been judged, so that everything is set that is set at the start.
        ///
        /// - Parameter shell: how a shell starts the program, which is `$0`.
        init(shell: String = "exec $0", environment: [String: String] = [:]) throws {
            let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "authscope").path
            var ends: [Int32] = [-1, -1]
            try #require(pipe(&ends) == 0)
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            defer { close(ends[0]) }
            input = ends[1]
            identifier = try spawn(
                "/bin/sh", ["-c", "\(shell) lint --lines -", program], environment: environment,
                opening: [1: stdout, 2: stderr], passing: [0: ends[0]])
            let line = [UInt8]("https://x.example/?code_verifier=canary\n".utf8)
            let written = write(input, line, line.count)
            try #require(written == line.count)
            let deadline = Date.now + 10
            while try String(contentsOfFile: stdout, encoding: .utf8).isEmpty {
                try #require(Date.now < deadline && kill(identifier, 0) == 0)
                sched_yield()
            }
        }

        deinit {
            if isRunning {
                kill(identifier, SIGKILL)
                _ = end()
            }
            close(input)
            for file in [stdout, stderr] { unlink(file) }
        }

        /// Waits for its end, and returns the signal that ended it; nil when it goes on.
        func end() -> Int32? {
            let deadline = Date.now + 10
            var status: Int32 = 0
            while waitpid(identifier, &status, WNOHANG) == 0 {
                guard Date.now < deadline else { return nil }
                sched_yield()
            }
            isRunning = false
            return status & 0x7F
        }

        /// What it has written to standard error.
        var errors: String { get throws { try String(contentsOfFile: stderr, encoding: .utf8) } }

        /// A file below /proc/PID.
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "/proc/\(identifier)/\(name)", encoding: .utf8)
        }
    }

    @Test func leavesNoCoreDump() throws {
        let waiting = try Waiting(shell: "ulimit -S -c unlimited; exec $0")
        #expect(try waiting.text("limits").contains(#/Max core file size +0 +0 /#))
    }

    /// Root may read everything, and files of processes that hide their memory belong to it.
    @Test func hidesItsMemoryFromOtherProcesses() throws {
        let somebody = "exec 9<$0; exec setpriv --reuid 65534 --clear-groups /proc/self/fd/9"
        let waiting = try Waiting(shell: geteuid() == 0 ? somebody : "exec $0")
        let attributes = try FileManager.default.attributesOfItem(
            atPath: "/proc/\(waiting.identifier)/environ")
        #expect(attributes[.ownerAccountID] as? Int == 0)
        let uid = try #require(try waiting.text("status").firstMatch(of: #/Uid:\t(\d+)/#)?.1)
        #expect(uid != "0")
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT])
    func printsNothingWhenItCrashes(signal: Int32) throws {
        // Swift's own backtrace shows registers and memory, here whether or not there is a terminal.
        let waiting = try Waiting(environment: ["SWIFT_BACKTRACE": "enable=yes"])
        kill(waiting.identifier, signal)
        #expect(waiting.end() == signal)
        #expect(try waiting.errors == "")
    }
}
