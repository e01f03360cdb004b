import Testing

@testable import OAuth

@Suite struct EndpointRuleTests {
    @Test(arguments: [
        ("https://h:99999/a", "The URL is not an absolute URI: its port is invalid.", "up to 65535"),
        ("https:///a", "The URL is not an absolute URI: it has no host.", "host"),
        ("h/a", "The URL is not an absolute URI: it has no scheme.", "scheme"),
        ("https://h/a{b}", "The URL contains \"{\" unencoded; many tools cut or change the link there.", "encode"),
    ])
    func saysWhatIsWrongAndWhatToDo(url: String, message: String, advice: String) {
        let report = RequestLinter(context: LintContext()).lint(url)
        let finding = report.diagnostics.first { $0.parameter == "url" }
        #expect(finding?.message == message)
        #expect(finding?.advice.contains(advice) ?? false)
    }

    @Test(
        arguments: [
            ("https://accounts.bakeronline.be/oauth/authorize", []),
            ("HTTPS://ACCOUNTS.bakeronline.be/oauth/authorize", []),
            ("https://accounts.bakeronline.be:/oauth/authorize", []),
            ("https://accounts.bakeronline.be:00443/oauth/authorize", []),
            ("https://accounts.bakeronline.be:444/oauth/authorize", ["error endpoint-mismatch url"]),
            ("https://accounts.bakeronline.be:80/oauth/authorize", ["error endpoint-mismatch url"]),
            ("https://accounts.bakeronline.be:65536/oauth/authorize", ["error uri-invalid url"]),
            ("https://accounts.bakeronline.be:-1/oauth/authorize", ["error uri-invalid url"]),
            ("https://accounts.bakeronline.be:x/oauth/authorize", ["error uri-invalid url"]),
            ("https://accounts.bakeronline.be/oauth/authorize/", ["error endpoint-mismatch url"]),
            ("https://accounts.bakeronline.be/OAuth/authorize", ["error endpoint-mismatch url"]),
            ("https://accounts.bakeronline.be/oauth/%61uthorize", ["error endpoint-mismatch url"]),
            ("https://accounts.bakeronline.be", ["error endpoint-mismatch url"]),
            ("http://accounts.bakeronline.be/oauth/authorize", ["error uri-not-https url"]),
            ("http://accounts.bakeronline.be:80/oauth/authorize", ["error uri-not-https url"]),
            ("ftp://accounts.bakeronline.be/oauth/authorize", ["error uri-not-https url"]),
            ("http://127.0.0.1:8080/oauth/authorize", ["error endpoint-mismatch url"]),
            ("http://[::1]/oauth/authorize", ["error endpoint-mismatch url"]),
            ("http://localhost/oauth/authorize", ["error endpoint-mismatch url"]),
            ("http://127.1/oauth/authorize", ["error endpoint-mismatch url", "error uri-not-https url"]),
            ("http://0.0.0.0/oauth/authorize", ["error endpoint-mismatch url", "error uri-not-https url"]),
            ("http://127.0.0.1.evil/oauth/authorize", ["error endpoint-mismatch url", "error uri-not-https url"]),
            ("https://user@accounts.bakeronline.be/oauth/authorize", ["error uri-userinfo url"]),
            ("https://@accounts.bakeronline.be/oauth/authorize", ["error uri-userinfo url"]),
            ("https://a@b@accounts.bakeronline.be/oauth/authorize", ["error uri-userinfo url"]),
            ("https://accounts.bakeronline.be/oauth/@authorize", ["error endpoint-mismatch url"]),
            ("https://bäckerei.example/", ["error endpoint-mismatch url", "warning uri-host-idn url"]),
            ("https://XN--bckerei-5wa.example/", ["error endpoint-mismatch url", "warning uri-host-idn url"]),
            ("https://axn--b.example/", ["error endpoint-mismatch url"]),
            ("https:accounts.bakeronline.be/oauth/authorize", ["error uri-invalid url"]),
            ("https:///oauth/authorize", ["error uri-invalid url"]),
            ("https://:443/oauth/authorize", ["error uri-invalid url"]),
            ("https://user@/oauth/authorize", ["error uri-invalid url"]),
            ("https://[::1/oauth/authorize", ["error uri-invalid url"]),
            ("https://[::1]x/oauth/authorize", ["error uri-invalid url"]),
            ("1https://accounts.bakeronline.be/oauth/authorize", ["error uri-invalid url"]),
            ("", ["error uri-invalid url"]),
            // T9: only that is said.
            ("oauth auth\"orize", ["error uri-invalid url"]),
            ("https://accounts.bakeronline.be/oauth/\u{200B}auth orize", ["error unicode-invisible url"]),
            ("http://us\u{1}er@\u{200B}accounts.bakeronline.be:x/", ["error control-char url"]),
            ("https://accounts.bakeronline.be/%zz", ["error endpoint-mismatch url", "error pct-malformed url"]),
            ("https://accounts.bakeronline.be/%0A", ["error endpoint-mismatch url"]),
        ] as [(String, [String])])
    func checksTheEndpoint(endpoint: String, findings: [String]) {
        #expect(Sample.findings(in: Sample.url(endpoint: endpoint)) == findings.sorted())
    }

    @Test(arguments: ["#", "#x", "#?state=1", "#x y"])
    func reportsFragments(fragment: String) {
        let findings = Sample.findings(in: Sample.url() + fragment)
        #expect(findings.contains("error uri-fragment url"))
        #expect(findings.contains("error url-char-raw url") == fragment.contains(" "))
    }

    @Test func readsNoParametersAfterTheFragment() {
        let url = Sample.url().replacing("?", with: "#?")
        #expect(
            Sample.findings(in: url, Sample.generic) == [
                "error param-missing client_id", "error param-missing response_type", "error uri-fragment url",
                "info param-missing redirect_uri", "info param-missing scope", "warning pkce-missing code_challenge",
                "warning state-missing state",
            ])
    }

    @Test func replacesEndpointRulesByAHiddenCharacterInTheFragment() {
        #expect(Sample.findings(in: Sample.url() + "#\u{202E}") == ["error unicode-invisible url"])
    }

    @Test(arguments: [
        ("?tenant=7", "tenant=7&", true), ("?tenant=7", "tenant=8&", false), ("?tenant=7", "tenant=%37&", true),
        ("?tenant=7", "", false), ("?a=1&b=2", "b=2&a=1&", true), ("?a", "a=&", true), ("?", "", true),
        ("?x=caf%C3%A9", "x=cafe%CC%81&", false),
    ])
    func wantsTheEndpointsOwnQuery(own: String, sent: String, isComplete: Bool) {
        let context = Sample.context { $0.endpoint = Sample.endpoint + own }
        let findings = Sample.findings(in: Sample.url().replacing("?", with: "?" + sent), context)
        #expect(!findings.contains("error endpoint-mismatch url") == isComplete)
    }

    @Test func comparesNothingWithAnUnknownEndpoint() {
        var context = Sample.context
        context.endpoint = nil
        #expect(Sample.findings(in: Sample.url(endpoint: "https://other.example/x"), context) == [])
    }

    @Test func saysWhichPartDiffers() throws {
        let report = RequestLinter(context: Sample.context).lint(Sample.url(endpoint: "https://a.example:1/x"))
        let message = try #require(report.diagnostics.first { $0.rule == .endpointMismatch }?.message)
        #expect(message == "This is not the provider's authorization endpoint (host, port and path differ).")
    }
}
