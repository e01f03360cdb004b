import JSON
import Text

/// A text that was copied from somewhere, recognised as a message of an OAuth flow.
public struct PastedMessage: Sendable {
    /// The notation of the text.
    public enum Form: String, CaseIterable, Sendable {
        case url
        /// A query, or a form, without an address.
        case query
        case requestHead = "request-head"
        case responseHead = "response-head"
        case curl
        /// An entry of an HTTP Archive, or a whole one.
        case har
        case json
        /// A header field.
        case field
        case jwt
    }

    /// The kind of the text.
    public enum Kind: String, CaseIterable, Sendable {
        /// RFC 6749 §4.1.1.
        case request
        /// RFC 6749 §4.1.2.
        case answer = "response"
        /// RFC 6749 §4.1.3.
        case tokenRequest = "token-request"
        /// RFC 6749 §5.
        case tokenReply = "token-reply"
        /// `WWW-Authenticate` (RFC 6750 §3).
        case challenge
        /// A JSON Web Token (RFC 7519).
        case jwt
    }

    /// The form of the text.
    public let form: Form
    /// The possible kinds of the text, the likeliest first. Never empty.
    public let kinds: [Kind]
    let content: Content
    /// The text, to find its secrets wherever they are quoted.
    private(set) var source: [UInt8] = []

    /// The parts of a message, as far as the text has them.
    struct Content: Sendable {
        /// The text of a request or an answer, and whether it may begin with the head of a message.
        var url: PlacedText?
        var readsHead = false
        /// The target of a redirect, which may be a request, too.
        var location: PlacedText?
        var method: String?
        var fields: [RequestInput.Field] = []
        var body: String?
        var status: Int?
        var replyFields: [HTTPField] = []
        var replyBody: String?
        var challenge: String?
        var token: Secret?
        /// The sign that the end of the text is missing, and what to do; nil if there is none.
        var cut: (fault: String, advice: String)?
    }

    /// The largest text that is read, in octets.
    public static let largest = 1 << 20

    /// Recognises a text.
    ///
    /// - Parameters:
    ///   - text: A URL, a query, the head of a request or a response, a curl command, an entry of a HAR file, a token
    ///     request or reply, a `WWW-Authenticate` field, or a JSON Web Token.
    ///   - kind: The kind to read it as, or nil to recognise the kind. Returns nil if it cannot be read as that.
    public init?(_ text: String, as kind: Kind? = nil) {
        guard text.utf8.count <= Self.largest else { return nil }
        let octets = Array(text.utf8)
        guard let found = PastedText(octets).recognised(as: kind) else { return nil }
        self = found
        source = octets
        if let kind, kinds.first != kind { return nil }
    }

    /// Returns the reason why a text is not recognised.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - kind: The kind that it was read as; nil for any.
    /// - Returns: The reason and what to do, as the end of a sentence.
    public static func fault(of text: String, as kind: Kind? = nil) -> String {
        guard text.utf8.count <= largest else {
            return "it has \(text.utf8.count.grouped) bytes, and at most \(largest.grouped) are read: "
                + "give only the request, or one entry of the file"
        }
        let octets = Array(text.utf8)[...].trimmed
        if octets.isEmpty { return "it is empty" }
        if kind == nil || kind == .jwt, let fault = tokenFault(of: text) { return fault }
        let cut = CurlCommand.isCurl(octets) ? CurlCommand.fault(of: octets) : nil
        if let cut { return cut }
        return kind == nil
            ? "it has no parameter of an OAuth flow, such as response_type or code" : "it cannot be read as this kind"
    }

    /// Returns the reason why a text that looks like a JSON Web Token cannot be read.
    ///
    /// - Parameter text: The text.
    /// - Returns: The reason, as the end of a sentence; nil if it does not look like one.
    public static func tokenFault(of text: String) -> String? {
        guard text.utf8.count <= largest else { return nil }
        return TokenClaims.fault(of: PastedText(Array(text.utf8)).tokenText)
    }

    init(_ form: Form, _ kinds: [Kind], _ content: Content) {
        self.form = form
        self.kinds = kinds
        self.content = content
    }

    /// Returns whether a text can be recognised.
    ///
    /// - Parameter text: The text.
    /// - Returns: Whether it is.
    public static func isRecognised(_ text: String) -> Bool { PastedMessage(text) != nil }
}

extension PastedMessage.Kind {
    /// The kind in words, such as `token request`.
    public var words: String {
        switch self {
        case .request: "authorization request"
        case .answer: "redirect"
        case .tokenRequest: "token request"
        case .tokenReply: "token reply"
        case .challenge: "WWW-Authenticate"
        case .jwt: "JSON Web Token"
        }
    }
}

extension PastedMessage.Form {
    /// The form in words, such as `curl command`.
    public var words: String {
        switch self {
        case .url: "URL"
        case .query: "query"
        case .requestHead: "request head"
        case .responseHead: "response head"
        case .curl: "curl command"
        case .har: "HAR entry"
        case .json: "JSON"
        case .field: "header field"
        case .jwt: "JWT"
        }
    }
}
