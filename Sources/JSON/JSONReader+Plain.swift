extension JSONReader {
    /// Reads an object that has exactly these two members, in this order, with values of printable ASCII without
    /// escapes.
    ///
    /// The long lists in provider files consist of such objects, and reading them in the general way takes four times
    /// as long.
    ///
    /// - Returns: The two values. If the next value is anything else, nil; then nothing has been read.
    package mutating func plainObject(
        _ first: StaticString, _ second: StaticString
    ) -> (first: ArraySlice<UInt8>, second: ArraySlice<UInt8>)? {
        guard hasRoomForLevel else { return nil }
        let found = octets.withUnsafeBufferPointer { octets -> (first: Range<Int>, second: Range<Int>, end: Int)? in
            var scanner = PlainScanner(octets: octets, position: position)
            guard scanner.pass(UInt8(ascii: "{")), let first = scanner.member(first),
                scanner.pass(UInt8(ascii: ",")), let second = scanner.member(second),
                scanner.pass(UInt8(ascii: "}"))
            else { return nil }
            return (first, second, scanner.position)
        }
        guard let found else { return nil }
        position = found.end
        return (octets[found.first], octets[found.second])
    }

    /// Returns the offset of the first octet from `start` on that is a quote, a backslash, a control character or not
    /// ASCII.
    static func endOfPlainText(in raw: UnsafeRawBufferPointer, from start: Int) -> Int {
        var at = start
        // Checks eight octets at a time. A set high bit marks an octet to look at.
        while at + 8 <= raw.count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let found =
                (zeroLanes(word ^ (lanes &* 0x22)) | zeroLanes(word ^ (lanes &* 0x5C))
                    | ((word &- (lanes &* 0x20)) & ~word) | word) & (lanes &* 0x80)
            // The lowest marked lane is exact: a borrow only reaches the lanes above it.
            if found != 0 { return at + found.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < raw.count, raw[at] >= 0x20, raw[at] < 0x80, raw[at] != 0x22, raw[at] != 0x5C { at += 1 }
        return at
    }

    private static var lanes: UInt64 { 0x0101_0101_0101_0101 }

    private static func zeroLanes(_ word: UInt64) -> UInt64 {
        (word &- lanes) & ~word
    }
}

/// Scans expected text. After the first false or nil, its position is undefined.
private struct PlainScanner {
    let octets: UnsafeBufferPointer<UInt8>
    var position: Int

    /// Skips white space and then this octet. Returns false if another octet follows.
    mutating func pass(_ octet: UInt8) -> Bool {
        while position < octets.count {
            switch octets[position] {
            case octet:
                position += 1
                return true
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return false
            }
        }
        return false
    }

    /// Skips a member with this name, and returns the range of its text.
    mutating func member(_ name: StaticString) -> Range<Int>? {
        let (letters, count) = (name.utf8Start, name.utf8CodeUnitCount)
        guard pass(UInt8(ascii: "\"")), position + count < octets.count, octets[position + count] == UInt8(ascii: "\"")
        else { return nil }
        for offset in 0..<count where octets[position + offset] != letters[offset] { return nil }
        position += count + 1
        guard pass(UInt8(ascii: ":")), pass(UInt8(ascii: "\"")) else { return nil }
        let start = position
        position = JSONReader.endOfPlainText(in: UnsafeRawBufferPointer(octets), from: start)
        let end = position
        return pass(UInt8(ascii: "\"")) && position == end + 1 ? start..<end : nil
    }
}
