import Text

/// The start of a text with an anchor: after the quotation mark before it, or after the last octet that a URL
/// cannot have.
struct TextStart {
    /// The place of the first octet.
    private(set) var place: Int
    /// The quotation mark before the text; nil if it is written without one.
    private(set) var quote: UInt8?
    /// Whether an expression is joined to the start of the text, as in `base + "?client_id=…"`.
    private(set) var hasExpressionBefore = false

    private let octets: [UInt8]
    /// The end of the previous text. The search does not go before it.
    private let floor: Int

    /// - Parameters:
    ///   - anchor: The place of the name that was found.
    ///   - floor: The first octet that may belong to the text.
    init(of anchor: Int, in octets: [UInt8], floor: Int) {
        self.octets = octets
        self.floor = max(floor, anchor - WrittenText.longest)
        place = anchor
        walk()
        while let operand = operandBefore() {
            guard let literal = operand else {
                hasExpressionBefore = true
                break
            }
            place = literal
            walk()
        }
        if !hasExpressionBefore { skipToScheme(before: anchor) }
    }

    /// Whether the text goes on to its quotation mark, also over spaces.
    private(set) var isWhole = false

    /// A start that is known.
    init(_ place: Int, quote: UInt8?) {
        self.place = place
        self.quote = quote
        isWhole = true
        octets = []
        floor = place
    }

    // MARK: The octets of a URL

    private mutating func walk() {
        quote = nil
        while place > floor {
            let octet = octets[place - 1]
            switch octet {
            case ascii("\""), ascii("'"), ascii("`"):
                quote = octet
                return
            case ascii("}"):
                guard let open = opening(ascii("{"), of: ascii("}")) else { return }
                place = open
                if place > floor, "$#%".utf8.contains(octets[place - 1]) { place -= 1 }
            case ascii(")"):
                guard let open = opening(ascii("("), of: ascii(")")), open > floor,
                    "\\$%".utf8.contains(octets[open - 1])
                else { return }
                place = open - 1
            case ascii(">"):
                guard let open = tag() else { return }
                place = open
            case ascii("("), ascii("<"), ascii("{"), ascii("|"), ascii("^"): return
            case 0x20, 0x09, 0x0A, 0x0D:
                guard let end = lineBefore() else { return }
                place = end
            case 0..<0x20, 0x7F: return
            default: place -= 1
            }
        }
    }

    /// Returns the bracket that belongs to the one before the place, on the same line and not far away.
    private func opening(_ open: UInt8, of close: UInt8) -> Int? {
        var depth = 0
        var index = place - 1
        let last = max(floor, place - PieceReader.longestHole)
        while index >= last, octets[index] != 0x0A {
            if octets[index] == close { depth += 1 }
            if octets[index] == open {
                depth -= 1
                if depth == 0 { return index }
            }
            index -= 1
        }
        return nil
    }

    /// Returns the start of `<name>`, `<%= name %>` or `<?= $name ?>` before the place, or of the arrow in
    /// `$this->name`.
    private func tag() -> Int? {
        guard place - 2 >= floor else { return nil }
        if octets[place - 2] == ascii("-") { return place - 2 }
        guard let open = opening(ascii("<"), of: ascii(">")), open + 2 < place else { return nil }
        return PieceReader.isTag(octets, open..<place) ? open : nil
    }

    /// The end of the line before, if the parameters of a URL continue here: `?` or `&` begins this line.
    private func lineBefore() -> Int? {
        guard place < octets.count, octets[place] == ascii("?") || octets[place] == ascii("&") else { return nil }
        var index = place
        var lines = 0
        while index > floor, octets[index - 1].isBlank {
            if octets[index - 1] == 0x0A { lines += 1 }
            index -= 1
        }
        if index > floor, lines == 1, octets[index - 1] == ascii("\\") {
            index -= 1
            while index > floor, octets[index - 1] == 0x20 { index -= 1 }
        }
        guard lines == 1, index > floor, octets[index - 1].isUnreserved || octets[index - 1].isReserved else {
            return nil
        }
        return index
    }

    // MARK: The operand before a literal

    /// The operand before the quotation mark: the place of a literal's first octet, or nil for an expression. The outer
    /// value is nil if there is none.
    private func operandBefore() -> Int?? {
        guard quote != nil, !hasExpressionBefore else { return nil }
        var index = skippingBlanks(before: skippingPrefix(before: place - 1))
        guard index > floor else { return nil }
        let sign = octets[index - 1]
        if sign == ascii("+") || sign == ascii(".") && index < octets.count && octets[index] != ascii("/") {
            index -= 1
            if sign == ascii("."), index > floor, octets[index - 1] == ascii(".") { index -= 1 }
            index = skippingBlanks(before: index)
            guard index > floor else { return nil }
            if let literal = literal(endingAt: index) { return .some(literal) }
            let last = octets[index - 1]
            let isOperand =
                last.isLetter || last.isDigit || last == ascii("_") || last == ascii(")") || last == ascii("]")
                || last == ascii("}")
            return isOperand ? .some(nil) : nil
        }
        // Literals one after the other, as in Python and C.
        let begins = place < octets.count && (octets[place] == ascii("&") || octets[place] == ascii("?"))
        guard begins, index < place - 1, let literal = literal(endingAt: index) else { return nil }
        return .some(literal)
    }

    /// Returns the first octet of the literal whose closing quotation mark is before the place.
    private func literal(endingAt end: Int) -> Int? {
        let mark = octets[end - 1]
        guard mark == ascii("\"") || mark == ascii("'") || mark == ascii("`") else { return nil }
        var index = end - 1
        while index > floor, octets[index - 1] != 0x0A {
            if octets[index - 1] == mark { return index }
            index -= 1
        }
        return nil
    }

    private func skippingBlanks(before place: Int) -> Int {
        var index = place
        while index > floor, octets[index - 1].isBlank || octets[index - 1] == ascii("\\") { index -= 1 }
        return index
    }

    /// Skips a prefix such as that of `f"…"`.
    private func skippingPrefix(before place: Int) -> Int {
        guard place > floor, "fFrRbBuU$@".utf8.contains(octets[place - 1]) else { return place }
        let isWord = place - 1 > floor && (octets[place - 2].isLetter || octets[place - 2].isDigit)
        return isWord ? place : place - 1
    }

    // MARK: The scheme

    /// Skips the text before a URL, such as `AUTH_URL=` or `[text](`: a scheme is a word of its own.
    private mutating func skipToScheme(before anchor: Int) {
        let mark = octets[place..<anchor].firstIndex { $0 == ascii("?") } ?? anchor
        let end = octets[place..<mark].lastIndex(of: ascii(":")).flatMap { colon -> Int? in
            var colon = colon
            while true {
                let isScheme = octets[(colon + 1)...].prefix { $0 == ascii("/") || $0 == ascii("\\") }.count >= 2
                if isScheme { return colon }
                guard let next = octets[place..<colon].lastIndex(of: ascii(":")) else { return nil }
                colon = next
            }
        }
        if let end {
            var start = end
            while start > place, octets[start - 1].isOfScheme { start -= 1 }
            while start < end, !octets[start].isLetter { start += 1 }
            if start < end {
                if start > place { quote = nil }
                place = start
            }
        } else if quote == nil {
            let sign = octets[place..<mark].lastIndex { "=,;[".utf8.contains($0) }
            if let sign { place = sign + 1 }
        }
    }
}

extension UInt8 {
    /// RFC 3986 §3.1
    fileprivate var isOfScheme: Bool {
        isLetter || isDigit || self == ascii("+") || self == ascii("-") || self == ascii(".")
    }
}
