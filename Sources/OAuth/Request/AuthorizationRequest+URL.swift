import Text

extension AuthorizationRequest {
    /// The request in canonical form: the endpoint unchanged, then `name=value` pairs in which all characters except
    /// letters, digits, `-`, `.`, `_` and `~` are percent-encoded, with `%20` for a space (RFC 3986 §2.3, §6.2.2).
    public var url: AuthorizationURL {
        let endpoint = Array(self.endpoint.utf8)
        let end = endpoint.firstIndex(of: ascii("#")) ?? endpoint.endIndex
        var text = Array(endpoint[..<end])
        // RFC 6749 §3.1: a query of the endpoint must be retained when parameters are added.
        var separator: UInt8? = ascii("?")
        if text.contains(ascii("?")) {
            separator = text.last == ascii("?") || text.last == ascii("&") ? nil : ascii("&")
        }
        for parameter in parameters {
            if let separator { text.append(separator) }
            separator = ascii("&")
            PercentCoding.encode(parameter.name, to: &text)
            text.append(ascii("="))
            PercentCoding.encode(parameter.value, to: &text)
        }
        text.append(contentsOf: endpoint[end...])
        return AuthorizationURL(String(octets: text))
    }

    /// Reads any text as a URL. Parts that cannot be decoded stay as they are.
    ///
    /// - Parameter url: The text.
    public init(reading url: String) {
        self.init(reading: url, endpoint: nil)
    }

    /// Reads a URL whose endpoint is known. Pairs of the endpoint's own query stay with the endpoint.
    ///
    /// - Parameters:
    ///   - url: The text.
    ///   - endpoint: The authorization endpoint, or nil when it is not known.
    ///   - names: The provider's names for parameters of the standard.
    public init(reading url: String, endpoint: String?, names: ParameterNames = ParameterNames()) {
        self.names = names
        let octets = Array(url.utf8)
        let trimmed = octets[...].trimmed
        let parts = URIReference(trimmed)
        var own = endpoint.map { OwnQuery(of: $0) } ?? OwnQuery(of: "")
        var base = Array(trimmed[..<parts.path.upperBound])
        parameters = []
        for piece in QueryPieces(parts.query.map { trimmed[$0] } ?? []) where !piece.isEmpty {
            let parameter = Parameter(
                PercentCoding.decode(trimmed[piece.name]), PercentCoding.decode(trimmed[piece.value]))
            if !own.adopt(parameter) { parameters.append(parameter) }
        }
        base.append(contentsOf: own.taken)
        if let fragment = parts.fragment { base.append(contentsOf: trimmed[(fragment.lowerBound - 1)...]) }
        self.endpoint = String(octets: base)
    }
}

/// The pairs of an endpoint's own query while a URL is read.
private struct OwnQuery {
    private var pairs: [(parameter: Parameter, text: [UInt8], isTaken: Bool)] = []

    init(of endpoint: String) {
        let octets = Array(endpoint.utf8)
        let parts = URIReference(octets[...])
        for piece in QueryPieces(parts.query.map { octets[$0] } ?? []) where !piece.isEmpty {
            let parameter = Parameter(
                PercentCoding.decode(octets[piece.name]), PercentCoding.decode(octets[piece.value]))
            pairs.append((parameter, Array(octets[piece.range]), false))
        }
    }

    /// Returns whether the pair belongs to the endpoint. Each pair is used once.
    mutating func adopt(_ parameter: Parameter) -> Bool {
        guard let index = pairs.firstIndex(where: { !$0.isTaken && $0.parameter == parameter }) else { return false }
        pairs[index].isTaken = true
        return true
    }

    /// The query that was found, with its `?`.
    var taken: [UInt8] {
        let texts = pairs.filter(\.isTaken).map(\.text)
        return texts.isEmpty ? [] : [ascii("?")] + Array(texts.joined(separator: [ascii("&")]))
    }
}

extension Octets {
    /// The octets without SP, TAB, CR and LF at both ends (T1).
    var trimmed: Octets {
        guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
            return self[startIndex..<startIndex]
        }
        return self[first...last]
    }
}
