import OAuth
import Text

extension Target {
    /// The reader of the listener's requests, and the linter's reader of heads.
    static let http = Target(
        name: "http",
        words: [
            "GET /", "POST /", " HTTP/1.1\r\n", " HTTP/1.0\r\n", "Host: h\r\n", "\r\n\r\n", "Connection: close\r\n",
            "Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n", "Expect: 100-continue\r\n", "Cookie: a=b\r\n",
            "http://h/cb?code=a", "\t", "\n", "\u{0}",
        ]
    ) { octets in
        for limits in [ServerLimits.listener, form] {
            let (progress, used) = read(octets, limits)
            // Reads the text in pieces and as a whole. Nothing may follow a request, so a whole with more text is not a
            // request.
            var whole = RequestReader(limits: limits)
            let expected = used < octets.count && progress.isRequest ? .fault(.malformed) : progress
            hold(whole.read(octets) == expected, "it does not matter how the octets arrive: \(progress)")
            guard case .request(let request) = progress else { continue }
            check(request, limits)
            checkHead(String(octets: octets[..<used]), request)
        }
    }

    /// The reader of token endpoints' replies.
    static let reply = Target(
        name: "reply",
        words: [
            "\"access_token\":\"", "\"token_type\":\"Bearer\"", "\"expires_in\":3600", "\"refresh_token\":\"",
            "\"scope\":\"a b\"", "\"error\":\"invalid_grant\"", "\"error_description\":\"", "\"error_uri\":\"",
            "null", "\"message\":\"", "\"errors\":[", "access_token=a&token_type=bearer&scope=", "<title>",
            "\u{FEFF}",
        ]
    ) { octets in
        for status in [200, 302, 400, 404, 503] { check(octets, status: status) }
    }

    /// The limits of a server that accepts forms.
    private static let form: ServerLimits = {
        var limits = ServerLimits()
        limits.methods = ["GET", "POST", "HEAD"]
        limits.body = 64
        return limits
    }()

    /// Reads octet by octet. Returns the result, and the number of octets read.
    private static func read(_ octets: [UInt8], _ limits: ServerLimits) -> (RequestReader.Progress, used: Int) {
        var reader = RequestReader(limits: limits)
        for (place, octet) in octets.enumerated() {
            let progress = reader.read(CollectionOfOne(octet))
            if progress != .more { return (progress, place + 1) }
        }
        return (.more, octets.count)
    }

    private static func check(_ request: HTTPRequest, _ limits: ServerLimits) {
        hold(limits.methods.contains(request.method), "the method is one that is taken")
        hold(request.target.hasPrefix("/"), "the target is a path: \(request.target)")
        hold(request.target.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x23 }, "no blank is in \(request.target)")
        hold(request.target.utf8.count <= limits.requestLine, "the target is not too long")
        hold(request.values(of: "host").count == 1, "there is one Host")
        hold(request.fields.count <= limits.fields && request.body.count <= limits.body, "the limits are kept")
        for field in request.fields {
            let isText = (field.name + field.value).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
            hold(!field.name.isEmpty && isText, "no control character is in \(field)")
            hold(![0x20, 0x09].contains(field.value.utf8.first), "no blank is around \(field)")
        }
        let path = String(request.path) + (request.query.map { "?\($0)" } ?? "")
        hold(path.hasSameOctets(as: request.target), "path and query are the target")
    }

    /// Every request that the listener accepts, the linter accepts too, with the same fields.
    private static func checkHead(_ text: String, _ request: HTTPRequest) {
        let report = RequestLinter(context: LintContext()).lint(text)
        hold(report.method?.hasSameOctets(as: request.method) == true, "the linter sees the request, too: \(text)")
        hold(report.headers == request.fields, "the linter sees the same fields: \(report.headers)")
    }

    private static func check(_ octets: [UInt8], status: Int) {
        do throws(TokenReplyProblem) {
            switch try TokenReply(status: status, body: octets) {
            case .granted(let response):
                hold(status == 200, "only success grants")
                let secrets = [response.accessToken] + (response.refreshToken.map { [$0] } ?? [])
                for secret in secrets {
                    let text = secret.reveal()
                    hold(1...4_096 ~= text.utf8.count, "a token is neither empty nor too long")
                    hold(text.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "a token is printable")
                    hold(!"\(secret)".contains(text) || text.utf8.count < 16, "a token is not shown by chance")
                }
                hold(response.expiresIn.map { 0...(1 << 31) ~= $0 } ?? true, "a lifetime is not absurd")
            case .refused(let refusal):
                hold(!refusal.code.isEmpty, "a refusal has a code")
                hold(refusal.code.utf8.allSatisfy { 0x20...0x7E ~= $0 }, "a code is printable: \(refusal.code)")
            }
        } catch {
            hold(!error.message.isEmpty && error.message.utf8.count < 2_000, "a problem says what is wrong")
        }
    }
}

extension RequestReader.Progress {
    fileprivate var isRequest: Bool { if case .request = self { true } else { false } }
}
