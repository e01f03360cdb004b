import Text

/// Reads a text from its start: a literal, or the pieces that a program joins.
///
/// Escapes are undone. A part that is not literal is a hole: `${name}`, `#{name}`, `{{ name }}`, `{name}`, `\(name)`, `$name`,
/// `%s`, `<name>`, `<%= name %>`, `…`, and each expression between literals.
struct PieceReader {
    /// The longest hole, in octets of the source.
    static let longestHole = 200

    private let octets: [UInt8]
    private let decodesHTML: Bool
    private let isWhole: Bool
    private var place: Int
    private var quote: UInt8?
    private var parentheses = 0
    private var text: WrittenText

    /// - Parameter decodesHTML: Whether `&amp;` means `&` here.
    static func read(_ octets: [UInt8], from start: TextStart, decodesHTML: Bool) -> WrittenText {
        var reader = PieceReader(octets: octets, start: start, decodesHTML: decodesHTML)
        while reader.place < octets.count, reader.text.elements.count < WrittenText.longest, reader.step() {}
        reader.text.source = start.place..<reader.place
        reader.trim()
        return reader.text
    }

    private init(octets: [UInt8], start: TextStart, decodesHTML: Bool) {
        self.octets = octets
        self.decodesHTML = decodesHTML
        isWhole = start.isWhole
        place = start.place
        quote = start.quote
        text = WrittenText(source: place..<place)
        if start.hasExpressionBefore { text.elements.append(.hole(place..<place)) }
    }

    // MARK: Steps

    /// Reads one octet or hole. Returns false at the end of the text.
    private mutating func step() -> Bool {
        let octet = octets[place]
        if octet == quote { return join() }
        switch octet {
        case ascii("{"): return hole(closing(ascii("{"), ascii("}"), from: place))
        case ascii("$"): return variable()
        case ascii("#"):
            if peek(1) == ascii("{") { return hole(closing(ascii("{"), ascii("}"), from: place + 1)) }
            return take(1)
        case ascii("%"): return percent()
        case ascii("\\"): return backslash()
        case ascii("&"):
            if decodesHTML, starts(with: "&amp;") { return take(5, as: ascii("&")) }
            return take(1)
        case ascii("<"): return tag()
        case ascii("."):
            if starts(with: "..."), peek(-1) != ascii("/") { return hole(place + 3) }
            return take(1)
        case 0x20, 0x09, 0x0A, 0x0D: return blank()
        case ascii(">"), ascii("\""), ascii("`"): return false
        case ascii("'"), ascii("|"), ascii("^"): return quote == nil ? false : take(1)
        case ascii("("):
            parentheses += 1
            return take(1)
        case ascii(")"):
            parentheses -= 1
            return parentheses < 0 && quote == nil ? false : take(1)
        case 0..<0x20, 0x7F: return false
        case 0x80...:
            if starts(with: "…") { return hole(place + 3) }
            guard quote != nil, let scalar = UTF8Scanner.scalar(in: octets[...], at: place) else { return false }
            return take(scalar.length)
        default: return take(1)
        }
    }

    private func peek(_ offset: Int) -> UInt8? {
        octets.indices.contains(place + offset) ? octets[place + offset] : nil
    }

    private func starts(with sign: String) -> Bool { octets[place...].starts(with: sign.utf8) }

    /// Takes octets as they are.
    private mutating func take(_ count: Int) -> Bool {
        for index in place..<place + count {
            text.elements.append(WrittenText.Element(octet: octets[index], source: index..<index + 1))
        }
        place += count
        return true
    }

    /// Takes octets that mean another one.
    private mutating func take(_ count: Int, as octet: UInt8) -> Bool {
        text.elements.append(WrittenText.Element(octet: octet, source: place..<place + count))
        place += count
        return true
    }

    /// Takes a hole up to its end; without an end, the text ends here.
    private mutating func hole(_ end: Int?) -> Bool {
        guard let end, end > place else { return false }
        text.elements.append(.hole(place..<end))
        place = end
        return true
    }

    // MARK: Holes

