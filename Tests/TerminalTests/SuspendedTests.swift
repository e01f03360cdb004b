import Glibc
import TestSupport
import TestTraits
import Testing

/// A session that is stopped, under a shell with job control, when a signal asks it to end.
@Suite(.onThreadsOfTheirOwn, .serialized)
struct SuspendedTests {
    /// The way in which the session is suspended.
    enum Stop: CaseIterable {
        case key, keyInPlainView, signal, fromOutside
        /// Stopped by the key, and continued in the background, where it stops again.
        case inBackground
    }

    private static let cases = Stop.allCases.flatMap { stop in [SIGTERM, SIGHUP, SIGINT].map { (stop, $0) } }

    @Test(arguments: cases)
    func endsWhenItIsContinued(stop: Stop, signal: Int32) throws {
        let script = "set -m; \(Products.probe); echo stopped; read line; stty -a | grep -o -e '-\\?icanon'; read line"
        let shell = try Program("/bin/sh", ["-c", script])
        try shell.wait(for: "line 7")
        let session = try #require(child(of: shell.identifier))
        switch stop {
        case .key, .inBackground: shell.type("\u{1A}")
        case .keyInPlainView:
            shell.type("p")
            try shell.wait(for: "Enter goes back")
            shell.type("\u{1A}")
        case .signal: kill(session, SIGTSTP)
        case .fromOutside: kill(session, SIGSTOP)
        }
        try shell.wait(for: "stopped")
        try wait(for: session, toBe: "T")
        if stop == .inBackground {
            let before = try #require(switches(of: session))
            kill(session, SIGCONT)
            try wait { self.switches(of: session).map { $0 > before } ?? true && self.state(of: session) == "T" }
        }
        kill(session, signal)
        kill(session, SIGCONT)
        try wait { [nil, "Z"].contains(self.state(of: session)) }
        try shell.wait { !$0.isAlternate && !$0.modes.contains(2004) }
        // The line is as the shell wants it: Enter is Enter.
        shell.type("\n")
        try shell.wait { $0.contains("icanon") }
        #expect(!shell.screen.contains("-icanon"))
    }

    private func child(of shell: pid_t) -> pid_t? {
        file("/proc/\(shell)/task/\(shell)/children").split(separator: " ").first.flatMap { pid_t($0) }
    }

    /// The state of a process as /proc names it; nil when it is gone.
    private func state(of process: pid_t) -> String? {
        file("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ").first.map(String.init)
    }

    /// Returns the number of voluntary context switches. It grows when a suspended process runs and stops again.
    private func switches(of process: pid_t) -> Int? {
        let line = file("/proc/\(process)/status").split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt") }
        return line?.split(separator: "\t").last.flatMap { Int($0) }
    }

    private func wait(for process: pid_t, toBe state: String) throws {
        try wait { self.state(of: process) == state }
    }

    private func wait(until isMet: () throws -> Bool) throws {
        for _ in 0..<5_000 {
            if try isMet() { return }
            poll(nil, 0, 2)
        }
        Issue.record("this never came")
    }

    private func file(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var octets = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &octets, octets.count)
        return String(decoding: octets.prefix(max(0, count)), as: UTF8.self)
    }
}
