import Foundation
import TestSupport
import TestTraits
import Testing

/// The program under limits of the system: a sentence and an exit code, and never a trap.
@Suite(.onThreadsOfTheirOwn) final class LimitTests {
    private let home = NSTemporaryDirectory() + "authscope-\(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try """
        { "authscope": 1, "id": "example", "name": "Example", "scopes": ["orders"], "suggested_scopes": ["orders"],
          "authorization_endpoint": "https://accounts.example/authorize",
          "clients": [{ "name": "App", "client_id": "app-1", "redirect_uris": ["http://127.0.0.1/callback"] }] }
        """.write(toFile: home + "/provider.json", atomically: true, encoding: .utf8)
    }
    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// A rehearsal has a provider whose redirect URI takes any port: another test may have the one of the built-in.
    private func run(_ arguments: [String], limit: String) throws -> RunningProgram {
        let provider = arguments.contains("--rehearse") ? ["--provider", home + "/provider.json"] : []
        let program = try RunningProgram(
            arguments + provider, shell: #"\#(limit); exec "$0" "$@""#,
            environment: ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
        program.closeInput()
        return program
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = "\(home)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    // MARK: Open files

    static let sentence = "Too many open files; raise the limit with ulimit -n, and start again"

    static let commands = [
        ["import", "http://127.0.0.1:1/openapi.json"], ["login", "--rehearse", "--allow"],
        ["login", "--no-browser", "--paste"], ["rehearse"], ["import", "FILE"],
    ]

    /// An import takes little by itself, and so reads a file; of a download it only hears that it failed.
    @Test(arguments: commands.dropLast())
    func saysThatThereAreTooFewOpenFiles(arguments: [String]) throws {
        let program = try run(arguments, limit: "ulimit -n 8")
        #expect(program.end() == .exited(arguments[0] == "import" ? 4 : 71))
        #expect(program.errors.contains(Self.sentence), "\(program.errors)")
    }

    /// From too few for anything to just enough: whatever it says, it says something.
    @Test(arguments: [3, 4, 5, 6, 7, 9, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 40, 48])
    func trapsWithNoNumberOfOpenFiles(count: Int) throws {
        let file = try file("things.yaml", ImportProgramTests.yaml)
        for arguments in Self.commands.filter({ $0 != ["rehearse"] }) + [
            ["providers"], ["lint", file], ["scopes"], ["paths"],
        ] {
            let program = try run(arguments.map { $0 == "FILE" ? file : $0 }, limit: "ulimit -n \(count)")
            guard case .exited(let code)? = program.end() else {
                Issue.record("\(arguments) with \(count): \(String(describing: program.end()))")
                continue
            }
            // With three the loader finds no library, and a shell no program.
            #expect(code == 0 || !(program.output + program.errors).isEmpty, "\(arguments) with \(count)")
        }
    }

    @Test func worksWithTheOpenFilesThatItNeeds() throws {
        let program = try run(["login", "--rehearse", "--allow"], limit: "ulimit -n 64")
        #expect(program.end() == .exited(0))
        #expect(program.output.contains("granted: "))
    }

    @Test func blamesTheLimitAndNotTheProgramThatReadsYAML() throws {
        let provider = try file(
            "p.yaml", "authscope: 1\nid: p\nname: P\nauthorization_endpoint: https://p.example/a\nscopes: [a]\n")
        #expect(try run(["scopes", "--provider", provider], limit: "ulimit -n 64").end() == .exited(0))
        let program = try run(["scopes", "--provider", provider], limit: "ulimit -n 4")
        #expect(program.end() == .exited(4))
        #expect(program.errors.contains(Self.sentence), "\(program.errors)")
    }

    // MARK: Threads

    /// Limits do not apply to root, so another user runs the program.
    @Test(.enabled(if: geteuid() == 0), arguments: commands.dropLast())
    func saysThatThereAreTooFewThreads(arguments: [String]) throws {
        chmod(home, 0o777)
        // The limit counts all processes of a user, so each case has one.
        let user = 60_000 + (Self.commands.firstIndex(of: arguments) ?? 0)
        let program = try run(
            arguments,
            limit: "exec 9<\"$0\"; "
                + "exec prlimit --nproc=2 setpriv --reuid \(user) --clear-groups /proc/self/fd/9 \"$@\"")
        #expect(program.end() == .exited(arguments[0] == "import" ? 4 : 71))
        #expect(program.errors.contains("raise the limit with ulimit -u"), "\(program.errors)")
    }

    // MARK: The size of files

    @Test func saysThatATokenFileMayNotBeWritten() throws {
        let target = home + "/tokens.json"
        let program = try run(["login", "--rehearse", "--allow", "--token-file", target], limit: "ulimit -f 0")
        // Its output goes to files, which then are empty.
        #expect(program.end() == .exited(74))
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test(arguments: [["url"], ["rules"], ["import", "FILE"], ["import", "FILE", "--dry-run"], ["scopes"]])
    func endsByItselfIfNothingMayBeWritten(arguments: [String]) throws {
        let file = try file("things.yaml", ImportProgramTests.yaml)
        let program = try run(arguments.map { $0 == "FILE" ? file : $0 }, limit: "ulimit -f 0")
        guard case .exited(let code)? = program.end() else {
            Issue.record("\(String(describing: program.end()))")
            return
        }
        #expect(code == 74 || code == 4)
    }

    @Test func saysThatAnImportCouldNotBeKept() throws {
        let file = try file("things.yaml", ImportProgramTests.yaml)
        // Its output goes through a pipe, to which the limit does not apply.
        let program = try RunningProgram(
            ["import", file], shell: #"exec 3>&2; (ulimit -f 0; "$0" "$@"; echo "code $?") 2>&1 | cat >&3"#,
            environment: ["HOME": home, "PATH": "/usr/bin:/bin"])
        #expect(program.end() == .exited(0))
        #expect(program.errors.contains("Error: "), "\(program.errors)")
        #expect(program.errors.hasSuffix("code 4\n"), "\(program.errors)")
    }
}
