import Screen

/// A line of text in several styles.
package struct Line: Equatable, Sendable {
    package struct Span: Equatable, Sendable {
        package var text: String
        package var style: Style
        /// The key that a click on it presses.
        package var key: Key?
    }

    package private(set) var spans: [Span] = []

    package init() {}

    package init(_ text: String, _ style: Style = .plain) {
        append(text, style)
    }

    package mutating func append(_ text: String, _ style: Style = .plain, key: Key? = nil) {
        guard !text.isEmpty else { return }
        spans.append(Span(text: text, style: style, key: key))
    }

    /// Returns this line, so that a click anywhere on it presses the key of the other line.
    func pressing(_ other: Line) -> Line {
        let key = other.spans.lazy.compactMap(\.key).first
        var line = self
        for index in line.spans.indices { line.spans[index].key = key }
        return line
    }

    package var text: String { spans.map(\.text).joined() }

    /// Whether the text ends in a colon, so that the next text continues it.
    var endsInColon: Bool { spans.last?.text.utf8.last == UInt8(ascii: ":") }

    /// The text without a colon at its end. A text of one word, such as `Next:`, leads to a key and says nothing else.
    var withoutLead: Line {
        guard endsInColon else { return self }
        guard text.contains(" ") else { return Line() }
        var line = self
        line.spans[spans.count - 1].text.removeLast()
        return line
    }

    package var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }
}

extension Frame {
    /// Writes the spans one after another and returns the column after the last one.
    @discardableResult
    mutating func write(_ line: Line, x: Int, y: Int, until right: Int) -> Int {
        line.spans.reduce(x) { x, span in
            let end = write(span.text, x: x, y: y, span.style, until: right)
            if let key = span.key { offer(.key(key), x..<end, y: y) }
            return end
        }
    }
}

/// Returns a long value with its middle left out, such as `264ade60…c776f9`.
func abridge(_ text: String, columns: Int) -> String {
    let shown = safe(text)
    // No character fills more columns than it has octets.
    guard shown.utf8.count > columns else { return shown }
    guard shown.columns > columns, columns > 3 else { return safe(text, columns: columns) }
    let tail = columns >= 12 ? 6 : (columns - 1) / 3
    let head = columns - 1 - tail
    guard shown.utf8.count == shown.columns else { return safe(text, columns: columns) }
    return String(shown.prefix(head)) + "…" + String(shown.suffix(tail))
}
