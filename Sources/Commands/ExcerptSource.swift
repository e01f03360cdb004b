import OAuth
import Screen

/// An input whose lines are each prepared once, so the cost of an excerpt depends only on its own length.
package struct ExcerptSource {
    /// A line as it is shown, cluster by cluster.
    struct Line {
        /// A piece of the line, cut to a width, and the columns that it fills.
        typealias Piece = (text: String, columns: Int)

        /// The number of octets of a line that are prepared. The longest URL that is checked has 65,536.
        private static let longest = 66_000

        private var shown: [UInt8] = []
        // For each cluster, and for the end of the line: the octet in the input, the column, and the octet in `shown`.
        private var octets: [Int] = []
        private var columns: [Int] = []
        private var places: [Int] = []

        /// - Parameter start: The offset of the line in the input.
        fileprivate init(_ line: ArraySlice<UInt8>, start: Int) {
            var octet = start
            var column = 0
            let whole = line.prefix(Self.longest)
            // Printable ASCII is shown as it is, an octet a column.
            let plain = whole.prefix { $0 >= 0x20 && $0 < 0x7F }
            guard plain.count < whole.count else {
                shown = Array(whole)
                octets = Array(start...(start + whole.count))
                columns = Array(0...whole.count)
                places = columns
                return
            }
            for cluster in Sanitizing.Clusters(of: String(decoding: whole, as: UTF8.self)) {
                octets.append(octet)
                columns.append(column)
                places.append(shown.count)
                octet += cluster.octets
                column += cluster.columns
                var text = ""
                cluster.append(to: &text)
                shown += text.utf8
            }
            octets.append(octet)
            columns.append(column)
            places.append(shown.count)
        }

        /// The octet of the input at which the prepared part ends.
        var end: Int { octets[count] }

        /// The number of clusters.
        var count: Int { octets.count - 1 }

        /// Returns the clusters that the octets of the input touch.
        func clusters(of range: Range<Int>) -> Range<Int> {
            let start = max(0, Self.firstIndex(in: octets) { $0 > range.lowerBound } - 1)
            let end = min(count, Self.firstIndex(in: octets) { $0 >= range.upperBound })
            return min(start, count)..<max(min(start, count), end)
        }

        func columns(of clusters: Range<Int>) -> Int { columns[clusters.upperBound] - columns[clusters.lowerBound] }

        /// Returns as many leading clusters as fit, followed by `…` if some do not.
        func prefix(of clusters: Range<Int>, columns width: Int) -> Piece {
            guard columns(of: clusters) > width else { return piece(clusters) }
            let last = columns[clusters.lowerBound] + max(0, width - 1)
            let end = Self.firstIndex(in: columns) { $0 > last } - 1
            let kept = piece(clusters.lowerBound..<max(clusters.lowerBound, end))
            return width > 0 ? (kept.text + "…", kept.columns + 1) : kept
        }

        /// Returns as many trailing clusters as fit, preceded by `…` if some do not.
        func suffix(of clusters: Range<Int>, columns width: Int) -> Piece {
            guard columns(of: clusters) > width else { return piece(clusters) }
            let first = columns[clusters.upperBound] - max(0, width - 1)
            let start = Self.firstIndex(in: columns) { $0 >= first }
            let kept = piece(min(start, clusters.upperBound)..<clusters.upperBound)
            return width > 0 ? ("…" + kept.text, kept.columns + 1) : kept
        }

        private func piece(_ clusters: Range<Int>) -> Piece {
            let text = shown[places[clusters.lowerBound]..<places[clusters.upperBound]]
            return (String(decoding: text, as: UTF8.self), columns(of: clusters))
        }

        /// Returns the first index whose number satisfies the condition, as all later ones do. Binary search.
        private static func firstIndex(in numbers: [Int], where isLike: (Int) -> Bool) -> Int {
            var low = 0
            var high = numbers.count
            while low < high {
                let middle = (low + high) / 2
                if isLike(numbers[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    private let input: [UInt8]
    /// The prepared lines, by the offset where they start.
    private var lines: [Int: Line] = [:]
    private var last: (range: ClosedRange<Int>, start: Int)?

    /// Secrets in the input are shown as asterisks, so that the columns stay.
    package init(_ input: String) {
        var octets = Array(input.utf8)
        for range in Redaction.ranges(in: octets) {
            octets.replaceSubrange(range, with: repeatElement(UInt8(ascii: "*"), count: range.count))
        }
        self.input = octets
    }

    /// Returns the excerpt around octets of the input; nil if there is nothing to show.
    package mutating func excerpt(of range: Range<Int>, width: Int) -> Excerpt? {
        line(at: range.lowerBound).flatMap { Excerpt(of: range, in: $0, width: width) }
    }

    /// Returns the line that contains the octet; nil if there is no such line or it is empty.
    private mutating func line(at octet: Int) -> Line? {
        guard octet <= input.count else { return nil }
        if let last, last.range.contains(octet) { return lines[last.start] }
        let start = input[..<octet].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let lineEnd = input[octet...].firstIndex(of: UInt8(ascii: "\n")) ?? input.count
        let end = lineEnd > start && input[lineEnd - 1] == UInt8(ascii: "\r") ? lineEnd - 1 : lineEnd
        guard start < end else { return nil }
        last = (start...lineEnd, start)
        if lines[start] == nil { lines[start] = Line(input[start..<end], start: start) }
        return lines[start]
    }
}
