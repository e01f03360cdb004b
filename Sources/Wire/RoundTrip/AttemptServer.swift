import CPrctl
import Flow
import Glibc
import Platform
import Synchronization

/// Runs `authscope-net attempt`: one attempt for a screen in another process.
///
/// Standard input and output are one socket. Tasks arrive on it as lines, and events are sent as lines. The attempt
/// ends when the socket closes, so it also ends with the screen.
package enum AttemptServer {
    /// An exit code of sysexits(3): a line is not a task.
    private static let dataError: Int32 = 65

    /// Serves until standard input ends, and returns the exit code.
    package static func run(environment: Environment) -> Int32 {
        // The screen may have ended.
        signal(SIGPIPE, SIG_IGN)
        _ = process_forbid_new_privileges()
        do { try SystemResources.forNetwork() } catch {
            write(.failed(.init(.open, "\(error.message).")))
            return 0
        }
        let runner = RoundTripRunner(environment: environment) { write($0) }
        let (tasks, continuation) = AsyncStream.makeStream(of: RoundTripTask.self)
        Task.detached { for await task in tasks { await runner.perform(task) } }
        var isUnderstood = true
        var reader = TaskReader()
        do {
            while let task = try reader.next() { continuation.yield(task) }
        } catch {
            isUnderstood = false
        }
        continuation.finish()
        // This does not wait for work in progress, and never fails.
        try? waitForResult { await runner.end() }
        // Closing the socket means that the ports are free.
        shutdown(STDOUT_FILENO, Int32(SHUT_RDWR))
        try? waitForResult { await runner.parted() }
        return isUnderstood ? 0 : dataError
    }

    /// Events come from many threads. Each must be written as a whole line.
    private static let lock = Mutex(())

    private static func write(_ event: RoundTripEvent) {
        lock.withLock { _ in _ = writeOctets(Array((event.line + "\n").utf8), to: STDOUT_FILENO) }
    }
}

/// Reads tasks from standard input.
private struct TaskReader {
    private var waiting: [UInt8] = []

    /// Returns the next task, or nil at the end.
    mutating func next() throws(MessageProblem) -> RoundTripTask? {
        var searched = waiting.startIndex
        while true {
            if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(waiting[..<end])
                waiting.removeSubrange(...end)
                return try RoundTripTask(line: line)
            }
            // The line is too long already. The initialiser reports it.
            if waiting.count > RoundTripTask.longestLine { return try RoundTripTask(line: waiting) }
            searched = waiting.endIndex
            // If standard input cannot be read, it counts as ended.
            guard let chunk = try? InputReader.chunk(of: STDIN_FILENO, name: "standard input") else { return nil }
            waiting += chunk
        }
    }
}
