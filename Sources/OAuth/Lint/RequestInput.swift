import Text

/// The input of the linter, converted to one URL (T1, T2).
struct RequestInput {
    /// A header field of the request head, with the place of its value in the input.
    struct Field {
        var field: HTTPField
        var range: Range<Int>?
    }

    /// The URL without escapes. A path was completed.
    private(set) var text: PlacedText
    private(set) var fields: [Field] = []
    /// The method of the request head, if the input has one.
    private(set) var method: String?
    let traces: TextTraces

    var url: [UInt8] { text.octets }

    /// Reads an absolute URL, a path with a query, or an HTTP request head.
    ///
    /// - Parameter isPasted: False for a URL that was not copied from another text.
    init(_ input: [UInt8], endpoint: String?, isPasted: Bool) {
        self.init(
            isPasted ? CopiedText.ofRequest(input) : PlacedText(input[...].trimmed), readsHead: isPasted,
            endpoint: endpoint)
    }

    /// Reads a text without the marks that were copied along with it.
    ///
    /// - Parameters:
    ///   - fields: Header fields that are known from elsewhere.
    ///   - readsHead: Whether the text may be the head of a request.
    init(
        _ copied: PlacedText, fields known: [Field] = [], readsHead: Bool, endpoint: String?
    ) {
        text = copied
        fields = known
        if readsHead, let head = MessageHead(request: text.octets[...]), let target = head.target {
            let placement = text.placement
            fields = head.fields.map { field in
                Field(field: field.field, range: field.range.flatMap { placement.range($0) })
            }
            method = String(octets: text.octets[..<(target.lowerBound - 1)])
            text = text.part(target)
        }
        let escaped = EscapedText(text, readsHTML: false)
        let url = Self.completed(escaped.text, fields: fields, endpoint: endpoint)
        let query = EncodedQuery(url, names: ["client_id", "response_type"])
        traces = TextTraces(url, escaped, query)
        text = query.text ?? url
    }

    /// Completes a path with the Host field, or else with the endpoint (T2).
    private static func completed(_ url: PlacedText, fields: [Field], endpoint: String?) -> PlacedText {
        guard url.octets.first == ascii("/"), url.octets.dropFirst().first != ascii("/") else { return url }
        var completed = PlacedText()
        if let host = fields.first(where: { $0.field.isNamed("Host") && !$0.field.value.isEmpty }) {
            completed.append(Array("https://".utf8) + Array(host.field.value.utf8))
        } else if let endpoint {
            let octets = Array(endpoint.utf8)
            guard let authority = URIReference(octets[...]).authority else { return url }
            completed.append(Array(octets[..<authority.upperBound]))
        }
        completed.append(url.octets.indices, of: url)
        return completed
    }
}

/// Properties of the text before it is split: escapes, an encoded query, and its size (T2b, T3, T5b).
struct TextTraces {
    /// The first escape.
    let escape: EscapedText.Escape?
    let hasEncodedQuery: Bool
    /// The query that was encoded as a whole, as octets of the input.
    let encodedQuery: Range<Int>?
    let size: TextSize

    init(_ url: PlacedText, _ escaped: EscapedText, _ query: EncodedQuery) {
        escape = escaped.first
        hasEncodedQuery = query.text != nil
        encodedQuery = hasEncodedQuery ? url.placement.range(query.range) : nil
        size = TextSize(url: url.octets[...], read: query.text?.octets)
    }
}
