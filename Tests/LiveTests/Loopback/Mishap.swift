import Testing
import Wire

/// What real browsers and providers do: the page and the screen say what it is, and what to do.
struct Mishap: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var request: String
    var refusal: Refusal
    var page: String
    var said: String

    static let all = [
        Mishap(
            testDescription: "cookies",
            request: "GET /callback?ANSWER HTTP/1.1\r\nHost: HOST\r\nCookie: a=\(String(repeating: "x", count: 20_000))"
                + "\r\n\r\n",
            refusal: .fault(.headTooLong), page: "Delete them and load this page again",
            said: "mostly cookies. Delete the cookies of 127.0.0.1 and localhost in the browser, or paste the address"),
        Mishap(
            testDescription: "form_post",
            request: "POST /callback HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\n\r\na=b",
            refusal: .fault(.post), page: "Set response_mode=query or leave it out",
            said: "a form, sent with POST. Set response_mode=query or leave it out"),
        Mishap(
            testDescription: "proxy", request: "GET HTTP://HOST/callback?ANSWER HTTP/1.1\r\nHost: HOST\r\n\r\n",
            refusal: .fault(.absoluteForm), page: "out of its proxy settings",
            said: "Take 127.0.0.1, [::1] and localhost out of the browser's proxy settings, or paste the address"),
        Mishap(
            testDescription: "long answer",
            request: "GET /callback?ANSWER&x=\(String(repeating: "x", count: 8_192)) HTTP/1.1\r\nHost: HOST\r\n\r\n",
            refusal: .fault(.requestLineTooLong), page: "The address of this page has more than 8 KiB",
            said: "an address of more than 8 KiB. Paste the address that the browser shows"),
    ]
}
