import JSON
import Text

extension TokenReply {
    /// The largest body in octets.
    public static let largestBody = 65_536

    /// Reads a reply.
    ///
    /// - Parameters:
    ///   - status: The HTTP status. Some servers send errors with 200, so the body decides. A 3xx is never read.
    ///   - contentEncoding: The value of the field with this name, or an empty text.
    ///   - body: The body as received. It is not kept.
    ///   - secrets: The secrets of the request. They are redacted if the server repeats them in a message.
    /// - Throws: `TokenReplyProblem` if it is neither a token nor an error response within the limits.
    public init(
        status: Int, contentEncoding: String = "", body: [UInt8], hiding secrets: [Secret] = []
    ) throws(TokenReplyProblem) {
        guard !(300..<400).contains(status) else {
            throw TokenReplyProblem.isRedirect(status) ? .redirected(status: status) : .unexpectedStatus(status)
        }
        guard body.count <= Self.largestBody else { throw .tooLarge }
        if let coding = Self.coding(contentEncoding, body) { throw .encoded(coding) }
        let read = ReplyBody(body)
        var notices: [TokenNotice] = read.hasByteOrderMark ? [.byteOrderMark] : []
        let value: JSONValue
        switch read.content {
        case .json(let json): value = json
        case .form(let form):
            value = form
            notices.append(.formEncoded)
        case .page(let page):
            let title = page?.hiding(secrets)
            throw Self.problem(of: status, title) ?? .webPage(title)
        case .unreadable(.notJSON(let line, let column), let words):
            throw Self.problem(of: status, words?.hiding(secrets)) ?? .notJSON(line: line, column: column)
        case .unreadable(let problem, _): throw status >= 500 ? .serverFailed(status: status) : problem
        }
        let object = ReplyObject(value, notices: notices)
        guard !object.hasToken || !object.hasError else { throw .contradictory }
        let code = object.errorCode
        let words = object.words(besides: code)?.hiding(secrets)
        if let code {
            self = .refused(TokenRefusal(code: code, words: words, uri: object.errorURI))
            return
        }
        if let problem = Self.problem(of: status, words) { throw problem }
        guard object.isObject else { throw .notJSON(line: 1, column: 1) }
        guard object.hasToken else { throw .noToken(words) }
        self = .granted(try TokenResponse(object))
    }

    /// Returns the problem with the status, or nil: 200 grants (RFC 6749 §5.1); 400 and 401 are errors with a code
    /// (§5.2).
    private static func problem(of status: Int, _ words: ServerWords?) -> TokenReplyProblem? {
        switch status {
        case 200..<300: nil
        case 500...: .serverFailed(status: status, words)
        default: .unexpectedStatus(status, words)
        }
    }

    /// Returns the content coding of the body, such as `gzip`, or nil when it has none.
    private static func coding(_ field: String, _ body: [UInt8]) -> String? {
        let name = Array(field.utf8)[...].trimmed.asciiLowercased
        guard name.isEmpty || name.equals("identity") else {
            // The field is foreign text. It is not repeated unless it looks like a name.
            let isName = name.count <= 20 && name.allSatisfy { $0.isLetter || $0.isDigit || $0 == ascii("-") }
            return isName ? String(octets: name) : "in a way without a name"
        }
        // RFC 1952 §2.3.1: text never begins like this.
        return body.starts(with: [0x1F, 0x8B]) ? "gzip" : nil
    }
}

extension TokenResponse {
    fileprivate init(_ object: ReplyObject) throws(TokenReplyProblem) {
        var object = object
        accessToken = try object.accessToken()
        tokenType = try object.tokenType()
        expiresIn = object.lifetime()
        refreshToken = object.refreshToken()
        idToken = object.idToken()
        scope = object.scope()
        notices = object.notices
    }
}
