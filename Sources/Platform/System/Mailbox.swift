import Glibc
import Synchronization

/// A queue of events from other threads for a loop, with a pipe that wakes the loop. No other mutable object is shared.
package final class Mailbox<Event: Sendable>: Sendable {
    private let events = Mutex<[Event]>([])
    private let writeEnd: Int32
    /// A descriptor for poll(2) that is readable while events wait.
    package let readEnd: Int32

    package init() throws(SystemFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemFailure(wanted: "pipe", code: errno) }
        readEnd = ends[0]
        writeEnd = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    package func post(_ event: Event) {
        events.withLock { $0.append(event) }
        var wake: UInt8 = 1
        // A full pipe also wakes the loop.
        _ = write(writeEnd, &wake, 1)
    }

    /// Removes and returns all waiting events, oldest first.
    package func drain() -> [Event] {
        var drained = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &drained, drained.count) > 0 {}
        return events.withLock { waiting in
            defer { waiting.removeAll() }
            return waiting
        }
    }
}
