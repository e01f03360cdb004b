import JSON
import OAuth
import TestSupport
import TestTraits
import Testing

@testable import Catalog

/// A provider that is written is the same when it is read again.
@Suite(.onThreadsOfTheirOwn) struct ProviderFileWritingTests {
    @Test(arguments: 0..<20)
    func isReadBackUnchanged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let provider = try random.provider()
            let text = ProviderFile.text(of: provider)
            let back = try ProviderFile.read(Array(text.utf8), path: "p.json")
            #expect(back == provider)
            // Strings are equal when they look the same; here each octet counts.
            #expect(ProviderFile.text(of: back).utf8.elementsEqual(text.utf8))
        }
    }

    @Test func writesALineForEachScopeAndOperation() throws {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/a")
        provider.scopes = ScopeList([(name: "a", summary: "See \"it\""), (name: "b", summary: "")])
        provider.suggestedScopes = ["a"]
        provider.operations = [
            Operation(method: "GET", path: "/a", summary: "Look", id: "look", alternatives: [["a", "b"], []]),
            Operation(method: "GET", path: "/b"),
            Operation(method: "PUT", path: "/c", access: .other),
        ]
        #expect(
            ProviderFile.text(of: provider) == #"""
                {
                  "authscope": 1,
                  "id": "x",
                  "name": "X",
                  "authorization_endpoint": "https://x.example/a",
                  "scopes": [
                    {"name": "a", "summary": "See \"it\""},
                    {"name": "b"}
                  ],
                  "suggested_scopes": ["a"],
                  "operations": [
                    {"method": "GET", "path": "/a", "summary": "Look", "id": "look", "scopes": [["a", "b"], []]},
                    {"method": "GET", "path": "/b"},
                    {"method": "PUT", "path": "/c", "access": "other"}
                  ]
                }

                """#)
    }

    /// So that no field is forgotten when one is added.
    @Test func writesEveryKey() throws {
        var random = SeededGenerator(seed: 1)
        var keys: Set<String> = []
        for _ in 0..<50 {
            let text = ProviderFile.text(of: try random.provider())
            guard case .object(let members) = try JSONValue(reading: Array(text.utf8)) else { continue }
            keys.formUnion(members.map(\.name))
        }
        #expect(keys == Set(FieldReader.providerKeys))
    }
}

extension SeededGenerator {
    /// A provider that uses each field in half of the cases, with texts of all kinds if any are allowed.
    fileprivate mutating func provider() throws -> Provider {
        var provider = Provider(
            id: "p\(number(9_999))", name: foreignText(), authorizationEndpoint: "https://h\(number(99)).example/a")
        if coin() { provider.tokenEndpoint = "https://x.example/token?a=\(number(9))" }
        if coin() { provider.issuer = "http://127.0.0.1:\(1 + number(9_999))" }
        provider.issuerInResponse = coin()
        let names = (0..<number(12)).map { "scope:\($0)/\(number(9_999))" }
        provider.scopes = ScopeList(names.map { (name: $0, summary: coin() ? "" : foreignText()) })
        provider.suggestedScopes = some(of: names)
        provider.undeclaredScopes = some(of: names)
        provider.clients = (0..<number(3)).map { client($0) }
        provider.operations = (0..<number(6)).map { operation($0, scopes: names) }
        provider.areOperationsInferred = coin()
        if coin() { provider.importedFrom = foreignText() }
        provider.requiredParameters = some(of: ["scope", "redirect_uri", "audience"])
        provider.extraParameters = some(of: ["a", "b", "\"\\"])
        if coin() { provider.responseTypes = some(of: ["code", "code id_token"]) }
        if coin() { provider.responseModes = some(of: ["query", "fragment"]) }
        provider.challengeMethods = some(of: ["S256", "plain"])
        provider.requiresPKCE = coin()
        provider.requiresPushedRequests = coin()
        provider.allowsAnyLoopbackPort = coin()
        if coin() { provider.clientIDPattern = ClientIDPattern("^[\"é]{\(1 + number(9))}\\.$") }
        if coin() { provider.apiVersions = versions() }
        if coin() { provider.acceptLanguage = "en;q=0.\(number(9))" }
        if coin() { provider.token = token() }
        provider.habits = habits()
        if coin() {
            provider.authorizationEndpoint = "https://{tenant}.example/{r}"
            provider.variables = [
                AddressVariable(name: "tenant", summary: coin() ? "" : foreignText()),
                AddressVariable(name: "r", standard: coin() ? nil : "eu", allowed: coin() ? [] : ["eu", "us"]),
            ]
        }
        if coin() { provider.sources = [.init(url: "https://x.example/\(number(9))", date: "2026-11")] }
        return provider
    }

    private mutating func client(_ index: Int) -> Client {
        Client(
            name: "\(index) \(foreignText())", clientID: "id \(index)\"",
            redirectURIs: some(of: ["a.b:/c", "http://127.0.0.1/%41"]), kind: coin() ? .public : .confidential,
            isExample: coin(), note: coin() ? "" : foreignText(),
            authentication: coin() ? nil : ClientAuthenticationMethod.allCases[number(2)])
    }

    private mutating func operation(_ index: Int, scopes: [String]) -> Operation {
        let path = foreignText().unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        return Operation(
            method: coin() ? "GET" : "M-SEARCH", path: "/\(index)\(String(String.UnicodeScalarView(path)))",
            summary: coin() ? "" : foreignText(), id: coin() ? nil : foreignText(),
            access: Operation.Access.allCases[number(2)], alternatives: (0...number(2)).map { _ in some(of: scopes) })
    }

    private mutating func versions() -> APIVersions {
        let listed: [APIVersions.Version] = [
            .init(number: "1.0.0", note: coin() ? "" : foreignText()), .init(number: "1.10.0", status: .development),
        ]
        return APIVersions(
            header: coin() ? "X-VERSION" : "X-V", latestStable: "1.0.0", versions: coin() ? listed : [])
    }

    private mutating func token() -> TokenHabits {
        var habits = TokenHabits()
        if coin() { habits.grantType = "code" }
        habits.requiredFields = some(of: ["device_id", "device_name"])
        habits.acceptsJSON = coin()
        if coin() { habits.redirectURI = .unused }
        habits.identifiesClientOnRefresh = coin()
        habits.clientAuthentication = ClientAuthenticationMethod.allCases.filter { _ in coin() }
        return habits
    }

    private mutating func habits() -> ProviderHabits {
        var habits = ProviderHabits()
        habits.scopesAreComplete = coin()
        if coin() { habits.scopeSeparator = .comma }
        if coin() { habits.names = ParameterNames([Parameter("client_id", "client_key"), Parameter("scope", "\"\\")]) }
        if coin() { habits.parameters = [Parameter("access_type", "a \"b\"")] }
        if coin() { habits.tokenParameters = [Parameter("resource", "https://x.example")] }
        return habits
    }

    private mutating func coin() -> Bool { Bool.random(using: &self) }

    private mutating func number(_ most: Int) -> Int { Int.random(in: 0...most, using: &self) }

    private mutating func foreignText() -> String { "a" + text(longest: 20) }

    private mutating func some(of texts: [String]) -> [String] { texts.filter { _ in coin() } }
}
