/// A request as it goes over the wire: the request line and the header fields (RFC 9112 §3).
public struct HTTPRequestHead: Equatable, Sendable {
    /// The lines without their line ends, the request line first.
    public let lines: [String]

    /// - Parameter headers: Fields to send besides `Host`, which is taken from the endpoint.
    public init(request: AuthorizationRequest, headers: [HTTPField], method: String = "GET") {
        let url = request.url
        let octets = Array(url.text.utf8)
        let segments = url.segments
        let authority = segments.filter { [.host, .port].contains($0.role) }
        // RFC 9112 §3.2.1: an origin-form target starts with a slash.
        let start = segments.first { $0.role == .path }?.range.lowerBound ?? authority.last?.range.upperBound ?? 0
        let target = String(decoding: octets[start...], as: UTF8.self)
        var lines = ["\(method) \(target.hasPrefix("/") ? target : "/" + target) HTTP/1.1"]
        if let first = authority.first, let last = authority.last {
            let host = String(decoding: octets[first.range.lowerBound..<last.range.upperBound], as: UTF8.self)
            lines.append("Host: \(host)")
        }
        self.lines = lines + headers.map { "\($0.name): \($0.value)" }
    }
}
