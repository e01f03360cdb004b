import OAuth

extension HTTPResponse {
    /// Creates a response that must not be cached or shared (RFC 6749 §5.1, RFC 9700 §4.2.4).
    static func rehearsed(status: Int, fields: [HTTPField], body: [UInt8] = []) -> HTTPResponse {
        let closed = [
            HTTPField(name: "Cache-Control", value: "no-store"),
            HTTPField(name: "Referrer-Policy", value: "no-referrer"),
            HTTPField(name: "X-Content-Type-Options", value: "nosniff"),
        ]
        return HTTPResponse(status: status, fields: fields + closed, body: body)
    }

    static func page(_ page: Page, status: Int) -> HTTPResponse {
        rehearsed(
            status: status,
            fields: [
                HTTPField(name: "Content-Type", value: "text/html; charset=utf-8"),
                HTTPField(name: "Content-Security-Policy", value: page.policy),
                // RFC 9700 §4.16; for clients that do not know frame-ancestors.
                HTTPField(name: "X-Frame-Options", value: "DENY"),
            ],
            body: Array(page.html.text.utf8))
    }

    /// Creates a redirect. 303 turns the request into a GET; 307 would send the form on to the client (RFC 9700 §4.12).
    static func redirect(to location: String) -> HTTPResponse {
        rehearsed(status: 303, fields: [HTTPField(name: "Location", value: location)])
    }

    static func json(_ text: String, status: Int) -> HTTPResponse {
        rehearsed(
            status: status, fields: [HTTPField(name: "Content-Type", value: "application/json")],
            body: Array((text + "\n").utf8))
    }

    func adding(_ name: String, _ value: String) -> HTTPResponse {
        var response = self
        response.fields.append(HTTPField(name: name, value: value))
        return response
    }
}
