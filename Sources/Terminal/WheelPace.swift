import Screen

/// Holds turns of the wheel back, so that a storm of them is handed on, and drawn, at most 60 times a second.
struct WheelPace {
    /// Milliseconds from one batch of turns to the next.
    private static let interval: Int64 = 17

    private var held: [Mouse] = []
    private var last: Int64?

    /// The time at which what is held is to be handed on, or nil where nothing is.
    var deadline: Int64? { held.isEmpty ? nil : (last ?? 0) + Self.interval }

    /// Takes what came, in order, and returns what is to be handed on now. Turns at one cell are put together.
    ///
    /// - Parameter clock: Milliseconds.
    mutating func pass(_ events: [TerminalEvent], at clock: @autoclosure () -> Int64) -> [TerminalEvent] {
        guard !held.isEmpty || events.contains(where: \.isWheel) else { return events }
        var passed: [TerminalEvent] = []
        for event in events {
            if case .mouse(let mouse) = event, case .wheel(let notches) = mouse.action {
                hold(mouse, notches)
            } else {
                // What comes after a turn acts on what the turn has shown.
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

    /// Adds a turn to those at the same cell: a batch has no more of them than there are cells.
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
