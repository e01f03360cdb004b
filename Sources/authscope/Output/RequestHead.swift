import OAuth

/// An authorization request as the head of an HTTP request, the way a browser would send it (RFC 9112 §3).
struct RequestHead {
    var url: AuthorizationURL
    var headers: [HTTPField]

    /// Request line, Host, the other fields, and the empty line that ends a head.
    var text: String {
        let octets = Array(url.text.utf8)
        let host = url.segments.first { $0.role == .host }?.range ?? 0..<0
        let authorityEnd = url.segments.last { $0.role == .port }?.range.upperBound ?? host.upperBound
        let path = octets[authorityEnd...].prefix { $0 != UInt8(ascii: "#") }
        // RFC 9112 §3.2.1: an empty path is sent as "/".
        let target = (path.first == UInt8(ascii: "/") ? "" : "/") + String(decoding: path, as: UTF8.self)
        let authority = String(decoding: octets[host.lowerBound..<authorityEnd], as: UTF8.self)
        let fields = [HTTPField(name: "Host", value: authority)] + headers
        return (["GET \(target) HTTP/1.1"] + fields.map { "\($0.name): \($0.value)" }).joined(separator: "\n") + "\n\n"
    }
}
