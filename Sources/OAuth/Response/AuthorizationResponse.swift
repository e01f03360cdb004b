import Text

/// The answer of an authorization server: the redirect that ends an authorization (RFC 6749 §4.1.2).
public struct AuthorizationResponse: Sendable {
    /// The address at which the answer arrived: the part before `?` and `#`, or only the path.
    public let address: String
    /// The pairs of the query in order, decoded.
    public let parameters: [Parameter]
    /// The fragment without its `#`, or nil. Browsers do not send it to a server.
    public let fragment: String?

    /// Reads an answer.
    ///
    /// - Parameter text: An absolute URL, a path with a query, a request head, or a response head with a Location. Any
    ///   other text is read as a URL.
    public init(_ text: String) {
        self.init(ResponseInput(Array(text.utf8)))
    }

    init(_ input: ResponseInput) {
        let url = input.url
        let parts = URIReference(url[...])
        address = String(octets: url[..<parts.path.upperBound])
        parameters = QueryPieces(parts.query.map { url[$0] } ?? []).filter { !$0.isEmpty }.map { piece in
            Parameter(PercentCoding.decode(url[piece.name]), PercentCoding.decode(url[piece.value]))
        }
        fragment = parts.fragment.map { String(octets: url[$0]) }
    }

    /// Reads an answer that a user pasted.
    ///
    /// - Parameters:
    ///   - text: A redirect in any form, or only its query.
    ///   - redirectURI: The redirect URI of the request, which completes a query.
    public init(pasted text: String, redirectURI: String) {
        self.init(Self.completed(text, redirectURI: redirectURI))
    }

    /// Returns the pasted text, completed with the redirect URI if it is only a query.
    ///
    /// - Parameters:
    ///   - pasted: A redirect in any form, or only its query, such as `?code=…` or `code=…&state=…`.
    ///   - redirectURI: The redirect URI of the request.
    /// - Returns: A text that `init(_:)` reads.
    public static func completed(_ pasted: String, redirectURI: String) -> String {
        let text = Array(pasted.utf8)[...].trimmed
        let isQuery =
            text.first == ascii("?")
            || ["code=", "state=", "error=", "iss="].contains { text.starts(with: $0.utf8) }
        guard isQuery else { return pasted }
        let base = redirectURI.utf8.prefix { $0 != ascii("#") }
        let separator = base.contains(ascii("?")) ? ascii("&") : ascii("?")
        let query = text.first == ascii("?") ? text.dropFirst() : text
        return String(octets: Array(base) + [separator] + query)
    }

    /// Returns the parameter's first value that is not empty (RFC 6749 §3.1).
    ///
    /// - Parameter name: The parameter's name, not encoded.
    /// - Returns: The value, not encoded, or nil.
    public subscript(name: String) -> String? {
        parameters.firstValue(of: name)
    }

    /// The authorization code. Exchange it once, and only if the linter found no error (RFC 6749 §4.1.2).
    public var code: String? { self["code"] }
    public var state: String? { self["state"] }
    /// The error code (RFC 6749 §4.1.2.1).
    public var error: String? { self["error"] }
    /// The server's message for people. Sanitise it before you show it.
    public var errorDescription: String? { self["error_description"] }
    public var errorURI: String? { self["error_uri"] }
    /// The issuer (RFC 9207 §2).
    public var issuer: String? { self["iss"] }

    /// Returns whether the answer has exactly this state, compared octet by octet in constant time (RFC 6749 §10.12).
    ///
    /// - Parameter expected: The state of the request.
    /// - Returns: Whether the answer has exactly one state, and it is this one.
    public func carries(state expected: String) -> Bool {
        let received = state ?? ""
        return ConstantTime.equal(received.utf8, expected.utf8) && !received.isEmpty
    }
}

extension AuthorizationResponse: Equatable {
    /// Compares octet by octet.
    public static func == (left: AuthorizationResponse, right: AuthorizationResponse) -> Bool {
        left.address.hasSameOctets(as: right.address) && left.parameters == right.parameters
            && left.fragment.map { Array($0.utf8) } == right.fragment.map { Array($0.utf8) }
    }
}

/// The input of the linter for answers, converted to one URL (T1, T2).
struct ResponseInput {
    /// The URL without escapes.
    let text: PlacedText
    let traces: TextTraces
    /// Whether the input is the head of a response without a Location, and so not a URL.
    let lacksLocation: Bool

    var url: [UInt8] { text.octets }

    init(_ input: [UInt8]) { self.init(CopiedText.ofResponse(input)) }

    /// Reads a text without the marks that were copied along with it.
    init(_ copied: PlacedText) {
        let head = MessageHead(request: copied.octets[...]) ?? MessageHead(redirect: copied.octets[...])
        lacksLocation = head.map { $0.target == nil } ?? false
        let target = head.map { $0.target ?? 0..<0 } ?? copied.octets.indices
        let escaped = EscapedText(copied.part(target), readsHTML: true)
        let query = EncodedQuery(escaped.text, names: ["code", "error"])
        traces = TextTraces(escaped.text, escaped, query)
        text = query.text ?? escaped.text
    }

    /// Whether the URL is only a path, so the host is not known.
    var isOriginForm: Bool { url.first == ascii("/") && url.dropFirst().first != ascii("/") }
}
