/// The text between the two marks of a bracketed paste.
struct PasteCollector {
    /// The most octets that are kept; more is read and dropped.
    static let limit = 65_536

    private static let endMark: [UInt8] = Array("\u{1B}[201~".utf8)
    private var bytes: [UInt8] = []
    /// How much of the end mark has just come.
    private var matched = 0
    private var afterReturn = false

    /// Takes one byte; true when it ends the paste.
    mutating func append(_ byte: UInt8) -> Bool {
        if byte == Self.endMark[matched] {
            matched += 1
            return matched == Self.endMark.count
        }
        // Only its first byte is ESC, so a broken mark can begin anew only here.
        for kept in Self.endMark.prefix(matched) { keep(kept) }
        matched = byte == Self.endMark[0] ? 1 : 0
        if matched == 0 { keep(byte) }
        return false
    }

    /// The text so far, nil if there is none; the collector is empty afterwards.
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

    /// Drops a character that the limit cut in two.
    private mutating func dropBrokenEnd() {
        guard let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[start] >= 0xC0 else { return }
        let length = bytes[start] < 0xE0 ? 2 : bytes[start] < 0xF0 ? 3 : 4
        if bytes.count - start < length { bytes.removeSubrange(start...) }
    }
}
