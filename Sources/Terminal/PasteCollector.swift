/// Collects the text between the two marks of a bracketed paste.
struct PasteCollector {
    /// The maximum number of octets. A longer paste is read to its end and refused: half of a text misleads.
    static let limit = 65_536

    private static let endMark: [UInt8] = Array("\u{1B}[201~".utf8)
    private var bytes: [UInt8] = []
    private var count = 0
    /// The number of octets of the end mark that have just been read.
    private var matched = 0
    private var afterReturn = false

    /// Adds a byte. Returns true if it ends the paste.
    mutating func append(_ byte: UInt8) -> Bool {
        if byte == Self.endMark[matched] {
            matched += 1
            return matched == Self.endMark.count
        }
        // Only the first byte of the mark is ESC, so a broken mark can start again only here.
        for kept in Self.endMark.prefix(matched) { keep(kept) }
        matched = byte == Self.endMark[0] ? 1 : 0
        if matched == 0 { keep(byte) }
        return false
    }

    /// Returns the event for the text so far, if there is any, and empties the collector.
    mutating func finish() -> TerminalEvent? {
        defer { self = PasteCollector() }
        if count > Self.limit { return .refusedPaste(octets: count) }
        return bytes.isEmpty ? nil : .paste(String(decoding: bytes, as: UTF8.self))
    }

    private mutating func keep(_ byte: UInt8) {
        // Terminals send a line end as CR, some as CR LF.
        defer { afterReturn = byte == 0x0D }
        if byte == 0x0A, afterReturn { return }
        count += 1
        if count <= Self.limit { bytes.append(byte == 0x0D ? 0x0A : byte) }
    }
}
