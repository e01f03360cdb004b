import Testing
import Text

@testable import OAuth

@Suite struct RedirectURIRuleTests {
    @Test(arguments: [
        ("https://a.example/a%20b", "Percent-encode it"),
        ("https://a.example/%25zz", "Write a literal percent sign as %25"),
        ("https://%C3%A9.example/", "Write the host in Punycode"),
        ("a.example/cb", "Write the whole URI, with its scheme"),
        ("https:///cb", "Write the whole URI, with its host"),
    ])
    func advisesWhatFits(value: String, advice: String) {
        let report = RequestLinter(context: LintContext()).lint(Sample.url("redirect_uri=\(value)"))
        #expect(report.diagnostics.first { $0.rule == .uriInvalid }?.advice == advice)
    }

    @Test func namesTheCaseOfTheHostBesideThePort() {
        let context = Sample.context {
            $0.client.redirectURIs = ["http://localhost:1111/cb"]
            $0.allowsAnyLoopbackPort = false
        }
        let report = RequestLinter(context: context).lint(
            Sample.url("redirect_uri=http%3A%2F%2FLOCALHOST%3A9999%2Fcb"))
        let finding = report.diagnostics.first { $0.rule == .redirectURIUnregistered }
        #expect(finding?.message.hasSuffix("(different port and case).") ?? false)
    }

    /// The URI alone: nothing is known about the registration.
    private static func findings(_ uri: String) -> [String] {
        var encoded: [UInt8] = []
        PercentCoding.encode(uri, to: &encoded)
        let value = String(decoding: encoded, as: UTF8.self)
        return Sample.findings(in: Sample.url("redirect_uri=\(value)"), Sample.generic)
            .map { String($0.dropLast(" redirect_uri".count)) }
    }

