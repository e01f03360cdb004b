import Scan
import Testing

/// The messages that are found in texts, as the linter reads them.
struct MessageFinderTests {
    static func messages(in text: String, name: String = "a.txt") -> [FoundMessage] {
        var messages: [FoundMessage] = []
        MessageFinder(fileName: name.utf8).forEachMessage(in: Array(text.utf8)) { messages.append($0) }
        return messages
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var source: String
        var name: String
        var kind: FoundMessage.Kind?
        var text: String?

        /// An authorization request.
        init(_ source: String, in name: String = "a.txt", _ text: String) {
            (self.source, self.name, self.kind, self.text) = (source, name, .authorizationRequest, text)
        }

        init(_ source: String, _ kind: FoundMessage.Kind?, _ text: String?) {
            (self.source, self.name, self.kind, self.text) = (source, "a.txt", kind, text)
        }

        var testDescription: String { source }
    }

    static let url = "https://as.example/authorize?response_type=code&client_id=c&scope=a"

    @Test(arguments: [
        Case("see \(url).", url),
        Case("[here](\(url)) and", in: "a.markdown", url),
        Case("AUTH_URL=\(url)\n", url),
        Case(
            "<a href=\"https://as.example/authorize?response_type=code&amp;client_id=c\">", in: "a.html",
            "https://as.example/authorize?response_type=code&client_id=c"),
        Case(
            "\"https://as.example/authorize?response_type=code&amp;client_id=c\"", in: "a.js",
            "https://as.example/authorize?response_type=code&amp;client_id=c"),
        Case(
            #"{"url":"https:\/\/as.example\/authorize?response_type=code\u0026client_id=c"}"#, in: "a.json",
            "https://as.example/authorize?response_type=code&client_id=c"),
        Case(
            "GET /authorize?response_type=code&client_id=c\n    &state=x HTTP/1.1",
            "/authorize?response_type=code&client_id=c&state=x"),
        Case(
            "GET https://as.example/authorize\n  ?response_type=code\n  &client_id=c\n\n", in: "a.http",
            "https://as.example/authorize?response_type=code&client_id=c"),
        Case(
            "\"https://as.example/authorize?client_id=c&scope=a b&state=s\"",
            "https://as.example/authorize?client_id=c&scope=a b&state=s"),
        // Pieces.
        Case(
            "`https://as.example/authorize?response_type=code&client_id=${id}&state=${s}`", in: "a.js",
            "https://as.example/authorize?response_type=code&client_id=x&state=x"),
        Case(
            "\"#{base}/authorize?response_type=code&client_id=c\"", in: "a.rb",
            "/authorize?response_type=code&client_id=c"),
        Case("url = f\"{BASE}?response_type={kind}&client_id={cid}\"", in: "a.py", "/?response_type=code&client_id=x"),
        Case(
            "\"https://as.example/authorize?response_type=code&client_id=%s&state=%s\" % (a, b)",
            "https://as.example/authorize?response_type=code&client_id=x&state=x"),
        Case(
            #"let url = "https://as.example/authorize?response_type=code&client_id=\(id)&scope=a""#, in: "a.swift",
            "https://as.example/authorize?response_type=code&client_id=x&scope=a"),
        Case(
            "{{base}}/authorize?response_type=code&client_id={{ client_id }}\n", in: "a.http",
            "/authorize?response_type=code&client_id=x"),
        Case(
            "\"https://as.example/authorize?response_type=code\" +\n    \"&client_id=\" + encodeURIComponent(id) +\n    \"&state=\" + s;",
            "https://as.example/authorize?response_type=code&client_id=x&state=x"),
        Case("BASE + \"/authorize?response_type=code&client_id=c\"", "/authorize?response_type=code&client_id=c"),
        Case(
            "$u = 'https://as.example/authorize?response_type=code&client_id=' . $id . '&state=' . $s;", in: "a.php",
            "https://as.example/authorize?response_type=code&client_id=x&state=x"),
        Case(
            "u = (\"https://as.example/authorize?response_type=code\"\n     \"&client_id=c\")", in: "a.py",
            "https://as.example/authorize?response_type=code&client_id=c"),
        Case(
            "open \"https://as.example/authorize?response_type=code&client_id=\"$ID\"&state=x\"",
            "https://as.example/authorize?response_type=code&client_id=x&state=x"),
        Case(
            "https://as.example/authorize?response_type=code&client_id=<CLIENT_ID>&...",
            "https://as.example/authorize?response_type=code&client_id=x"),
        // Other messages.
        Case(
            "http://127.0.0.1/cb?code=abc&state=def", .authorizationResponse, "http://127.0.0.1/cb?code=abc&state=def"),
        Case(
            "Location: https://a.example/cb?error=access_denied&state=1", .authorizationResponse,
            "https://a.example/cb?error=access_denied&state=1"),
        Case(
            "-d 'grant_type=authorization_code&code=x&client_id=c'", .tokenRequest,
            "grant_type=authorization_code&code=x&client_id=c"),
        Case(
            "POST https://as.example/token?grant_type=authorization_code&client_id=c", .tokenRequest,
            "https://as.example/token?grant_type=authorization_code&client_id=c"),
        // None.
        Case("grant_type=refresh_token&client_id=c", nil, nil),
        Case("https://as.example/logout?client_id=c&redirect_uri=x", nil, nil),
        Case("client_id=c", nil, nil), Case("if (code==state) x", nil, nil), Case("my_client_id=3&scope=a", nil, nil),
        Case("https://a.example/?errorcode=1&state=2", nil, nil), Case("=", nil, nil), Case("", nil, nil),
    ])
    func findsTheMessage(_ one: Case) {
        let found = Self.messages(in: one.source, name: one.name)
        #expect(found.first?.kind == one.kind)
        #expect(found.first?.text == one.text)
        #expect(found.count == (one.text == nil ? 0 : 1))
    }

    @Test func findsTwoInALine() {
        #expect(Self.messages(in: "\(Self.url) \(Self.url)").count == 2)
    }

    @Test func mapsEachOctetToItsPlace() throws {
        let source = #"x "https:\/\/as.example\/a?client_id=c\u0026scope=${s}&state=1""#
        let message = try #require(Self.messages(in: source).first)
        #expect(message.text == "https://as.example/a?client_id=c&scope=x&state=1")
        let octets = Array(source.utf8)
        func written(_ text: String) throws -> String {
            let start = try #require(message.text.firstRange(of: text))
            let lower = message.text.utf8.distance(from: message.text.startIndex, to: start.lowerBound)
            return String(decoding: octets[message.place(of: lower..<lower + text.utf8.count)], as: UTF8.self)
        }
        #expect(try written("&scope") == #"\u0026scope"#)
        #expect(try written("scope=x") == "scope=${s}")
        #expect(try written("state=1") == "state=1")
    }

    /// A line in which all octets may belong to a message. `make bench` measures large files.
    @Test(arguments: ["client_id=", "\"client_id=\"+", "?code=\\", "{client_id=", "<client_id= ", "client_id=%"])
    func takesLinearTime(_ piece: String) {
        let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
        #expect(Self.messages(in: text).isEmpty)
    }

    @Test func aZeroIsASignOfABinaryFile() {
        #expect(isBinary([0x61, 0]))
        #expect(!isBinary(Array("a".utf8)))
        #expect(!isBinary([]))
    }
}
