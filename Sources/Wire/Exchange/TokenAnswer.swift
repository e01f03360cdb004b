import NIOHTTP1
import OAuth

/// The response of a token endpoint.
package struct TokenAnswer: Sendable {
    package let reply: TokenReply
    /// The HTTP status code.
    package let status: Int
    /// Fields with announcements of the server, such as `X-VERSION-NOTICE`, `Deprecation` or `Sunset`. They are foreign
    /// text: sanitise them before you show them.
    package let notices: [HTTPField]

    init(reply: TokenReply, status: Int, _ notices: [HTTPField]) {
        self.reply = reply
        self.status = status
        self.notices = notices
    }

    /// The maximum number of announcements that are kept.
    private static let mostNotices = 16

    /// Returns the fields with announcements: those named like a sent field with `-NOTICE` appended, and those of RFC
    /// 9745 (Deprecation), RFC 8594 (Sunset) and RFC 7234 §5.5 (Warning).
    static func notices(in headers: HTTPHeaders, answering sent: [HTTPField]) -> [HTTPField] {
        let names = sent.map { $0.name + "-Notice" } + ["Deprecation", "Sunset", "Warning"]
        return headers.lazy.map { HTTPField(name: $0.name, value: $0.value) }
            .filter { field in names.contains { field.isNamed($0) } }
            .prefix(mostNotices).map { $0 }
    }
}
