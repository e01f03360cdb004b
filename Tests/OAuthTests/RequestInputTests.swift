import Testing

@testable import OAuth

@Suite struct RequestInputTests {
    private static let target = String(Sample.url().dropFirst("https://accounts.bakeronline.be".utf8.count))

    @Test(arguments: ["GET", "POST", "HEAD"], ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3", "HTTP/3.0"])
    func readsRequestHeads(method: String, version: String) {
        for end in [
            "", "\n", "\r\n", "\r\nHost: accounts.bakeronline.be\r\n\r\nbody: 1", "\nhost:accounts.bakeronline.be",
        ] {
            #expect(Sample.findings(in: "\(method) \(Self.target) \(version)\(end)") == [])
        }
    }

    @Test(arguments: ["get", "PUT", "GET ", " GET"], ["HTTP/1.1"])
    func readsOnlyTheThreeMethods(method: String, version: String) {
        let findings = Sample.findings(in: "\(method) \(Self.target) \(version)")
        #expect(findings.contains("error uri-invalid url") == (method != " GET"))
    }

    @Test(arguments: ["HTTP/4", "HTTP/1.2", "http/1.1", "HTTP/1.1 ", "HTTP/1.1x", "HTTP"])
    func readsOnlyTheSixVersions(version: String) {
        let findings = Sample.findings(in: "GET \(Self.target) \(version)\nX: y")
        #expect(findings.contains { $0.hasSuffix(" url") })
    }

    @Test func takesAnAbsoluteTarget() {
        #expect(Sample.findings(in: "GET \(Sample.url()) HTTP/1.1\r\nHost: evil.example\r\n") == [])
    }

    @Test func completesAPathFromTheHostField() {
        #expect(
            Sample.findings(in: "GET \(Self.target) HTTP/1.1\r\nHost: evil.example\r\n")
                == ["error endpoint-mismatch url"])
        #expect(
            Sample.findings(in: "GET \(Self.target) HTTP/1.1\r\nHost:\r\n") == [], "an empty field says nothing")
        #expect(
            Sample.findings(in: "GET \(Self.target) HTTP/1.1\r\n\r\nHost: evil.example\r\n") == [], "that is the body")
    }

    @Test func completesAPathFromTheEndpoint() {
        #expect(Sample.findings(in: Self.target) == [])
        #expect(Sample.findings(in: "/elsewhere?a=1", Sample.generic).contains("error endpoint-mismatch url"))
        #expect(Sample.findings(in: Self.target, LintContext()).contains("error uri-invalid url"))
    }

    @Test func doesNotCompleteWhatStartsWithTwoSlashes() {
        #expect(Sample.findings(in: "/" + Self.target) == ["error uri-invalid url"])
    }

    @Test func measuresTheCompletedURL() {
        let path = "/oauth/authorize?" + String(repeating: "a", count: 2_083 - 31 - 17)
        #expect(path.utf8.count + 31 == 2_083)
        #expect(!Sample.findings(in: path).contains("warning url-length url"))
        #expect(Sample.findings(in: path + "a").contains("warning url-length url"))
    }

    @Test func pointsIntoTheHead() throws {
        let input = "\r\nGET /oauth/authorize?client_id=\(Sample.clientID)&state=%zz HTTP/1.1\r\nX-VERSION:  1.7.0 \r\n"
        let report = RequestLinter(context: Sample.context).lint(input)
        let octets = Array(input.utf8)
        let state = try #require(report.diagnostics.first { $0.rule == .percentMalformed }?.range)
        #expect(String(decoding: octets[state], as: UTF8.self) == "%zz")
        let version = try #require(report.diagnostics.first { $0.rule == .apiVersionBehind }?.range)
        #expect(String(decoding: octets[version], as: UTF8.self) == "1.7.0")
        #expect(report.headers == [HTTPField(name: "X-VERSION", value: "1.7.0")])
        #expect(report.url.hasPrefix(Sample.endpoint + "?"))
    }

    @Test func ordersErrorsFirstAndThenByPosition() {
        let report = RequestLinter(context: Sample.context).lint(Sample.url("state=x&scope=%zz&ui=1&-redirect_uri"))
        #expect(
            report.diagnostics.map(\.rule) == [
                .percentMalformed, .parameterMissing, .stateLowEntropy, .parameterUnknown,
            ])
        #expect(report.verdict == .invalid)
    }

    @Test func takesNotesAloneForValid() {
        let linter = RequestLinter(context: Sample.context)
        #expect(linter.lint(Sample.url("ui=1")).verdict == .valid)
        #expect(linter.lint(Sample.url("state=x")).verdict == .warning)
        #expect(linter.lint(AuthorizationURL(Sample.url())).verdict == .valid)
    }

    @Test func readsNoHeadIfAURLIsGiven() {
        let linter = RequestLinter(context: Sample.context)
        let report = linter.lint(AuthorizationURL("GET \(Self.target) HTTP/1.1"))
        #expect(report.diagnostics.contains { $0.rule == .uriInvalid })
    }

    @Test func checksTheFieldsPassedIn() {
        let linter = RequestLinter(context: Sample.context)
        let report = linter.lint(
            AuthorizationURL(Sample.url()), headers: [HTTPField(name: "x-version", value: "1.7.0")])
        #expect(report.diagnostics.map(\.rule) == [.apiVersionBehind])
        #expect(report.diagnostics.map(\.parameter) == ["X-VERSION"])
    }

    @Test(
        arguments: [
            ("1.8.0", []), ("1.7.99", ["info api-version-behind X-VERSION"]),
            ("0.0.0", ["info api-version-behind X-VERSION"]),
            ("01.08.000", []), ("1.10.0", ["warning api-version-invalid X-VERSION"]),
            ("999999999.0.0", ["warning api-version-invalid X-VERSION"]),
            ("1000000000.0.0", ["error api-version-invalid X-VERSION"]),
            ("1.8", ["error api-version-invalid X-VERSION"]), ("1.8.0.0", ["error api-version-invalid X-VERSION"]),
            ("v1.8.0", ["error api-version-invalid X-VERSION"]), ("", ["error api-version-invalid X-VERSION"]),
            ("1.8.٠", ["error api-version-invalid X-VERSION"]), ("1.8.-0", ["error api-version-invalid X-VERSION"]),
        ] as [(String, [String])])
    func checksTheVersion(version: String, findings: [String]) {
        #expect(Sample.findings(in: "GET \(Self.target) HTTP/1.1\nX-VERSION: \(version)\nA: b") == findings)
    }

    @Test func checksTheVersionOnlyIfTheProviderHasOne() {
        var context = Sample.context { $0.latestVersion = nil }
        #expect(Sample.findings(in: "GET \(Self.target) HTTP/1.1\nX-VERSION: x", context) == [])
        context.latestVersion = "2.0.0"
        context.versionHeader = "API"
        #expect(
            Sample.findings(in: "GET \(Self.target) HTTP/1.1\nX-VERSION: x\napi: 1.0.0", context) == [
                "info api-version-behind API"
            ])
    }
}
