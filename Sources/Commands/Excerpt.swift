/// The part of an input around a finding, in one line, and the carets under what it is about.
struct Excerpt: Equatable {
    var line: String
    /// Spaces and carets.
    var carets: String

    /// - Parameters:
    ///   - range: UTF-8 octets of the input; only what lies in the line is shown.
    ///   - width: the widest line, in columns.
    init?(of range: Range<Int>, in line: ExcerptSource.Line, width: Int) {
        guard width >= 16, range.lowerBound <= line.end else { return nil }
        let found = line.clusters(of: range)
        let middle = line.prefix(of: found, columns: width - 8)
        let room = width - middle.columns
        let (before, after) = (0..<found.lowerBound, found.upperBound..<line.count)
        // A third of the room goes to what stands before, and more when less stands behind.
        let right = line.prefix(of: after, columns: max(room - line.columns(of: before), room - room / 3))
        let left = line.suffix(of: before, columns: room - right.columns)
        self.line = left.text + middle.text + right.text
        carets =
            String(repeating: " ", count: left.columns) + String(repeating: "^", count: max(1, middle.columns))
    }
}
