/// Maps the values and names of a JSON text to their places in the text that it was converted from.
///
/// Each mark maps an offset in the JSON text to a line and column of the original text.
package struct SourceMap: Equatable, Sendable {
    /// The size of a mark in `octets`.
    package static let markSize = 12

    /// The offsets of the marks, ascending.
    private var offsets: [UInt32] = []
    private var lines: [UInt32] = []
    private var columns: [UInt32] = []

    package init() {}

    /// The number of marks.
    package var count: Int { offsets.count }

    /// Adds a mark. Its offset must be greater than that of the previous one.
    ///
    /// - Parameters:
    ///   - line: The line, counted from 1.
    ///   - column: The column in Unicode scalars, counted from 1.
    package mutating func append(offset: Int, line: Int, column: Int) {
        precondition(offsets.last.map { $0 < offset } ?? true, "marks ascend")
        offsets.append(UInt32(offset))
        lines.append(UInt32(line))
        columns.append(UInt32(column))
    }

    /// Returns the place of the last mark at or before the offset, or the start of the text if there is none.
    package func place(of offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = offsets.count
        while low < high {
            let middle = (low + high) / 2
            if offsets[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? (1, 1) : (Int(lines[low - 1]), Int(columns[low - 1]))
    }

    // MARK: - As octets

    /// The marks in sequence: offset, line and column as 32-bit little-endian numbers.
    package var octets: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count * Self.markSize) { octets, filled in
            let raw = UnsafeMutableRawBufferPointer(octets)
            for index in offsets.indices {
                raw.storeBytes(of: offsets[index].littleEndian, toByteOffset: filled, as: UInt32.self)
                raw.storeBytes(of: lines[index].littleEndian, toByteOffset: filled + 4, as: UInt32.self)
                raw.storeBytes(of: columns[index].littleEndian, toByteOffset: filled + 8, as: UInt32.self)
                filled += Self.markSize
            }
        }
    }

    /// Reads the output of `octets`; nil if the data is anything else.
    package init?(_ octets: ArraySlice<UInt8>) {
        guard octets.count % Self.markSize == 0 else { return nil }
        let count = octets.count / Self.markSize
        offsets.reserveCapacity(count)
        lines.reserveCapacity(count)
        columns.reserveCapacity(count)
        let isAscending = octets.withUnsafeBytes { octets in
            func number(_ at: Int) -> UInt32 {
                UInt32(littleEndian: octets.loadUnaligned(fromByteOffset: at, as: UInt32.self))
            }
            for at in stride(from: 0, to: octets.count, by: Self.markSize) {
                let offset = number(at)
                if let last = offsets.last, last >= offset { return false }
                offsets.append(offset)
                lines.append(number(at + 4))
                columns.append(number(at + 8))
            }
            return true
        }
        guard isAscending else { return nil }
    }
}
