import Foundation
import JSON
import TestSupport
import TestTraits
import Testing

/// `authscope login` with token endpoints that do not keep to RFC 6749.
@Suite(.onThreadsOfTheirOwn) final class OddReplyTests {
    private let home = NSTemporaryDirectory() + "authscope-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// A login whose answer is pasted, up to its end.
    private func login(_ endpoint: TokenEndpoint, _ arguments: [String] = []) throws -> RunningProgram {
        let file = home + "/provider.json"
        let text = """
            { "authscope": 1, "id": "example", "name": "Example",
              "authorization_endpoint": "https://accounts.example/authorize",
              "token_endpoint": "http://127.0.0.1:\(endpoint.port)/token",
              "scopes": ["read", "write"], "suggested_scopes": ["read", "write"],
              "clients": [{ "name": "App", "client_id": "app-1", "kind": "public",
                "redirect_uris": ["http://127.0.0.1/callback"] }] }
            """
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let program = try RunningProgram(
            ["login", "--provider", file, "--no-browser", "--paste"] + arguments,
            environment: ["HOME": home, "PATH": "/usr/bin:/bin"])
        try program.wait { program.errors.contains("press Enter:") }
        let url = try #require(program.errors.split(separator: "\n").first { $0.hasPrefix("https://") })
        let items = URLComponents(string: String(url))?.queryItems
        let state = try #require(items?.first { $0.name == "state" }?.value)
        try program.type("code=the-code-of-the-test&state=\(state)\n")
        endpoint.answer()
        return program
    }

    static let taken: [(reply: String, lines: [String], notice: String)] = [
        (
            #"{"access_token":"t","token_type":"Bearer","expires_in":"3599"}"#, ["expires in: 59 minutes"],
            "expires_in is a string, not a number. It was read as a number of seconds."
        ),
        (
            #"{"access_token":"t","token_type":"Bearer","expires_in":3600.0}"#, ["expires in: 1 hour"],
            "expires_in is not written as a whole number. It was read as one."
        ),
        (
            #"{"access_token":"t","expires_in":5183999}"#, ["expires in: 59 days 23 hours"],
            "The reply has no token_type. It was read as a Bearer token."
        ),
        (
            #"{"access_token":"t","token_type":"bearer","scope":"read,write"}"#, ["granted: read write"],
            "The scopes are separated by commas, not by spaces. They were read as a list."
        ),
        (
            "access_token=t&token_type=bearer&scope=read+write", ["granted: read write"],
            "The reply is form-encoded, not JSON, which RFC 6749 requires."
        ),
        (
            "\u{FEFF}" + #"{"access_token":"t","token_type":"bearer"}"#, ["granted: read write"],
            "The reply starts with a byte order mark, which JSON must not have. It was ignored."
        ),
    ]

    @Test(arguments: taken.indices)
    func takesATokenAndSaysWhatIsUnusual(index: Int) throws {
        let (reply, lines, notice) = Self.taken[index]
        let text = try login(try #require(TokenEndpoint(replying: reply, type: "text/plain")))
        #expect(text.end() == .exited(0))
        for line in lines + ["access token: ‹secret, 1›", "notice: \(notice)"] {
            #expect(text.output.contains("\(line)\n"), "\(text.output)")
        }
        #expect(!text.output.contains("not granted"))

        let json = try login(try #require(TokenEndpoint(replying: reply)), ["--format", "json", "--show-token"])
        #expect(json.end() == .exited(0))
        let object = try JSONValue(reading: Array(json.output.utf8))
        #expect(object["access_token"] == .string("t"))
        #expect(object["notices"] == .array([.string(notice)]))
    }

    static let refused: [(status: String, reply: String, message: String, code: String?)] = [
        (
            "400 Bad Request", #"{"error": {"message": "Code has \u001b[2Jexpired", "type": "OAuthException"}}"#,
            "The server answered with status 400 and without an error code. The server says, in error.message: "
                + "Code has <U+001B>[2Jexpired. Check the endpoint's address and the request. "
                + "The code may be used up; start again.", nil
        ),
        (
            "404 Not Found", #"{"message": "Not Found"}"#,
            "The server answered with status 404 and without an error code. The server says, in message: Not Found. "
                + "Check the endpoint's address and the request. The code may be used up; start again.", nil
        ),
        (
            "422 Unprocessable", #"{"errors": [{"message": "the-code-of-the-test is used"}]}"#,
            "The server answered with status 422 and without an error code. The server says, in errors.0.message: "
                + "‹redacted:20› is used. Check the endpoint's address and the request. "
                + "The code may be used up; start again.", nil
        ),
        (
            "503 Unavailable", "<html><head><title>503 Service Unavailable</title></head></html>",
            "The server failed (503). The server says, in the title of the page: 503 Service Unavailable. "
                + "Start again later; the code may be used up.", nil
        ),
        (
            "200 OK", "<!doctype html><title>Log in</title>",
            "The reply is a web page, not a token. The server says, in the title of the page: Log in. "
                + "Check the endpoint's address. The code may be used up; start again.", nil
        ),
        (
            "200 OK", "error=bad_verification_code&error_description=The+code+is+incorrect",
            "The server refuses with bad_verification_code, an error code that RFC 6749 does not define. "
                + "The server says: The code is incorrect.", "bad_verification_code"
        ),
        (
            "400 Bad Request", #"{"error": "bad_verification_code"}"#,
            "The server refuses with bad_verification_code, an error code that RFC 6749 does not define, and does not "
                + "say why.", "bad_verification_code"
        ),
        (
            "200 OK\r\nContent-Encoding: gzip", "\u{1F}x",
            "The reply is compressed (gzip), which was not requested, and cannot be read. The code may be used up; "
                + "start again.", nil
        ),
        (
            "200 OK", #"{"access_token": "a", "access_token": "b", "token_type": "bearer"}"#,
            "The reply has access_token twice, the second time at line 1, column 23, and it is not clear which one "
                + "counts. The code may be used up; start again.", nil
        ),
        (
            "304 Not Modified", "",
            "The server answered with status 304, which means that nothing has changed since an earlier reply. There "
                + "was none, and 304 is not a redirect. Check the endpoint's address. The code may be used up; start "
                + "again.", nil
        ),
        (
            "007 Bond", "",
            "The server answered with status 7, which HTTP does not have. The code may be used up; check "
                + "token_endpoint, and start again.", nil
        ),
    ]

    @Test(arguments: refused.indices)
    func saysWhatTheServerSays(index: Int) throws {
        let (status, reply, message, code) = Self.refused[index]
        let program = try login(try #require(TokenEndpoint(replying: reply, status: status)))
        #expect(program.end() == .exited(5))
        #expect(program.errors.hasSuffix("Error: \(message)\n"), "\(program.errors)")

        let json = try login(
            try #require(TokenEndpoint(replying: reply, status: status)), ["--format", "json"])
        #expect(json.end() == .exited(5))
        let object = try JSONValue(reading: Array(json.output.utf8))
        #expect(object["error"] == .optional(code))
        #expect(object["step"] == .string("exchange"))
    }
}
