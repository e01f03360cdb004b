import Testing

@testable import OAuth

@Suite struct TokenReplyTests {
    static func read(_ body: String, status: Int = 200) throws(TokenReplyProblem) -> TokenReply {
        try TokenReply(status: status, body: Array(body.utf8))
    }

    static func granted(_ members: String) throws -> TokenResponse? {
        guard case .granted(let response) = try read("{\"access_token\":\"a\",\"token_type\":\"Bearer\"\(members)}")
        else {
            return nil
        }
        return response
    }

    @Test func readsTheStandardsExample() throws {
        // RFC 6749 §5.1
        let reply = try Self.read(
            """
            {
              "access_token":"2YotnFZFEjr1zCsicMWpAA",
              "token_type":"bearer",
              "expires_in":3600,
              "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
              "example_parameter":{"a":[1,null]}
            }
            """)
        guard case .granted(let response) = reply else {
            Issue.record("no token")
            return
        }
        #expect(response.accessToken.reveal() == "2YotnFZFEjr1zCsicMWpAA")
        #expect(response.tokenType == "bearer")
        #expect(response.expiresIn == 3_600)
        #expect(response.refreshToken?.reveal() == "tGzv3JOkF0XG5Qx2TlKWIA")
        #expect(response.scope == nil)
        #expect(!"\(reply)".contains("2Yot"))
    }

    @Test func takesWhatMayBeAbsent() throws {
        let response = try Self.granted(
            ", \"expires_in\": null, \"refresh_token\": null, \"scope\": null, \"error\": null")
        #expect(response?.expiresIn == nil && response?.refreshToken == nil && response?.scope == nil)
        #expect(try Self.granted(", \"scope\": \"\"")?.scope == "")
    }

    @Test(arguments: ["0", "2147483648"])
    func takesEachLifetime(seconds: String) throws {
        #expect(try Self.granted(", \"expires_in\": \(seconds)")?.expiresIn == Int(seconds))
    }

    @Test func holdsTokensToTheirLimits() throws {
        func read(_ token: String) throws -> TokenReply {
            try Self.read("{\"access_token\":\"\(token)\",\"token_type\":\"BEARER\"}")
        }
        _ = try read(String(repeating: "a", count: 4_096))
        _ = try read(" ~")
        for token in ["", String(repeating: "a", count: 4_097), "\\n", "\u{E9}", "\\u007f"] {
            #expect(throws: TokenReplyProblem.malformedToken) { try read(token) }
        }
        #expect(throws: TokenReplyProblem.malformedToken) {
            try Self.read("{\"access_token\":1,\"token_type\":\"Bearer\"}")
        }
    }

    @Test(arguments: [
        ("{\"token_type\":\"Bearer\"}", TokenReplyProblem.noToken()),
        ("{\"access_token\":\"a\",\"token_type\":\"mac\"}", .unknownTokenType),
        ("{\"access_token\":\"a\",\"token_type\":\"\u{212A}earer\"}", .unknownTokenType),
        ("{\"access_token\":\"a\",\"token_type\":1}", .unknownTokenType),
        ("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"error\":\"x\"}", .contradictory),
        ("[]", .notJSON(line: 1, column: 1)), ("", .notJSON(line: 1, column: 1)), ("{}", .noToken()),
        ("\"access_token\"", .notJSON(line: 1, column: 1)),
    ])
    func refusesWhatIsNotAToken(body: String, problem: TokenReplyProblem) {
        #expect(throws: problem) { try Self.read(body) }
    }

    @Test func holdsTheBodyToItsLimits() throws {
        func deep(_ depth: Int) -> String {
            ", \"x\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try Self.granted(deep(15))
        #expect(throws: TokenReplyProblem.self) { try Self.granted(deep(16)) }
        #expect(throws: TokenReplyProblem.self) { try Self.granted(deep(10_000)) }
        let room = 65_536 - "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}".utf8.count
        _ = try Self.granted(String(repeating: " ", count: room))
        #expect(throws: TokenReplyProblem.tooLarge) { try Self.granted(String(repeating: " ", count: room + 1)) }
    }

    @Test func readsARefusalWhateverTheStatus() throws {
        for status in [200, 400, 401, 500] {
            let reply = try Self.read(
                "{\"error\":\"invalid_grant\",\"error_description\":\"\u{E9}\",\"error_uri\":1}", status: status)
            guard case .refused(let refusal) = reply else {
                Issue.record("no refusal")
                continue
            }
            #expect(refusal == TokenRefusal(code: "invalid_grant", words: ServerWords("\u{E9}", at: nil), uri: nil))
            #expect(refusal.explanation?.contains("start again") == true)
        }
    }

    @Test func trustsNoTokenOfAFailure() {
        let token = "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}"
        for body in [token, "<html>", "{}", "{\"error\":\"invalid_grant\"}"] {
            for status in [301, 302, 303, 307, 308] {
                #expect(throws: TokenReplyProblem.redirected(status: status)) { try Self.read(body, status: status) }
            }
            for status in [300, 304, 305, 306, 399] {
                #expect(throws: TokenReplyProblem.unexpectedStatus(status)) { try Self.read(body, status: status) }
            }
        }
        for body in [token, "<html>", "{}"] {
            #expect(throws: TokenReplyProblem.serverFailed(status: 503)) { try Self.read(body, status: 503) }
            #expect(throws: TokenReplyProblem.unexpectedStatus(404)) { try Self.read(body, status: 404) }
        }
    }

    @Test func survivesDamagedReplies() {
        let body = "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"a b\"}"
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let damaged = Mutation.mutate(body, using: &generator)
            if case .granted(let response)? = try? Self.read(damaged) { #expect(response.accessToken.count > 0) }
        }
    }

    @Test func comparesTheScopes() {
        #expect(GrantedScope(granted: nil, requested: "a b a").granted == ["a", "b"])
        #expect(GrantedScope(granted: nil, requested: "a b").isAsRequested)
        #expect(GrantedScope(granted: "b  a", requested: "a b").isAsRequested)
        let fewer = GrantedScope(granted: "a c", requested: "a b")
        #expect(fewer.granted == ["a", "c"] && fewer.missing == ["b"] && fewer.added == ["c"])
        #expect(!fewer.isAsRequested)
        #expect(GrantedScope(granted: "", requested: "a").missing == ["a"])
        #expect(GrantedScope(granted: "a", requested: nil).isAsRequested)
        #expect(GrantedScope(granted: "caf\u{E9}", requested: "cafe\u{301}").missing == ["cafe\u{301}"])
    }
}
