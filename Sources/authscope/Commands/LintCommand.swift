import ArgumentParser
import Catalog
import Glibc
import JSON
import OAuth

/// `authscope lint`: judges authorization requests, their answers, and token requests.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check an authorization URL, its answer, or a token request.",
        discussion: """
            The input is a URL, a path with a query, or the head of an HTTP request. A URL of the provider's endpoint \
            is judged by that provider's scopes, clients and habits, any other by the standards alone. With --provider, \
            every input is judged as a request to that provider; --context says exactly what to expect.

            With --kind response the input is the redirect that came back: a URL, a path with a query, the head of the \
            request that brought it, or the head of a response with a Location. With --kind token it is a JSON object \
            of method, url, headers and body.
            """)

    @Argument(help: ArgumentHelp("What to judge; - or nothing reads standard input.", valueName: "input"))
    var input: String?

    @Option(help: "What the input is.")
    var kind = LintKind.request

    @Option(help: ArgumentHelp("A JSON file that says what to expect (docs/rules.md).", valueName: "file"))
    var context: String?

    @Option(help: ArgumentHelp("Hold it against a standard, too; the stricter counts.", valueName: "name"))
    var profile: ProfileName?

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    var format = LintFormat.text

    @Flag(
        help: """
            Fix errors and warnings, leave notes (info) alone, and print the URL, or the head; what was done, a verifier \
            that was made for it, and what remains go to standard error.
            """)
    var fix = false

    @Flag(help: "Judge each line of the input by itself, while it arrives; with --format json, a line each.")
    var lines = false

    @OptionGroup var colors: ColorOptions
    @OptionGroup var options: ProviderOptions

    func validate() throws {
        if fix, kind != .request { throw ValidationError("--fix changes authorization requests only.") }
    }

    func run() throws {
        try CommandResult.of {
            let expectation = try expectation()
            switch kind {
            case .request:
                let session = LintSession(
                    expectation: expectation, profile: profile?.profile, format: format, fixes: fix, style: style,
                    draw: drawFreshValues)
                return lines ? try lintLines(session) : try session.lint(try wholeInput())
            case .response, .token:
                let session = AnswerLintSession(
                    kind: kind == .token ? .token : .response, expectation: expectation, profile: profile?.profile,
                    format: format, style: style)
                return lines ? try lintLines(session) : try session.lint(try wholeInput())
            }
        }.finish()
    }

    private var style: OutputStyle {
        OutputStyle(color: colors.color, descriptor: fix ? STDERR_FILENO : STDOUT_FILENO)
    }

    private func expectation() throws -> LintSession.Expectation {
        let provider = try options.load()
        let given = try context.map { path in
            let octets = try readFile(path, allowsPipe: true)
            let context = try CommandFailure.catchingFileProblems {
                try LintContextFile.read(octets, path: path, providers: [provider, BuiltIn.provider])
            }
            // That of a profile has been spoken of.
            if let pattern = context.clientIDPattern, pattern != provider.clientIDPattern, let remark = pattern.remark {
                write(.note(remark, file: path), to: STDERR_FILENO)
            }
            if options.provider != nil { try checkProfile(of: octets, path: path, is: provider) }
            return context
        }
        if let given { return .context(given) }
        return options.provider == nil ? .known([provider]) : .provider(provider)
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
            throw CommandFailure(.usage, "give an input to judge, or pipe one in; see authscope lint --help")
        }
        return try readStandardInput()
    }

    /// Judges line by line and writes each answer at once.
    private func lintLines(_ session: any LineLinting) throws -> CommandResult {
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

/// What is judged.
enum LintKind: String, ExpressibleByArgument, CaseIterable {
    case request, response, token
}

/// How findings are shown.
enum LintFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// A standard, by its name.
struct ProfileName: ExpressibleByArgument {
    let profile: LintProfile

    init?(argument: String) {
        guard let profile = LintProfile.named(argument) else { return nil }
        self.profile = profile
    }

    static let allValueStrings = LintProfile.all.map(\.name)
}
