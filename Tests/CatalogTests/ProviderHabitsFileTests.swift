import JSON
import OAuth
import Testing

@testable import Catalog

/// The habits of a provider in its file, and the values of its variables in the user's own.
struct ProviderHabitsFileTests {
    private static func file(_ members: String) -> String {
        """
        {"authscope": 1, "id": "x", "name": "X", "authorization_endpoint": "https://x.example/a",
        \(members)}
        """
    }

    private static func read(_ members: String) throws(FileProblem) -> Provider {
        try ProviderFile.read(Array(file(members).utf8), path: "x.json")
    }

    static let whole = """
        "scope_separator": "comma", "scopes_complete": false,
        "parameter_names": {"client_id": "client_key"}, "parameters": {"access_type": "offline"},
        "token_parameters": {"audience": "api"}, "token": {"client_authentication": ["body", "none"]},
        "clients": [{"name": "C", "client_id": "c", "client_authentication": "basic"}],
        "issuer": "https://{tenant}.x.example:{port}/i",
        "variables": [{"name": "tenant", "summary": "Your tenant"},
                      {"name": "port", "default": "8443", "allowed": ["8443", "9443"]}],
        "sources": [{"url": "https://x.example/docs", "date": "2026-11-29"}]
        """

    @Test func readsThemAndWritesThemAgain() throws {
        let provider = try Self.read(Self.whole)
        #expect(provider.habits.scopeSeparator == .comma)
        #expect(!provider.habits.scopesAreComplete)
        #expect(provider.habits.names.list == [Parameter("client_id", "client_key")])
        #expect(provider.habits.parameters == [Parameter("access_type", "offline")])
        #expect(provider.habits.tokenParameters == [Parameter("audience", "api")])
        #expect(provider.token.clientAuthentication == [.body, .none])
        #expect(provider.clients[0].authentication == .basic)
        #expect(provider.variables.map(\.name) == ["tenant", "port"])
        #expect(provider.variables[1].allowed == ["8443", "9443"])
        #expect(provider.sources == [.init(url: "https://x.example/docs", date: "2026-11-29")])
        #expect(try ProviderFile.read(Array(ProviderFile.text(of: provider).utf8), path: "x.json") == provider)
        #expect(try Self.read(#""scope_separator": ",""#).habits.scopeSeparator == .comma)
    }