    /// Returns the place after the bracket that closes the one at the start, on the same line and not far away.
    private func closing(_ open: UInt8, _ close: UInt8, from start: Int) -> Int? {
        var depth = 0
        var index = start
        let last = min(octets.count, start + Self.longestHole)
        while index < last, octets[index] != 0x0A {
            if octets[index] == open { depth += 1 }
            if octets[index] == close {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
            index += 1
        }
        return nil
    }

    /// `${name}`, `$(command)`, `$name`, `$this->name`; else a plain dollar sign.
    private mutating func variable() -> Bool {
        switch peek(1) {
        case ascii("{"): return hole(closing(ascii("{"), ascii("}"), from: place + 1))
        case ascii("("): return hole(closing(ascii("("), ascii(")"), from: place + 1))
        case let next? where next.isLetter || next == ascii("_"):
            var end = place + 1
            while end < octets.count {
                if octets[end].isOfIdentifier {
                    end += 1
                } else if octets[end...].starts(with: "->".utf8), end + 2 < octets.count, octets[end + 2].isLetter {
                    end += 2
                } else {
                    break
                }
            }
            return hole(end)
        default: return take(1)
        }
    }

    /// A conversion, such as of printf(3), unless it is a triplet.
    private mutating func percent() -> Bool {
        guard let next = peek(1) else { return take(1) }
        if next.isHexDigit, let last = peek(2), last.isHexDigit { return take(3) }
        if next == ascii("(") || next == ascii("{") {
            let close = next == ascii("(") ? ascii(")") : ascii("}")
            guard let end = closing(next, close, from: place + 1) else { return take(1) }
            return hole(next == ascii("(") && end < octets.count && octets[end].isLetter ? end + 1 : end)
        }
        var end = place + 1
        while end < octets.count, octets[end].isDigit || "-+.$#".utf8.contains(octets[end]), end - place < 8 {
            end += 1
        }
        guard end < octets.count, "sdvqixuf@".utf8.contains(octets[end]) else { return take(1) }
        return hole(end + 1)
    }

    /// `\(name)`, an escape of JSON or of a shell, or the end of the line.
    private mutating func backslash() -> Bool {
        if peek(1) == ascii("(") { return hole(closing(ascii("("), ascii(")"), from: place + 1)) }
        // After two rounds of escaping there are several in a row.
        let next = octets[place...].firstIndex { $0 != ascii("\\") } ?? octets.count
        guard next < octets.count else { return false }
        switch octets[next] {
        case ascii("/"), ascii("?"), ascii("="), ascii("&"): return take(next + 1 - place, as: octets[next])
        case ascii("u"):
            let digits = octets[(next + 1)...].prefix(4)
            guard digits.count == 4, digits.allSatisfy(\.isHexDigit),
                let value = UInt8(String(octets: digits), radix: 16), value > 0x20, value < 0x7F
            else { return false }
            return take(next + 5 - place, as: value)
        case 0x0A, 0x0D:
            let start = skippingBlanks(from: next)
            guard start < octets.count, octets[start] == ascii("&") || octets[start] == ascii("?") else { return false }
            place = start
            return true
        default: return false
        }
    }

    /// `<name>`, `<%= name %>`, `<?= $name ?>`; else the text ends.
    private mutating func tag() -> Bool {
        guard let end = closing(ascii("<"), ascii(">"), from: place), Self.isTag(octets, place..<end) else {
            return false
        }
        return hole(end)
    }

    /// Whether the octets between two angle brackets are a placeholder. It must be after a sign of a URL.
    static func isTag(_ octets: [UInt8], _ range: Range<Int>) -> Bool {
        let inner = octets[range].dropFirst().dropLast()
        if let first = inner.first, first == inner.last, first == ascii("%") || first == ascii("?") { return true }
        let before = range.lowerBound > 0 ? octets[range.lowerBound - 1] : 0
        guard "=/&?:.".utf8.contains(before) || before.isBlank || before == ascii("\"") || before == ascii("'") else {
            return false
        }
        return inner.count > 1 && inner.first?.isLetter == true
            && inner.allSatisfy { $0.isOfIdentifier || "- .".utf8.contains($0) }
    }

    // MARK: Blanks

    /// Reads a space within a list of a literal, or a line end before further parameters. Anything else is the end.
    private mutating func blank() -> Bool {
        if octets[place] == 0x20, quote != nil, isWhole || isInList, let next = peek(1),
            next.isUnreserved || next == ascii("%")
        {
            return take(1)
        }
        let start = skippingBlanks(from: place)
        let lines = octets[place..<start].count { $0 == 0x0A }
        guard lines == 1, start < octets.count else { return false }
        let continues = octets[start] == ascii("&") || octets[start] == ascii("?")
        let isAsked = peek(-1) == ascii("&") || peek(-1) == ascii("?")
        guard continues || isAsked && isParameter(at: start) else { return false }
        place = start
        return true
    }

    /// Whether the parameter that is being read is a list, whose items are separated by spaces.
    private var isInList: Bool {
        let recent = text.elements.suffix(400)
        guard let start = recent.lastIndex(where: { $0.octet == ascii("&") || $0.octet == ascii("?") }) else {
            return false
        }
        let name = recent[(start + 1)...].prefix { $0.octet != ascii("=") }.map(\.octet)
        return ["scope", "response_type", "prompt"].contains { name.equals($0) }
    }

    /// Whether a name and `=` are at the place.
    private func isParameter(at start: Int) -> Bool {
        let name = octets[start...].prefix { $0.isOfIdentifier }
        return !name.isEmpty && name.endIndex < octets.count && octets[name.endIndex] == ascii("=")
    }

    private func skippingBlanks(from start: Int) -> Int {
        var index = start
        while index < octets.count, octets[index].isBlank, index - start < Self.longestHole { index += 1 }
        return index
    }

    // MARK: Literals put together

    /// At the closing quotation mark: continues with the text joined to the literal. Returns false if there is none.
    private mutating func join() -> Bool {
        let end = place
        if peek(1) == ascii("$"), quote != ascii("`") {
            place += 1
            guard variable(), openLiteral(at: place) else {
                if place == end + 1 { place = end }
                return false
            }
            return true
        }
        var index = skippingContinuations(from: place + 1)
        guard let sign = isOperator(at: index) else {
            let isAsked = text.elements.last.map { "&?=".utf8.contains($0.octet) } ?? false
            guard index > end + 1, let first = literalStart(at: index), first < octets.count,
                isAsked || octets[first] == ascii("&")
            else { return false }
            return openLiteral(at: index)
        }
        index = skippingContinuations(from: index + sign)
        while true {
            if openLiteral(at: index) { return true }
            let last = expressionEnd(from: index)
            guard last > index else { return false }
            text.elements.append(.hole(index..<last))
            place = last
            let next = skippingContinuations(from: last)
            guard let sign = isOperator(at: next) else { return false }
            index = skippingContinuations(from: next + sign)
        }
    }

    /// Returns the length of the operator at the place that joins texts; nil for a dot that is followed by a member's
    /// name.
    private func isOperator(at index: Int) -> Int? {
        guard index < octets.count else { return nil }
        if octets[index] == ascii("+") { return index + 1 < octets.count && octets[index + 1] == ascii("=") ? nil : 1 }
        guard octets[index] == ascii("."), index + 1 < octets.count else { return nil }
        let next = octets[index + 1]
        if next == ascii(".") { return 2 }
        return next.isBlank || next == ascii("$") || next == ascii("\"") || next == ascii("'") ? 1 : nil
    }

    /// Continues with the literal at the place. Returns false if there is none.
    private mutating func openLiteral(at index: Int) -> Bool {
        guard let first = literalStart(at: index) else { return false }
        quote = octets[first - 1]
        place = first
        return true
    }

    /// Returns the place after the opening quotation mark at the place, which may have a prefix.
    private func literalStart(at index: Int) -> Int? {
        var index = index
        if index < octets.count, "fFrRbBuU$@".utf8.contains(octets[index]) { index += 1 }
        guard index < octets.count else { return nil }
        let octet = octets[index]
        return octet == ascii("\"") || octet == ascii("'") || octet == ascii("`") ? index + 1 : nil
    }

    private func skippingContinuations(from start: Int) -> Int {
        var index = start
        while index < octets.count, octets[index].isBlank || octets[index] == ascii("\\"),
            index - start < Self.longestHole
        {
            index += 1
        }
        return index
    }

    /// Returns the end of an expression: an operator, a separator or a bracket that it did not open, or the end of the
    /// line.
    private func expressionEnd(from start: Int) -> Int {
        var depth = 0
        var index = start
        var end = start
        let last = min(octets.count, start + Self.longestHole)
        loop: while index < last {
            switch octets[index] {
            case ascii("("), ascii("["), ascii("{"): depth += 1
            case ascii(")"), ascii("]"), ascii("}"):
                depth -= 1
                if depth < 0 { break loop }
            case ascii("\""), ascii("'"), ascii("`"):
                let mark = octets[index]
                guard let close = octets[(index + 1)..<last].firstIndex(where: { $0 == mark || $0 == 0x0A }) else {
                    return end
                }
                index = close
            case ascii("+"), ascii(","), ascii(";"), 0x0A, 0x0D, ascii("<"):
                if depth == 0 { break loop }
            case 0x20 where depth == 0:
                if isOperator(at: index + 1) != nil { break loop }
                index += 1
                continue
            default: break
            }
            index += 1
            end = min(index, last)
        }
        return end
    }

    // MARK: The end

    /// Removes the punctuation of the text around the URL.
    private mutating func trim() {
        guard quote == nil else { return }
        while let last = text.elements.last, !last.isHole, ".,;:!)]*_".utf8.contains(last.octet),
            last.octet != ascii("_")
                || octets.indices.contains(text.source.lowerBound - 1)
                    && octets[text.source.lowerBound - 1] == ascii("_")
        {
            text.elements.removeLast()
        }
        text.source =
            text.source
            .lowerBound..<max(
                text.source.lowerBound, text.elements.last?.source.upperBound ?? text.source.lowerBound)
    }
}

extension UInt8 {
    /// Whether the octet is a letter, a digit or `_`.
    fileprivate var isOfIdentifier: Bool { isLetter || isDigit || self == ascii("_") }
}
