import Testing

/// A request that carries the right answer and must be refused all the same.
struct MalformedRequest: CustomTestStringConvertible {
    let name: String
    /// The request. `HOST` and `ANSWER` are replaced by those of the attempt.
    let text: String
    let status: Int

    init(_ name: String, _ status: Int, _ text: String) {
        self.name = name
        self.status = status
        self.text = text
    }

    var testDescription: String { name }

    private static func field(_ name: String, _ status: Int, _ field: String) -> MalformedRequest {
        MalformedRequest(name, status, "GET /callback?ANSWER HTTP/1.1\r\nHost: HOST\r\n\(field)\r\n\r\n")
    }

    private static func host(_ name: String, _ status: Int, _ hosts: String) -> MalformedRequest {
        MalformedRequest(name, status, "GET /callback?ANSWER HTTP/1.1\r\n\(hosts)\r\n\r\n")
    }

    private static func line(_ name: String, _ status: Int, _ line: String) -> MalformedRequest {
        MalformedRequest(name, status, "\(line)\r\nHost: HOST\r\n\r\n")
    }

    static let all: [MalformedRequest] = [
        host("no Host", 400, "Accept: */*"),
        host("two Hosts", 400, "Host: HOST\r\nHost: HOST"),
        host("two Hosts, one elsewhere", 400, "Host: HOST\r\nHost: evil.example"),
        host("two hosts in one field", 421, "Host: HOST, HOST"),
        host("another Host", 421, "Host: evil.example"),
        host("another port in Host", 421, "Host: 127.0.0.1:1"),
        host("no port in Host", 421, "Host: 127.0.0.1"),
        host("a name in Host", 421, "Host: localhost:1"),
        host("user in Host", 421, "Host: user@HOST"),
        host("Host that is empty", 421, "Host:"),
        host("Host with a path", 421, "Host: HOST/"),
        line("absolute form", 400, "GET http://HOST/callback?ANSWER HTTP/1.1"),
        line("authority form", 405, "CONNECT HOST HTTP/1.1"),
        line("asterisk form", 405, "OPTIONS * HTTP/1.1"),
        line("GET of an asterisk", 400, "GET * HTTP/1.1"),
        line("line of a megabyte", 414, "GET /callback?ANSWER&x=\(String(repeating: "x", count: 1 << 20)) HTTP/1.1"),
        line("line too long by little", 414, "GET /callback?ANSWER&x=\(String(repeating: "x", count: 8_192)) HTTP/1.1"),
        field("head too long", 431, "X: \(String(repeating: "x", count: 16_384))"),
        field("65 fields", 431, (0..<64).map { "X-\($0): x" }.joined(separator: "\r\n")),
        line("POST", 405, "POST /callback?ANSWER HTTP/1.1"),
        line("HEAD", 405, "HEAD /callback?ANSWER HTTP/1.1"),
        line("PUT", 405, "PUT /callback?ANSWER HTTP/1.1"),
        line("small letters", 405, "get /callback?ANSWER HTTP/1.1"),
        line("no method", 400, " /callback?ANSWER HTTP/1.1"),
        line("dots in the path", 404, "GET /x/../callback?ANSWER HTTP/1.1"),
        line("a dot in the path", 404, "GET /./callback?ANSWER HTTP/1.1"),
        line("encoded letter", 404, "GET /%63allback?ANSWER HTTP/1.1"),
        line("two slashes", 404, "GET //callback?ANSWER HTTP/1.1"),
        line("slash at the end", 404, "GET /callback/?ANSWER HTTP/1.1"),
        line("another case", 404, "GET /Callback?ANSWER HTTP/1.1"),
        line("fragment", 400, "GET /callback?ANSWER#x HTTP/1.1"),
        line("letter that is not ASCII", 400, "GET /callback?ANSWER&x=é HTTP/1.1"),
        line("NUL in the target", 400, "GET /callback?ANSWER\0 HTTP/1.1"),
        line("DEL in the target", 400, "GET /callback?ANSWER\u{7f} HTTP/1.1"),
        line("two blanks", 400, "GET  /callback?ANSWER HTTP/1.1"),
        line("tabs", 400, "GET\t/callback?ANSWER\tHTTP/1.1"),
        line("blank at the end", 400, "GET /callback?ANSWER HTTP/1.1 "),
        line("blank line first", 400, "\r\nGET /callback?ANSWER HTTP/1.1"),
        line("HTTP/0.9", 400, "GET /callback?ANSWER"),
        line("HTTP/1.2", 505, "GET /callback?ANSWER HTTP/1.2"),
        line("HTTP/1.10", 505, "GET /callback?ANSWER HTTP/1.10"),
        line("HTTP/2.0", 505, "GET /callback?ANSWER HTTP/2.0"),
        line("small http", 400, "GET /callback?ANSWER http/1.1"),
        MalformedRequest("HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        MalformedRequest("TLS", 400, "\u{16}\u{3}\u{1}\u{2}\0\u{1}"),
        MalformedRequest("SSH", 400, "SSH-2.0-OpenSSH_9.6\r\n"),
        MalformedRequest("bare LF", 400, "GET /callback?ANSWER HTTP/1.1\nHost: HOST\n\n"),
        field("bare LF in a field", 400, "X: x\nY: y"),
        field("bare CR in a field", 400, "X: x\rY: y"),
        field("NUL in a field", 400, "X: x\0"),
        field("folded field", 400, "X: x\r\n y"),
        field("blank before the colon", 400, "X : x"),
        field("field without a name", 400, ": x"),
        field("field without a colon", 400, "X"),
        field("chunks", 400, "Transfer-Encoding: chunked"),
        field("body", 400, "Content-Length: 5\r\n\r\nhello"),
        field("two lengths", 400, "Content-Length: 0\r\nContent-Length: 0"),
        field("length with a sign", 400, "Content-Length: +0"),
        field("lengths in a list", 400, "Content-Length: 0, 0"),
        field("length that is no number", 400, "Content-Length: 0x0"),
        field("question about a body", 400, "Expect: 100-continue"),
        field("another request behind", 400, "\r\nGET /callback?ANSWER HTTP/1.1\r\nHost: HOST"),
        field("picture", 403, "Sec-Fetch-Dest: image"),
        field("script", 403, "Sec-Fetch-Dest: script"),
        field("frame", 403, "Sec-Fetch-Dest: iframe"),
        field("fetch", 403, "sec-fetch-dest: empty"),
        field("picture and document", 403, "Sec-Fetch-Dest: document\r\nSec-Fetch-Dest: image"),
        field("origin", 403, "Origin: https://evil.example"),
        field("hidden origin", 403, "Origin: null"),
    ]
}
