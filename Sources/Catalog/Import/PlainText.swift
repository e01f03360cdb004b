import Text

/// A converter from a description in Markdown or HTML to one line of plain text.
///
/// Tags, emphasis, code marks, heading marks and link targets are removed; their texts stay. White space and control
/// characters become one space. It is not a renderer: text that is not markup stays as it is. The time is linear in
/// the length of any text.
struct PlainText {
    private let source: [UInt8]
    private var at = 0
    private var line: [UInt8] = []
    /// The indices in `line` of open brackets that may begin a link.
    private var brackets: [Int] = []
    /// The offsets before which no link or tag ends, so that they are not searched again.
    private var noParenthesisBefore = 0
    private var noTagEndBefore = 0

    /// The octet that replaces the bracket of a link in `line`.
    private static let removed: UInt8 = 0

    /// Returns the text in one line, and whether it was cut to the maximum. A cut text ends with `…`.
    static func line(_ text: some Collection<UInt8>, maximumScalars: Int) -> (text: String, isCut: Bool) {
        // Most descriptions are short and plain.
        let octets = Array(text)
        if octets.count <= maximumScalars, octets.first != 0x20, octets.last != 0x20, octets.allSatisfy(isPlain),
            !octets.contains(where: { $0 == 0x23 })
        {
            if !hasDoubleSpace(octets) { return (String(decoding: octets, as: UTF8.self), false) }
        }
        var plain = PlainText(source: octets)
        plain.run()
        let result = String(decoding: plain.line, as: UTF8.self)
        let scalars = result.unicodeScalars
        guard
            let end = scalars.index(scalars.startIndex, offsetBy: maximumScalars, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return (result, false) }
        return (String(scalars[..<scalars.index(before: end)]) + "…", true)
    }

    /// Returns the first sentence of a description in one line: up to the first empty line or full stop.
    static func firstSentence(_ text: String, maximumScalars: Int) -> String {
        let octets = Array(text.utf8)
        let paragraph = octets[(octets.firstIndex { $0 > 0x20 } ?? 0)...]
        let end = paragraph.indices.first { index in
            guard octets[index] == UInt8(ascii: "\n") else { return false }
            let next = octets[(index + 1)...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }
            return next == UInt8(ascii: "\n")
        }
        let line = Array(line(paragraph[..<(end ?? octets.count)], maximumScalars: maximumScalars).text.utf8)
        let stop = line.indices.dropLast().first { index in
            guard line[index] == UInt8(ascii: "."), line[index + 1] == UInt8(ascii: " ") else { return false }
            // The full stop of "e.g." does not end a sentence.
            return index < 2 || line[index - 2] != UInt8(ascii: ".")
        }
        return String(decoding: stop.map { line[...$0] } ?? line[...], as: UTF8.self)
    }

    private init(source: [UInt8]) {
        self.source = source
    }

    private mutating func run() {
        while at < source.count { step() }
        line.removeAll { $0 == Self.removed }
        while line.last == UInt8(ascii: " ") { line.removeLast() }
    }

    private mutating func step() {
        let octet = source[at]
        switch octet {
        case 0...0x20, 0x7F:
            addSpace()
            at += 1
        case 0xC2 where next.map { 0x80...0x9F ~= $0 } == true:
            // C1 controls. The next case is U+00A0, which is white space too.
            addSpace()
            at += 2
        case 0xC2 where next == 0xA0:
            addSpace()
            at += 2
        case UInt8(ascii: "<"): passTag()
        case UInt8(ascii: "&"): readEntity()
        case UInt8(ascii: "!") where next == UInt8(ascii: "["): at += 1
        case UInt8(ascii: "["):
            brackets.append(line.count)
            add(octet)
        case UInt8(ascii: "]"): closeBracket()
        case UInt8(ascii: "`"): at += 1
        case UInt8(ascii: "*") where next == octet: at += 2
        case UInt8(ascii: "#") where isAtLineStart: passHeading()
        case UInt8(ascii: "\\") where next.map(Self.isPunctuation) == true:
            at += 1
            add(source[at])
        default: add(octet)
        }
    }

    private var next: UInt8? { at + 1 < source.count ? source[at + 1] : nil }

    private mutating func add(_ octet: UInt8) {
        line.append(octet)
        at += 1
    }

    private mutating func addSpace() {
        if let last = line.last, last != UInt8(ascii: " ") { line.append(UInt8(ascii: " ")) }
    }

    /// Skips a tag, which separates words. A `<` that does not begin a tag stays, and so does the URL in `<https://…>`.
    private mutating func passTag() {
        let isTag = next.map { $0.isLetter || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "!") } == true
        guard isTag, at >= noTagEndBefore else { return add(source[at]) }
        let rest = source[(at + 1)...]
        guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }) else {
            noTagEndBefore = source.count
            return add(source[at])
        }
        guard source[end] == UInt8(ascii: ">") else { return add(source[at]) }
        if rest.starts(with: "http".utf8) {
            line += source[(at + 1)..<end].filter { $0 > 0x20 && $0 != 0x7F }
        } else if !Self.inlineTags.contains(name(of: source[(at + 1)..<end])) {
            addSpace()
        }
        at = end + 1
    }

    /// Tags that can be within words.
    private static let inlineTags: Set<String> = [
        "a", "b", "i", "em", "strong", "code", "span", "u", "tt", "sup", "sub",
    ]

    private func name(of tag: ArraySlice<UInt8>) -> String {
        let name = tag.drop { $0 == UInt8(ascii: "/") }.prefix(while: \.isLetter)
        return String(decoding: name.prefix(8), as: UTF8.self).lowercased()
    }

    /// Ends the text of a link: removes `](target)` and the bracket before the text.
    private mutating func closeBracket() {
        guard let open = brackets.popLast() else { return add(source[at]) }
        guard next == UInt8(ascii: "("), at >= noParenthesisBefore else { return add(source[at]) }
        guard let end = source[at...].firstIndex(where: { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "\n") }),
            source[end] == UInt8(ascii: ")")
        else {
            noParenthesisBefore = source[at...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
            return add(source[at])
        }
        line[open] = Self.removed
        at = end + 1
    }

    private var isAtLineStart: Bool { at == 0 || source[at - 1] == UInt8(ascii: "\n") }

    /// Skips the marks of a heading. A `#` without a space after it is not a heading.
    private mutating func passHeading() {
        let end = source[at...].firstIndex { $0 != UInt8(ascii: "#") } ?? source.count
        if end == source.count || source[end] == UInt8(ascii: " ") {
            at = end
        } else {
            line += source[at..<end]
            at = end
        }
    }

    private mutating func readEntity() {
        for (name, text) in Self.entities where source[(at + 1)...].starts(with: name.utf8) {
            if text == " " { addSpace() } else { line += Array(text.utf8) }
            at += name.utf8.count + 1
            return
        }
        add(source[at])
    }

    private static let entities = [
        ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"), ("#39;", "'"), ("nbsp;", " "),
    ]

    /// Whether the octet is a space or has no meaning in markup.
    private static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "`"),
            UInt8(ascii: "*"), UInt8(ascii: "\\"):
            false
        default: 0x20...0x7E ~= octet
        }
    }

    private static func hasDoubleSpace(_ octets: [UInt8]) -> Bool {
        zip(octets, octets.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
    }

    private static func isPunctuation(_ octet: UInt8) -> Bool {
        0x21...0x7E ~= octet && !octet.isLetter && !octet.isDigit
    }
}
