/// Text with code and strong parts. Links become their texts.
struct Inline: Equatable {
    enum Style: Equatable {
        case plain, strong
    }

    struct Span: Equatable {
        var text: String
        var style: Style
    }

    private(set) var spans: [Span] = []

    /// The text without its styles.
    var text: String { spans.map(\.text).joined() }

    /// Reads code in backticks, strong text in two asterisks, links, and characters after a backslash.
    init(_ markdown: some StringProtocol) {
        var rest = Substring(markdown)
        while let character = rest.first {
            if character == "`", let (code, after) = Self.part(of: rest, from: "`", to: "`") {
                append(code, .strong)
                rest = after
            } else if let (strong, after) = Self.part(of: rest, from: "**", to: "**") {
                append(strong, .strong)
                rest = after
            } else if let after = Self.reference(in: rest) {
                // A link to another page is useless here.
                if spans.last?.text.hasSuffix(" ") == true { spans[spans.count - 1].text.removeLast() }
                rest = after
            } else if let (label, after) = Self.link(in: rest) {
                for span in Inline(label).spans { append(span.text[...], span.style) }
                rest = after
            } else {
                let isEscape = character == "\\" && rest.dropFirst().first?.isPunctuationOrSymbol == true
                if isEscape { rest.removeFirst() }
                append(rest.prefix(1), .plain)
                rest.removeFirst()
            }
        }
    }

    private mutating func append(_ text: Substring, _ style: Style) {
        if spans.last?.style == style {
            spans[spans.count - 1].text += text
        } else {
            spans.append(Span(text: String(text), style: style))
        }
    }

    /// Returns the text between two marks at the start, and what comes after it.
    private static func part(
        of text: Substring, from start: String, to end: String
    ) -> (part: Substring, after: Substring)? {
        guard text.hasPrefix(start) else { return nil }
        let body = text.dropFirst(start.count)
        guard let close = body.firstRange(of: end) else { return nil }
        return (body[..<close.lowerBound], body[close.upperBound...])
    }

    /// Returns the text of a link at the start, and what comes after it.
    private static func link(in text: Substring) -> (label: Substring, after: Substring)? {
        guard let (label, rest) = part(of: text, from: "[", to: "]("), !label.contains("]"),
            let end = rest.firstIndex(of: ")")
        else { return nil }
        return (label, rest[rest.index(after: end)...])
    }

    /// Returns the text after a parenthesis at the start that has only a link to another page, or nil.
    private static func reference(in text: Substring) -> Substring? {
        guard text.hasPrefix("(["), let (_, rest) = link(in: text.dropFirst()), rest.hasPrefix(")") else { return nil }
        let isHere = text[..<rest.startIndex].contains("](#")
        return isHere ? nil : rest.dropFirst()
    }
}

extension Character {
    fileprivate var isPunctuationOrSymbol: Bool { isPunctuation || isSymbol }
}
