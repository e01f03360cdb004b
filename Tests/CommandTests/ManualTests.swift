import Foundation
import Options
import Testing

@testable import Commands
@testable import authscope

/// The manual pages, and the completions that are installed with them.
struct ManualTests {
    private static func hasProgram(_ name: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/\(name)")
    }

    /// Runs a program on a text in a file, and returns all its output.
    private func output(
        of program: String, _ arguments: [String], on text: String, onlyErrors: Bool = false
    ) throws -> (String, Int32) {
        let file = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let running = try RunningProgram(
            [],
            shell:
                "exec 2>&1 \(onlyErrors ? ">/dev/null" : ""); exec \(program) \(arguments.joined(separator: " ")) \(file.path)",
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "80"])
        running.closeInput()
        guard case .exited(let code)? = running.end() else { return (running.output, -1) }
        return (running.output, code)
    }

    @Test func namesItsPages() throws {
        let run = try ProgramTests.run(["manual"])
        #expect(run.stdout == "authscope.1\nauthscope-provider.5\n")
        #expect(try ProgramTests.run(["manual", "authscope.1"]).stdout == ManualPage.all[0].text)
        #expect(try ProgramTests.run(["manual", "x"]).exitCode == 64)
    }

    @Test func hasEachCommandOptionAndExample() throws {
        let page = ManualPage.all[0].text
        let program = try #require(CommandDescription.program)
        for command in program.subcommands where command.isShown {
            #expect(page.contains(".SS \(Roff.escaped(command.call))\n"))
            for argument in command.arguments { #expect(page.contains(Roff.bold(argument.label))) }
            for example in command.examples { #expect(page.contains(Roff.bold(example.call))) }
        }
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT"] {
            #expect(page.contains(".SH \(section)\n"))
        }
    }

    @Test(.enabled(if: hasProgram("man")), arguments: ManualPage.all.map(\.fileName))
    func isAcceptedByMan(page: String) throws {
        let text = try #require(ManualPage.all.first { $0.fileName == page }).text
        let (output, code) = try output(
            of: "man", ["--warnings", "-E", "UTF-8", "-P", "cat", "-l"], on: text, onlyErrors: true)
        #expect(code == 0)
        #expect(output.isEmpty, "\(output)")
        for path in ["docs/", "Sources/", "Tests/", "seeds/", ".md"] { #expect(!text.contains(path), "\(path)") }
    }

    @Test(.enabled(if: hasProgram("mandoc")), arguments: ManualPage.all.map(\.fileName))
    func isAcceptedByMandoc(page: String) throws {
        let text = try #require(ManualPage.all.first { $0.fileName == page }).text
        let (output, code) = try output(of: "mandoc", ["-T", "lint", "-W", "warning"], on: text)
        #expect(code == 0, "\(output)")
    }

    @Test func keepsASpecialCharacterAsItIs() {
        #expect(Roff.escaped(#"a\b--c'd…"#) == #"a\eb\-\-c\(aqd\[u2026]"#)
        var page = Roff(title: "x", section: 1, date: "", version: "1", book: "b")
        page.paragraph(".hidden")
        #expect(page.text.hasSuffix(".PP\n\\&.hidden\n"))
    }

    // MARK: Completions

    @Test(arguments: ["bash", "zsh", "fish"])
    func completesEachCommand(shell: String) throws {
        let run = try ProgramTests.run(["--generate-completion-script", shell])
        #expect(run.exitCode == 0)
        for command in AuthscopeCommand.configuration.subcommands where command.configuration.shouldDisplay {
            #expect(run.stdout.contains(command.configuration.commandName ?? "?"))
        }
        guard Self.hasProgram(shell) else { return }
        let (output, code) = try output(of: shell, ["-n"], on: run.stdout)
        #expect(code == 0, "\(output)")
    }

    /// The completions that bash offers after `authscope`.
    @Test(
        .enabled(if: hasProgram("bash")),
        arguments: [("li", "lint"), ("lint --prof", "--profile"), ("lint --profile rfc", "rfc9700")])
    func isWhatBashOffers(typed: String, offer: String) throws {
        let script = try ProgramTests.run(["--generate-completion-script", "bash"]).stdout
        let words = ["authscope"] + typed.split(separator: " ").map(String.init)
        let call = """

            COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
            COMP_LINE='authscope \(typed)'; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMP_KEY=9
            _authscope authscope '\(words[words.count - 1])' '\(words[words.count - 2])'
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let (output, _) = try output(of: "bash", [], on: script + call)
        #expect(output.split(separator: "\n").map { $0.filter { $0 != " " } }.contains(offer), "\(output)")
    }
}
