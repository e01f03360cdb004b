/// Why what came in is no request that a server on loopback takes.
package enum RequestFault: Error, Equatable, CaseIterable, Sendable {
    /// Not HTTP/1 as RFC 9112 writes it.
    case malformed
    case version
    case method
    /// POST where it is not taken: an answer with response_mode=form_post comes this way.
    case post
    /// A target in absolute form, which browsers write for a proxy (RFC 9112 §3.2.2).
    case absoluteForm
    /// No `Host`, or two.
    case host
    case requestLineTooLong
    /// Too many octets of header fields: cookies, where a browser sends them.
    case headTooLong
    case tooManyFields
    case bodyTooLong
    /// A body where none may be, or one whose length cannot be told.
    case body
    /// The connection took too long for it.
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

    /// What is wrong, for people.
    package var text: String {
        switch self {
        case .malformed: "no HTTP request"
        case .version: "another version of HTTP"
        case .method: "another method than a browser's GET"
        case .post: "a form, sent with POST"
        case .absoluteForm: "a request that is written for a proxy"
        case .host: "not exactly one Host field"
        case .requestLineTooLong: "an address of more than 8 KiB"
        case .headTooLong: "a request with more than 16 KiB of header fields, mostly cookies"
        case .tooManyFields: "too many header fields"
        case .bodyTooLong: "a body that is too long"
        case .body: "a body where none belongs"
        case .slow: "a request that took too long"
        }
    }

    /// What the user can do about it, a sentence without its full stop; nil where there is nothing to do.
    package var remedy: String? {
        switch self {
        case .post: "Set response_mode=query or leave it out, and start again"
        case .absoluteForm: "Take 127.0.0.1, [::1] and localhost out of the browser's proxy settings"
        case .headTooLong: "Delete the cookies of 127.0.0.1 and localhost in the browser"
        case .malformed, .version, .method, .host, .requestLineTooLong, .tooManyFields, .bodyTooLong, .body, .slow: nil
        }
    }
}
