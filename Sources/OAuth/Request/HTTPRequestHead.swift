import Text

/// The head of a request as it is sent: the request line and the header fields (RFC 9112 §3).
public struct HTTPRequestHead: Equatable, Sendable {
    /// The lines without their line ends, the request line first.
    public let lines: [String]

    /// - Parameter headers: Fields besides `Host`, which comes from the endpoint.
    public init(request: AuthorizationRequest, headers: [HTTPField], method: String = "GET") {
        self.init(method: method, url: request.url.text, headers: headers)
    }

    /// - Parameter headers: Fields besides `Host`, which comes from the URL.
    init(method: String, url: String, headers: [HTTPField]) {
        let parts = URIReference(url)
        let target = parts.text(of: parts.path.lowerBound..<(parts.query ?? parts.path).upperBound)
        // RFC 9112 §3.2.1: an origin-form target starts with a slash.
        var lines = ["\(method) \(target.hasPrefix("/") ? target : "/" + target) HTTP/1.1"]
        let host = parts.text(of: parts.hostAndPort)
        if !host.isEmpty { lines.append("Host: \(host)") }
        self.lines = lines + headers.map { "\($0.name): \($0.value)" }
    }
}
