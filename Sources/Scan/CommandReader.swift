import OAuth
import Text

/// Reads a command of curl or HTTPie whose arguments are the parameters of a request, such as `curl -d a=b -d c=d`.
struct CommandReader {
    private typealias Element = WrittenText.Element

    private enum Tool { case curl, httpie }

    /// How an argument is sent.
    private enum Coding { case asWritten, encoded }

    /// The longest command, in octets of the source.
    private static let longest = 16_384

    private let octets: [UInt8]
    private let tool: Tool
    /// The place of the command's name.
    private let start: Int
    private var place: Int
    private let end: Int
    /// The quotation mark that the whole command is in.
    private var quote: UInt8?
    private var address: [Element]?
    private var parameters: [[Element]] = []
    private var sendsForm = false
    /// The user and password of HTTPie; nil if they are not literal.
    private var user: [Element]?
    private var hasOpenHead = false

    /// Returns the text of the request that the command with an anchor in it makes; nil if there is no such command. The
    /// text is empty for a command without parameters of its own.
    ///
    /// - Parameters:
    ///   - anchor: The place of the name that was found.
    ///   - floor: The first octet that may belong to the command.
    static func read(_ octets: [UInt8], around anchor: Int, floor: Int) -> WrittenText? {
        guard var reader = CommandReader(octets, around: anchor, floor: floor) else { return nil }
        return reader.read()
    }

    // MARK: The start

    private init?(_ octets: [UInt8], around anchor: Int, floor: Int) {
        self.octets = octets
        var index = anchor
        let lowest = max(floor, anchor - Self.longest)
        while index > lowest {
            index -= 1
            if octets[index] == 0x0A, !Self.isContinued(octets, at: index) { return nil }
            guard octets[index].isBlank, let found = Self.tool(endingAt: index, in: octets, floor: lowest) else {
                continue
            }
            tool = found.tool
            start = found.start
            place = index
            end = min(octets.count, start + Self.longest)
            let before = start > floor ? octets[start - 1] : 0
            quote = before == ascii("\"") || before == ascii("'") || before == ascii("`") ? before : nil
            return
        }
        return nil
    }

    /// Whether a sign before the line end continues the command: that of a POSIX shell, of cmd or of PowerShell.
    private static func isContinued(_ octets: [UInt8], at lineEnd: Int) -> Bool {
        var index = lineEnd - 1
        if index >= 0, octets[index] == 0x0D { index -= 1 }
        return index >= 0 && "\\^`".utf8.contains(octets[index])
    }

    private static let tools: [(name: [UInt8], tool: Tool)] = [
        ("curl", Tool.curl), ("curl.exe", .curl), ("http", .httpie), ("https", .httpie), ("xh", .httpie),
    ].map { (Array($0.0.utf8), $0.1) }

    private static func tool(endingAt end: Int, in octets: [UInt8], floor: Int) -> (tool: Tool, start: Int)? {
        for (name, tool) in tools where end - floor >= name.count {
            let start = end - name.count
            guard octets[start..<end].elementsEqual(name) else { continue }
            let before = start > 0 ? octets[start - 1] : 0x20
            let isWord = before.isBlank || "\"'`($;|&".utf8.contains(before) || before == ascii("/") && tool == .curl
            if isWord { return (tool, start) }
        }
        return nil
    }

    // MARK: Arguments

