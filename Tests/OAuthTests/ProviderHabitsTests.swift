import Testing
import Text

@testable import OAuth

/// A provider's own names, separators and parameters, in requests and to the linter.
@Suite struct ProviderHabitsTests {
    private static let names = ParameterNames([
        Parameter("client_id", "client_key"), Parameter("redirect_uri", "redirect_url"),
    ])

    private static var context: LintContext {
        var context = LintContext()
        context.endpoint = "https://p.example/authorize"
        context.habits.names = names
        context.client = .init(clientID: "app", redirectURIs: ["https://app.example/cb"])
        context.requiredParameters = ["redirect_uri"]
        return context
    }

    private static func url(_ query: String) -> String {
        "https://p.example/authorize?response_type=code&" + query
            + "&scope=a&state=2PhmHmlM1i1CLyUGZbkNTyF7iYmGlA2MNSV2xAYtVOU"
            + "&code_challenge=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU&code_challenge_method=S256"
    }

    private static func lint(_ query: String) -> LintReport { RequestLinter(context: context).lint(url(query)) }

    private static let right = "client_key=app&redirect_url=https%3A%2F%2Fapp.example%2Fcb"

    @Test func writesAndReadsTheNamesThatAreSent() {
        var request = AuthorizationRequest(endpoint: "https://p.example/a", names: Self.names)
        request["redirect_uri"] = "x:/"
        request["client_id"] = "app"
        request["response_type"] = "code"
        #expect(request.url.text == "https://p.example/a?response_type=code&client_key=app&redirect_url=x%3A%2F")
        let read = AuthorizationRequest(reading: request.url.text, endpoint: nil, names: Self.names)
        #expect(read == request)
        #expect(read["client_id"] == "app" && read["redirect_uri"] == "x:/")
        #expect(read.values(of: "client_id") == ["app"])
        request["client_id"] = nil
        #expect(request.parameters.map(\.name) == ["response_type", "redirect_url"])
    }

    @Test func isSoundToTheLinter() {
        #expect(Self.lint(Self.right).diagnostics.isEmpty, "\(Self.lint(Self.right).diagnostics)")
    }

    @Test func saysWhatIsWrongByTheNameThatIsSent() throws {
        let missing = try #require(Self.lint("redirect_url=https%3A%2F%2Fapp.example%2Fcb").diagnostics.first)
        #expect(missing.rule == .parameterMissing)
        #expect(missing.parameter == "client_key")
        #expect(missing.message == "client_key is missing.")
        let other = Self.lint("client_key=app&redirect_url=https%3A%2F%2Fevil.example%2Fcb").diagnostics
        #expect(other.contains { $0.parameter == "redirect_url" && $0.severity == .error })
        #expect(!other.contains { $0.message.contains("redirect_uri") })
    }

    /// Whoever writes the standard's name reads the provider's, and the fix puts it there.
    @Test func knowsTheStandardsNameInTheWrongPlace() throws {
        let report = Self.lint("client_id=app&redirect_url=https%3A%2F%2Fapp.example%2Fcb")
        let finding = try #require(report.diagnostics.first { $0.rule == .parameterUnknown })
        #expect(finding.message == "client_id is not a parameter of this endpoint; did you mean client_key?")
        let fixed = FixedRequest(report, by: RequestLinter(context: Self.context)) {
            FreshValues { count in [UInt8](repeating: 1, count: count) }
        }
        #expect(fixed.url.text == Self.url(Self.right))
        #expect(fixed.report.diagnostics.isEmpty)
        // With both, the one that means nothing goes.
        let both = Self.lint(Self.right + "&client_id=app")
        let removed = FixedRequest(both, by: RequestLinter(context: Self.context)) {
            FreshValues { count in [UInt8](repeating: 1, count: count) }
        }
        #expect(removed.request["client_id"] == "app")
        let near = Self.lint("client_ke=app&redirect_url=https%3A%2F%2Fapp.example%2Fcb").diagnostics
        #expect(near.contains { $0.message.hasSuffix("did you mean client_key?") })
    }

    @Test(arguments: [
        ("ask=none%20consent&", "ask=consent&"), ("ask=odd&", ""), ("look=odd&", ""), ("age=x&", ""),
        ("jar=a&jar_uri=https%3A%2F%2Fa.example&", "jar_uri=https%3A%2F%2Fa.example&"),
        ("jar=a&jar_uri=x&", "jar=a&"), ("scope=a&", "permissions=a&"),
    ])
    func fixesWhatIsSentByTheProvidersName(sent: String, fixed: String) throws {
        var context = LintContext()
        context.endpoint = "https://p.example/authorize"
        context.habits.names = ParameterNames([
            Parameter("prompt", "ask"), Parameter("display", "look"), Parameter("max_age", "age"),
            Parameter("request", "jar"), Parameter("request_uri", "jar_uri"), Parameter("scope", "permissions"),
        ])
        let report = RequestLinter(context: context).lint("https://p.example/authorize?\(sent)response_type=code")
        let rules: [RuleID] = [.oidcParameterInvalid, .requestURIInvalid, .parameterUnknown]
        let finding = try #require(report.diagnostics.first { rules.contains($0.rule) })
        let fix = try #require(finding.fix)
        var request = report.request
        var headers: [HTTPField] = []
        fix.apply(to: &request, fresh: nil, headers: &headers)
        #expect(request.url.text == "https://p.example/authorize?\(fixed)response_type=code")
        #expect(!fix.title.contains("request"), "the title has the names as sent")
    }

