import Foundation
import JSON
import Options
import TestTraits
import Testing

/// The program itself, started as a user would.
@Suite(.onThreadsOfTheirOwn) struct ProgramTests {
    struct Run {
        var stdout: String
        var stderr: String
        var exitCode: Int32
    }

    /// Runs the program; standard input is closed unless it is given.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:], output: FileHandle? = nil
    ) throws -> Run {
        let products = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let process = Process()
        process.executableURL = products.appending(path: "authscope")
        process.arguments = arguments
        process.environment = environment
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        if let output { process.standardOutput = output } else { process.standardOutput = stdout }
        process.standardError = stderr
        try process.run()
        // The text fits into the pipe's buffer, so neither side blocks.
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let text =
            output == nil ? String(decoding: stdout.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) : ""
        let errors = String(decoding: stderr.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Run(stdout: text, stderr: errors, exitCode: process.terminationStatus)
    }

    @Test func buildsAURLThatItFindsValid() throws {
        let url = try Self.run(["url"])
        #expect(url.exitCode == 0)
        #expect(url.stderr.isEmpty)
        let lint = try Self.run(["lint", "-"], input: url.stdout)
        #expect(lint.stdout == "valid: no findings\n")
        #expect(lint.exitCode == 0)
    }

    @Test func drawsNewValuesEachTime() throws {
        let urls = try (0..<3).map { _ in try Self.run(["url"]).stdout }
        #expect(Set(urls).count == 3)
    }

    @Test func readsStandardInputWithoutBeingAsked() throws {
        let run = try Self.run(["lint", "--format", "json"], input: "https://x.example/a?scope=a%00")
        #expect(run.exitCode == 1)
        #expect(try JSONValue(reading: Array(run.stdout.utf8))["verdict"] == .string("invalid"))
    }

    @Test func checksLines() throws {
        let run = try Self.run(["lint", "--lines", "--format", "json"], input: "\(Fixtures.url)\n\nx")
        #expect(run.stdout.hasPrefix("{\"line\":1,\"verdict\":\"valid\",\"findings\":[]}\n{\"line\":3,"))
        #expect(run.exitCode == 1)
    }

    @Test func usesColoursWhenAskedTo() throws {
        #expect(try !Self.run(["lint", "x"], environment: ["TERM": "xterm"]).stdout.contains("\u{1B}"))
        #expect(try Self.run(["lint", "--color", "always", "x"]).stdout.contains("\u{1B}[1;31merror"))
    }

    static let mistakes: [(arguments: [String], exitCode: Int32, message: String)] = [
        (
            ["url", "--client", "Nobody"], 64,
            "Error: there is no client \"Nobody\"; known: \"Example client\"\n"
        ),
        (["url", "--provider", "/nowhere.json"], 4, "Error: /nowhere.json: there is no such file\n"),
        (["lint", "--context", "/dev/null", "x"], 4, "Error: /dev/null: is not a regular file\n"),
        (["rules", "scope-coma"], 64, "Error: there is no rule \"scope-coma\"; did you mean scope-comma?\n"),
        (
            ["foo"], 64,
            "Error: there is no command foo; there are screen, url, login, lint, inspect, diff, rules, rehearse, import, "
                + "scopes, providers, paths and formats\n"
        ),
        (["--accessible", "--set", "url", "lnit"], 64, "Error: there is no command lnit; did you mean lint?\n"),
        (["--ascii", "lnit", "x"], 64, "Error: there is no command lnit; did you mean lint?\n"),
        (["--porvider", "x"], 64, "Error: there is no option --porvider; did you mean --provider?\n"),
        (["--porvider"], 64, "Error: there is no option --porvider; did you mean --provider?\n"),
        (["--porvider=x", "y"], 64, "Error: there is no option --porvider; did you mean --provider?\n"),
        (
            ["--format", "json", "lint"], 64,
            "Error: options come after the command: authscope lint --format json\n"
        ),
        (["-v"], 64, "Error: there is no option -v; did you mean --version?\n"),
        (["url", "-v"], 64, "Error: there is no option -v; did you mean --version?\n"),
        (["-V"], 64, "Error: there is no option -V; did you mean --version?\n"),
        (
            ["\u{1B}[2J\n"], 64,
            "Error: there is no command <U+001B>[2J<U+000A>; there are screen, url, login, lint, inspect, "
                + "diff, rules, rehearse, import, scopes, providers, paths and formats\n"
        ),
        (["help", "rule"], 64, "Error: there is no command rule; did you mean rules?\n"),
        (["--color", "never", "rules"], 64, "Error: options come after the command: authscope rules --color never\n"),
        (
            ["--provider", "url", "lint", "x"], 64,
            "Error: options come after the command: authscope lint --provider url …\n"
        ),
        (
            ["url", "--verifier=canary"], 64,
            "Error: --verifier: every local user can read the arguments of a program, so no secret may be among them; "
                + "write it to a file with mode 0600 and use --verifier-file FILE, or - for standard input. "
                + "If it was a real one, revoke it\n"
        ),
        (
            ["lint", "--Access_Token", "canary", "x"], 64,
            "Error: --access-token: every local user can read the arguments of a program, so no secret may be among "
                + "them; there is no option for it. If it was a real one, revoke it\n"
        ),
        (["url", "--provider", "\u{1B}[2J"], 4, "Error: <U+001B>[2J: there is no such file\n"),
    ]

    @Test(arguments: mistakes)
    func endsWithACodeAndAMessage(arguments: [String], exitCode: Int32, message: String) throws {
        let run = try Self.run(arguments)
        #expect(run.exitCode == exitCode)
        #expect(run.stderr == message)
        #expect(run.stdout.isEmpty)
    }

    @Test(arguments: [["url"], ["lint", "x"], ["lint", "--lines", "x"], ["rules"], ["--help"], ["--version"]])
    func saysThatStandardOutputIsFull(arguments: [String]) throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let run = try Self.run(arguments, output: full)
        #expect(run.stderr.hasSuffix("Error: standard output cannot be written: No space left on device\n"))
        #expect(run.exitCode == 74)
    }

    @Test func endsQuietlyWhenItsReaderHasGone() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let run = try Self.run(["rules"], output: pipe.fileHandleForWriting)
        #expect(run.stderr.isEmpty)
        #expect(run.exitCode != 0)
    }

    @Test(arguments: [(#"{"profile": "mine"}"#, 1), ("{}", 64)] as [(String, Int32)])
    func acceptsAProviderWithAContextThatNamesIt(context: String, exitCode: Int32) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let (provider, file) = (directory.appending(path: "p.json"), directory.appending(path: "c.json"))
        let text = #"{"authscope": 1, "id": "mine", "name": "M", "authorization_endpoint": "https://m.example/a"}"#
        try Data(text.utf8).write(to: provider)
        try Data(context.utf8).write(to: file)
        let run = try Self.run(["lint", "--provider", provider.path, "--context", file.path, "x"])
        #expect(run.exitCode == exitCode)
        #expect(
            run.stderr.contains("--context replaces --provider; write \"profile\": \"mine\"")
                == (exitCode == 64))
    }

    @Test func showsTheHelpOfACommand() throws {
        let run = try Self.run(["help", "rules"])
        #expect(run.stdout.contains("USAGE: authscope rules"))
        #expect(run.exitCode == 0)
    }

    @Test func showsItsVersion() throws {
        #expect(try Self.run(["--version"]).stdout == AuthscopeCommand.configuration.version + "\n")
    }
}
