import Testing

@testable import OAuth

/// Replies of token endpoints that are not quite those of RFC 6749, as they come from real servers.
@Suite struct OddTokenReplyTests {
    static func token(_ body: String) throws -> TokenResponse {
        guard case .granted(let response) = try TokenReplyTests.read(body) else {
            throw TokenReplyProblem.noToken()
        }
        return response
    }

    static func problem(
        _ body: [UInt8], status: Int = 200, contentEncoding: String = "", hiding secrets: [Secret] = []
    ) -> TokenReplyProblem? {
        do {
            _ = try TokenReply(status: status, contentEncoding: contentEncoding, body: body, hiding: secrets)
            return nil
        } catch {
            return error
        }
    }

    static func problem(_ body: String, status: Int = 200) -> TokenReplyProblem? {
        problem(Array(body.utf8), status: status)
    }

    static func refusal(_ body: String, status: Int = 400) throws -> TokenRefusal {
        guard case .refused(let refusal) = try TokenReplyTests.read(body, status: status) else {
            throw TokenReplyProblem.noToken()
        }
        return refusal
    }

    // MARK: Taken, with a notice

    static let lifetimes: [(text: String, seconds: Int?, notice: TokenNotice?)] = [
        ("3599", 3_599, nil), ("0", 0, nil), ("\"3599\"", 3_599, .lifetimeAsText), ("\"0\"", 0, .lifetimeAsText),
        ("\"3600.0\"", 3_600, .lifetimeAsText), ("3600.0", 3_600, .lifetimeAsDecimal),
        ("3600.000", 3_600, .lifetimeAsDecimal), ("3.6e3", 3_600, .lifetimeAsDecimal),
        ("5.184E+06", 5_184_000, .lifetimeAsDecimal), ("36000e-1", 3_600, .lifetimeAsDecimal),
        ("0.0", 0, .lifetimeAsDecimal), ("2147483648.0", 2_147_483_648, .lifetimeAsDecimal),
        ("-1", nil, .unusableLifetime), ("2147483649", nil, .unusableLifetime), ("1.5", nil, .unusableLifetime),
        ("1e99", nil, .unusableLifetime), ("1e-99999999999999999999", nil, .unusableLifetime),
        ("99999999999999999999", nil, .unusableLifetime), ("true", nil, .unusableLifetime),
        ("[]", nil, .unusableLifetime), ("{}", nil, .unusableLifetime), ("\"\"", nil, .unusableLifetime),
        ("\"soon\"", nil, .unusableLifetime), ("\"-1\"", nil, .unusableLifetime), ("\" 1\"", nil, .unusableLifetime),
        ("\"1e\"", nil, .unusableLifetime), ("\".5\"", nil, .unusableLifetime), ("\"5.\"", nil, .unusableLifetime),
        ("\"e3\"", nil, .unusableLifetime), ("\"\u{663}\"", nil, .unusableLifetime), ("null", nil, nil),
    ]

