import Text

/// The words of a command line, as a POSIX shell, or cmd of Windows, would pass them to the program.
///
/// Nothing is expanded: `$name` and `*` stay as they are.
struct ShellWords {
    private(set) var words: [[UInt8]] = []
    /// The place of a quotation mark that is not closed.
    private(set) var openQuote: Int?
    private let text: Octets
    private var index: Int
    private var word: [UInt8]?
    /// Whether `^` escapes, as in the text that browsers copy "as cURL (cmd)".
    private let usesCarets: Bool

    init(_ text: Octets) {
        self.text = text
        index = text.startIndex
        usesCarets = zip(text, text.dropFirst()).contains { $0 == ascii("^") && ($1 == ascii("\"") || $1.isBlank) }
        while let octet = next() { read(octet) }
        endWord()
    }

    private mutating func next() -> UInt8? {
        guard index < text.endIndex else { return nil }
        defer { index += 1 }
        return text[index]
    }

    private mutating func endWord() {
        if let word { words.append(word) }
        word = nil
    }

    private mutating func append(_ octet: UInt8) {
        if word == nil { word = [] }
        word?.append(octet)
    }

    private mutating func read(_ octet: UInt8) {
        switch octet {
        case 0x20, 0x09, 0x0A, 0x0D: endWord()
        case ascii("'") where !usesCarets: readSingleQuotes()
        case ascii("\""): readDoubleQuotes()
        case ascii("$") where index < text.endIndex && text[index] == ascii("'"):
            index += 1
            readDollarQuotes()
        case ascii("\\") where !usesCarets, ascii("^") where usesCarets: readEscape()
        default: append(octet)
        }
    }

    /// A line end after the sign is not part of the command.
    private mutating func readEscape() {
        guard let octet = next() else { return }
        if octet == 0x0D, index < text.endIndex, text[index] == 0x0A { index += 1 }
        if octet == 0x0A || octet == 0x0D { return }
        // `^"` begins a quotation that ends with `^"`.
        if usesCarets, octet == ascii("\"") { return readDoubleQuotes() }
        append(octet)
    }

    private mutating func readSingleQuotes() {
        if word == nil { word = [] }
        let end = text[index...].firstIndex(of: ascii("'")) ?? text.endIndex
        if end == text.endIndex { openQuote = index - 1 }
        word?.append(contentsOf: text[index..<end])
        index = min(end + 1, text.endIndex)
    }

    private mutating func readDoubleQuotes() {
        let open = index - 1
        if word == nil { word = [] }
        while let octet = next() {
            switch octet {
            case ascii("\""): return
            case ascii("^") where usesCarets:
                guard let escaped = next() else { return }
                if escaped == ascii("\"") { return }
                word?.append(escaped)
            case ascii("\\"):
                guard let escaped = next() else { return }
                if escaped == 0x0A { continue }
                // POSIX 2.2.3: only these are escaped.
                if ![ascii("$"), ascii("`"), ascii("\""), ascii("\\")].contains(escaped) { word?.append(octet) }
                word?.append(escaped)
            default: word?.append(octet)
            }
        }
        openQuote = open
    }

    /// `$'…'` of bash, which browsers write for values with control characters.
    private mutating func readDollarQuotes() {
        let open = index - 1
        if word == nil { word = [] }
        while let octet = next() {
            if octet == ascii("'") { return }
            guard octet == ascii("\\") else {
                word?.append(octet)
                continue
            }
            guard let escaped = next() else { return }
            switch escaped {
            case ascii("n"): word?.append(0x0A)
            case ascii("r"): word?.append(0x0D)
            case ascii("t"): word?.append(0x09)
            case ascii("x"): appendScalar(digits: 2)
            case ascii("u"): appendScalar(digits: 4)
            case ascii("U"): appendScalar(digits: 8)
            default: word?.append(escaped)
            }
        }
        openQuote = open
    }

    private mutating func appendScalar(digits: Int) {
        var value: UInt32 = 0
        var count = 0
        while count < digits, index < text.endIndex, let digit = text[index].hexValue {
            value = value << 4 | UInt32(digit)
            index += 1
            count += 1
        }
        guard let scalar = Unicode.Scalar(value) else { return }
        word?.append(contentsOf: String(Character(scalar)).utf8)
    }
}
