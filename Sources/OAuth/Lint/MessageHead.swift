import Text

/// The head of an HTTP message, as pasted or received: its target and its fields.
struct MessageHead {
    /// The request target, or the value of Location; nil if a response has none.
    private(set) var target: Range<Int>?
    private(set) var fields: [RequestInput.Field] = []
    /// The status of a response.
    private(set) var status: Int?

    private static let versions = ["1.1", "1.0", "2", "2.0", "3", "3.0"]

    /// Parses a request head: `(GET|POST|HEAD) SP target SP HTTP/version`, then header fields up to a blank line (RFC
    /// 9112 §3).
    init?(request text: Octets) {
        guard let method = ["GET ", "POST ", "HEAD "].first(where: { text.starts(with: $0.utf8) }) else { return nil }
        let line = Self.line(of: text, from: text.startIndex)
        let start = text.startIndex + method.utf8.count
        guard let space = text[start..<line.upperBound].firstIndex(of: 0x20), space > start,
            text[start..<space].allSatisfy({ !$0.isBlank && $0 != 0x0b && $0 != 0x0c })
        else { return nil }
        let version = text[(space + 1)..<line.upperBound]
        guard version.starts(with: "HTTP/".utf8), Self.isVersion(version.dropFirst(5)) else { return nil }
        target = start..<space
        fields = Self.fields(of: text, after: line)
    }

    /// Parses the head of a redirect response: `HTTP/version 30[12378]`, then header fields (RFC 9110 §15.4).
    init?(redirect text: Octets) {
        self.init(response: text)
        guard let status, TokenReplyProblem.isRedirect(status) else { return nil }
    }

    /// Parses the head of any response: `HTTP/version`, a status of three digits, then header fields (RFC 9112 §4).
    init?(response text: Octets) {
        let line = Self.line(of: text, from: text.startIndex)
        let words = text[line].split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count > 1, words[0].starts(with: "HTTP/".utf8), Self.isVersion(words[0].dropFirst(5)),
            words[1].count == 3, words[1].allSatisfy(\.isDigit)
        else { return nil }
        status = words[1].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        fields = Self.fields(of: text, after: line)
        target = fields.first { $0.field.isNamed("Location") && !$0.field.value.isEmpty }?.range
    }

    private static func isVersion(_ text: Octets) -> Bool { versions.contains { text.equals($0) } }

    private static func fields(of text: Octets, after first: Range<Int>) -> [RequestInput.Field] {
        var fields: [RequestInput.Field] = []
        var line = first
        while let next = start(after: line, of: text) {
            line = Self.line(of: text, from: next)
            if line.isEmpty { break }
            guard let colon = text[line].firstIndex(of: ascii(":")) else { continue }
            let value = text[(colon + 1)..<line.upperBound].trimmed
            let field = HTTPField(name: String(octets: text[line.lowerBound..<colon]), value: String(octets: value))
            fields.append(RequestInput.Field(field: field, range: value.indices))
        }
        return fields
    }

    /// Returns the text after the first empty line; nil if there is none.
    static func body(of text: Octets) -> String? {
        var line = line(of: text, from: text.startIndex)
        while let next = start(after: line, of: text) {
            line = Self.line(of: text, from: next)
            guard line.isEmpty else { continue }
            let body = start(after: line, of: text).map { text[$0...].trimmed } ?? []
            return body.isEmpty ? nil : String(octets: body)
        }
        return nil
    }

    /// Returns the range of the line without its LF or CRLF.
    private static func line(of text: Octets, from start: Int) -> Range<Int> {
        let end = text[start...].firstIndex(of: 0x0a) ?? text.endIndex
        return start..<(end > start && text[end - 1] == 0x0d ? end - 1 : end)
    }

    private static func start(after line: Range<Int>, of text: Octets) -> Int? {
        guard let end = text[line.upperBound...].firstIndex(of: 0x0a), end + 1 < text.endIndex else { return nil }
        return end + 1
    }
}
