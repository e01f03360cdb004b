import Text

/// A request to a token endpoint as it is sent, valid or not. The linter checks it.
///
/// It contains secrets as plain text. Create it just before it is sent or checked, and do not keep it.
public struct TokenRequestMessage: Equatable, Sendable {
    public var method: String
    public var url: String
    public var headers: [HTTPField]
    public var body: String

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - method: The HTTP method.
    ///   - url: The URL that the request is sent to.
    ///   - headers: The header fields in the order in which they are sent.
    ///   - body: The content.
    public init(method: String = "POST", url: String, headers: [HTTPField] = [], body: String) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// Returns the value of the first field with this name, in any case.
    ///
    /// - Parameter name: The field's name.
    /// - Returns: The value, or nil.
    public subscript(header name: String) -> String? { headers.first { $0.isNamed(name) }?.value }

    /// The media type without parameters, in lower case (RFC 9110 §8.3.1); empty if there is none.
    var mediaType: String {
        let value = Array((self[header: "Content-Type"] ?? "").utf8)
        return String(octets: value[..<(value.firstIndex(of: ascii(";")) ?? value.count)].trimmed.asciiLowercased)
    }

    /// The encoded credentials of Basic authentication; nil if it is not used.
    private var basicText: String? {
        guard usesBasicAuthentication else { return nil }
        let field = Array((self[header: "Authorization"] ?? "").utf8)
        return String(octets: field.drop { $0 != 0x20 }.trimmed)
    }

    /// The client ID in the credentials of Basic authentication, or their problem; nil if it is not used.
    var basicIdentity: Result<String, BasicProblem>? {
        guard let text = basicText else { return nil }
        guard let octets = Base64.decode(text) else { return .failure(.notBase64) }
        guard String(validating: octets, as: UTF8.self) != nil else { return .failure(.notUTF8) }
        if octets.last == 0x0a { return .failure(.endsInLineFeed) }
        if String(octets: octets).unicodeScalars.contains(where: { CodePoint.isControl($0.value) }) {
            return .failure(.controlCharacter)
        }
        guard let colon = octets.firstIndex(of: ascii(":")) else { return .failure(.noColon) }
        // RFC 6749 §2.3.1: both are form-encoded.
        return .success(PercentCoding.decode(octets[..<colon]))
    }

    enum BasicProblem: Error {
        case notBase64, notUTF8, endsInLineFeed, controlCharacter, noColon
    }

    /// Whether the client authenticates with Basic (RFC 7617 §2).
    var usesBasicAuthentication: Bool {
        let scheme = (self[header: "Authorization"] ?? "").utf8.prefix { $0 != 0x20 }
        return scheme.lazy.map(\.lowercased).elementsEqual("basic".utf8)
    }
}
