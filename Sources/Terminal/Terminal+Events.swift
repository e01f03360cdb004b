import CNcurses
import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Terminal {
    /// Waits until the terminal has events, `descriptor` is readable or the time is over.
    ///
    /// Without a timeout, the process sleeps until something happens. Returns true when the descriptor is readable. A
    /// signal that is handled elsewhere may end the wait early.
    package func wait(for descriptor: Int32?, timeout milliseconds: Int?) -> Bool {
        var limit = milliseconds.map { Int64(max(0, $0)) } ?? -1
        if decoder.deadline != nil || wheel.deadline != nil {
            let deadline = min(decoder.deadline ?? .max, wheel.deadline ?? .max)
            let left = max(0, deadline - scr_clock())
            limit = limit < 0 ? left : min(limit, left)
        }
        if !waiting.isEmpty { limit = 0 }
        return scr_wait(descriptor ?? -1, Int32(clamping: limit))
    }

    /// Returns the events since the last call. Never waits.
    package func events() -> [TerminalEvent] {
        let signals = Int(scr_signals())
        if signals != 0 { take(signals) }
        readInput(into: &waiting)
        defer { waiting = [] }
        return wheel.pass(waiting, at: scr_clock())
    }

    private func take(_ signals: Int) {
        waiting += Self.terminations(signals)
        if signals & Int(SCR_GOT_STOP) != 0 {
            suspend()
        } else if signals & Int(SCR_GOT_CONTINUE) != 0 {
            resume()
        }
        if signals & Int(SCR_GOT_RESIZE) != 0 { measure() }
    }

    /// Whether wheel events are being held back, so that drawing a frame now would be too early.
    package var isHoldingBack: Bool { wheel.deadline != nil && shown != nil }

    /// Leaves the screen and stops the job, as Ctrl-Z does. Returns when the job continues, with a `resumed` event.
    ///
    /// If a signal has asked the program to end meanwhile, the shell keeps the terminal, and `terminated` is next.
    package func suspend() {
        if scr_suspend() { resume() }
    }

    private func resume() {
        if enterAgain(), !waiting.contains(.resumed) { waiting.append(.resumed) }
    }

    /// Returns to the screen, with its present size. Returns false when the program was asked to end.
    @discardableResult
    func enterAgain() -> Bool {
        guard scr_resume() else { return false }
        shown = nil
        noteSize()
        sendTitle()
        return true
    }

    /// Reads the present size of the terminal, and paints everything at the next frame: a terminal that became smaller
    /// and then as large as before has lost a part of its contents.
    private func measure() {
        scr_measure()
        shown = nil
        noteSize()
    }

    private func noteSize() {
        let now = Self.measuredSize()
        guard now != size else { return }
        size = now
        shown = nil
        // Of several resizes, only the last one counts.
        waiting.removeAll { if case .resized = $0 { true } else { false } }
        waiting.append(.resized(now))
    }

    static func terminations(_ signals: Int) -> [TerminalEvent] {
        let bits = [(SCR_GOT_INT, SIGINT), (SCR_GOT_TERM, SIGTERM), (SCR_GOT_HUP, SIGHUP)]
        return bits.filter { signals & Int($0.0) != 0 }.map { .terminated($0.1) }
    }

    /// Reads the input, up to a limit, so that a flood of it cannot prevent the program from drawing.
    func readInput(into events: inout [TerminalEvent]) {
        guard !hasHungUp else { return }
        let now = scr_clock()
        for _ in 0..<256 {
            // Up to 1,024 octets are on the stack. An array would be allocated for each key.
            let isDone = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer in
                let count = scr_read(buffer.baseAddress, buffer.count)
                if count < 0 {
                    hasHungUp = true
                    events.append(.hungUp)
                } else if count == 0 {
                    // There is nothing to read, so incomplete sequences can expire.
                    if let event = decoder.expire(at: now) { events.append(event) }
                } else {
                    decoder.feed(buffer[..<count], at: now, into: &events)
                }
                return count < buffer.count
            }
            if isDone { return }
        }
    }
}