    @Test(
        arguments: [
            (#""scope_separator": "tab""#, "expected \"space\" or \"comma\""),
            (#""parameter_names": {"client_id": "a b"}"#, "use printable ASCII without spaces here"),
            (#""parameter_names": {"client_id": "k", "scope": "k"}"#, "two parameters have the name \"k\" here"),
            (#""parameters": {"state": "s"}"#, "authscope sends state by itself"),
            (#""parameters": {"client_secret": "s"}"#, "client_secret is a secret and is never stored"),
            (#""token_parameters": {"code": "s"}"#, "authscope sends code by itself"),
            (#""token_parameters": {"password": "s"}"#, "password is a secret"),
            (#""token": {"client_authentication": ["head"]}"#, "expected \"basic\" or \"body\" or \"none\""),
            (#""token": {"client_authentication": ["body", "body"]}"#, "this is listed twice"),
            (#""issuer": "https://{tenant}/""#, "there is no variable \"tenant\"; describe it in \"variables\""),
            (#""issuer": "http://{t}.example/", "variables": [{"name": "t"}]"#, "http is allowed on 127.0.0.1"),
            (#""issuer": "https://a@{t}/", "variables": [{"name": "t"}]"#, "remove the user information"),
            (#""issuer": "https://{t/", "variables": [{"name": "t"}]"#, "a URL may hold only"),
            (#""variables": [{"name": "1"}]"#, "a variable's name has 1 to 64 letters"),
            (#""variables": [{"name": "t"}, {"name": "t"}]"#, "the variable \"t\" is listed twice"),
            (#""variables": [{"name": "t", "default": "a@b"}]"#, "a value can have only letters, digits and -._~:/"),
            (
                #""variables": [{"name": "t", "default": "a", "allowed": ["b"]}]"#,
                "the default is not among \"allowed\""
            ),
            (#""sources": [{"url": "ftp://x", "date": "2026-11"}]"#, "the scheme of an endpoint must be https"),
            (#""sources": [{"url": "https://x", "date": "May"}]"#, "a date is a day or a month"),
        ])
    func refusesWhatCannotBe(members: String, message: String) throws {
        let problem = try #require(throws: FileProblem.self) { try Self.read(members) }
        #expect(problem.message.hasPrefix(message), "\(problem)")
        #expect(problem.line == 2)
    }

    @Test func refusesTooManyVariables() throws {
        let list = (0...VariableCheck.maximumCount).map { "{\"name\": \"v\($0)\"}" }.joined(separator: ",")
        #expect(throws: FileProblem.self) { try Self.read("\"variables\": [\(list)]") }
    }

    // MARK: A value that somebody types

    @Test(
        arguments: [
            ("contoso", nil), ("a.b-c", nil), ("", "this value is empty"), ("a b", "a value can have only"),
            ("a@evil.example", "a value can have only"), ("a#", "a value can have only"),
            ("a?b", "a value can have only"),
            ("evil.example/", nil), ("/x", "https:///x.x.example:8443/i is not a server address"),
        ])
    func checksAValue(value: String, fault: String?) throws {
        let provider = try Self.read(Self.whole)
        let found = VariableCheck.fault(of: value, for: provider.variables[0], in: provider)
        #expect(found?.hasPrefix(fault ?? "-") == (fault.map { _ in true }), "\(found ?? "nothing")")
        #expect(VariableCheck.fault(of: "80", for: provider.variables[1], in: provider) == "port is one of 8443, 9443")
    }

    @Test func keepsValuesWithTheOwnEntries() throws {
        let provider = try Self.read(Self.whole)
        var own = OwnEntries()
        own.set(variable: "tenant", to: "contoso")
        own.set(variable: "port", to: "9443")
        #expect(!own.isEmpty)
        #expect(own.applied(to: provider).issuer == "https://contoso.x.example:9443/i")
        let text = OwnEntriesFile.text(of: own, provider: "x")
        #expect(try OwnEntriesFile.read(Array(text.utf8), path: "own/x.json", provider: "x") == own)
        own.set(variable: "port", to: nil)
        #expect(own.applied(to: provider).issuer == "https://contoso.x.example:8443/i")
        // Another session has chosen a port meanwhile.
        var theirs = OwnEntries()
        theirs.set(variable: "port", to: "9443")
        let joined = own.joined(with: theirs, since: OwnEntries())
        #expect(joined.entries.variables == [Parameter("port", "9443"), Parameter("tenant", "contoso")])
        #expect(!joined.hasConflict)
        #expect(throws: FileProblem.self) {
            try OwnEntriesFile.read(
                Array(#"{"authscope": 1, "provider": "x", "variables": {"t": "a@b"}}"#.utf8), path: "p", provider: "x")
        }
    }

    // MARK: Metadata

    private static let entra = """
        {"issuer": "https://login.example/{tenantid}/v2.0",
         "authorization_endpoint": "https://login.example/common/oauth2/v2.0/authorize",
         "token_endpoint": "https://login.example/common/oauth2/v2.0/token", "scopes_supported": ["openid"],
         "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"]}
        """

    @Test func makesAVariableOfWhatTheIssuerLeavesOpen() throws {
        let url = "https://login.example/common/v2.0/.well-known/openid-configuration"
        let provider = try ImportSample.read(Self.entra, from: .url(url)).providers[0].provider
        #expect(provider.variables == [AddressVariable(name: "tenantid", standard: "common")])
        #expect(provider.authorizationEndpoint == "https://login.example/{tenantid}/oauth2/v2.0/authorize")
        #expect(provider.tokenEndpoint == "https://login.example/{tenantid}/oauth2/v2.0/token")
        let filled = provider.filled(with: [Parameter("tenantid", "contoso")])
        #expect(filled.issuer == "https://login.example/contoso/v2.0")
        #expect(filled.tokenEndpoint == "https://login.example/contoso/oauth2/v2.0/token")
        #expect(provider.token.clientAuthentication == [.basic, .body])
        #expect(!provider.habits.scopesAreComplete)
        #expect(try ProviderFile.read(Array(ProviderFile.text(of: provider).utf8), path: "p") == provider)
        for other in ["https://evil.example/common/v2.0/.well-known/openid-configuration", "https://login.example/a/b"]
        {
            #expect(throws: FileProblem.self) { try ImportSample.read(Self.entra, from: .url(other)) }
        }
    }
}
