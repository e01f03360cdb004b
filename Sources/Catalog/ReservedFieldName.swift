/// The names of header fields that a provider file cannot use: a second one would change the recipient, the sender
/// or the end of the request.
enum ReservedFieldName {
    /// All names, in lower case and sorted.
    static let all = (connection + routing + content + credentials + negotiation + others).sorted()

    /// RFC 9110 §7.6.1 and RFC 9112 §6, §7.1.2, §9: the connection, and the end of a message.
    private static let connection = [
        "close", "connection", "content-length", "expect", "http2-settings", "keep-alive", "max-forwards",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// RFC 9110 §7.2, §7.6.3, §10.1; RFC 7239; RFC 6454: the recipient of the request, and its sender.
    private static let routing = [
        "date", "forwarded", "from", "host", "origin", "referer", "user-agent", "via", "x-forwarded-for",
        "x-forwarded-host", "x-forwarded-proto",
    ]

    /// RFC 9110 §8: the form of the body.
    private static let content = [
        "content-encoding", "content-language", "content-location", "content-range", "content-type",
    ]

    /// RFC 9110 §11; RFC 6265; RFC 9449 §4.
    private static let credentials = [
        "authorization", "cookie", "cookie2", "dpop", "proxy-authenticate", "proxy-authorization", "set-cookie",
        "www-authenticate",
    ]

    /// RFC 9110 §12.5: the accepted forms of the response. The program sends some of these fields itself.
    private static let negotiation = ["accept", "accept-charset", "accept-encoding", "accept-language"]

    /// RFC 9110 §13.1, §14.2; RFC 9111 §5: requests for a part of the response, or for a cached one.
    private static let others = [
        "cache-control", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "pragma",
        "range",
    ]

    /// Whether the name is reserved. Case does not matter (RFC 9110 §5.1).
    static func contains(_ name: String) -> Bool {
        let lower = name.utf8.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        return all.contains { $0.utf8.elementsEqual(lower) }
    }
}
