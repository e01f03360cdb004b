import Screen

/// A line of text in several styles.
package struct Line: Equatable, Sendable {
    package struct Span: Equatable, Sendable {
        package var text: String
        package var style: Style
    }

    package private(set) var spans: [Span] = []

    package init() {}

    package init(_ text: String, _ style: Style = .plain) {
        append(text, style)
    }

    package mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        spans.append(Span(text: text, style: style))
    }

    package var text: String { spans.map(\.text).joined() }

    /// Whether the text goes on with what comes next.
    var endsInColon: Bool { spans.last?.text.utf8.last == UInt8(ascii: ":") }

    package var columns: Int { spans.reduce(0) { $0 + $1.text.columns } }
}

extension Frame {
    /// Writes the spans one after another and returns the column after the last one.
    @discardableResult
    mutating func write(_ line: Line, x: Int, y: Int, until right: Int) -> Int {
        line.spans.reduce(x) { write($1.text, x: $0, y: y, $1.style, until: right) }
    }
}

/// Breaks text at spaces so that no line is wider than `width` columns; a longer word is cut where it must be.
func wrap(_ text: String, width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in safe(text).utf8.split(separator: UInt8(ascii: " ")) {
        var word = String(Substring(word))
        var wordColumns = word.columns
        if !line.isEmpty, columns + 1 + wordColumns <= width {
            line += " " + word
            columns += 1 + wordColumns
            continue
        }
        if !line.isEmpty { lines.append(line) }
        while wordColumns > width {
            let head = prefix(of: word, columns: width)
            lines.append(head)
            word = String(word.dropFirst(head.count))
            wordColumns = word.columns
        }
        line = word
        columns = wordColumns
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
}

/// As many characters as fit, at least one.
private func prefix(of text: String, columns: Int) -> String {
    var result = ""
    for character in text {
        guard result.isEmpty || (result + String(character)).columns <= columns else { break }
        result.append(character)
    }
    return result
}

/// Cuts text into lines of a width, at any character: for values, which have no words.
func wrapEverywhere(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for cluster in Sanitizing.Clusters(of: text) {
        if columns + cluster.columns > width {
            lines.append(line)
            line = ""
            columns = 0
        }
        cluster.append(to: &line)
        columns += cluster.columns
    }
    return lines + [line]
}

/// The head and the tail of a long value, such as `264ade60…c776f9`.
func abridge(_ text: String, columns: Int) -> String {
    guard text.columns > columns, columns > 3 else { return safe(text, columns: columns) }
    let shown = safe(text)
    let tail = columns >= 12 ? 6 : (columns - 1) / 3
    let head = columns - 1 - tail
    guard shown.utf8.count == shown.columns else { return safe(text, columns: columns) }
    return String(shown.prefix(head)) + "…" + String(shown.suffix(tail))
}
