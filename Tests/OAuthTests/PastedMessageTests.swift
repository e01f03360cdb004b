import OAuth
import TestTraits
import Testing

/// Every form of a pasted text, in the shapes in which people copy it.
@Suite(.onThreadsOfTheirOwn) struct PastedMessageTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var text: String
        var form: PastedMessage.Form
        var kind: PastedMessage.Kind

        var testDescription: String { name }

        init(_ name: String, _ form: PastedMessage.Form, _ kind: PastedMessage.Kind, _ text: String) {
            self.name = name
            self.text = text
            self.form = form
            self.kind = kind
        }
    }

    static let query = "response_type=code&client_id=s6BhdRkqt3&scope=read%20write&state=tjs2_d1FlDyutWEXEor3Yg"
    static let url = "https://as.example/authorize?\(query)"
    static let form = "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&client_id=s6BhdRkqt3"

    static let cases: [Case] = [
        Case("URL", .url, .request, url),
        Case("URL in a Markdown link", .url, .request, "[log in](\(url))"),
        Case("URL in quotation marks, with blanks", .url, .request, "  \"\(url)\"\n"),
        Case(
            "URL out of JSON", .url, .request, "https:\\/\\/as.example\\/authorize?client_id=a\\u0026response_type=code"
        ),
        Case(
            "URL out of a shell", .url, .request, "https://as.example/authorize\\?response_type\\=code\\&client_id\\=a"),
        Case("URL out of HTML", .url, .request, "https://as.example/authorize?response_type=code&amp;client_id=a"),
        Case(
            "wrapped URL", .url, .request,
            "https://as.example/authorize?response_type=code&client_id=a&redirec\n    t_uri=x"),
        Case("URL of an app's scheme", .url, .answer, "com.example.app:/oauth?code=abc&state=xyz"),
        Case("URL with the parameters in the fragment", .url, .request, "https://as.example/authorize#\(query)"),
        Case(
            "URL with an encoded query", .url, .request,
            "https://as.example/authorize?response_type%3Dcode%26client_id%3Da"),
        Case("path", .url, .request, "/authorize?\(query)"),
        Case(
            "TikTok's names", .url, .request,
            "https://www.tiktok.com/v2/auth/authorize/?client_key=aw1&scope=user.info.basic"),
        Case(
            "pushed request", .url, .request, "https://as.example/authorize?client_id=a&request_uri=urn%3Aexample%3A1"),
        Case("query", .query, .request, query), Case("query with its mark", .query, .request, "?\(query)"),
        Case("redirect", .url, .answer, "http://127.0.0.1:8765/callback?code=abc&state=xyz"),
        Case("refused redirect", .url, .answer, "https://app.example/cb?error=access_denied&state=xyz"),
        Case(
            "redirect with a token in the fragment", .url, .answer, "https://app.example/cb#access_token=abc&state=xyz"),
        Case("query of a redirect", .query, .answer, "code=abc&state=xyz"),
        Case("Location field", .url, .answer, "Location: https://app.example/cb?code=abc&state=xyz"),
        Case("request head", .requestHead, .request, "GET /authorize?\(query) HTTP/1.1\r\nHost: as.example\r\n\r\n"),
        Case("request head of HTTP/2", .requestHead, .request, "GET /authorize?\(query) HTTP/2\nHost: as.example\n"),
        Case(
            "request head of a redirect", .requestHead, .answer,
            "GET /cb?code=abc&state=x HTTP/1.1\nHost: app.example\n"),
        Case(
            "request with a form", .requestHead, .tokenRequest,
            "POST /token HTTP/1.1\nHost: as.example\nContent-Type: application/x-www-form-urlencoded\n\n\(form)"),
        Case(
            "curl -v", .requestHead, .request,
            "* Connected\n> GET /authorize?\(query) HTTP/1.1\n> Host: as.example\n>\n"),
        Case(
            "response head", .responseHead, .answer,
            "HTTP/1.1 302 Found\r\nLocation: https://app.example/cb?code=abc&state=x\r\n\r\n"),
        Case("response head that leads to the provider", .responseHead, .request, "HTTP/2 302 \nlocation: \(url)\n"),
        Case(
            "refusal of an API", .responseHead, .challenge,
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error=\"invalid_token\"\n\n"),
        Case(
            "reply of a token endpoint", .responseHead, .tokenReply,
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"access_token\":\"abc\",\"token_type\":\"Bearer\"}"),
        Case("curl", .curl, .request, "curl '\(url)'"),
        Case("curl with a prompt", .curl, .request, "$ curl -sv \"\(url)\""),
        Case(
            "curl -G", .curl, .request,
            "curl -G https://as.example/authorize -d response_type=code --data-urlencode 'scope=a b' -d client_id=a"),
        Case(
            "curl of a token request", .curl, .tokenRequest,
            "curl -X POST https://as.example/token \\\n  -H 'Content-Type: application/x-www-form-urlencoded' \\\n  --data-raw '\(form)'"
        ),
        Case(
            "curl for cmd", .curl, .tokenRequest,
            "curl ^\"https://as.example/token^\" ^\n  -H ^\"Accept: */*^\" ^\n  --data-raw ^\"grant_type=authorization_code^&code=abc^\""
        ),
        Case(
            "curl with $'…'", .curl, .tokenRequest,
            "curl 'https://as.example/token' --data-raw $'grant_type=authorization_code&code=a\\u0021b'"),
        Case(
            "curl with JSON", .curl, .tokenRequest,
            "curl https://as.example/token --json '{\"grant_type\":\"authorization_code\",\"code\":\"a\"}'"),
        Case(
            "HAR entry of a request", .har, .request,
            "{\"request\":{\"method\":\"GET\",\"url\":\"\(url)\",\"headers\":[{\"name\":\"Accept\",\"value\":\"*/*\"}]},"
                + "\"response\":{\"status\":302,\"headers\":[]}}"),
        Case(
            "whole HAR file", .har, .tokenRequest,
            "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://app.example/x.js\"}},"
                + "{\"request\":{\"method\":\"POST\",\"url\":\"https://as.example/token\",\"headers\":[],"
                + "\"postData\":{\"mimeType\":\"application/x-www-form-urlencoded\",\"text\":\"\(form)\"}}}]}}"),
        Case(
            "HAR entry of a redirect", .har, .answer,
            "{\"request\":{\"method\":\"GET\",\"url\":\"https://as.example/consent/1\"},\"response\":{\"status\":302,"
                + "\"redirectURL\":\"https://app.example/cb?code=abc&state=x\"}}"),
        Case(
            "token request as JSON", .har, .tokenRequest,
            "{\"method\":\"POST\",\"url\":\"https://as.example/token\",\"headers\":{},\"body\":\"\(form)\"}"),
        Case("form", .query, .tokenRequest, form),
        Case("reply", .json, .tokenReply, "{\n  \"access_token\": \"abc\",\n  \"expires_in\": 3600\n}"),
        Case("refusal", .json, .tokenReply, "{\"error\":\"invalid_grant\"}"),
        Case("form of a reply", .query, .tokenReply, "access_token=abc&scope=user&token_type=bearer"),
        Case("challenge", .field, .challenge, "WWW-Authenticate: Bearer realm=\"api\", error=\"invalid_token\""),
        Case("value of a challenge", .field, .challenge, "Bearer error=\"insufficient_scope\", scope=\"a b\""),
        Case("challenge out of curl -v", .field, .challenge, "< www-authenticate: DPoP algs=\"ES256\""),
        Case("JWT", .jwt, .jwt, "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2FzLmV4YW1wbGUifQ.c2ln"),
        Case("JWT in its field", .jwt, .jwt, "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln"),
    ]

    @Test(arguments: cases)
    func recognises(_ text: Case) throws {
        let message = try #require(PastedMessage(text.text), "\(text.name) is not recognised")
        #expect(message.form == text.form)
        #expect(message.kinds.first == text.kind)
        for kind in message.kinds { #expect(PastedMessage(text.text, as: kind)?.kinds.first == kind) }
    }

    /// Each inspected message has parts, and each finding has a text.
    @Test(arguments: cases)
    func inspects(_ text: Case) throws {
        let message = try #require(PastedMessage(text.text))
        for kind in message.kinds {
            let inspection = Inspector(context: LintContext()).inspect(message, as: kind)
            #expect(inspection.kind == kind)
            #expect(!inspection.rows.isEmpty || !inspection.findings.isEmpty)
            for row in inspection.rows {
                for mark in row.marks {
                    #expect(inspection.findings.indices.contains(mark.finding))
                    if let range = mark.range { #expect(range.upperBound <= row.value.utf8.count) }
                }
            }
        }
    }

    @Test(arguments: [
        "", "hello", "read\nwrite", "openid  Sign in\nprofile  Name",
        "https://www.googleapis.com/auth/drive\nhttps://mail.google.com/",
        "https://www.example.com/page?id=5", "{\"a\": 1}", "[\"read\", \"write\"]",
        "GET / HTTP/1.1\nHost: a.example\n\n",
        "eyJhbGciOiJSUzI1NiJ9", "curl", "curl --help", "Basic dXNlcjpwYXNz", "a=b", "HTTP/1.1 200 OK\n\n",
        "state=open", "SELECT code = 5 FROM t", "if error == nil { return }",
    ])
    func leavesOtherTexts(text: String) {
        #expect(PastedMessage(text) == nil)
    }

    /// Only what fits is taken for something else than it says.
    @Test func takesATextForWhatIsAskedFor() {
        #expect(PastedMessage("https://as.example/authorize", as: .request) != nil)
        #expect(PastedMessage("https://as.example/authorize", as: .jwt) == nil)
        #expect(PastedMessage("", as: .request) == nil)
    }
}
