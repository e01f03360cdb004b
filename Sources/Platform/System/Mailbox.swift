import Glibc
import Synchronization

/// The one mutable object that threads share: events for a loop, and a pipe that wakes it.
package final class Mailbox<Event: Sendable>: Sendable {
    private let events = Mutex<[Event]>([])
    private let writeEnd: Int32
    /// Readable while events wait; for poll(2).
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
        // A full pipe is as good: the loop wakes up anyway.
        _ = write(writeEnd, &wake, 1)
    }

    /// All events that wait, oldest first.
    package func drain() -> [Event] {
        var drained = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &drained, drained.count) > 0 {}
        return events.withLock { waiting in
            defer { waiting.removeAll() }
            return waiting
        }
    }
}
