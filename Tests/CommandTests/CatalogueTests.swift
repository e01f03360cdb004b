import Foundation
import JSON
import TestTraits
import Testing

/// `authscope paths`, `authscope providers` and `--provider ID`, as a user calls them.
@Suite(.onThreadsOfTheirOwn) struct CatalogueTests {
    private let home: String
    private var providers: String { home + "/.config/authscope/providers" }

    init() throws {
        home = NSTemporaryDirectory() + "authscope-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: home + "/.config/authscope/providers", withIntermediateDirectories: true)
    }

    private func cleanUp() { try? FileManager.default.removeItem(atPath: home) }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ProgramTests.Run {
        try ProgramTests.run(arguments, environment: ["HOME": home].merging(environment) { $1 })
    }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: "\(providers)/\(name)", atomically: false, encoding: .utf8)
    }

    private static let baker = """
        {"authscope": 1, "id": "baker", "name": "The Baker", "imported_from": "https://baker.example/openapi.json",
         "authorization_endpoint": "https://baker.example/authorize", "scopes": [{"name": "bread"}, {"name": "cake"}],
         "clients": [{"name": "C", "client_id": "c", "redirect_uris": ["https://c.example/callback"]}]}
        """

    /// The rows of the table, without those of the providers that come with authscope.
    private static func rows(_ stdout: String) -> [String] {
        stdout.split(separator: "\n").map(String.init).filter { !$0.hasSuffix("  comes with authscope") }
    }

    @Test func listsTheBuiltInProviderInANewHome() throws {
        defer { cleanUp() }
        let run = try run("providers")
        let words = Self.rows(run.stdout).map { $0.split(separator: " ").map(String.init) }
        #expect(
            words == [
                ["id", "name", "host", "scopes", "operations", "clients", "from"],
                ["bakeronline", "Bakeronline", "accounts.bakeronline.be", "5", "6", "1", "built", "in"],
            ])
        #expect(run.stdout.contains(#/\nstrava +Strava +www.strava.com +7 +0 +0  comes with authscope\n/#))
        #expect(run.stderr.isEmpty)
        #expect(run.exitCode == 0)
    }

    @Test func listsFilesAndSaysWhatIsWrongWithOne() throws {
        defer { cleanUp() }
        try write(Self.baker, to: "baker.json")
        try write("{\n  \"nam\": 1\n}", to: "broken.json")
        let run = try run("providers")
        let rows = Self.rows(run.stdout)
        #expect(rows.count == 3)
        #expect(rows.last?.contains(#/^baker +The Baker +baker.example +2 +0 +1  /#) ?? false)
        #expect(
            rows.last?.hasSuffix(
                "  \(providers)/baker.json, imported from https://baker.example/openapi.json") ?? false)
        #expect(run.stderr.hasPrefix("\(providers)/broken.json:2:3: unknown key \"nam\"; "))
        #expect(run.exitCode == 4)
    }

    @Test func listsTheSameAsJSON() throws {
        defer { cleanUp() }
        try write(Self.baker, to: "baker.json")
        try write("[]", to: "broken.json")
        let run = try run("providers", "--format", "json")
        #expect(run.stderr.isEmpty)
        #expect(run.exitCode == 4)
        let json = try JSONValue(reading: Array(run.stdout.utf8))
        guard case .array(let all)? = json["providers"], case .array(let problems)? = json["problems"],
            let problem = problems.first
        else { return #expect(Bool(false), "\(run.stdout)") }
        #expect(all.count { $0["shipped"] == .bool(true) } >= 15)
        let providers = all.filter { $0["shipped"] == .bool(false) }
        let baker = try #require(providers.last)
        #expect(providers.map { $0["id"] } == [.string("bakeronline"), .string("baker")])
        #expect(providers.map { $0["built_in"] } == [.bool(true), .bool(false)])
        #expect(baker["scopes"] == .number(JSONNumber(2)))
        #expect(baker["file"] == .string(self.providers + "/baker.json"))
        #expect(baker["imported_from"] == .string("https://baker.example/openapi.json"))
        #expect(problem["file"] == .string(self.providers + "/broken.json"))
        #expect(problem["line"] == .number(JSONNumber(1)))
    }

    @Test func saysWhichExpressionIsNotChecked() throws {
        defer { cleanUp() }
        let note = "client_id_pattern is not checked: only one like ^[0-9a-f]{80}$ is"
        let path = "\(providers)/baker.json"
        try write(
            Self.baker.replacing("\"scopes\"", with: "\"client_id_pattern\": \"^app-\", \"scopes\""), to: "baker.json")
        let list = try run("providers")
        #expect(list.stderr == "note: \(path): \(note)\n")
        #expect(list.exitCode == 0)
        let json = try run("providers", "--format", "json")
        #expect(json.stderr.isEmpty)
        guard case .array(let listed)? = try JSONValue(reading: Array(json.stdout.utf8))["providers"] else {
            return #expect(Bool(false), "\(json.stdout)")
        }
        #expect(listed.filter { $0["shipped"] == .bool(false) }.map { $0["note"] } == [.null, .string(note)])
        let url = try run("url", "--provider", path, "--client", "C")
        #expect(url.stdout.hasPrefix("https://baker.example/authorize?"))
        #expect(url.stderr.hasPrefix("note: \(path): \(note)\n"))
        #expect(try run("scopes", "--provider", "baker").stderr == "note: baker: \(note)\n")
        // The profile of a context is the provider, of which that is said already.
        try #"{"profile": "baker"}"#.write(toFile: home + "/c.json", atomically: false, encoding: .utf8)
        let profile = try run("lint", "--provider", "baker", "--context", home + "/c.json", "x")
        #expect(profile.stderr == "note: baker: \(note)\n")
        try #"{"client_id_pattern": "(("}"#.write(toFile: home + "/c.json", atomically: false, encoding: .utf8)
        #expect(try run("lint", "--context", home + "/c.json", "x").stderr == "note: \(home)/c.json: \(note)\n")
    }

    @Test func writesNoControlCharacterOfAFile() throws {
        defer { cleanUp() }
        try write(Self.baker.replacing("The Baker", with: #"The\u001b[31m\u202e"#), to: "baker.json")
        let text = try run("providers").stdout
        #expect(text.contains("The<U+001B>[31m<U+202E>"))
        #expect(!text.contains("\u{1B}"))
    }

    @Test func listsThePathsOfTheFiles() throws {
        defer { cleanUp() }
        let run = try run("paths")
        let lines = run.stdout.split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines[0] == "configuration            \(home)/.config/authscope")
        #expect(lines[1] == "config.json              \(home)/.config/authscope/config.json  (missing)")
        #expect(lines[2] == "settings.json            \(home)/.config/authscope/settings.json  (missing)")
        #expect(lines[3] == "providers                \(providers)")
        #expect(lines[4].hasPrefix("shipped providers        /") && lines[4].hasSuffix("/seeds/providers"))
        #expect(lines[5].hasPrefix("JSON Schemas             /") && lines[5].hasSuffix("/docs"))
        #expect(lines[6] == "your clients and scopes  \(home)/.config/authscope/own  (missing)")
        #expect(lines[7] == "state                    \(home)/.local/state/authscope  (missing)")
        #expect(lines[8] == "last provider            \(home)/.local/state/authscope/last-provider  (missing)")
        #expect(lines[9].hasPrefix("YAML reader              /") && lines[9].hasSuffix("/authscope-yaml"))
        #expect(run.exitCode == 0)
    }

    @Test func saysWhatIsWrongWithTheConfiguration() throws {
        defer { cleanUp() }
        let file = "\(home)/.config/authscope/config.json"
        try "{\n  \"theme\": \"dark\", // fine\n}".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(try run("paths").exitCode == 0)
        try "{\n  \"theme\": \"drak\",\n}".write(toFile: file, atomically: false, encoding: .utf8)
        let run = try run("paths")
        #expect(run.stdout.split(separator: "\n").count == 10)
        #expect(run.stderr == "Error: \(file):2:12: unknown theme \"drak\"; did you mean \"dark\"?\n")
        #expect(run.exitCode == 4)
    }

    @Test func saysTheSameAsJSON() throws {
        defer { cleanUp() }
        let environment = ["XDG_CONFIG_HOME": home + "/x", "XDG_STATE_HOME": "relative"]
        let run = try run("paths", "--format", "json", environment: environment)
        let json = try JSONValue(reading: Array(run.stdout.utf8))
        #expect(json["config"]?["path"] == .string(home + "/x/authscope"))
        #expect(json["config"]?["exists"] == .bool(false))
        #expect(json["state"]?["path"] == .string(home + "/.local/state/authscope"))
        let nowhere = try ProgramTests.run(["paths", "--format", "json"])
        #expect(try JSONValue(reading: Array(nowhere.stdout.utf8))["own"]?["path"] == .null)
    }

    @Test func takesAProviderOfTheCatalogueByItsID() throws {
        defer { cleanUp() }
        try write(Self.baker, to: "baker.json")
        #expect(try run("url", "--provider", "baker").stdout.hasPrefix("https://baker.example/authorize?"))
        let unknown = try run("url", "--provider", "bakery")
        #expect(
            unknown.stderr.hasPrefix(
                "Error: there is no file and no provider \"bakery\"; the providers are bakeronline, baker, "))
        #expect(unknown.exitCode == 4)
        try write("[]", to: "broken.json")
        #expect(try run("url", "--provider", "broken").stderr.hasPrefix("Error: \(providers)/broken.json:1:1: "))
    }

    /// A home, a file and a secret whose names are not UTF-8; the shell makes them.
    @Test func takesPathsAsOctets() throws {
        defer { cleanUp() }
        try write(Self.baker, to: "baker.json")
        let verifier = String(repeating: "v", count: 43)
        let shell = """
            odd="$(printf 'odd\\377')"; umask 077; cd '\(home)'
            mkdir "$odd" && mv .config "$odd" && cp "$odd/.config/authscope/providers/baker.json" "$odd.json"
            cp "$odd.json" "$odd/.config/authscope/providers/$odd.json"
            echo \(verifier) > "$odd.verifier"
            export HOME="$PWD/$odd"
            "$0" url --provider "$odd.json" --format json --verifier-file "$odd.verifier" &&
            "$0" url --provider baker --format json --verifier-file="$odd.verifier" && exec "$0" providers
            """
        let program = try RunningProgram([], shell: shell, environment: ["PATH": "/usr/bin:/bin"])
        program.closeInput()
        #expect(program.end() == .exited(4))
        #expect(program.output.split(separator: "\"verifier\": \"\(verifier)\"").count == 3)
        #expect(program.output.contains("\(home)/odd\\xFF/.config/authscope/providers/baker.json, imported from"))
        #expect(
            program.errors
                == "\(home)/odd\\xFF/.config/authscope/providers/odd\\xFF.json:1:1: "
                + "the name of this file is not UTF-8; rename it\n")
        // Nothing was made under a repaired name.
        #expect(try FileManager.default.contentsOfDirectory(atPath: home).count == 3)
    }

    @Test func takesTheFileThatReplacesTheBuiltInProvider() throws {
        defer { cleanUp() }
        #expect(try run("url").stdout.hasPrefix("https://accounts.bakeronline.be/"))
        try write(Self.baker.replacing("\"baker\"", with: "\"bakeronline\""), to: "bakeronline.json")
        #expect(try run("url").stdout.hasPrefix("https://baker.example/authorize?"))
    }
}
