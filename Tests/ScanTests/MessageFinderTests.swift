import OAuth
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

    static let token = "grant_type=authorization_code&code=abc&client_id=c"

    /// Commands whose parameters are in several arguments.
    @Test(arguments: [
        Case(
            "curl -d grant_type=authorization_code -d code=abc -d client_id=c https://as.example/token", .tokenRequest,
            token),
        Case(
            "$ curl -X POST https://as.example/token \\\n  --data 'grant_type=authorization_code' \\\n  -d \"code=abc\" \\\n  -d client_id=c\necho",
            .tokenRequest, token),
        Case(
            "curl -H 'A: b' --data-urlencode \"redirect_uri=https://a.example/cb?x=1\" -d grant_type=authorization_code -d code=$CODE https://as.example/token",
            .tokenRequest, "redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Fx%3D1&grant_type=authorization_code&code=x"),
        Case(
            "curl -G https://as.example/authorize -d response_type=code -d client_id=<client-id> --data-urlencode 'scope=a b'",
            "https://as.example/authorize?response_type=code&client_id=x&scope=a%20b"),
        Case(
            "curl -G 'https://as.example/authorize?response_type=code&client_id=c' -d state=s",
            "https://as.example/authorize?response_type=code&client_id=c&state=s"),
        Case(
            "run `curl -d client_id=c -d grant_type=authorization_code https://as.example/token` now", .tokenRequest,
            "client_id=c&grant_type=authorization_code"),
        Case(
            "curl -d grant_type=authorization_code -d @rest.txt -d client_id=c URL", .tokenRequest,
            "grant_type=authorization_code&client_id=c"),
        Case(
            "http --form POST https://as.example/token X-A:b grant_type=authorization_code 'code=abc' client_id=c",
            .tokenRequest, token),
        Case(
            "http as.example/authorize response_type==code client_id==c scope=='a b'",
            "/authorize?response_type=code&client_id=c&scope=a%20b"),
        Case(
            "POST https://as.example/token\n\ngrant_type=authorization_code\n&code=abc\n&client_id=c\n", .tokenRequest,
            token),
        Case("curl -d grant_type=refresh_token -d client_id=c https://as.example/token", nil, nil),
        Case("curl -d a=b https://as.example/\nclient_id=c", nil, nil),
        Case("use curl with client_id=c and scope=a", nil, nil),
    ])
    func findsTheMessageOfACommand(_ one: Case) { findsTheMessage(one) }

    @Test(arguments: [
        Case(
            "params = {\n  'response_type': 'code',\n  'client_id': CLIENT_ID,\n  'scope': 'a b',  # both\n}\n",
            "/?response_type=code&client_id=x&scope=a%20b"),
        Case(
            "new URLSearchParams({ client_id, response_type: \"token\", redirect_uri: `${base}/cb`, client_id: id })",
            "/?response_type=token&redirect_uri=x%2Fcb&client_id=x"),
        Case("{client_id: 'c', response_type: ['code', 'id_token'].join(' ')}", "/?client_id=c&response_type=code"),
        Case(
            "http_build_query(['grant_type' => 'authorization_code', 'code' => $code, 'client_id' => \"c\"])",
            .tokenRequest,
            "grant_type=authorization_code&code=x&client_id=c"),
        Case("{\"response_type\": {\"type\": \"string\"}, \"scope\": {}}", nil, nil),
        Case("{\"grant_type\": \"refresh_token\", \"client_id\": \"c\"}", nil, nil),
        Case("{\"response_types\": [\"code\"], \"client_id\": \"c\"}", nil, nil),
        Case("response_type: code", nil, nil),
    ])
    func findsTheMessageOfADictionary(_ one: Case) { findsTheMessage(one) }

    @Test func theRestOfADictionaryIsNotKnown() throws {
        let source = "{response_type: 'token', client_id: 'c', authority: 'https://as.example'}"
        let message = try #require(Self.messages(in: source).first)
        let findings = RequestLinter(context: LintContext()).lint(message.text).diagnostics.compactMap {
            message.certain($0)
        }
        #expect(findings.map(\.rule) == [.responseTypeNotCode])
        #expect(message.place(of: findings[0].range) == 17..<22)
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
    @Test(arguments: [
        "client_id=", "\"client_id=\"+", "?code=\\", "{client_id=", "<client_id= ", "client_id=%", "{grant_type: ",
        "curl client_id=", "curl -d client_id= ", "response_type:\"",
    ])
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