    @Test(
        arguments: [
            ("https://app.example.com/cb", []), ("HTTPS://app.example.com/cb?a=b&c=%2F", []),
            ("com.example.app:/cb", []),
            ("com.example.app://cb/x", []), ("https://a@b/", ["error uri-userinfo"]),
            ("com.example.app://a@b/", ["error uri-userinfo"]), ("com.example.app:a@b", []),
            // No absolute URI
            ("/cb", ["error uri-invalid"]), ("app.example.com/cb", ["error uri-invalid"]),
            ("//a.example", ["error uri-invalid"]),
            ("localhost:8080/cb", ["error uri-invalid"]), ("localhost:8080", ["error uri-invalid"]),
            ("localhost:8080?x", ["error uri-invalid"]), ("localhost:8080#x", ["error uri-invalid"]),
            ("my.app:8080x/cb", []), ("my.app:x8080", []), ("1a.b:/cb", ["error uri-invalid"]),
            ("https:/cb", ["error uri-invalid"]), ("https:///cb", ["error uri-invalid"]),
            ("http://:80/", ["error uri-invalid"]),
            ("https://a.example/a b", ["error uri-invalid"]), ("https://a.example/é", ["error uri-invalid"]),
            ("https://a.example/%", ["error uri-invalid"]), ("https://a.example/%g0", ["error uri-invalid"]),
            ("https://a.example/\"", ["error uri-invalid"]), ("https://a.example/|", ["error uri-invalid"]),
            ("https://a.example/[]", []), ("https://[::1/cb", ["error uri-invalid"]),
            // Transport
            ("http://app.example.com/cb", ["error uri-not-https"]), ("http://127.0.0.1:8080/cb", []),
            ("http://[::1]:8080/cb", []),
            ("http://127.0.0.2:8080/", ["error uri-not-https"]),
            ("http://127.0.0.1.nip.io:8080/", ["error uri-not-https"]),
            ("http://[0:0:0:0:0:0:0:1]:8080/", ["error uri-not-https"]),
            ("http://localhost.:8080/", ["error uri-not-https"]),
            ("http://localhost:8080/cb", ["warning redirect-uri-localhost"]),
            ("http://LocalHost:8080/cb", ["warning redirect-uri-localhost"]), ("https://localhost:8080/cb", []),
            ("https://a.example/#", ["error uri-fragment"]), ("https://a.example/#x", ["error uri-fragment"]),
            ("https://xn--a.example/", ["warning uri-host-idn"]), ("app.xn--a://xn--a.example/", []),
            // Ports
            ("http://127.0.0.1:1024/", []), ("http://127.0.0.1:1023/", ["warning redirect-uri-port"]),
            ("http://127.0.0.1/", ["warning redirect-uri-port"]), ("http://127.0.0.1:65535/", []),
            ("http://127.0.0.1:65536/", ["error redirect-uri-port"]),
            ("http://127.0.0.1:0/", ["error redirect-uri-port"]),
            ("http://127.0.0.1:/", ["error redirect-uri-port"]), ("http://127.0.0.1:+80/", ["error redirect-uri-port"]),
            ("http://127.0.0.1:08080/", []), ("http://127.0.0.1:008080/", ["error redirect-uri-port"]),
            ("http://127.0.0.1:80a/", ["error redirect-uri-port"]), ("https://a.example:80/", []),
            ("https://a.example:/", ["error redirect-uri-port"]),
            ("http://a.example:99999/", ["error redirect-uri-port"]),
            ("http://localhost/", ["warning redirect-uri-localhost", "warning redirect-uri-port"]),
            // Schemes
            ("javascript:alert(1)", ["error redirect-uri-scheme"]),
            ("JavaScript:alert(1)#x", ["error redirect-uri-scheme"]),
            ("data:text/html,x", ["error redirect-uri-scheme"]), ("vbscript:x", ["error redirect-uri-scheme"]),
            ("file:///etc/passwd", ["error redirect-uri-scheme"]), ("blob:https://a", ["error redirect-uri-scheme"]),
            ("about:blank", ["error redirect-uri-scheme"]), ("appname://oauth", ["warning redirect-uri-scheme"]),
            ("urn:ietf:wg:oauth:2.0:oob", ["warning redirect-uri-scheme"]), ("javascript.app:/cb", []),
            // Wildcards and reserved names
            ("https://*.example.com/cb", ["error redirect-uri-wildcard"]),
            ("https://a.example/*", ["error redirect-uri-wildcard"]),
            ("https://a.example/?a=*", []), ("com.example.app:*", ["error redirect-uri-wildcard"]),
            ("https://a.example/?code=1", ["error redirect-uri-reserved-query"]),
            ("https://a.example/?a&iss", ["error redirect-uri-reserved-query"]),
            ("https://a.example/?st%61te=1", ["error redirect-uri-reserved-query"]),
            ("https://a.example/?State=1&codes=2", []),
            ("https://a.example/?error_uri=1", ["error redirect-uri-reserved-query"]),
            (
                "http://a@b.example/*?state=1#f",
                [
                    "error redirect-uri-reserved-query", "error redirect-uri-wildcard", "error uri-fragment",
                    "error uri-not-https",
                    "error uri-userinfo",
                ]
            ),
        ] as [(String, [String])])
    func checksTheURI(uri: String, findings: [String]) {
        #expect(Self.findings(uri) == findings.sorted())
    }

    private static func isRegistered(_ uri: String, among registered: [String], anyPort: Bool = true) -> Bool {
        let octets = Array(uri.utf8)
        return registered.contains {
            RedirectURIComparison(sent: URIReference(octets[...]), registered: Array($0.utf8)[...])
                .matches(anyLoopbackPort: anyPort)
        }
    }