    @Test func knowsWhatTheProviderAlwaysSends() {
        var context = Self.context
        let query = Self.right + "&access_type=offline"
        #expect(RequestLinter(context: context).lint(Self.url(query)).diagnostics.map(\.rule) == [.parameterUnknown])
        context.habits.parameters = [Parameter("access_type", "offline")]
        #expect(RequestLinter(context: context).lint(Self.url(query)).diagnostics.isEmpty)
    }

    // MARK: The token request

    private static var provider: Provider {
        var provider = TokenRequestTests.standard
        provider.habits.names = ParameterNames([
            Parameter("client_id", "client_key"), Parameter("client_secret", "password_of_app"),
        ])
        provider.habits.tokenParameters = [Parameter("audience", "api")]
        provider.token.clientAuthentication = [.body]
        provider.token.requiredFields = ["resource"]
        return provider
    }

    @Test func sendsTheTokenRequestInTheProvidersWords() throws {
        let request = try TokenRequestTests.request(Self.provider) {
            $0.authentication = ClientAuthentication(.body, secret: Secret("s3cret"))
            $0.parameters = [Parameter("audience", "api"), Parameter("resource", "https://a.example")]
        }
        let message = request.message
        #expect(
            message.body.hasPrefix("grant_type=authorization_code&client_key=s6BhdRkqt3&password_of_app=s3cret&code="))
        #expect(message.body.hasSuffix("&audience=api&resource=https%3A%2F%2Fa.example"))
        #expect(!request.preview.joined().contains("s3cret"))
        var context = LintContext(provider: Self.provider)
        #expect(TokenRequestLinter(context: context).lint(message).diagnostics.isEmpty)
        // Without the habits, these parameters are unknown.
        context.habits = ProviderHabits()
        #expect(
            TokenRequestLinter(context: context).lint(message).diagnostics.contains { $0.rule == .parameterUnknown })
        #expect(throws: TokenRequestError.missingField("resource")) { try TokenRequestTests.request(Self.provider) }
    }

    @Test(arguments: ClientAuthenticationMethod.allCases)
    func saysWhereTheProviderTakesNoSecret(method: ClientAuthenticationMethod) throws {
        let message = try TokenRequestTests.request(Self.provider) {
            $0.authentication = ClientAuthentication(method, secret: Secret("s3cret"))
            $0.parameters = [Parameter("resource", "https://a.example")]
        }.message
        let findings = TokenRequestLinter(context: LintContext(provider: Self.provider)).lint(message).diagnostics
        #expect(findings.map(\.rule) == (method == .basic ? [.clientAuthConflict] : []))
        #expect(findings.allSatisfy { $0.severity == .warning && $0.message.contains("client_secret_basic") })
    }

    @Test func choosesTheWayOfTheClientBeforeThatOfTheProvider() {
        var client = Client(name: "C", clientID: "c", redirectURIs: [], kind: .confidential)
        #expect(TokenRequestTests.standard.clientAuthentication(of: client) == .basic)
        #expect(Self.provider.clientAuthentication(of: client) == .body)
        client.authentication = .basic
        #expect(Self.provider.clientAuthentication(of: client) == .basic)
        var open = Self.provider
        open.token.clientAuthentication = [.none, .body]
        #expect(open.clientAuthentication(of: nil) == .body)
        open.token.clientAuthentication = [.none]
        #expect(open.clientAuthentication(of: nil) == .none)
    }

    @Test func comparesScopesWithCommasBetweenThem() {
        let same = GrantedScope(granted: "b,a", requested: "a,b", separator: .comma)
        #expect(same.isAsRequested && !same.hasCommas)
        #expect(GrantedScope(granted: "a", requested: "a,b", separator: .comma).missing == ["b"])
        #expect(GrantedScope(granted: nil, requested: "a,b", separator: .comma).granted == ["a", "b"])
    }

    // MARK: Variables

    @Test func fillsTheAddressesIn() {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://{t}.example/{r}/a")
        provider.tokenEndpoint = "https://{t}.example/{r}/t"
        provider.issuer = "https://{t}.example"
        provider.variables = [
            AddressVariable(name: "t"), AddressVariable(name: "r", standard: "eu", allowed: ["eu", "us"]),
        ]
        #expect(provider.filled().authorizationEndpoint == "https://{t}.example/eu/a")
        #expect(provider.filled().openVariables.map(\.name) == ["t"])
        let filled = provider.filled(with: [Parameter("t", "c"), Parameter("r", "us"), Parameter("z", "z")])
        #expect(filled.authorizationEndpoint == "https://c.example/us/a")
        #expect(filled.tokenEndpoint == "https://c.example/us/t")
        #expect(filled.issuer == "https://c.example")
        #expect(filled.openVariables.isEmpty)
        // A value that is not allowed is ignored.
        #expect(provider.filled(with: [Parameter("r", "mars")]).variables[1].value == "eu")
        for odd in ["{", "}", "{}", "a{b", "}{", "{{t}}"] {
            #expect(AddressVariable.filled(odd) { _ in nil } == odd)
        }
    }
}
