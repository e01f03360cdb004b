import Screen

/// The part of an input around a finding, in one line, and the carets under what it is about.
struct Excerpt: Equatable {
    var line: String
    /// Spaces and carets.
    var carets: String

    /// A piece of the line as it is shown.
    private typealias Piece = (text: String, columns: Int)

    /// - Parameters:
    ///   - range: UTF-8 octets of the input; only what lies in the line of its start is shown.
    ///   - width: the widest line, in columns.
    init?(of range: Range<Int>, in input: [UInt8], width: Int) {
        guard range.upperBound <= input.count, width >= 16 else { return nil }
        let start = input[..<range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let lineEnd = input[range.lowerBound...].firstIndex(of: UInt8(ascii: "\n")) ?? input.count
        let end = lineEnd > range.lowerBound && input[lineEnd - 1] == UInt8(ascii: "\r") ? lineEnd - 1 : lineEnd
        guard start < end else { return nil }
        let middleEnd = min(range.upperBound, end)
        // An octet takes at least a fourth of a column: no more than this can be shown.
        let reach = width * 4
        var before = Self.pieces(input[max(start, range.lowerBound - reach)..<range.lowerBound])
        var middle = Self.pieces(
            input[range.lowerBound..<max(range.lowerBound, min(middleEnd, range.lowerBound + reach))])
        var after = Self.pieces(input[max(middleEnd, range.lowerBound)..<max(middleEnd, min(end, middleEnd + reach))])

        Self.cut(&middle, to: width - 8)
        let room = width - Self.columns(middle)
        let (left, right) = (Self.columns(before), Self.columns(after))
        // A third of the room goes to what stands before, and more when less stands behind.
        Self.cut(&after, to: max(room - left, room - room / 3))
        Self.cutFront(&before, to: room - min(right, Self.columns(after)))
        line = (before + middle + after).map(\.text).joined()
        carets =
            String(repeating: " ", count: Self.columns(before))
            + String(repeating: "^", count: max(1, Self.columns(middle)))
    }

    private static func pieces(_ octets: ArraySlice<UInt8>) -> [Piece] {
        // A cut in the middle of a character would show as its replacement.
        let whole = octets.drop { $0 & 0xC0 == 0x80 }
        var pieces: [Piece] = []
        Sanitizing.forEachCluster(of: String(decoding: whole, as: UTF8.self)) { cluster in
            var text = ""
            cluster.append(to: &text)
            pieces.append((text, cluster.columns))
            return true
        }
        return pieces
    }

    private static func columns(_ pieces: [Piece]) -> Int {
        pieces.reduce(0) { $0 + $1.columns }
    }

    private static func cut(_ pieces: inout [Piece], to width: Int) {
        guard columns(pieces) > width else { return }
        while columns(pieces) > max(0, width - 1), !pieces.isEmpty { pieces.removeLast() }
        if width > 0 { pieces.append(("…", 1)) }
    }

    private static func cutFront(_ pieces: inout [Piece], to width: Int) {
        pieces.reverse()
        cut(&pieces, to: width)
        pieces.reverse()
    }
}
