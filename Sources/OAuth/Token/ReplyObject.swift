import JSON
import Text

/// The members of a reply. Null counts as absent. Unknown members are ignored (RFC 6749 §5.1).
struct ReplyObject {
    private static let longestToken = 4_096
    private static let longestIDToken = 16_384
    private static let greatestLifetime = 1 << 31

    private let value: JSONValue
    /// The oddities found so far.
    private(set) var notices: [TokenNotice]

    init(_ value: JSONValue, notices: [TokenNotice]) {
        self.value = value
        self.notices = notices
    }

    private var isForm: Bool { notices.contains(.formEncoded) }

    var isObject: Bool { if case .object = value { true } else { false } }

    private func member(_ name: String) -> JSONValue? {
        guard let member = value[name], member != .null else { return nil }
        return member
    }

    private func text(_ name: String) -> String? {
        if case .string(let text)? = member(name), !text.isEmpty { text } else { nil }
    }

    // MARK: A refusal

    var hasToken: Bool { member("access_token") != nil }

    /// Whether there is an error. An empty or false `error` does not count: some servers send it with every token.
    var hasError: Bool {
        switch member("error") {
        case nil, .string("")?, .bool(false)?: false
        default: true
        }
    }

    /// The error code, or nil when it does not have the form of one (RFC 6749 §5.2).
    var errorCode: String? {
        guard let code = text("error"), code.utf8.allSatisfy(\.isErrorText) else { return nil }
        return code
    }

    var errorURI: String? { text("error_uri") }

    // MARK: A token

    /// Returns a member with the form of a token: 1*VSCHAR (RFC 6749 Appendix A.12, A.17).
    private func token(_ name: String, longest: Int = longestToken) -> Secret? {
        guard let text = text(name), text.utf8.count <= longest, text.utf8.allSatisfy(\.isVisible) else {
            return nil
        }
        return Secret(text)
    }

    func accessToken() throws(TokenReplyProblem) -> Secret {
        guard let token = token("access_token") else { throw .malformedToken }
        return token
    }

    mutating func refreshToken() -> Secret? {
        guard member("refresh_token") != nil else { return nil }
        let token = token("refresh_token")
        if token == nil { notices.append(.unusableRefreshToken) }
        return token
    }

    /// Returns the ID token. One that cannot be a token is left out, because it is only shown and compared.
    func idToken() -> Secret? { token("id_token", longest: Self.longestIDToken) }

    mutating func tokenType() throws(TokenReplyProblem) -> String {
        switch member("token_type") {
        case nil, .string("")?:
            notices.append(.noTokenType)
            return "Bearer"
        // RFC 6749 §5.1: the value is case-insensitive.
        case .string(let type)? where type.utf8.lazy.map(\.lowercased).elementsEqual("bearer".utf8): return type
        default: throw .unknownTokenType
        }
    }

    mutating func lifetime() -> Int? {
        guard let member = member("expires_in") else { return nil }
        var seconds: Int?
        var notice: TokenNotice?
        switch member {
        case .number(let number):
            seconds = WholeNumber.reading(number.text)
            notice = number.integer == nil ? .lifetimeAsDecimal : nil
        case .string(let text):
            seconds = WholeNumber.reading(text)
            notice = isForm ? nil : .lifetimeAsText
        default: break
        }
        guard let seconds, seconds <= Self.greatestLifetime else {
            notices.append(.unusableLifetime)
            return nil
        }
        if let notice { notices.append(notice) }
        return seconds
    }

    mutating func scope() -> String? {
        switch member("scope") {
        case nil: return nil
        case .string(let scope)?:
            // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ), with spaces between.
            if !scope.utf8.allSatisfy(\.isErrorText) { notices.append(.scopeWithOtherCharacters) }
            return scope
        case let other?:
            let scope = Self.list(other)
            notices.append(scope == nil ? .unreadableScope : .scopeAsArray)
            return scope
        }
    }

    /// Returns the texts of an array, joined with spaces, or nil when the value is anything else.
    private static func list(_ value: JSONValue) -> String? {
        guard case .array(let elements) = value else { return nil }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element else { return nil }
            texts.append(text)
        }
        return texts.joined(separator: " ")
    }

    // MARK: The server's own words

    /// The places other than `error_description` where servers are known to give a reason: as text, or in an object or
    /// array of texts.
    private static let places = [
        ["error", "message"], ["error", "error_description"], ["error", "description"], ["error", "detail"],
        ["errors", "0", "message"], ["errors", "0", "detail"], ["errors", "0", "title"], ["errors", "0"], ["errors"],
        ["message"], ["error_message"], ["errorMessage"], ["error_msg"], ["detail"], ["details"], ["title"],
        ["description"], ["reason"], ["msg"], ["fault", "faultstring"], ["error"],
    ]

    /// Returns the server's message, unless it is only the error code. Never read from a reply with a token.
    func words(besides code: String?) -> ServerWords? {
        guard !hasToken else { return nil }
        if let text = text("error_description"), let words = ServerWords(text, at: nil) { return words }
        for path in Self.places where code == nil || path != ["error"] {
            let text = Self.text(at: path[...], in: value)
            if let words = text.flatMap({ ServerWords($0, at: path.joined(separator: ".")) }) { return words }
        }
        if case .string(let text) = value { return ServerWords(text, at: "the reply") }
        return nil
    }

    private static func text(at path: ArraySlice<String>, in value: JSONValue) -> String? {
        switch (value, path.first) {
        case (.string(let text), nil): text
        case (.object, let name?): value[name].flatMap { text(at: path.dropFirst(), in: $0) }
        case (.array(let elements), "0"): elements.first.flatMap { text(at: path.dropFirst(), in: $0) }
        default: nil
        }
    }
}
