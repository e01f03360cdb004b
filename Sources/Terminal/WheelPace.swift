import Screen

/// Holds back wheel events, so that they are passed on and drawn at most 60 times a second.
struct WheelPace {
    /// The milliseconds between two batches.
    private static let interval: Int64 = 17

    private var held: [Mouse] = []
    private var last: Int64?

    /// The time at which the held events must be passed on, or nil when there are none.
    var deadline: Int64? { held.isEmpty ? nil : (last ?? 0) + Self.interval }

    /// Adds events in order, and returns those to pass on now. Wheel events at the same cell are merged.
    ///
    /// - Parameter clock: The time in milliseconds.
    mutating func pass(_ events: [TerminalEvent], at clock: @autoclosure () -> Int64) -> [TerminalEvent] {
        guard !held.isEmpty || events.contains(where: \.isWheel) else { return events }
        var passed: [TerminalEvent] = []
        for event in events {
            if case .mouse(let mouse) = event, case .wheel(let notches) = mouse.action {
                hold(mouse, notches)
            } else {
                // A later event acts on the rows that the wheel has brought into sight.
                release(into: &passed)
                passed.append(event)
            }
        }
        let now = clock()
        if last.map({ now - $0 >= Self.interval }) ?? true {
            release(into: &passed)
            last = now
        }
        return passed
    }

    /// Adds a wheel event to the one at the same cell, so that a batch has at most one per cell.
    private mutating func hold(_ mouse: Mouse, _ notches: Int) {
        guard let place = held.firstIndex(where: { $0.x == mouse.x && $0.y == mouse.y }),
            case .wheel(let sum) = held[place].action
        else { return held.append(mouse) }
        if sum + notches == 0 { held.remove(at: place) } else { held[place].action = .wheel(sum + notches) }
    }

    private mutating func release(into events: inout [TerminalEvent]) {
        events += held.map { .mouse($0) }
        held.removeAll()
    }
}

extension TerminalEvent {
    fileprivate var isWheel: Bool {
        if case .mouse(let mouse) = self, case .wheel = mouse.action { true } else { false }
    }
}
