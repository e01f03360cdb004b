import Testing
import Wire

/// Common mistakes of real browsers and providers. The page and the screen name the mistake and give advice.
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
            refusal: .fault(.post), page: "Set response_mode=query or omit it",
            said: "a form, sent with POST. Set response_mode=query or omit it"),
        Mishap(
            testDescription: "proxy", request: "GET HTTP://HOST/callback?ANSWER HTTP/1.1\r\nHost: HOST\r\n\r\n",
            refusal: .fault(.absoluteForm), page: "from its proxy settings",
            said: "Exclude 127.0.0.1, [::1] and localhost from the browser's proxy, or paste the address"),
        Mishap(
            testDescription: "long answer",
            request: "GET /callback?ANSWER&x=\(String(repeating: "x", count: 8_192)) HTTP/1.1\r\nHost: HOST\r\n\r\n",
            refusal: .fault(.requestLineTooLong), page: "The address of this page has more than 8 KiB",
            said: "an address of more than 8 KiB. Paste the address that the browser shows"),
    ]
}
