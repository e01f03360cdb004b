/// Why what came in is no request that a server on loopback takes.
package enum RequestFault: Error, Equatable, CaseIterable, Sendable {
    /// Not HTTP/1 as RFC 9112 writes it.
    case malformed
    case version
    case method
    /// No `Host`, or two.
    case host
    case requestLineTooLong
    case headTooLong
    case bodyTooLong
    /// A body where none may be, or one whose length cannot be told.
    case body
    /// The connection took too long for it.
    case slow

    package var status: Int {
        switch self {
        case .malformed, .host, .body: 400
        case .method: 405
        case .slow: 408
        case .bodyTooLong: 413
        case .requestLineTooLong: 414
        case .headTooLong: 431
        case .version: 505
        }
    }

    /// What is wrong, for people.
    package var text: String {
        switch self {
        case .malformed: "no HTTP request"
        case .version: "another version of HTTP"
        case .method: "another method than a browser's GET"
        case .host: "not exactly one Host field"
        case .requestLineTooLong: "a request line that is too long"
        case .headTooLong: "too many header fields, or too long ones"
        case .bodyTooLong: "a body that is too long"
        case .body: "a body where none belongs"
        case .slow: "a request that took too long"
        }
    }
}
