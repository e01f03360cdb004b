import App
import Catalog
import Flow
import Foundation
import OAuth
import Platform
import Testing
import Wire

/// A provider with every habit there is, through the model of the screen and a rehearsal.
@Suite struct HabitTests {
    static let file = #"""
        { "authscope": 1, "id": "habits", "name": "Habits",
          "authorization_endpoint": "https://{tenant}.habits.example/{region}/authorize",
          "token_endpoint": "https://{tenant}.habits.example/{region}/token",
          "issuer": "https://{tenant}.habits.example",
          "variables": [
            { "name": "tenant", "summary": "Your tenant" },
            { "name": "region", "default": "eu", "allowed": ["eu", "us"] }
          ],
          "scopes": ["read", "write"], "suggested_scopes": ["read", "write"],
          "scope_separator": "comma", "scopes_complete": false,
          "parameter_names": { "client_id": "client_key", "client_secret": "client_password",
                               "redirect_uri": "redirect_url" },
          "parameters": { "access_type": "offline", "resource": "https://api.habits.example" },
          "token_parameters": { "audience": "habits", "resource": "https://api.habits.example" },
          "token": { "client_authentication": ["body"] },
          "clients": [{ "name": "App", "client_id": "app-1", "kind": "confidential",
                        "redirect_uris": ["http://127.0.0.1/callback"] }] }
        """#

    private static func provider() throws -> Provider {
        try ProviderFile.read(Array(file.utf8), path: "habits.json")
    }

    @Test func walksThroughAllOfThem() async throws {
        let walk = try Walk(try Self.provider())
        // Without a value for the tenant, there is no address to send a request to.
        await walk.press("t")
        #expect(walk.attempt == nil)
        #expect(walk.screen.contains("No value for tenant yet"))
        await walk.press("3", .home, .enter)
        await walk.type("contoso")
        await walk.press(.enter)
        #expect(walk.model.session.own.variables == [Parameter("tenant", "contoso")])
        #expect(walk.model.session.provider.issuer == "https://contoso.habits.example")

        let outcome = walk.model.session.outcome
        #expect(outcome.url.text.hasPrefix("https://contoso.habits.example/eu/authorize?"))
        #expect(outcome.request["client_id"] == "app-1")
        for pair in [
            "client_key=app-1", "redirect_url=http%3A", "scope=read%2Cwrite", "access_type=offline",
            "resource=https%3A%2F%2Fapi.habits.example",
        ] { #expect(outcome.url.text.contains(pair), "\(pair) in \(outcome.url.text)") }
        #expect(outcome.seriousFindings.isEmpty, "\(outcome.diagnostics)")

        try await walk.rehearse()
        try await walk.typeSecret("hunter2")
        let preview = try #require(walk.attempt?.exchange?.preview).joined(separator: "\n")
        #expect(preview.contains("client_key=app-1&client_password=‹redacted:7›"))
        #expect(preview.contains("&redirect_url=http"))
        #expect(preview.hasSuffix("&resource=https%3A%2F%2Fapi.habits.example&audience=habits"), "\(preview)")
        #expect(!preview.contains("Authorization:"))
        #expect(walk.attempt?.exchange?.diagnostics.filter { $0.severity > .info } == [])
        let grant = try await walk.exchange()
        #expect(grant.scope.granted == ["read", "write"])
        #expect(grant.scope.isAsRequested)
        #expect(grant.notices.isEmpty)
        await walk.press("R")
        try await walk.wait { $0.grant?.isRefreshed == true }
        await walk.end()
    }

    @Test func changesWhereTheSecretGoesBeforeAnythingIsSent() async throws {
        var own = OwnEntries()
        own.set(variable: "tenant", to: "contoso")
        let walk = try Walk(try Self.provider(), own: own)
        try await walk.rehearse()
        try await walk.typeSecret("hunter2")
        // The head, which this provider does not offer, then not at all, then the body again.
        for (method, name) in [
            (ClientAuthenticationMethod.none, nil), (.basic, "Authorization:"), (.body, "client_password="),
        ] {
            await walk.press("b")
            try await walk.wait { $0.exchange?.authentication == method }
            let preview = try #require(walk.attempt?.exchange?.preview).joined(separator: "\n")
            for secret in ["Authorization:", "client_password="] {
                #expect(preview.contains(secret) == (secret == name))
            }
            let finds = walk.attempt?.exchange?.diagnostics.contains { $0.rule == .clientAuthConflict }
            #expect(finds == (method == .basic))
        }
        #expect(try await walk.exchange().scope.isAsRequested)
        await walk.end()
    }

    @Test func isRefusedIfTheSecretIsInTheWrongPlace() async throws {
        var own = OwnEntries()
        own.set(variable: "tenant", to: "contoso")
        var provider = try Self.provider()
        provider.clients[0].authentication = .basic
        let walk = try Walk(provider, own: own)
        try await walk.rehearse()
        try await walk.typeSecret("hunter2")
        await walk.press(.enter)
        try await walk.wait { if case .failed = $0.stage { true } else { false } }
        guard case .failed(let failure)? = walk.attempt?.stage else {
            Issue.record("\(String(describing: walk.attempt?.stage))")
            return
        }
        #expect(failure.code == "invalid_client")
        #expect(failure.text.contains("client_secret_basic"))
        await walk.end()
    }
}

extension Outcome {
    /// Errors and warnings, but for the port, which is drawn when the attempt begins.
    fileprivate var seriousFindings: [Diagnostic] {
        diagnostics.filter { $0.severity > .info && $0.rule != .redirectURIPort }
    }
}

/// The providers that come with authscope: each builds, is sound to the linter, and can be rehearsed.
@Suite struct ShippedProviderTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../seeds/providers")
        .standardizedFileURL.path

    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

    static func provider(_ file: String) throws -> Provider {
        let octets = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
        return try ProviderFile.read(octets, path: file)
    }

    @Test func areThere() {
        let ids = Self.files.map { $0.replacing(".json", with: "") }
        #expect(ids.count >= 15)
        #expect(
            Set(ids).isSuperset(of: [
                "google", "github", "gitlab", "entra", "slack", "discord", "spotify", "twitch", "strava", "figma",
                "dropbox", "zoom", "asana", "linkedin", "atlassian",
            ]))
    }

    @Test(arguments: files) func sayWhereTheyAreFrom(file: String) throws {
        let provider = try Self.provider(file)
        #expect("\(provider.id).json" == file)
        #expect(!provider.sources.isEmpty)
        #expect(provider.clients.isEmpty)
        #expect(provider.tokenEndpoint != nil)
        #expect(provider.scopes.indices.allSatisfy { (1...48).contains(provider.scopes.summary(at: $0).count) })
        #expect(!provider.filled().variables.contains { $0.value == nil })
        // The file is as the program would write it, but for its lines.
        #expect(try ProviderFile.read(Array(ProviderFile.text(of: provider).utf8), path: file) == provider)
    }

    @Test(arguments: files) func canBeRehearsed(file: String) async throws {
        var provider = try Self.provider(file)
        let kind: Client.Kind = provider.token.clientAuthentication == [.none] ? .public : .confidential
        provider.clients = [
            Client(name: "App", clientID: "app-1", redirectURIs: ["http://127.0.0.1/callback"], kind: kind)
        ]
        let walk = try Walk(provider)
        let outcome = walk.model.session.outcome
        #expect(outcome.seriousFindings.isEmpty, "\(outcome.diagnostics.map(\.message))")
        try await walk.rehearse()
        if kind == .confidential { try await walk.typeSecret("hunter2") }
        let grant = try await walk.exchange()
        #expect(grant.scope.isAsRequested)
        #expect(grant.scope.granted == provider.suggestedScopes)
        await walk.end()
    }
}

/// The claims of tokens, on request.
@Suite struct ClaimTests {
    private static func provider() throws -> Provider {
        var provider = try ShippedProviderTests.provider("google.json")
        provider.clients = [Client(name: "App", clientID: "app-1", redirectURIs: ["http://127.0.0.1/callback"])]
        provider.habits.parameters.append(Parameter("nonce", "n-1"))
        return provider
    }

    @Test func areComparedWithWhatWasAskedFor() async throws {
        let walk = try Walk(try Self.provider())
        try await walk.rehearse()
        let grant = try await walk.exchange()
        #expect(grant.idToken != nil)
        #expect(!walk.screen.contains("signature not checked"))
        await walk.press("i")
        try await walk.wait { $0.claims != nil }
        let claims = try #require(walk.attempt?.claims)
        #expect(claims.map(\.token) == ["ID token"])
        #expect(claims[0].claims.header.map(\.value) == ["none"])
        let verdicts = claims[0].claims.claims.map { "\($0.name) \($0.verdict.rawValue)" }
        #expect(
            verdicts == ["iss right", "sub unchecked", "aud right", "exp right", "iat unchecked", "nonce right"])
        #expect(walk.screen.contains("ID token: signature not checked"))
        await walk.press("i")
        #expect(walk.attempt?.claims == nil)
        await walk.end()
    }

    @Test func areNotThereIfNoTokenHasAny() async throws {
        var provider = try Self.provider()
        provider.suggestedScopes = ["email"]
        let walk = try Walk(provider)
        try await walk.rehearse()
        #expect(try await walk.exchange().idToken == nil)
        await walk.press("i")
        try await walk.wait { _ in true }
        #expect(walk.attempt?.claims == nil)
        #expect(walk.screen.contains("None of these tokens is a JSON Web Token"))
        await walk.end()
    }
}
