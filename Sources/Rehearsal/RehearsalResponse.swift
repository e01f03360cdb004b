import OAuth

/// What the rehearsal provider answers. `Content-Length`, `Date` and `Connection` are left to whoever sends it.
public struct RehearsalResponse: Equatable, Sendable {
    public var status: Int
    public var fields: [HTTPField]
    public var body: [UInt8]
    /// How long to wait before it is sent.
    public var delayMilliseconds = 0
    /// A URL on loopback that whoever serves this fetches once after it has sent the response, following nothing: the
    /// second copy of the answer under `Fault.answerTwice`. No page can make a browser send it without a script.
    public var repeatedAnswer: String?

    init(status: Int, fields: [HTTPField], body: [UInt8] = []) {
        self.status = status
        // Nothing that is answered here is for anybody else's eyes or for later (RFC 6749 §5.1, RFC 9700 §4.2.4).
        self.fields =
            fields + [
                HTTPField(name: "Cache-Control", value: "no-store"),
                HTTPField(name: "Referrer-Policy", value: "no-referrer"),
                HTTPField(name: "X-Content-Type-Options", value: "nosniff"),
            ]
        self.body = body
    }

    /// The value of the first field with this name, in any case.
    public subscript(field name: String) -> String? { fields.first { $0.isNamed(name) }?.value }
}

extension RehearsalResponse {
    static func page(_ page: Page, status: Int) -> RehearsalResponse {
        RehearsalResponse(
            status: status,
            fields: [
                HTTPField(name: "Content-Type", value: "text/html; charset=utf-8"),
                HTTPField(name: "Content-Security-Policy", value: page.policy),
                // RFC 9700 §4.16; for what does not know frame-ancestors.
                HTTPField(name: "X-Frame-Options", value: "DENY"),
            ],
            body: Array(page.html.text.utf8))
    }

    /// RFC 9700 §4.12: 303 makes a GET of it, where 307 would send the form on to the client.
    static func redirect(to location: String) -> RehearsalResponse {
        RehearsalResponse(status: 303, fields: [HTTPField(name: "Location", value: location)])
    }

    static func json(_ text: String, status: Int) -> RehearsalResponse {
        RehearsalResponse(
            status: status, fields: [HTTPField(name: "Content-Type", value: "application/json")],
            body: Array((text + "\n").utf8))
    }

    func adding(_ name: String, _ value: String) -> RehearsalResponse {
        var response = self
        response.fields.append(HTTPField(name: name, value: value))
        return response
    }
}
