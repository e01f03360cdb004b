/// What was given to the linter, brought into the form of one URL (T1, T2).
struct RequestInput {
    /// A header field of the request head, with the place of its value in the input.
    struct Field {
        var field: HTTPField
        var range: Range<Int>?
    }

    /// The URL; a path was completed to it.
    private(set) var url: [UInt8]
    private(set) var fields: [Field] = []
    /// The method of the request head, if there is one.
    private(set) var method: String?
    /// Where the URL, or what was there of it, starts in the input.
    private var start: Int
    /// How many octets of the URL are not in the input.
    private var added = 0

    /// An absolute URL, a path with a query, or an HTTP request head.
    init(_ input: [UInt8], endpoint: String?, readsHead: Bool) {
        // T1
        let trimmed = input[...].trimmed
        var target = trimmed
        if readsHead, let head = RequestHead(trimmed) {
            target = trimmed[head.target]
            fields = head.fields
            method = String(octets: trimmed[..<(head.target.lowerBound - 1)])
        }
        start = target.startIndex
        url = Array(target)
        complete(endpoint: endpoint)
    }

    /// T2: a path is completed from the Host field, else from the endpoint.
    private mutating func complete(endpoint: String?) {
        guard url.first == ascii("/"), url.dropFirst().first != ascii("/") else { return }
        var base: [UInt8] = []
        if let host = fields.first(where: { $0.field.isNamed("Host") && !$0.field.value.isEmpty }) {
            base = Array("https://".utf8) + Array(host.field.value.utf8)
        } else if let endpoint {
            let octets = Array(endpoint.utf8)
            let parts = URIReference(octets[...])
            guard let authority = parts.authority else { return }
            base = Array(octets[..<authority.upperBound])
        }
        url.insert(contentsOf: base, at: 0)
        added = base.count
    }

    /// Where the octets of the URL stand in the input; nil when they do not.
    func range(_ range: Range<Int>) -> Range<Int>? {
        guard range.upperBound > added || added == 0 else { return nil }
        return max(range.lowerBound, added) - added + start..<range.upperBound - added + start
    }
}

/// An HTTP request head: `(GET|POST|HEAD) SP target SP HTTP/1.x`, then header fields up to a blank line.
private struct RequestHead {
    private(set) var target: Range<Int>
    private(set) var fields: [RequestInput.Field] = []

    init?(_ text: Octets) {
        guard let method = ["GET ", "POST ", "HEAD "].first(where: { text.starts(with: $0.utf8) }) else { return nil }
        var line = Self.line(of: text, from: text.startIndex)
        let start = text.startIndex + method.utf8.count
        guard let space = text[start..<line.upperBound].firstIndex(of: 0x20), space > start,
            text[start..<space].allSatisfy({ !$0.isBlank && $0 != 0x0b && $0 != 0x0c })
        else { return nil }
        let version = text[(space + 1)..<line.upperBound]
        guard version.equals("HTTP/1.1") || version.equals("HTTP/1.0") else { return nil }
        target = start..<space
        while let next = Self.start(after: line, of: text) {
            line = Self.line(of: text, from: next)
            if line.isEmpty { break }
            guard let colon = text[line].firstIndex(of: ascii(":")) else { continue }
            let value = text[(colon + 1)..<line.upperBound].trimmed
            let field = HTTPField(name: String(octets: text[line.lowerBound..<colon]), value: String(octets: value))
            fields.append(RequestInput.Field(field: field, range: value.indices))
        }
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
