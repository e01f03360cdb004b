import Text

/// A `curl` command line, read as the request that it sends.
package struct CurlCommand {
    package private(set) var method: String?
    private(set) var url: [UInt8] = []
    package private(set) var fields: [HTTPField] = []
    package private(set) var body: String?
    private var data: [[UInt8]] = []
    private var sendsDataInQuery = false
    private var isHead = false

    /// Options whose values have no effect on the request here.
    private static let shortWithValue = Set("CDEFKPQTUYcmortwxyz".utf8)
    private static let longWithValue: Set<String> = [
        "--cacert", "--capath", "--cert", "--cert-type", "--ciphers", "--config", "--connect-timeout", "--connect-to",
        "--cookie-jar", "--dump-header", "--form", "--form-string", "--interface", "--key", "--limit-rate",
        "--max-redirs", "--max-time", "--noproxy", "--output", "--pinnedpubkey", "--proxy", "--proxy-user", "--range",
        "--resolve", "--retry", "--retry-delay", "--retry-max-time", "--stderr", "--trace", "--trace-ascii",
        "--unix-socket", "--upload-file", "--write-out", "--proxy-header", "--tls-max", "--dns-servers",
    ]

    /// Returns nil if the text does not begin with the word `curl`, or names no URL.
    package init?(_ text: Octets) {
        guard Self.isCurl(text) else { return nil }
        var words = ShellWords(text).words[...]
        while let word = words.popFirst(), !Self.isName(word) {}
        var onlyURLs = false
        while let word = words.popFirst() {
            // The next words are another command.
            if [";", "|", "&&", "||", ">", "&"].contains(where: { word[...].equals($0) }) { break }
            if word[...].equals("--") {
                onlyURLs = true
            } else if onlyURLs || word.first != ascii("-") || word.count == 1 {
                if url.isEmpty { url = word }
            } else if word.starts(with: "--".utf8) {
                readLong(String(octets: word), &words)
            } else {
                readShort(word.dropFirst(), &words)
            }
        }
        finish()
        guard !url.isEmpty else { return nil }
    }

    /// Why the text, which begins with the word `curl`, is not read as a request: it is cut. Nil for another reason.
    static func fault(of text: Octets) -> String? {
        if let cut = cut(of: text) { return "\(cut.fault): \(cut.advice)" }
        return CurlCommand(text) == nil ? "the curl command has no URL: copy all of it" : nil
    }

    /// The sign that the end of the command is missing, and what to do; nil if there is none.
    static func cut(of text: Octets) -> (fault: String, advice: String)? {
        if let open = ShellWords(text).openQuote {
            let spot = TextPlace(of: open - text.startIndex, in: Array(text))
            let place = spot.line == 1 ? "column \(spot.column)" : "line \(spot.line), column \(spot.column)"
            return ("the quotation mark at \(place) is not closed", "copy all of the curl command")
        }
        guard text.last == ascii("\\") else { return nil }
        return ("the curl command ends with a backslash", "copy the lines after it too")
    }

    /// Whether the text begins with the word `curl`, perhaps after the sign of a prompt.
    package static func isCurl(_ text: Octets) -> Bool {
        var rest = text.drop { $0.isBlank }
        if rest.first == ascii("$") || rest.first == ascii("%") { rest = rest.dropFirst().drop { $0 == 0x20 } }
        return isName(Array(rest.prefix { !$0.isBlank }))
    }

    private static func isName(_ word: [UInt8]) -> Bool {
        word.elementsEqual("curl".utf8) || word.asciiLowercased.elementsEqual("curl.exe".utf8)
    }

    /// Whether the option, which is not one for data, takes its value from the next argument.
    package static func takesValue(_ option: ArraySlice<UInt8>) -> Bool {
        if option.starts(with: "--".utf8) {
            return longWithValue.contains(String(octets: option))
                || [
                    "--request", "--header", "--json", "--user", "--user-agent", "--referer", "--cookie",
                    "--oauth2-bearer",
                ]
                .contains { option.equals($0) }
        }
        // The rest of the word after the first such letter is the value.
        let letter = option.dropFirst().firstIndex { shortWithValue.contains($0) || "XHuAeb".utf8.contains($0) }
        return letter.map { $0 == option.endIndex - 1 } ?? false
    }

    private mutating func readLong(_ word: String, _ words: inout ArraySlice<[UInt8]>) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        // curl does not accept `--name=value`, but people write it.
        func value() -> [UInt8] { parts.count > 1 ? Array(parts[1].utf8) : words.popFirst() ?? [] }
        switch name {
        case "--request": method = String(octets: value())
        case "--header": addField(value())
        case "--data", "--data-ascii", "--data-binary", "--data-raw": data.append(value())
        case "--data-urlencode": data.append(Self.encoded(value()))
        case "--json":
            data.append(value())
            fields += [HTTPField(name: "Content-Type", value: "application/json")]
        case "--get": sendsDataInQuery = true
        case "--head": isHead = true
        case "--url": url = value()
        case "--user": addUser(value())
        case "--user-agent": fields.append(HTTPField(name: "User-Agent", value: String(octets: value())))
        case "--referer": fields.append(HTTPField(name: "Referer", value: String(octets: value())))
        case "--cookie": fields.append(HTTPField(name: "Cookie", value: String(octets: value())))
        case "--oauth2-bearer":
            fields.append(HTTPField(name: "Authorization", value: "Bearer " + String(octets: value())))
        default: if Self.longWithValue.contains(name), parts.count == 1 { _ = words.popFirst() }
        }
    }

    /// `-sSL`, `-XPOST`, `-H 'name: value'`.
    private mutating func readShort(_ letters: ArraySlice<UInt8>, _ words: inout ArraySlice<[UInt8]>) {
        var rest = letters
        while let letter = rest.popFirst() {
            func value() -> [UInt8] { rest.isEmpty ? words.popFirst() ?? [] : Array(rest) }
            switch letter {
            case ascii("X"): method = String(octets: value())
            case ascii("H"): addField(value())
            case ascii("d"): data.append(value())
            case ascii("u"): addUser(value())
            case ascii("A"): fields.append(HTTPField(name: "User-Agent", value: String(octets: value())))
            case ascii("e"): fields.append(HTTPField(name: "Referer", value: String(octets: value())))
            case ascii("b"): fields.append(HTTPField(name: "Cookie", value: String(octets: value())))
            case ascii("G"):
                sendsDataInQuery = true
                continue
            case ascii("I"):
                isHead = true
                continue
            default:
                guard Self.shortWithValue.contains(letter) else { continue }
                if rest.isEmpty { _ = words.popFirst() }
            }
            return
        }
    }

    private mutating func addField(_ text: [UInt8]) {
        guard let colon = text.firstIndex(of: ascii(":")) else { return }
        fields.append(
            HTTPField(name: String(octets: text[..<colon]), value: String(octets: text[(colon + 1)...].trimmed)))
    }

    /// RFC 7617 §2.
    private mutating func addUser(_ text: [UInt8]) {
        fields.append(HTTPField(name: "Authorization", value: "Basic \(Base64.encode(text))"))
    }

    /// The value of `--data-urlencode`: the text after the first `=` is encoded.
    private static func encoded(_ text: [UInt8]) -> [UInt8] {
        let equals = text.firstIndex(of: ascii("="))
        var result = equals.map { $0 == 0 ? [] : Array(text[...$0]) } ?? []
        PercentCoding.encode(String(octets: text[(equals.map { $0 + 1 } ?? 0)...]), to: &result)
        return result
    }

    private mutating func finish() {
        let joined = Array(data.joined(separator: [ascii("&")]))
        if sendsDataInQuery || isHead {
            if !joined.isEmpty { url += (url.contains(ascii("?")) ? "&" : "?").utf8 + joined }
            method = method ?? (isHead ? "HEAD" : "GET")
        } else if !data.isEmpty {
            body = String(octets: joined)
            method = method ?? "POST"
            if !fields.contains(where: { $0.isNamed("Content-Type") }) {
                fields.append(HTTPField(name: "Content-Type", value: "application/x-www-form-urlencoded"))
            }
        }
    }
}
