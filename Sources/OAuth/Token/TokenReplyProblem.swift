/// The reason why a reply is neither a token nor an error response. No case quotes a reply that may contain tokens.
public enum TokenReplyProblem: Error, Equatable {
    /// The body has more than 65,536 octets.
    case tooLarge
    /// The server redirects the request. Redirects are not followed, because the code would be sent along (RFC 6749
    /// §10.6).
    case redirected(status: Int)
    /// The status is 500 or above, and the body has no error code.
    case serverFailed(status: Int, ServerWords? = nil)
    /// The status is not allowed for a token endpoint, and the body has no error code.
    case unexpectedStatus(Int, ServerWords? = nil)
    /// The body has this content encoding, which was not requested.
    case encoded(String)
    /// The octet at this place is not valid UTF-8 (RFC 8259 §8.1).
    case notUTF8(line: Int, column: Int)
    /// A name occurs twice (RFC 8259 §4), so it is not clear which value counts. The name is given if RFC 6749 defines
    /// it, and the place if it is known.
    case repeatedName(String?, line: Int, column: Int)
    /// The body is a web page.
    case webPage(ServerWords?)
    /// The body is not a JSON object with at most 16 levels (RFC 8259).
    case notJSON(line: Int, column: Int)
    /// There is neither an access token nor an error code.
    case noToken(ServerWords? = nil)
    /// The access token is not a string, empty, too long, or has characters that are not allowed.
    case malformedToken
    /// The token type is not Bearer, so the token cannot be used safely (RFC 6749 §7.1).
    case unknownTokenType
    /// The reply has both an access token and an error.
    case contradictory

    /// Whether the status redirects the request (RFC 9110 §15.4). 304 does not.
    static func isRedirect(_ status: Int) -> Bool { [301, 302, 303, 307, 308].contains(status) }

    /// The problem and advice, in a few sentences.
    public var message: String {
        switch self {
        case .tooLarge: "The reply exceeds the limit of 65,536 bytes."
        case .redirected(let status):
            "The token endpoint redirects (\(status)); the code was not sent on. Check the endpoint's address."
        case .serverFailed(let status, let words):
            "The server failed (\(status)).\(Self.quote(words)) Start again later; the code may be used up."
        case .unexpectedStatus(304, _):
            "The server answered with status 304, which means that nothing has changed since an earlier reply. "
                + "There was none, and 304 is not a redirect. Check the endpoint's address."
        case .unexpectedStatus(let status, nil):
            "The server answered with status \(status) and without a reason. Check the endpoint's address."
        case .unexpectedStatus(let status, let words):
            "The server answered with status \(status) and without an error code.\(Self.quote(words)) "
                + "Check the endpoint's address and the request."
        case .encoded(let coding):
            "The reply is compressed (\(coding)), which was not requested, and cannot be read."
        case .notUTF8(let line, let column):
            "The reply is not UTF-8, at line \(line), column \(column), and JSON must be."
        case .repeatedName(let name, let line, let column):
            "The reply has \(name ?? "a name") twice, the second time at line \(line), column \(column), "
                + "and it is not clear which one counts."
        case .webPage(let title):
            "The reply is a web page, not a token.\(Self.quote(title)) Check the endpoint's address."
        case .notJSON(let line, let column):
            "The reply is not JSON, which RFC 6749 requires, at line \(line), column \(column). Check the endpoint's address."
        case .noToken(let words):
            "The reply has neither access_token nor an error code.\(Self.quote(words)) Check the endpoint's address."
        case .malformedToken:
            "The reply's access_token is not 1 to 4,096 printable ASCII characters (RFC 6749 A.12), and was rejected."
        case .unknownTokenType: "The token type is not Bearer, which is the only one supported."
        case .contradictory: "The reply has both a token and an error. Start again."
        }
    }

    private static func quote(_ words: ServerWords?) -> String { words.map { " \($0.sentence)" } ?? "" }
}
