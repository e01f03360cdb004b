import Glibc
import JSON

/// The JSON text as it grows, and the places of its values in the document.
struct Output {
    /// An offset in the text, and its place in the document.
    struct Mark {
        var offset: UInt32
        var line: UInt32
        var column: UInt32
    }

    /// A written value: its octets and its marks.
    struct Piece {
        var octets: Range<Int>
        var marks: Range<Int>
    }

    /// The maximum number of octets that are ever written. Removed text counts too.
    static let largest = 32 << 20

    private(set) var octets: [UInt8] = []
    private(set) var marks: [Mark] = []
    private var written = 0

    /// Whether more was written than is allowed.
    var isTooLarge: Bool { written > Self.largest }

    /// The place where the next value starts.
    var end: (octets: Int, marks: Int) { (octets.count, marks.count) }

    /// Returns the part that was written since `start`.
    func piece(since start: (octets: Int, marks: Int)) -> Piece {
        Piece(octets: start.octets..<octets.count, marks: start.marks..<marks.count)
    }

    mutating func mark(line: Int, column: Int) {
        marks.append(
            Mark(
                offset: UInt32(octets.count), line: UInt32(clamping: line), column: UInt32(clamping: column)))
    }

    mutating func write(_ octet: UInt8) {
        octets.append(octet)
        written += 1
    }

    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { write($0) }
    }

    /// Writes octets unchanged, or nothing if that would exceed the limit.
    mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
        written += text.count
        if !isTooLarge { octets.append(contentsOf: text) }
    }

    /// Writes a string with its quotes (RFC 8259 §7).
    mutating func writeString(_ text: UnsafeBufferPointer<UInt8>) {
        write(UInt8(ascii: "\""))
        var plain = 0
        for at in text.indices where Self.needsEscape(text[at]) {
            write(UnsafeBufferPointer(rebasing: text[plain..<at]))
            writeEscape(text[at])
            plain = at + 1
        }
        write(UnsafeBufferPointer(rebasing: text[plain...]))
        write(UInt8(ascii: "\""))
    }

    /// Writes a copy of a piece, or nothing if that would exceed the limit.
    mutating func copy(_ piece: Piece) {
        // Copies the octets first: appending an array to itself would copy all of it.
        append(Array(octets[piece.octets]), Array(marks[piece.marks]), from: piece.octets.lowerBound)
    }

    /// Writes a piece of another output.
    mutating func copy(_ piece: Piece, of other: Output) {
        append(other.octets[piece.octets], other.marks[piece.marks], from: piece.octets.lowerBound)
    }

    /// Removes the last piece, and returns it as an output of its own.
    mutating func cut(_ piece: Piece) -> Output {
        var cut = Output()
        cut.copy(piece, of: self)
        octets.removeSubrange(piece.octets)
        marks.removeSubrange(piece.marks)
        return cut
    }

    /// The marks as the table for the text.
    var places: SourceMap {
        var places = SourceMap()
        for mark in marks { places.append(offset: Int(mark.offset), line: Int(mark.line), column: Int(mark.column)) }
        return places
    }

    private mutating func append(
        _ octets: some Collection<UInt8>, _ marks: some Collection<Mark>, from first: Int
    ) {
        written += octets.count
        guard !isTooLarge else { return }
        let start = self.octets.count
        self.octets.append(contentsOf: octets)
        for mark in marks {
            let offset = UInt32(Int(mark.offset) - first + start)
            self.marks.append(Mark(offset: offset, line: mark.line, column: mark.column))
        }
    }

    private mutating func writeEscape(_ octet: UInt8) {
        write(UInt8(ascii: "\\"))
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): write(octet)
        case UInt8(ascii: "\n"): write(UInt8(ascii: "n"))
        case UInt8(ascii: "\t"): write(UInt8(ascii: "t"))
        default:
            write("u00")
            write(UInt8(ascii: octet < 0x10 ? "0" : "1"))
            write(Array("0123456789ABCDEF".utf8)[Int(octet & 0xF)])
        }
    }

    private static func needsEscape(_ octet: UInt8) -> Bool {
        octet < 0x20 || octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "\\")
    }
}
