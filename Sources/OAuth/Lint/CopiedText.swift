import Text

/// Removes what was copied along with a text (T1): the marks of `curl -v`, the name of a Location field, a Markdown
/// link, brackets and quotation marks around the whole.
///
/// It takes linear time, even if the wrappings are nested deeply.
struct CopiedText {
    private let input: [UInt8]
    /// The mark of `curl -v`: `>` for the lines of a request, `<` for those of a response.
    private let mark: UInt8
    /// The ranges that remain. There is one range until the text is split into lines.
    private var lines: ArraySlice<Range<Int>>
    private var isSplit = false
    /// Whether all lines except the first are known to lack the mark.
    private var lacksMark = false
    /// The offset of a line end, if the text before it has none.
    private var lineEnd = -1

    private init(_ input: [UInt8], mark: UInt8) {
        self.input = input
        self.mark = mark
        lines = [input.indices]
        trim()
        while takeOff() { trim() }
    }

    static func ofRequest(_ input: [UInt8]) -> PlacedText { CopiedText(input, mark: ascii(">")).text }

    static func ofResponse(_ input: [UInt8]) -> PlacedText { CopiedText(input, mark: ascii("<")).text }

    private var text: PlacedText {
        guard let first = lines.first else { return PlacedText(input[0..<0]) }
        if lines.count == 1 { return PlacedText(input[first]) }
        let whole = PlacedText(input[...])
        return lines.reduce(into: PlacedText()) { text, line in text.append(line, of: whole) }
    }

    private var start: Int { lines.first?.lowerBound ?? 0 }
    private var end: Int { lines.last?.upperBound ?? 0 }

    private mutating func trim() {
        while let first = lines.first {
            if let place = input[first].firstIndex(where: { !$0.isBlank }) {
                lines[lines.startIndex] = place..<first.upperBound
                break
            }
            lines.removeFirst()
        }
        while let last = lines.last {
            if let place = input[last].lastIndex(where: { !$0.isBlank }) {
                lines[lines.endIndex - 1] = last.lowerBound..<place + 1
                break
            }
            lines.removeLast()
        }
    }

    /// Removes one wrapping. Returns false if there was none.
    private mutating func takeOff() -> Bool {
        guard let first = lines.first else { return false }
        switch input[first.lowerBound] {
        case ascii("*"), ascii(">"): return takeOffMarks()
        case ascii("<"): return takeOffMarks() || takeOffPair(closedBy: ascii(">"))
        case ascii("\""), ascii("'"), ascii("`"): return takeOffPair(closedBy: input[first.lowerBound])
        case ascii("["): return takeOffLink()
        case ascii("L"), ascii("l"): return takeOffFieldName()
        default: return false
        }
    }

    private mutating func takeOffPair(closedBy close: UInt8) -> Bool {
        guard input[end - 1] == close, lines.count > 1 || end - start > 1 else { return false }
        narrow(from: start + 1, to: end - 1)
        return true
    }

    private mutating func narrow(from start: Int, to end: Int) {
        lines[lines.startIndex] = start..<max(start, lines[lines.startIndex].upperBound)
        let last = lines[lines.endIndex - 1]
        lines[lines.endIndex - 1] = last.lowerBound..<max(last.lowerBound, end)
    }

    /// `[text](X)`
    private mutating func takeOffLink() -> Bool {
        guard input[end - 1] == ascii(")") else { return false }
        for index in lines.indices {
            let line = lines[index]
            guard let place = Self.place(of: "](", in: input[line]) else { continue }
            guard index < lines.endIndex - 1 || place + 2 < end - 1 else { return false }
            lines = lines[index...]
            narrow(from: place + 2, to: end - 1)
            return true
        }
        return false
    }

    private static func place(of sign: String, in text: Octets) -> Int? {
        var rest = text
        while let place = rest.firstIndex(where: { $0 == sign.utf8.first }) {
            if text[place...].starts(with: sign.utf8) { return place }
            rest = text[(place + 1)...]
        }
        return nil
    }

    private static let fieldName = Array("location:".utf8)

    /// Takes off the name of a lone `Location: X`.
    private mutating func takeOffFieldName() -> Bool {
        guard lines.count == 1, end - start > Self.fieldName.count,
            input[start..<start + Self.fieldName.count].asciiLowercased == Self.fieldName
        else { return false }
        if lineEnd < start { lineEnd = input[start...].firstIndex(of: 0x0a) ?? input.count }
        guard lineEnd >= end else { return false }
        narrow(from: start + Self.fieldName.count, to: end)
        return true
    }

    // MARK: curl -v

    private mutating func takeOffMarks() -> Bool {
        guard let first = lines.first, first.count > 1, input[first.lowerBound + 1] == 0x20 else { return false }
        guard hasMark(first) || !lacksMark else { return false }
        split()
        guard lines.contains(where: { hasMark($0) }) else {
            lacksMark = true
            return false
        }
        lines = ArraySlice(
            lines.compactMap { line in
                if hasMark(line) { return line.lowerBound + 2..<line.upperBound }
                return input[line].trimmed.elementsEqual([mark]) && input[line].first == mark
                    ? line.lowerBound + 1..<line.upperBound : nil
            })
        return true
    }

    private func hasMark(_ line: Range<Int>) -> Bool {
        line.count > 1 && input[line.lowerBound] == mark && input[line.lowerBound + 1] == 0x20
    }

    /// Splits the text into lines, once. Each line keeps its end.
    private mutating func split() {
        guard !isSplit, let whole = lines.first else { return }
        isSplit = true
        lines = []
        var start = whole.lowerBound
        while start < whole.upperBound {
            let end = input[start..<whole.upperBound].firstIndex(of: 0x0a).map { $0 + 1 } ?? whole.upperBound
            lines.append(start..<end)
            start = end
        }
    }
}
