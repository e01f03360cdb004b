import Foundation
import JSON
import TestSupport
import TestTraits
import Testing

/// The habits of a provider without the screen: `url`, `lint` and `login`, as a user calls them.
@Suite(.onThreadsOfTheirOwn) final class HabitTests {
    private let home = NSTemporaryDirectory() + "authscope-\(UUID().uuidString)"
    private var environment: [String: String] { ["HOME": home, "PATH": "/usr/bin:/bin"] }

    init() throws {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        chmod(home, 0o777)
        try Self.file.write(toFile: home + "/p.json", atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// Every habit there is.
    private static let file = #"""
        { "authscope": 1, "id": "habits", "name": "Habits",
          "authorization_endpoint": "https://{tenant}.habits.example/{region}/authorize",
          "token_endpoint": "https://{tenant}.habits.example/{region}/token",
          "issuer": "https://{tenant}.habits.example",
          "variables": [
            { "name": "tenant", "summary": "your tenant" },
            { "name": "region", "default": "eu", "allowed": ["eu", "us"] }
          ],
          "scopes": ["read", "write"], "suggested_scopes": ["read", "write"],
          "scope_separator": "comma", "scopes_complete": false,
          "parameter_names": { "client_id": "client_key", "redirect_uri": "redirect_url" },
          "parameters": { "access_type": "offline" },
          "token_parameters": { "audience": "habits" },
          "token": { "client_authentication": ["body"] },
          "clients": [{ "name": "App", "client_id": "app-1", "kind": "confidential",
                        "redirect_uris": ["http://127.0.0.1/callback"] }] }
        """#

    private func run(_ arguments: String...) throws -> ProgramTests.Run {
        try ProgramTests.run(arguments + ["--provider", home + "/p.json"], environment: environment)
    }

    @Test func buildsTheURLInTheProvidersWords() throws {
        let run = try run("url", "--set", "tenant=contoso", "--set", "region=us")
        #expect(run.exitCode == 0, "\(run.stderr)")
        #expect(
            run.stdout.hasPrefix("https://contoso.habits.example/us/authorize?response_type=code&client_key=app-1&"))
        for pair in ["redirect_url=http%3A", "scope=read%2Cwrite", "access_type=offline"] {
            #expect(run.stdout.contains(pair))
        }
        // A parameter that is always sent can have another value.
        let other = try self.run("url", "--set", "tenant=contoso", "--param", "access_type=online")
        #expect(other.stdout.contains("access_type=online") && !other.stdout.contains("offline"))
        // The list is not the whole: an unknown scope is a note.
        let unknown = try self.run("url", "--set", "tenant=contoso", "--scope", "read,other")
        #expect(unknown.exitCode == 0)
        #expect(unknown.stdout.contains("scope=read%2Cother"))
        #expect(unknown.stderr.contains("info[scope-unknown]: other is not in the provider's list of scopes"))
    }

    @Test func asksForTheValueThatIsMissing() throws {
        let run = try run("url")
        #expect(run.exitCode == 64)
        #expect(
            run.stderr
                == "Error: Habits needs a value for tenant (your tenant): give it with --set tenant=VALUE\n")
        // These need no address.
        #expect(try self.run("scopes").exitCode == 0)
        for (set, message) in [
            ("tenant", "--set tenant: write it as name=value"),
            ("tenat=a", "--set tenat: the variables are tenant, region"),
            ("tenant=a@b", "--set tenant=a@b: a value can have only letters"),
            ("region=mars", "--set region=mars: region is one of eu, us"),
        ] {
            let run = try self.run("url", "--set", set)
            #expect(run.exitCode == 64)
            #expect(run.stderr.hasPrefix("Error: \(message)"), "\(run.stderr)")
        }
        #expect(
            try ProgramTests.run(["url", "--set", "a=b"], environment: environment).stderr
                == "Error: --set a: Bakeronline has no variables\n")
    }

    @Test func takesTheValueThatIsKept() throws {
        try FileManager.default.createDirectory(
            atPath: home + "/.config/authscope/own", withIntermediateDirectories: true)
        let file = home + "/.config/authscope/own/habits.json"
        try #"{"authscope": 1, "provider": "habits", "variables": {"tenant": "kept"}}"#.write(
            toFile: file, atomically: true, encoding: .utf8)
        chmod(file, 0o600)
        #expect(try run("url").stdout.hasPrefix("https://kept.habits.example/eu/"))
        #expect(try run("url", "--set", "tenant=other").stdout.hasPrefix("https://other.habits.example/eu/"))
    }

    @Test func lintsInTheProvidersWords() throws {
        let url = "https://contoso.habits.example/eu/authorize?response_type=code&client_id=app-1&scope=read%20write"
        let run = try run("lint", "--set", "tenant=contoso", url)
        #expect(run.exitCode == 1)
        #expect(run.stdout.contains("client_key is missing"))
        #expect(run.stdout.contains("did you mean client_key?"))
        #expect(run.stdout.contains("scopes are separated by commas here"))
    }

    // MARK: login

    private func login(_ arguments: String...) throws -> RunningProgram {
        let secret = home + "/secret"
        try #require(
            FileManager.default.createFile(
                atPath: secret, contents: Data("hunter2\n".utf8), attributes: [.posixPermissions: 0o600]))
        return try RunningProgram(
            [
                "login", "--provider", home + "/p.json", "--set", "tenant=contoso", "--rehearse", "--allow",
                "--client-secret-file", secret, "--format", "json",
            ] + arguments, environment: environment)
    }

    @Test func logsIn() throws {
        let program = try login("--token-param", "resource=https://api.habits.example")
        #expect(program.end() == .exited(0), "\(program.errors)")
        let result = try JSONValue(reading: Array(program.output.utf8))
        #expect(result["result"] == .string("granted"))
        #expect(result["scope"]?["granted"] == .array([.string("read"), .string("write")]))
        #expect(result["scope"]?["missing"] == .array([]))
        #expect(result["scope"]?["added"] == .array([]))
        #expect(result["notices"] == .array([]))
    }

    @Test func sendsTheSecretInTheChosenPlace() throws {
        let program = try login("--client-auth", "basic")
        #expect(program.end() == .exited(5))
        let result = try JSONValue(reading: Array(program.output.utf8))
        #expect(result["error"] == .string("invalid_client"))
        #expect(program.errors.contains("Habits does not support client authentication by client_secret_basic"))
        #expect(try login("--client-auth", "body").end() == .exited(0))
    }

    @Test(
        arguments: [
            ("audience", "--token-param audience: write it as name=value"),
            ("code=x", "--token-param code: authscope sends code by itself; remove it"),
            ("client_secret=x", "--token-param client_secret: client_secret is a secret and is never stored"),
        ])
    func refusesAParameterOfTheTokenRequest(text: String, message: String) throws {
        let program = try login("--token-param", text)
        #expect(program.end() == .exited(64))
        #expect(program.errors.contains("Error: \(message)"), "\(program.errors)")
    }
}
