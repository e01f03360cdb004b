import App
import Glibc

/// The timers that the screen requested, on the monotonic clock. Only the newest of each kind is kept: older ones have
/// no effect.
struct Timers {
    private var deadlines: [(timer: Timer, at: Int)] = []

    mutating func start(_ timer: Timer, milliseconds: Int) {
        deadlines.removeAll { $0.timer.isSameKind(as: timer) }
        deadlines.append((timer, Self.now + milliseconds))
    }

    /// Milliseconds until the next deadline; nil if there is no timer.
    var untilNext: Int? {
        deadlines.lazy.map(\.at).min().map { max(0, $0 - Self.now) }
    }

    /// An expired timer, and how many milliseconds ago it expired.
    struct Elapsed {
        var timer: Timer
        var late: Int
    }

    /// Removes and returns the expired timers.
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
