import Text

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
    private(set) var placement: Placement
    /// The method of the request head, if there is one.
    private(set) var method: String?

    /// An absolute URL, a path with a query, or an HTTP request head.
    init(_ input: [UInt8], endpoint: String?, readsHead: Bool) {
        // T1
        let trimmed = input[...].trimmed
        var target = trimmed
        if readsHead, let head = MessageHead(request: trimmed) {
            target = trimmed[head.target]
            fields = head.fields
            method = String(octets: trimmed[..<(head.target.lowerBound - 1)])
        }
        placement = Placement(start: target.startIndex)
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
        placement.added = base.count
    }
}
