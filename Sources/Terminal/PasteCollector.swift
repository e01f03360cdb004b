/// Collects the text between the two marks of a bracketed paste.
struct PasteCollector {
    /// The maximum number of octets that are kept. Further octets are read and dropped.
    static let limit = 65_536

    private static let endMark: [UInt8] = Array("\u{1B}[201~".utf8)
    private var bytes: [UInt8] = []
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

    /// Returns the text so far, or nil if there is none, and empties the collector.
    mutating func finish() -> String? {
        defer { self = PasteCollector() }
        if bytes.count == Self.limit { dropBrokenEnd() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private mutating func keep(_ byte: UInt8) {
        // Terminals send a line end as CR, some as CR LF.
        defer { afterReturn = byte == 0x0D }
        if byte == 0x0A, afterReturn { return }
        if bytes.count < Self.limit { bytes.append(byte == 0x0D ? 0x0A : byte) }
    }

    /// Drops a character that the limit has cut.
    private mutating func dropBrokenEnd() {
        guard let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[start] >= 0xC0 else { return }
        let length = bytes[start] < 0xE0 ? 2 : bytes[start] < 0xF0 ? 3 : 4
        if bytes.count - start < length { bytes.removeSubrange(start...) }
    }
}