    private mutating func read() -> WrittenText {
        while let word = nextWord() {
            switch tool {
            case .curl: readOfCurl(word)
            case .httpie: readOfHTTPie(word)
            }
        }
        var text = WrittenText(source: start..<place)
        guard !parameters.isEmpty else { return text }
        if sendsForm { readHead(of: &text) }
        // The parameters of a token request are its body, even if the address has a query.
        if !sendsForm {
            guard let address else { return text }
            text.elements = address
            let hasQuery = address.contains { $0.octet == ascii("?") }
            text.elements.append(sign(hasQuery ? "&" : "?", before: parameters[0]))
        }
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { text.elements.append(sign("&", before: parameter)) }
            text.elements += parameter
        }
        return text
    }

    /// Adds the address, the method and the header fields of a form.
    private mutating func readHead(of text: inout WrittenText) {
        let command = octets[text.source]
        switch tool {
        case .curl:
            // In a literal, the quotation marks of the command have escapes.
            guard quote == nil || !command.contains(ascii("\\")), let sent = CurlCommand(command) else { break }
            text.head = (sent.method ?? "POST", sent.fields.filter { !$0.isNamed("Host") })
            text.hasOpenHead = hasOpenHead
            // With -G, the parameters are those of the address.
            if sent.body == nil { sendsForm = false }
        case .httpie:
            guard let user else { break }
            let credentials = "Basic " + Base64.encode(user.map(\.octet))
            let form = HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded")
            text.head = ("POST", [form, HTTPField(name: "Authorization", value: credentials)])
        }
        if sendsForm { text.address = address ?? [] }
    }

    private func sign(_ text: Unicode.Scalar, before parameter: [Element]) -> Element {
        let place = parameter.first?.source.lowerBound ?? start
        return Element(octet: UInt8(ascii: text), source: place..<place)
    }

    /// Reads the next argument, with its quotation marks; nil at the end of the command.
    private mutating func nextWord() -> Range<Int>? {
        while place < end {
            let octet = octets[place]
            let next = place + 1 < end ? octets[place + 1] : 0
            if "\\^`".utf8.contains(octet), next == 0x0A || next == 0x0D {
                place += next == 0x0D ? 3 : 2
            } else if octet == 0x20 || octet == 0x09 {
                place += 1
            } else {
                break
            }
        }
        place = min(place, end)
        let first = place
        let last = wordEnd(from: first)
        guard last > first else { return nil }
        place = last
        let isOperator = ["&", "&&", ">", ">>", "2>"].contains { octets[first..<last].equals($0) }
        return isOperator ? nil : first..<last
    }

    private func wordEnd(from start: Int) -> Int {
        var index = start
        while index < end {
            switch octets[index] {
            case quote: return index
            case ascii("'"), ascii("\""), ascii("`"):
                guard let close = closing(index) else { return index }
                index = close
            case ascii("\\"), ascii("^"):
                if index + 1 < end, octets[index + 1].isBlank { return index }
                index += 1
            case ascii("<"):
                let close = octets[index..<end].firstIndex { $0 == ascii(">") || $0 == 0x0A } ?? end
                guard close < end, PieceReader.isTag(octets, index..<close + 1) else { return index }
                index = close
            case ascii("$"):
                let open: UInt8 = index + 1 < end ? octets[index + 1] : 0
                guard open == ascii("(") || open == ascii("{") else { break }
                let sign = open == ascii("(") ? ascii(")") : ascii("}")
                index = octets[index..<end].firstIndex { $0 == sign || $0 == 0x0A } ?? end
                if index < end, octets[index] == 0x0A { return index }
            case 0...0x20, ascii(";"), ascii("|"), ascii(")"): return index
            default: break
            }
            index += 1
        }
        return end
    }

    /// Returns the quotation mark that closes the one at the place.
    private func closing(_ open: Int) -> Int? {
        var index = open + 1
        while index < end {
            if octets[index] == octets[open] { return index }
            if octets[index] == quote { return nil }
            index += octets[index] == ascii("\\") && octets[open] != ascii("'") ? 2 : 1
        }
        return nil
    }

    private func equals(_ word: Range<Int>, _ texts: String...) -> Bool {
        texts.contains { octets[word].equals($0) }
    }

    private mutating func readOfCurl(_ word: Range<Int>) {
        guard octets[word.lowerBound] == ascii("-"), word.count > 1 else {
            if address == nil { address = elements(of: word) }
            return
        }
        if equals(word, "-d", "--data", "--data-raw", "--data-ascii", "--data-binary") {
            if let value = nextWord() { append(value, .asWritten) }
        } else if equals(word, "--data-urlencode", "--url-query") {
            if let value = nextWord() { append(value, .encoded) }
        } else if equals(word, "--url") {
            address = nextWord().map { elements(of: $0) }
        } else if octets[word].starts(with: "-d".utf8) {
            append(word.dropFirst(2), .asWritten)
        } else {
            let value = CurlCommand.takesValue(octets[word]) ? nextWord() : nil
            // Files may have header fields and credentials.
            let readsFile = equals(word, "-K", "--config", "-n", "--netrc", "--netrc-file", "--netrc-optional")
            if readsFile || hasVariable(word) || value.map({ hasVariable($0) }) == true { hasOpenHead = true }
        }
    }

    /// Whether a word may have a part that is not literal.
    private func hasVariable(_ word: Range<Int>) -> Bool {
        octets[word].contains { "$<{%`".utf8.contains($0) || $0 >= 0x80 }
    }

    private mutating func readOfHTTPie(_ word: Range<Int>) {
        if octets[word.lowerBound] == ascii("-") {
            if equals(word, "-a", "--auth"), let value = nextWord() {
                let text = elements(of: value)
                if !text.contains(where: \.isHole) { user = text }
            } else if equals(word, "-A", "--auth-type", "--session", "--timeout", "-o", "--output", "--verify") {
                _ = nextWord()
            }
        } else if address == nil {
            let isMethod = octets[word].allSatisfy { ascii("A")...ascii("Z") ~= $0 }
            if !isMethod { address = elements(of: word) }
        } else {
            append(word, .encoded)
        }
    }

    // MARK: Elements

    /// Adds the parameters of an argument. One that is not literal, or the name of a file, may hold any.
    private mutating func append(_ word: Range<Int>, _ coding: Coding) {
        var text = elements(of: word)
        let hole = Element.hole(word)
        guard let sign = text.firstIndex(where: { $0.octet == ascii("=") }), sign > 0, text[0].octet != ascii("@")
        else {
            // `Name:value` of HTTPie is a header field.
            if tool == .curl || !text.contains(where: { $0.octet == ascii(":") }) { parameters.append([hole]) }
            return
        }
        if String(octets: text[..<sign].map(\.octet)).hasPrefix("grant_type") { sendsForm = true }
        var value = Array(text[(sign + 1)...])
        if tool == .httpie {
            if text[..<(sign - 1)].contains(where: { $0.octet == ascii(":") }) { return }
            if value.first?.octet == ascii("=") { value.removeFirst() }
            // `name:=value` is JSON.
            if text[sign - 1].octet == ascii(":") {
                text.remove(at: sign - 1)
                return parameters.append(Array(text[..<sign]) + [hole])
            }
        }
        if coding == .encoded { value = value.flatMap(\.encoded) }
        parameters.append(Array(text[...sign]) + value)
    }

    /// Returns the text of an argument. What cannot be read is a hole.
    private func elements(of word: Range<Int>) -> [Element] {
        var first = word.lowerBound
        var inner = word.upperBound
        if octets[first] == ascii("$") || octets[first] == ascii("\\"), first + 1 < inner,
            octets[first + 1] == ascii("'") || octets[first + 1] == ascii("\"")
        {
            first += 1
        }
        let mark = octets[first]
        let isQuoted = (mark == ascii("\"") || mark == ascii("'")) && inner - first > 1
        if isQuoted { (first, inner) = (first + 1, inner - 1) }
        guard first < inner else { return [] }
        // `scope='a b'`
        let open = isQuoted ? nil : octets[first..<inner].firstIndex { $0 == ascii("\"") || $0 == ascii("'") }
        if let open, open > first, open < inner - 1, octets[open - 1] == ascii("="), octets[inner - 1] == octets[open] {
            return elements(of: first..<open) + elements(of: open..<inner)
        }
        let text = PieceReader.read(octets, from: TextStart(first, quote: isQuoted ? mark : nil), decodesHTML: false)
        let known = text.elements.filter { $0.source.upperBound <= inner }
        let rest = max(first, known.last?.source.upperBound ?? first)
        return rest < inner ? known + [.hole(rest..<inner)] : known
    }
}
