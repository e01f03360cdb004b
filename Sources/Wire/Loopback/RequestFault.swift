/// The reason why a server on loopback rejects a request.
package enum RequestFault: Error, Equatable, CaseIterable, Sendable {
    /// It does not follow the HTTP/1 syntax of RFC 9112.
    case malformed
    case version
    case method
    /// POST is not allowed. An answer with response_mode=form_post is sent this way.
    case post
    /// The target is in absolute form, which browsers send to a proxy (RFC 9112 §3.2.2).
    case absoluteForm
    /// There is no `Host`, or there are two.
    case host
    case requestLineTooLong
    /// The header fields are too long. In browsers, cookies are the usual cause.
    case headTooLong
    case tooManyFields
    case bodyTooLong
    /// There is a body that is not allowed, or one of unknown length.
    case body
    /// The request took too long.
    case slow

    package var status: Int {
        switch self {
        case .malformed, .absoluteForm, .host, .body: 400
        case .method, .post: 405
        case .slow: 408
        case .bodyTooLong: 413
        case .requestLineTooLong: 414
        case .headTooLong, .tooManyFields: 431
        case .version: 505
        }
    }

    /// The problem, for people.
    package var text: String {
        switch self {
        case .malformed: "not an HTTP request"
        case .version: "an unsupported version of HTTP"
        case .method: "a method other than GET"
        case .post: "a form, sent with POST"
        case .absoluteForm: "a request for a proxy"
        case .host: "not exactly one Host field"
        case .requestLineTooLong: "an address of more than 8 KiB"
        case .headTooLong: "a request with more than 16 KiB of header fields, mostly cookies"
        case .tooManyFields: "too many header fields"
        case .bodyTooLong: "a body that is too long"
        case .body: "a body that is not allowed"
        case .slow: "a request that took too long"
        }
    }

    /// Advice for the user, a sentence without its full stop; nil if there is none.
    package var remedy: String? {
        switch self {
        case .post: "Set response_mode=query or omit it, and start again"
        case .absoluteForm: "Exclude 127.0.0.1, [::1] and localhost from the browser's proxy"
        case .headTooLong: "Delete the cookies of 127.0.0.1 and localhost in the browser"
        case .malformed, .version, .method, .host, .requestLineTooLong, .tooManyFields, .bodyTooLong, .body, .slow: nil
        }
    }
}
