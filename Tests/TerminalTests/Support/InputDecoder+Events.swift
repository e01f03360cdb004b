@testable import Terminal

extension InputDecoder {
    /// Decodes bytes and returns their events.
    mutating func feed(_ bytes: some Sequence<UInt8>, at now: Int64) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        feed(bytes, at: now, into: &events)
        return events
    }
}
