import NIOHTTP1
import OAuth

/// What a token endpoint answered.
package struct TokenAnswer: Sendable {
    package let reply: TokenReply
    /// Of HTTP.
    package let status: Int
    /// Fields in which the server announces something, such as `X-VERSION-NOTICE`, `Deprecation` or `Sunset`, as the
    /// server writes them: sanitise them before they are shown.
    package let notices: [HTTPField]

    init(reply: TokenReply, status: Int, _ notices: [HTTPField]) {
        self.reply = reply
        self.status = status
        self.notices = notices
    }

    /// No server has that much to say.
    private static let mostNotices = 16

    /// The fields that announce something: one named like a field that was sent with `-NOTICE` behind it, and those of
    /// RFC 9745 (Deprecation), RFC 8594 (Sunset) and RFC 7234 §5.5 (Warning).
    static func notices(in headers: HTTPHeaders, answering sent: [HTTPField]) -> [HTTPField] {
        let names = sent.map { $0.name + "-Notice" } + ["Deprecation", "Sunset", "Warning"]
        return headers.lazy.map { HTTPField(name: $0.name, value: $0.value) }
            .filter { field in names.contains { field.isNamed($0) } }
            .prefix(mostNotices).map { $0 }
    }
}
