/// The part of an input around a finding, in one line, with carets under the octets that the finding is about.
package struct Excerpt: Equatable {
    package var line: String
    /// Spaces and carets.
    package var carets: String

    /// - Parameters:
    ///   - range: UTF-8 octets of the input. Only those within the line are shown.
    ///   - width: the widest line, in columns.
    init?(of range: Range<Int>, in line: ExcerptSource.Line, width: Int) {
        guard width >= 16, range.lowerBound <= line.end else { return nil }
        let found = line.clusters(of: range)
        let middle = line.prefix(of: found, columns: width - 8)
        let room = width - middle.columns
        let (before, after) = (0..<found.lowerBound, found.upperBound..<line.count)
        // The text before the range gets a third of the room, and more if the text after it is short.
        let right = line.prefix(of: after, columns: max(room - line.columns(of: before), room - room / 3))
        let left = line.suffix(of: before, columns: room - right.columns)
        self.line = left.text + middle.text + right.text
        carets =
            String(repeating: " ", count: left.columns) + String(repeating: "^", count: max(1, middle.columns))
    }
}
