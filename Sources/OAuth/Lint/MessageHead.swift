import Text

/// The head of an HTTP message as it was pasted or received: what it points at, and its fields.
struct MessageHead {
    /// The request target, or the value of Location.
    private(set) var target: Range<Int>
    private(set) var fields: [RequestInput.Field] = []

    /// A request head: `(GET|POST|HEAD) SP target SP HTTP/1.x`, then header fields up to a blank line (RFC 9112 §3).
    init?(request text: Octets) {
        guard let method = ["GET ", "POST ", "HEAD "].first(where: { text.starts(with: $0.utf8) }) else { return nil }
        let line = Self.line(of: text, from: text.startIndex)
        let start = text.startIndex + method.utf8.count
        guard let space = text[start..<line.upperBound].firstIndex(of: 0x20), space > start,
            text[start..<space].allSatisfy({ !$0.isBlank && $0 != 0x0b && $0 != 0x0c })
        else { return nil }
        let version = text[(space + 1)..<line.upperBound]
        guard version.equals("HTTP/1.1") || version.equals("HTTP/1.0") else { return nil }
        target = start..<space
        fields = Self.fields(of: text, after: line)
    }

    /// The head of a response that redirects: `HTTP/1.x 30[12378]`, then header fields with a Location (RFC 9110 §15.4).
    init?(redirect text: Octets) {
        let line = Self.line(of: text, from: text.startIndex)
        let status = Array(text[line].prefix(12))
        guard status.count == 12, status.starts(with: "HTTP/1.".utf8), status[7].isDigit,
            status[8...].starts(with: " 30".utf8), "12378".utf8.contains(status[11]),
            line.count == 12 || text[line.lowerBound + 12] == 0x20
        else { return nil }
        fields = Self.fields(of: text, after: line)
        guard let location = fields.first(where: { $0.field.isNamed("Location") })?.range else { return nil }
        target = location
    }

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

    /// The line without its end: LF or CRLF.
    private static func line(of text: Octets, from start: Int) -> Range<Int> {
        let end = text[start...].firstIndex(of: 0x0a) ?? text.endIndex
        return start..<(end > start && text[end - 1] == 0x0d ? end - 1 : end)
    }

    private static func start(after line: Range<Int>, of text: Octets) -> Int? {
        guard let end = text[line.upperBound...].firstIndex(of: 0x0a), end + 1 < text.endIndex else { return nil }
        return end + 1
    }
}
