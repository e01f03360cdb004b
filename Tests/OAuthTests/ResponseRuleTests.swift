import Testing

@testable import OAuth

@Suite struct ResponseRuleTests {
    /// Checks the findings for a change of the sample's answer.
    private func expect(
        _ query: String, _ findings: String..., context: LintContext = Sample.answerContext,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            Sample.findings(inAnswer: Sample.redirectURI + query, context) == findings.sorted(),
            sourceLocation: sourceLocation)
    }

    @Test func findsNothingInASoundAnswer() {
        #expect(Sample.findings(inAnswer: Sample.answer) == [])
        #expect(ResponseLinter(context: Sample.answerContext).lint(Sample.answer).verdict == .valid)
        expect("?code=a&state=\(Sample.state)&iss=https%3A%2F%2Fhonest.as.example&session_state=x%2E&foo=a+b")
    }

    // MARK: Forms of input

    @Test(arguments: [
        "\r\n\t \(Sample.answer) \n", "/callback?code=a&state=\(Sample.state)",
        "GET /callback?code=a&state=\(Sample.state) HTTP/1.1\r\nHost: evil.example\r\n\r\nbody",
        "GET \(Sample.answer) HTTP/1.0",
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nlocation:  \(Sample.answer)  \r\n\r\n",
        "HTTP/1.0 301\nLocation: \(Sample.answer)",
        "HTTP/1.1 303 See Other\nLocation: /callback?code=a&state=\(Sample.state)",
        "HTTP/2 302 \r\nlocation: \(Sample.answer)\r\n", "HTTP/3 302\nLocation: \(Sample.answer)",
        "HTTP/1.1 307 \nLocation: \(Sample.answer)", "HTTP/1.1 308 X\nLocation: \(Sample.answer)\nLocation: other",
    ])
    func readsEachForm(input: String) {
        #expect(Sample.findings(inAnswer: input) == [])
    }

    @Test(arguments: [
        "HTTP/1.1 304 Not Modified\nLocation: \(Sample.answer)", "HTTP/1.1 200 OK\nLocation: \(Sample.answer)",
        "HTTP/4 302\nLocation: \(Sample.answer)", "HTTP/1.1 3020\nLocation: \(Sample.answer)",
        "HTTP/1.1 302 Found\n\nLocation: \(Sample.answer)", "HTTP/1.1 302 Found\nX-Location: \(Sample.answer)",
        "PUT \(Sample.answer) HTTP/1.1", "",
    ])
    func readsNoOther(input: String) {
        let findings = Sample.findings(inAnswer: input)
        #expect(findings.contains { $0.hasPrefix("error") }, "\(findings)")
    }

    // MARK: The server's words

    /// Ours can follow them.
    @Test(arguments: [
        ("not+now", "not now."), ("Not+now.", "Not now."), ("Why%3F", "Why?"), ("No!+", "No!"), ("(no)", "(no)."),
        ("He+said+'no.'", "He said 'no.'"), ("wait…", "wait…"), ("a%C2%A0", "a."),
    ])
    func endTheServersWordsWithAFullStop(description: String, words: String) throws {
        let answer = "\(Sample.redirectURI)?error=access_denied&error_description=\(description)&state=\(Sample.state)"
        let report = ResponseLinter(context: Sample.answerContext).lint(answer)
        let finding = try #require(report.diagnostics.first { $0.rule == .responseError })
        #expect(
            finding.message == "access_denied: The user, or the server, denied the request. The server says: \(words)")
    }

    @Test func leavesOutWordsThatAreBlank() throws {
        let answer = "\(Sample.redirectURI)?error=access_denied&error_description=%C2%A0+&state=\(Sample.state)"
        let report = ResponseLinter(context: Sample.answerContext).lint(answer)
        let finding = try #require(report.diagnostics.first { $0.rule == .responseError })
        #expect(finding.message.hasSuffix(" denied the request."))
    }

    // MARK: The address

    @Test func comparesTheAddressOctetByOctet() {
        let mismatch = ["error response-redirect-mismatch url"]
        let query = "?code=a&state=\(Sample.state)"
        for other in [
            "http://127.0.0.1:51004/callback/", "http://127.0.0.1:51004/Callback", "http://127.0.0.1:51005/callback",
            "https://127.0.0.1:51004/callback", "HTTP://127.0.0.1:51004/callback", "http://localhost:51004/callback",
            "http://x@127.0.0.1:51004/callback", "//127.0.0.1:51004/callback", "", "/other", "/callback/", "callback",
        ] {
            #expect(Sample.findings(inAnswer: other + query) == mismatch, "\(other)")
        }
        let unknown = Sample.answerContext { $0.run.redirectURI = nil }
        #expect(Sample.findings(inAnswer: "https://anything.example/" + query, unknown) == [])
    }

    @Test func takesAnEmptyPathOfHTTPForASlash() {
        let context = Sample.answerContext { $0.run.redirectURI = "http://127.0.0.1:51004" }
        for address in ["http://127.0.0.1:51004", "http://127.0.0.1:51004/", "/"] {
            #expect(Sample.findings(inAnswer: "\(address)?code=a&state=\(Sample.state)", context) == [])
        }
        let app = Sample.answerContext { $0.run.redirectURI = "com.example.app:/oauth" }
        #expect(Sample.findings(inAnswer: "com.example.app:/oauth?code=a&state=\(Sample.state)", app) == [])
        #expect(Sample.findings(inAnswer: "/oauth?code=a&state=\(Sample.state)", app) == [])
        #expect(Sample.findings(inAnswer: "com.example.app:/?code=a&state=\(Sample.state)", app).count == 1)
    }

    @Test func wantsTheRedirectURIsOwnQuery() {
        let context = Sample.answerContext { $0.run.redirectURI = "http://127.0.0.1:51004/callback?a=1&b=x%20y" }
        let rest = "&code=a&state=\(Sample.state)"
        expect("?a=1&b=x+y" + rest, context: context)
        expect("?b=x%20y" + rest + "&a=1", context: context)
        for query in ["?a=1", "?a=1&b=x", "?a=2&b=x+y", "?A=1&b=x+y"] {
            expect(query + rest, "error response-redirect-mismatch url", context: context)
        }
    }

    @Test func hiddenTextReplacesTheComparison() {
        let query = "?code=a&state=\(Sample.state)"
        #expect(Sample.findings(inAnswer: "http://evil.example/\u{1}" + query) == ["error control-char url"])
        #expect(Sample.findings(inAnswer: "http://evil.example/\u{200B}" + query) == ["error unicode-invisible url"])
        #expect(Sample.findings(inAnswer: Sample.answer + "#\u{202E}x") == ["error unicode-invisible url"])
        #expect(Sample.findings(inAnswer: Sample.answer + "#access_token=\u{7F}").count == 2)
        expect("%zz" + query, "error pct-malformed url", "error response-redirect-mismatch url")
    }

    @Test func distinguishesTrailersFromAnswersInFragments() {
        let query = "?code=a&state=\(Sample.state)"
        for trailer in ["_=_", "_"] { expect("\(query)#\(trailer)", "info response-fragment url") }
        for other in ["x", "__", "_=_&a", "code=a", "access_token=", "state=\(Sample.state)"] {
            expect("\(query)#\(other)", "warning response-fragment url")
        }
        expect(query + "#")
        expect("\(query)#access_token=x&a=b", "error secret-in-url access_token")
        expect("\(query)#id%5Ftoken=x", "error secret-in-url id_token")
    }

    // MARK: Text

    @Test func checksTextAndOccurrencesButNotTheStyle() {
        let query = "?code=a&state=\(Sample.state)"
        expect("\(query)&x=a+b&y=%7e%41&z=é\"<>&w=a b")
        expect("\(query)&x=%00", "error control-char x")
        expect("\(query)&x=%E2%80%8B", "error unicode-invisible x")
        expect("\(query)&x=%C3", "error pct-malformed x")
        expect("\(query)&%00=x", "error control-char url")
        expect("\(query)&", "warning query-empty-pair url")
        expect("\(query)&x=", "warning param-empty x")
        expect("\(query)&x=1&x=1", "error param-duplicate x")
        expect("\(query)&resource=1&resource=2")
        expect("\(query)&scope=a%2520b", "error double-encoded scope")
        expect("?code=a%2541&state=\(Sample.state)", "warning double-encoded code")
        expect("\(query)&x=\(String(repeating: "a", count: 3_000))", "warning url-length url")
        expect("\(query)&x=\(String(repeating: "a", count: 8_000))", "error url-length url")
        expect("?x=\(String(repeating: "\u{1}", count: 70_000))", "error url-length url")
    }

    @Test(arguments: ["access_token", "refresh_token", "id_token", "client_secret"])
    func reportsASecretInTheURL(name: String) {
        let query = "?code=a&state=\(Sample.state)"
        expect("\(query)&\(name)=x", "error secret-in-url \(name)")
        expect("\(query)&\(name)=", "warning param-empty \(name)")
        expect("\(query)#\(name)=x", "error secret-in-url \(name)")
        expect("\(query)&\(name)=x#\(name)=y", "error secret-in-url \(name)")
    }

    @Test func leavesTheSecretsOfRequestsAlone() {
        expect("?code=a&state=\(Sample.state)&code_verifier=x&password=y&client_assertion=z")
    }

    // MARK: State and issuer

    @Test func refusesAnyOtherState() {
        let mismatch = "error response-state-mismatch state"
        expect("?code=a", mismatch)
        expect("?code=a&state=", mismatch, "warning param-empty state")
        expect("?code=a&state=\(Sample.state)x", mismatch)
        expect("?code=a&state=\(Sample.state.lowercased())", mismatch)
        expect("?code=a&State=\(Sample.state)", mismatch)
        expect("?code=a&state=x&state=\(Sample.state)", mismatch, "error param-duplicate state")
        expect("?code=a&state=&state=\(Sample.state)", "error param-duplicate state", "warning param-empty state")
        expect("?code=a&state=%zz", "error pct-malformed state")
        expect("?code=a", context: Sample.answerContext { $0.run.state = .unknown })
        expect("?code=a&state=x", context: Sample.answerContext { $0.run.state = .unknown })
        expect("?code=a", context: Sample.answerContext { $0.run.state = .none })
        for state in ["x", "%zz"] {
            let found = Sample.findings(
                inAnswer: "\(Sample.redirectURI)?code=a&state=\(state)", Sample.answerContext { $0.run.state = .none })
            #expect(found.contains("warning response-param-unexpected state"))
        }
    }

    @Test func comparesTheIssuer() {
        let query = "?code=a&state=\(Sample.state)"
        let announced = Sample.answerContext { $0.issuerInResponse = true }
        let unknown = Sample.answerContext { $0.issuer = nil }
        let announcedUnknown = Sample.answerContext {
            $0.issuer = nil
            $0.issuerInResponse = true
        }
        expect(query)
        expect(query, "error iss-mismatch iss", context: announced)
        expect("\(query)&iss=", "error iss-mismatch iss", "warning param-empty iss", context: announced)
        expect(query, "error iss-mismatch iss", context: announcedUnknown)
        expect("\(query)&iss=https://honest.as.example", context: announced)
        expect("\(query)&iss=https://honest.as.example/", "error iss-mismatch iss")
        expect("\(query)&iss=HTTPS://honest.as.example", "error iss-mismatch iss")
        expect("\(query)&iss=https://honest.as.example", "warning response-param-unexpected iss", context: unknown)
        expect("\(query)&iss=%00", "error control-char iss", context: announced)
    }

    // MARK: Code and error

    @Test func wantsACodeOrAnErrorAndNotBoth() {
        let state = "&state=\(Sample.state)"
        expect("?x=1" + state, "error response-malformed code")
        expect("?code=" + state, "error response-malformed code", "warning param-empty code")
        expect("?code=a&error=access_denied" + state, "error response-malformed error")
        expect("?code=%zz&error=access_denied" + state, "error pct-malformed code", "error response-malformed error")
        expect("?code=a%C3%A9" + state, "error response-malformed code")
        expect("?code=%20%7E" + state)
        expect("?error=%zz" + state, "error pct-malformed error")
        expect("?code=a%22%5C" + state)
    }

    @Test(arguments: AuthorizationErrorCode.allCases)
    func knowsTheRegisteredErrors(code: AuthorizationErrorCode) {
        let severity = code == .accessDenied ? "info" : "error"
        expect("?error=\(code.rawValue)&state=\(Sample.state)", "\(severity) response-error error")
        #expect(code.explanation.hasSuffix("."))
        #expect(!code.advice.hasSuffix("."))
    }

    @Test func warnsOfErrorsThatAreNotRegistered() {
        for other in ["Access_denied", "access_denied%20", "invalid_grant", "e%CC%81"] {
            let found = Sample.findings(inAnswer: "\(Sample.redirectURI)?error=\(other)&state=\(Sample.state)")
            #expect(found.contains("warning response-error error"))
        }
    }

    @Test func checksTheTextsOfErrors() {
        let rest = "&state=\(Sample.state)"
        let denied = "info response-error error"
        expect("?error=access_denied&error_description=%20!%23%5B%5D~" + rest, denied)
        for text in ["%22", "%5C", "%C3%A9"] {
            expect(
                "?error=access_denied&error_description=a\(text)" + rest, denied,
                "warning response-error-text error_description")
            expect("?error=a\(text)" + rest, "warning response-error error", "warning response-error-text error")
        }
        for uri in ["http://a.example/x?y#z", "HTTPS://a.example"] {
            expect("?error=access_denied&error_uri=\(uri.replacing("#", with: "%23"))" + rest, denied)
        }
        for uri in [
            "file:///etc/passwd", "a.example", "http:/x", "javascript:1", "http://a.example/a%20b", "//a/b", "http://",
        ] {
            expect("?error=access_denied&error_uri=\(uri)" + rest, denied, "warning response-error-text error_uri")
        }
    }

    @Test func remembersWhatWasUsed() {
        let context = Sample.answerContext {
            $0.used.states = [Sample.state]
            $0.used.codes = ["a"]
        }
        expect(
            "?code=a&state=\(Sample.state)", "error value-reused code", "warning value-reused state", context: context)
        expect("?code=b&state=\(Sample.state)", "warning value-reused state", context: context)
    }

    @Test func pointsAtWhatItFound() {
        let head = "GET /callback?code=a&state=wrong HTTP/1.1\r\n\r\n"
        let finding = ResponseLinter(context: Sample.answerContext).lint("  " + head).diagnostics.first
        let range = finding?.range.map { Array("  \(head)".utf8)[$0] }
        #expect(range.map { String(decoding: $0, as: UTF8.self) } == "wrong")
        #expect(finding?.fix == nil)
    }
}