    @Test(arguments: [
        ("http://127.0.0.1:1/cb", "http://127.0.0.1:2/cb", true),
        ("http://127.0.0.1:1/cb", "http://127.0.0.1/cb", true),
        ("http://127.0.0.1/cb", "http://127.0.0.1:9/cb", true), ("http://[::1]:1/cb", "http://[::1]:2/cb", true),
        ("http://localhost:1/cb", "http://localhost/cb", true), ("http://localhost:1/cb", "http://127.0.0.1/cb", false),
        ("http://127.0.0.1:1/cb", "http://[::1]:1/cb", false),
        ("https://127.0.0.1:1/cb", "https://127.0.0.1:2/cb", false),
        ("http://127.0.0.1:1/cb", "http://127.0.0.1:1/cb/", false),
        ("http://127.0.0.1:1/cb?a", "http://127.0.0.1:2/cb?a", true),
        ("http://a@127.0.0.1:1/cb", "http://127.0.0.1:1/cb", false),
        ("http://a.example:1/cb", "http://a.example:2/cb", false),
        ("HTTP://127.0.0.1:1/cb", "http://127.0.0.1:1/cb", false),
        ("https://a.example/é", "https://a.example/e\u{301}", false),
    ])
    func comparesOctetByOctetButForALoopbackPort(sent: String, registered: String, isEqual: Bool) {
        #expect(Self.isRegistered(sent, among: [registered]) == isEqual)
        #expect(!Self.isRegistered(sent, among: [registered], anyPort: false) || sent == registered)
    }

    @Test(arguments: [
        ("https://app.example.com/oauth/callback/", "slash"), ("http://app.example.com/oauth/callback", "scheme"),
        ("https://app.example.org/oauth/callback", "host"), ("https://app.example.com:443/oauth/callback", "port"),
        ("https://app.example.com/oauth/back", "path"), ("https://app.example.com/oauth/callback?a=1", "query"),
        ("https://APP.example.com/oauth/callback", "case"), ("https://app.example.com/oauth/%63allback", "encoding"),
    ])
    func saysWhatDiffersFromTheNearest(uri: String, difference: String) throws {
        var encoded: [UInt8] = []
        PercentCoding.encode(uri, to: &encoded)
        let url = Sample.url("redirect_uri=" + String(decoding: encoded, as: UTF8.self))
        let diagnostics = RequestLinter(context: Sample.context).lint(url).diagnostics
        let finding = try #require(diagnostics.first { $0.rule == .redirectURIUnregistered })
        #expect(
            finding.message == "redirect_uri is not registered for this client; the closest is "
                + "https://app.example.com/oauth/callback (different \(difference)).")
        #expect(
            finding.fix
                == .set(
                    parameter: "redirect_uri", values: ["https://app.example.com/oauth/callback"],
                    label: "use the registered https://app.example.com/oauth/callback"))
    }

    @Test func warnsOfRegisteredWildcardsAtTheClient() {
        let context = Sample.context { $0.client.redirectURIs?.append("https://*.example.com/cb") }
        #expect(Sample.findings(in: Sample.url(), context) == ["warning redirect-uri-wildcard client"])
    }

    @Test func comparesNothingWithAnUnknownRegistration() {
        let context = Sample.context { $0.client.redirectURIs = nil }
        #expect(Sample.findings(in: Sample.url("redirect_uri=https%3A%2F%2Felsewhere.example%2F"), context) == [])
    }

    @Test func keepsTheListenersPort() throws {
        let url = Sample.url("redirect_uri=http%3A%2F%2Flocalhost%3A51004%2Fcallback")
        let report = RequestLinter(context: Sample.context).lint(url)
        let fix = try #require(report.diagnostics.first { $0.rule == .redirectURILocalhost }?.fix)
        var request = report.request
        var headers: [HTTPField] = []
        fix.apply(to: &request, fresh: nil, headers: &headers)
        #expect(request["redirect_uri"] == "http://127.0.0.1:51004/callback")
    }

    @Test(
        arguments: [
            ("resource=urn%3Aa", []),
            ("resource=https%3A%2F%2Fa.example%2F%3Fb%3Dc", ["info resource-suspect resource"]),
            ("resource=a", ["error uri-invalid resource"]),
            ("resource=https%3A%2F%2F", ["error uri-invalid resource"]),
            ("resource=a%3Ab%23", ["error uri-fragment resource"]),
            // Not a redirect URI: neither transport nor scheme are checked.
            ("resource=http%3A%2F%2Fa.example", []), ("resource=javascript%3Ax", []),
            ("resource=http%3A%2F%2Fa%40b%3Ax%2F%2A", []),
        ] as [(String, [String])])
    func checksResources(changes: String, findings: [String]) {
        #expect(Sample.findings(in: Sample.url(changes)) == findings)
    }
}
