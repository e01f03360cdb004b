import App
import Glibc

/// The waits that the screen asked for, on the monotonic clock: of each kind the newest, since an older one has no effect.
struct Timers {
    private var deadlines: [(timer: Timer, at: Int)] = []

    mutating func start(_ timer: Timer, milliseconds: Int) {
        deadlines.removeAll { $0.timer.isSameKind(as: timer) }
        deadlines.append((timer, Self.now + milliseconds))
    }

    /// Milliseconds until the next deadline, or nil to sleep until something else happens.
    var untilNext: Int? {
        deadlines.map(\.at).min().map { max(0, $0 - Self.now) }
    }

    /// A timer whose time is over, and how many milliseconds ago that was.
    struct Elapsed {
        var timer: Timer
        var late: Int
    }

    /// Removes the timers whose time is over, and returns them.
    mutating func due() -> [Elapsed] {
        guard !deadlines.isEmpty else { return [] }
        let now = Self.now
        defer { deadlines.removeAll { $0.at <= now } }
        return deadlines.filter { $0.at <= now }.map { Elapsed(timer: $0.timer, late: now - $0.at) }
    }

    private static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
