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
        if let deadline = [decoder.deadline, wheel.deadline].compactMap({ $0 }).min() {
            let left = max(0, deadline - scr_clock())
            limit = limit < 0 ? left : min(limit, left)
        }
        if !waiting.isEmpty { limit = 0 }
        return Int(scr_wait(descriptor ?? -1, Int32(clamping: limit))) & Int(SCR_READY_EXTRA) != 0
    }

    /// Returns the events since the last call. Never waits.
    package func events() -> [TerminalEvent] {
        let signals = Int(scr_signals())
        waiting += Self.terminations(signals)
        if signals & Int(SCR_GOT_STOP) != 0 {
            suspend()
        } else if signals & Int(SCR_GOT_CONTINUE) != 0 {
            resume()
        }
        if signals & Int(SCR_GOT_RESIZE) != 0 { measure() }
        readInput { waiting.append($0) }
        defer { waiting.removeAll() }
        return wheel.pass(waiting, at: scr_clock())
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
    func readInput(_ take: (TerminalEvent) -> Void) {
        guard !hasHungUp else { return }
        let now = scr_clock()
        for _ in 0..<64 {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, used in
                count = scr_read(buffer.baseAddress, buffer.count)
                used = max(0, count)
            }
            if count < 0 {
                hasHungUp = true
                take(.hungUp)
                return
            }
            guard count > 0 else {
                // There is nothing left to read, so incomplete sequences can expire.
                for event in decoder.expire(at: now) { take(TerminalEvent(event)) }
                return
            }
            for event in decoder.feed(bytes, at: now) { take(TerminalEvent(event)) }
        }
    }
}

extension TerminalEvent {
    init(_ event: InputDecoder.Event) {
        switch event {
        case .key(let key): self = .key(key)
        case .paste(let text): self = .paste(text)
        case .refusedPaste(let octets): self = .refusedPaste(octets: octets)
        case .mouse(let mouse): self = .mouse(mouse)
        case .focusGained: self = .focusGained
        case .focusLost: self = .focusLost
        }
    }
}
