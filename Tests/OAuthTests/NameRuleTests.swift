import Testing

@testable import OAuth

@Suite struct NameRuleTests {
    @Test(arguments: [
        Expectation("state=dObT5xOcWLK2VpxskBNECg&state=x", "error param-duplicate state"),
        Expectation("state=&state=dObT5xOcWLK2VpxskBNECg", "error param-duplicate state", "warning param-empty state"),
        Expectation("st%61te=x", "error param-duplicate state", "info pct-not-canonical url"),
        Expectation("resource=urn%3Aa&resource=urn%3Ab"),
        Expectation("resource=a&resource=urn%3Ab", "error uri-invalid resource"),
        Expectation("resource=urn%3Aa&resource=urn%3Ab%23", "error uri-fragment resource"),
        Expectation("State=1", "info param-unknown State"),
        // T6: a name that was dropped is not counted.
        Expectation("a%00=1&a%00=2", "error control-char url"),
    ])
    func reportsDuplicates(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test func checksTheFirstValueThatIsNotEmpty() {
        #expect(
            Sample.findings(in: Sample.url("state=&state=x&state=dObT5xOcWLK2VpxskBNECg"))
                == ["error param-duplicate state", "warning param-empty state", "warning state-low-entropy state"])
    }

    @Test func checksTextInEveryOccurrence() {
        #expect(
            Sample.findings(in: Sample.url("state=dObT5xOcWLK2VpxskBNECg&state=%00"))
                == ["error control-char state", "error param-duplicate state"])
    }

    @Test(arguments: [
        Expectation("nonce=", "warning param-empty nonce"),
        Expectation("nonce", "warning param-empty nonce"),
        Expectation("ui", "info param-unknown ui", "warning param-empty ui"),
        Expectation("=", "info param-unknown url", "warning param-empty "),
        Expectation("=x", "info param-unknown url"),
    ])
    func reportsEmptyValues(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(arguments: [
        Expectation("-client_id", "error param-missing client_id"),
        Expectation("-response_type", "error param-missing response_type"),
        Expectation("-redirect_uri", "error param-missing redirect_uri"),
        Expectation("-scope", "error param-missing scope"),
        // A broken value is there, though it cannot be read (T7).
        Expectation("scope=%zz", "error pct-malformed scope"),
        // T10
        Expectation("-scope&-redirect_uri&-response_type&-state&-code_challenge&-code_challenge_method&request=a"),
        Expectation("-client_id&request=a", "error param-missing client_id"),
        Expectation("-scope&request=", "error param-missing scope", "warning param-empty request"),
    ])
    func reportsWhatIsMissing(expectation: Expectation) {
        #expect(Sample.findings(in: Sample.url(expectation.changes)) == expectation.findings)
    }

    @Test(
        arguments: [
            (nil, ["info param-missing redirect_uri"]), ([], ["error param-missing redirect_uri"]), (["a:/b"], []),
            (["a:/b", "a:/c"], ["error param-missing redirect_uri"]),
        ] as [([String]?, [String])])
    func asksForTheRedirectURIUnlessOneIsRegistered(registered: [String]?, findings: [String]) {
        var context = Sample.generic
        context.client.redirectURIs = registered
        #expect(Sample.findings(in: Sample.url("-redirect_uri"), context) == findings)
    }

    @Test func asksForWhatTheProviderDemands() {
        let context = Sample.context { $0.requiredParameters += ["audience", "nonce"] }
        #expect(
            Sample.findings(in: Sample.url(), context) == ["error param-missing audience", "error param-missing nonce"])
        #expect(
            Sample.findings(in: Sample.url("audience=a&nonce=-VsVG2HNneS7MdLSkhmc7w"), context)
                == ["info oidc-param-without-openid nonce", "info param-unknown audience"])
    }

    @Test(arguments: [
        // One edit up to seven characters, two from eight.
        ("-scope&scop=a", "warning param-unknown scop"), ("-scope&sco=a", "info param-unknown sco"),
        ("-scope&scpoe=a", "warning param-unknown scpoe"), ("-scope&scopess=a", "info param-unknown scopess"),
        ("-client_id&client-id=a", "warning param-unknown client-id"),
        ("-client_id&CLIENTID=a", "warning param-unknown CLIENTID"),
        ("-client_id&clientid=a", "warning param-unknown clientid"),
        ("-client_id&cleintid=a", "warning param-unknown cleintid"),
        ("-client_id&cliend_ids=a", "warning param-unknown cliend_ids"),
        ("-client_id&cliend_idss=a", "info param-unknown cliend_idss"),
        // The known name is there.
        ("scop=a", "info param-unknown scop"),
        // U+212A is not a k.
        ("-redirect_uri&redirect_ur\u{212A}=a", "warning param-unknown redirect_ur\u{212A}"),
        ("amp;x=1", "warning param-unknown amp;x"), ("AMP;x=1", "info param-unknown AMP;x"),
        ("amp;=1", "warning param-unknown amp;"),
        ("login_hin=1", "warning param-unknown login_hin"),
    ])
    func distinguishesMisspeltFromUnknownNames(changes: String, finding: String) {
        #expect(Sample.findings(in: Sample.url(changes), Sample.generic).contains(finding))
    }

    @Test func takesAnEmptyParameterForAbsentWhenItLooksForSlips() {
        #expect(Sample.findings(in: Sample.url("scope=&scop=a"), Sample.generic).contains("warning param-unknown scop"))
    }

    @Test func knowsTheNamesOfTheProviderAndOfTheEndpoint() {
        let context = Sample.context {
            $0.extraParameters = ["audience"]
            $0.endpoint = Sample.endpoint + "?tenant=7&caf%C3%A9=1"
        }
        #expect(Sample.findings(in: Sample.url("audience=a&tenant=7&caf%C3%A9=1"), context) == [])
        #expect(
            Sample.findings(in: Sample.url("tenant=8&cafe%CC%81=1"), context)
                == ["error endpoint-mismatch url", "info param-unknown cafe\u{301}"])
    }

    @Test(arguments: [
        "client_secret", "client_assertion", "code_verifier", "access_token", "refresh_token", "password",
    ])
    func reportsSecrets(name: String) {
        #expect(Sample.findings(in: Sample.url("\(name)=a")) == ["error secret-in-url \(name)"])
        #expect(Sample.findings(in: Sample.url("\(name)=")) == ["warning param-empty \(name)"])
    }
}
