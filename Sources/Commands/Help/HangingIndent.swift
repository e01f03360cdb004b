import Screen

/// A line of text whose further lines begin below its text: below the second column of a row of two, if it is one.
struct HangingIndent {
    private let line: String

    init(_ line: String) {
        self.line = line
    }

    /// Returns the line in lines of at most this width. Words are not broken; colours take no room.
    func wrapped(to width: Int) -> String {
        guard Self.columns(of: line) > width else { return line }
        let start = self.start
        let indent = String(repeating: " ", count: min(Self.columns(of: start), width / 2))
        var lines: [String] = []
        var current = start
        var isEmpty = true
        for word in line.dropFirst(start.count).split(separator: " ") {
            if !isEmpty, Self.columns(of: current) + 1 + Self.columns(of: String(word)) > width {
                lines.append(current)
                current = indent
                isEmpty = true
            }
            current += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        // A question ends with a blank, before the typed answer.
        return (lines + [current]).joined(separator: "\n") + (line.hasSuffix(" ") ? " " : "")
    }

    /// The blanks at the start. In a row with a short label, also the label and the blanks after it.
    private var start: String {
        let indent = line.prefix { $0 == " " }
        let rest = line.dropFirst(indent.count)
        guard !indent.isEmpty, let gap = rest.firstRange(of: "  ") else { return String(indent) }
        let label = rest[..<gap.lowerBound]
        guard label.count <= 20 else { return String(indent) }
        let blanks = rest[gap.lowerBound...].prefix { $0 == " " }
        return String(indent + label + blanks)
    }

    /// Returns the columns of the text without sequences that change colours.
    private static func columns(of text: String) -> Int {
        guard text.utf8.contains(0x1B) else { return text.columns }
        var shown = ""
        var rest = text[...]
        while let escape = rest.firstIndex(of: "\u{1B}") {
            shown += rest[..<escape]
            rest = rest[escape...].drop { $0 != "m" }.dropFirst()
        }
        return (shown + rest).columns
    }
}