    @Test(arguments: lifetimes.indices)
    func readsALifetime(index: Int) throws {
        let (text, seconds, notice) = Self.lifetimes[index]
        let response = try Self.token(#"{"access_token":"t","token_type":"Bearer","expires_in":\#(text)}"#)
        #expect(response.accessToken.reveal() == "t")
        #expect(response.expiresIn == seconds)
        #expect(response.notices == (notice.map { [$0] } ?? []))
    }

    @Test(arguments: ["", #","token_type":null"#, #","token_type":"""#])
    func takesATokenWithoutAType(member: String) throws {
        let response = try Self.token(#"{"access_token":"t","expires_in":5183999\#(member)}"#)
        #expect(response.tokenType == "Bearer")
        #expect(response.expiresIn == 5_183_999)
        #expect(response.notices == [.noTokenType])
    }

    @Test(arguments: ["\"\"", "1", "\"\\n\"", "[]", "\"\(String(repeating: "a", count: 4_097))\""])
    func leavesOutARefreshTokenThatIsNone(text: String) throws {
        let response = try Self.token(#"{"access_token":"t","token_type":"Bearer","refresh_token":\#(text)}"#)
        #expect(response.refreshToken == nil)
        #expect(response.notices == [.unusableRefreshToken])
    }

    static let scopes: [(text: String, scope: String?, notice: TokenNotice?)] = [
        (#""read write""#, "read write", nil), (#""""#, "", nil), ("null", nil, nil),
        (#"["read","write"]"#, "read write", .scopeAsArray), ("[]", "", .scopeAsArray),
        (#""a\"b""#, "a\"b", .scopeWithOtherCharacters), ("\"\u{E9}\"", "\u{E9}", .scopeWithOtherCharacters),
        ("1", nil, .unreadableScope), ("{}", nil, .unreadableScope), (#"["a",1]"#, nil, .unreadableScope),
    ]

    @Test(arguments: scopes.indices)
    func readsAScope(index: Int) throws {
        let (text, scope, notice) = Self.scopes[index]
        let response = try Self.token(#"{"access_token":"t","token_type":"Bearer","scope":\#(text)}"#)
        #expect(response.scope == scope)
        #expect(response.notices == (notice.map { [$0] } ?? []))
    }

    @Test(arguments: ["\"\"", "false", "null"])
    func takesATokenWithAnErrorThatIsNone(error: String) throws {
        #expect(try Self.token(#"{"access_token":"t","token_type":"Bearer","error":\#(error)}"#).notices.isEmpty)
    }

    @Test func leavesOutAByteOrderMark() throws {
        let response = try Self.token("\u{FEFF}" + #"{"access_token":"t","token_type":"Bearer"}"#)
        #expect(response.accessToken.reveal() == "t")
        #expect(response.notices == [.byteOrderMark])
    }

    @Test(arguments: ["", "\n", "\u{FEFF}"])
    func readsAForm(before: String) throws {
        let response = try Self.token(
            before + "access_token=gho_16C7e42F%2B&expires_in=3600&scope=repo%2Cgist+user&token_type=bearer&x")
        #expect(response.accessToken.reveal() == "gho_16C7e42F+")
        #expect(response.expiresIn == 3_600)
        #expect(response.scope == "repo,gist user")
        #expect(response.notices == (before == "\u{FEFF}" ? [.byteOrderMark, .formEncoded] : [.formEncoded]))
    }

    @Test func readsARefusalInAForm() throws {
        let refusal = try Self.refusal(
            "error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired."
                + "&error_uri=https%3A%2F%2Fdocs.example", status: 200)
        #expect(refusal.code == "bad_verification_code")
        #expect(refusal.words?.text == "The code passed is incorrect or expired.")
        #expect(refusal.uri == "https://docs.example")
    }

    @Test(arguments: ["a=1&b=2", "access_token", "hello", "access_token=t&scope=a b", "x=access_token"])
    func takesNothingElseForAForm(body: String) {
        #expect(Self.problem(body) != nil)
    }

    @Test func saysWhatIsUnusualWithoutTheToken() throws {
        let notices: [TokenNotice] = [
            .byteOrderMark, .formEncoded, .lifetimeAsText, .lifetimeAsDecimal, .unusableLifetime, .noTokenType,
            .unusableRefreshToken, .scopeWithCommas, .scopeAsArray, .scopeWithOtherCharacters, .unreadableScope,
        ]
        for notice in notices { #expect(notice.text.hasSuffix(".")) }
        #expect(Set(notices.map(\.text)).count == notices.count)
    }

    // MARK: Scopes with commas

    @Test func readsScopesWithCommas() {
        for granted in ["read,write", "write,read", "read, write", "read,,write,"] {
            let scope = GrantedScope(granted: granted, requested: "read write")
            #expect(scope.isAsRequested && scope.hasCommas, "\(granted)")
        }
        let fewer = GrantedScope(granted: "read,admin", requested: "read write")
        #expect(fewer.granted == ["read", "admin"] && fewer.missing == ["write"] && fewer.added == ["admin"])
        #expect(GrantedScope(granted: "read,write", requested: nil).granted == ["read", "write"])
    }

    @Test func takesNoScopeApartThatWasAskedFor() {
        for requested in ["read,write", "urn:x,y other"] {
            let scope = GrantedScope(granted: requested, requested: requested)
            #expect(scope.isAsRequested && !scope.hasCommas)
        }
        // A provider whose own lists have commas, in another order.
        let turned = GrantedScope(granted: "write,read", requested: "read,write")
        #expect(turned.isAsRequested && turned.hasCommas)
        #expect(!GrantedScope(granted: nil, requested: "read,write").hasCommas)
    }

    // MARK: Refused in the server's own words

    static let words: [(body: String, place: String?, text: String)] = [
        (#"{"error":{"message":"Bad code","type":"OAuthException"}}"#, "error.message", "Bad code"),
        (#"{"errors":[{"message":"Bad code"},{"message":"More"}]}"#, "errors.0.message", "Bad code"),
        (#"{"errors":[{"detail":"Bad code"}]}"#, "errors.0.detail", "Bad code"),
        (#"{"errors":["Bad code"]}"#, "errors.0", "Bad code"),
        (#"{"message":"Not\r\n  found ","documentation_url":"x"}"#, "message", "Not found"),
        (#"{"error":400,"message":"Bad code"}"#, "message", "Bad code"),
        (#"{"error":{"code":1},"error_description":"Bad code"}"#, nil, "Bad code"),
        (#"{"title":"Bad","status":400,"detail":"Bad code"}"#, "detail", "Bad code"),
        (#"{"fault":{"faultstring":"Bad code"}}"#, "fault.faultstring", "Bad code"),
        (#"{"error":"Ungültig"}"#, "error", "Ungültig"), (#"{"error":"\u001b[2J"}"#, "error", "\u{1B}[2J"),
        (#""Bad code""#, "the reply", "Bad code"), ("Bad\ncode", "the reply", "Bad code"),
        ("<!doctype html><TITLE lang=en>\n Log&nbsp;in &amp; go </TITLE>", "the title of the page", "Log\u{A0}in & go"),
    ]

    @Test(arguments: words.indices)
    func findsTheServersWords(index: Int) throws {
        let (body, place, text) = Self.words[index]
        let found = try #require(ServerWords(text, at: place))
        #expect(Self.problem(body, status: 400) == .unexpectedStatus(400, found))
        #expect(Self.problem(body, status: 503) == .serverFailed(status: 503, found))
        for problem in [Self.problem(body, status: 400), Self.problem(body, status: 503)] {
            let message = try #require(problem?.message)
            #expect(message.contains("\(place.map { ", in \($0)" } ?? ""): \(text). "))
        }
    }

    @Test func findsThemWithAGoodStatusToo() {
        #expect(Self.problem(#"{"message":"No"}"#) == .noToken(ServerWords("No", at: "message")))
        #expect(
            Self.problem("<html><title>Log in</title>")
                == .webPage(ServerWords("Log in", at: "the title of the page")))
        #expect(Self.problem("hello") == .notJSON(line: 1, column: 1))
    }

    @Test(arguments: [
        "<html>", "<title>", "<title></title>", "<title> </title>", "<titles>No</titles>", "<", "<title", "</title>",
        "<html><title>No",
    ])
    func findsNoTitleIfThereIsNone(page: String) {
        #expect(Self.problem(page) == .webPage(nil))
    }

    @Test func quotesNothingOfAReplyWithAToken() {
        for body in [
            #"{"access_token":"canary","error":"x","message":"canary"}"#,
            #"{"access_token":"canary\n","message":"canary"}"#, #"{"access_token":"canary","token_type":"canary"}"#,
            #"{"access_token":"canary","message":"canary"}"#, #"{"access_token":"canary","canary":1,"canary":2}"#,
            "access_token=canary&access_token=canary", "access_token=canary&scope=a b",
            "canary.\(String(repeating: "x", count: 40))", "token canary=",
        ] {
            for status in [200, 400, 500] {
                let message = Self.problem(body, status: status)?.message ?? ""
                #expect(!message.contains("canary"), "\(body): \(message)")
            }
        }
    }

    @Test func hidesWhatWasSent() {
        let code = Secret("canary-of-the-code")
        let body = #"{"message":"canary-of-the-code is used, not canary-of-the-codes"}"#
        let problem = Self.problem(Array(body.utf8), status: 400, hiding: [code, Secret("used")])
        #expect(
            problem
                == .unexpectedStatus(
                    400, ServerWords("‹redacted:18› is used, not ‹redacted:18›s", at: "message")))
    }

    @Test func keepsWordsShort() {
        let long = String(repeating: "ab ", count: 1_000)
        #expect(ServerWords(long, at: nil)?.text.count == 301)
        #expect(ServerWords(" \n\t\r ", at: nil) == nil)
    }

    @Test func leavesNoColonAtTheEnd() throws {
        let bare = try Self.refusal(#"{"error":"bad_thing"}"#)
        #expect(
            bare.message
                == "The server refuses with bad_thing, an error code that RFC 6749 does not define, and does not say why."
        )
        let said = try Self.refusal(#"{"error":"bad_thing","error_description":"No","message":"Other"}"#)
        #expect(
            said.message
                == "The server refuses with bad_thing, an error code that RFC 6749 does not define. The server says: No."
        )
        let elsewhere = try Self.refusal(#"{"error":"invalid_grant","message":"Used!"}"#)
        #expect(elsewhere.message.hasPrefix("invalid_grant: The code"))
        #expect(elsewhere.message.hasSuffix(" The server says, in message: Used!"))
    }

    // MARK: With a sentence of its own

    @Test(arguments: [("gzip", "gzip"), ("GZIP ", "gzip"), ("br, gzip", "in a way without a name"), ("identity", nil)])
    func saysThatItIsCompressed(field: String, coding: String?) {
        let body = Array(#"{"access_token":"t","token_type":"Bearer"}"#.utf8)
        #expect(Self.problem(body, contentEncoding: field) == coding.map { .encoded($0) })
        #expect(Self.problem([0x1F, 0x8B, 8, 0]) == .encoded("gzip"))
    }

    static let repeated: [(body: String, name: String?, line: Int, column: Int)] = [
        (#"{"access_token":"a","access_token":"b","token_type":"Bearer"}"#, "access_token", 1, 21),
        ("{\"scope\":\"a\",\n \"x\":1, \"scope\":\"b\"}", "scope", 2, 9),
        (#"{"x":1,"x":2,"access_token":"a"}"#, nil, 1, 8),
        (#"{"access_token":"a","y":{"scope":1,"scope":2}}"#, nil, 1, 36),
        ("access_token=a&scope=b&access_token=c", "access_token", 1, 24), ("error=a&b&b", nil, 1, 11),
    ]

    @Test(arguments: repeated.indices)
    func saysThatANameOccursTwice(index: Int) {
        let (body, name, line, column) = Self.repeated[index]
        let problem = TokenReplyProblem.repeatedName(name, line: line, column: column)
        #expect(Self.problem(body) == problem)
        #expect(Self.problem(body, status: 400) == problem)
        #expect(problem.message.contains("twice"))
    }

    @Test func saysThatItIsNotUTF8() {
        let latin1 = Array("{\"access_token\":\"t\",\n\"é: ".utf8) + [0xE9, 0x22, 0x7D]
        #expect(Self.problem(latin1) == .notUTF8(line: 2, column: 5))
        let utf16: [UInt8] = [0xFF, 0xFE] + "{\"access_token\":\"t\"}".utf8.flatMap { [$0, 0 as UInt8] }
        #expect(Self.problem(utf16) == .notUTF8(line: 1, column: 1))
        #expect(TokenReplyProblem.notUTF8(line: 2, column: 5).message.contains("not UTF-8"))
    }

    @Test func saysWhat304Is() {
        let message = TokenReplyProblem.unexpectedStatus(304).message
        #expect(message.contains("304") && message.contains("nothing has changed") && !message.contains("redirects"))
    }

    @Test func survivesDamagedReplies() {
        let bodies = [
            "\u{FEFF}{\"access_token\":\"abc\",\"expires_in\":\"3.6e3\",\"scope\":[\"a\",\"b\"]}",
            "access_token=abc&scope=a%2Cb&expires_in=3600&token_type=bearer",
            "<html><head><title>Log in &amp; go</title></head>", #"{"errors":[{"message":"Bad code"}]}"#,
        ]
        var generator = SeededGenerator(seed: 9)
        for body in bodies {
            for _ in 0..<1_000 {
                let damaged = Mutation.mutate(body, using: &generator)
                if case .granted(let response)? = try? TokenReplyTests.read(damaged) {
                    #expect(response.accessToken.count > 0)
                }
                if case .granted? = try? TokenReplyTests.read(damaged, status: 400) {
                    Issue.record("granted with status 400: \(damaged)")
                }
            }
        }
    }
}
