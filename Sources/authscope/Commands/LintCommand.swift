import ArgumentParser
import Catalog
import Glibc
import JSON
import OAuth

/// `authscope lint`: judges authorization requests.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Judge an authorization URL.",
        discussion: """
            The input is a URL, a path with a query, or the head of an HTTP request. A URL of the provider's endpoint \
            is judged by that provider's scopes, clients and habits, any other by the standards alone. With --provider, \
            every input is judged as a request to that provider; --context says exactly what to expect.
            """)

    @Argument(help: ArgumentHelp("What to judge; - or nothing reads standard input.", valueName: "input"))
    var input: String?

    @Option(help: "What the input is.")
    var kind = LintKind.request

    @Option(help: ArgumentHelp("A JSON file that says what to expect (docs/rules.md).", valueName: "file"))
    var context: String?

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    var format = LintFormat.text

    @Flag(
        help: """
            Mend errors and warnings, leave notes (info) alone, and print the URL, or the head; what remains goes to \
            standard error.
            """)
    var fix = false

    @Flag(help: "Judge each line of the input by itself, while it arrives; with --format json, a line each.")
    var lines = false

    @OptionGroup var colors: ColorOptions
    @OptionGroup var options: ProviderOptions

    func run() throws {
        try CommandResult.of {
            let session = try session()
            return lines ? try lintLines(session) : try session.lint(try wholeInput())
        }.finish()
    }

    private func session() throws -> LintSession {
        let provider = try options.load()
        let given = try context.map { path in
            let octets = try readFile(path, allowsPipe: true)
            let context = try CommandFailure.catchingFileProblems {
                try LintContextFile.read(octets, path: path, providers: [provider, BuiltIn.provider])
            }
            if options.provider != nil { try checkProfile(of: octets, path: path, is: provider) }
            return context
        }
        let expectation: LintSession.Expectation =
            if let given {
                .context(given)
            } else if options.provider != nil {
                .provider(provider)
            } else {
                .known([provider])
            }
        return LintSession(
            expectation: expectation, format: format, fixes: fix,
            style: OutputStyle(color: colors.color, descriptor: fix ? STDERR_FILENO : STDOUT_FILENO),
            draw: drawFreshValues)
    }

    /// A context says all that is expected: a provider beside it would be of no use, unless its profile names it.
    private func checkProfile(of context: [UInt8], path: String, is provider: Provider) throws {
        guard (try? JSONValue(reading: context))?["profile"] != .string(provider.id) else { return }
        throw CommandFailure(
            .usage,
            "--provider has no use beside this --context; write \"profile\": \"\(provider.id)\" in \(path), or leave "
                + "--provider out")
    }

    private func wholeInput() throws -> [UInt8] {
        if let input, input != "-" { return Array(input.utf8) }
        guard input == "-" || isatty(STDIN_FILENO) == 0 else {
            throw CommandFailure(.usage, "give a URL to judge, or pipe one in; see authscope lint --help")
        }
        return try readStandardInput()
    }

    /// Judges line by line and writes each answer at once.
    private func lintLines(_ session: LintSession) throws -> CommandResult {
        var session = LineLintSession(session)
        var splitter = LineSplitter()
        func judge(_ lines: [[UInt8]]) throws {
            for line in lines {
                let answer = try session.lint(line)
                let code = write(answer.stdout, to: STDOUT_FILENO)
                write(answer.stderr, to: STDERR_FILENO)
                if let code { throw CommandFailure(writing: code) }
            }
        }
        if let input, input != "-" {
            try judge(splitter.add(Array(input.utf8)))
        } else {
            while let chunk = try readChunk(STDIN_FILENO, name: "standard input") { try judge(splitter.add(chunk)) }
        }
        try judge(splitter.finish())
        return session.finish()
    }
}

/// What is judged. There is one kind so far.
enum LintKind: String, ExpressibleByArgument, CaseIterable {
    case request
}

/// How findings are shown.
enum LintFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
