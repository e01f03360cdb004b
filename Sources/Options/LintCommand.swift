import ArgumentParser
import OAuth

/// `authscope lint`: checks authorization requests, their answers, and token requests.
package struct LintCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check an authorization URL, its answer, or a token request.",
        discussion: """
            The input is a URL, a path with a query, or the head of an HTTP request. A request to the built-in provider \
            is checked against its scopes, clients and settings, and any other request only against the standards. With \
            --provider, every input is checked as a request to that provider; with --scan, only requests to its address. \
            --context gives the expected values.

            With --kind response, the input is a redirect: a URL, a path with a query, the head of its request, or the \
            head of a response with a Location. With --kind token, it is a JSON object with method, url, headers and \
            body (authscope formats token-request).

            With --scan, the inputs are files and folders. Authorization requests, redirects and token requests are \
            found in them. Only the parts written as plain text are checked; variables are skipped. Binary files and \
            files that git ignores are skipped. Secrets are redacted in every output format.
            """)

    package static let examples = [
        CommandExample(
            "authscope lint 'https://accounts.example/authorize?response_type=token&client_id=app'",
            "The findings for a URL, like those of a compiler.", exitCode: 1),
        CommandExample(
            "authscope url | authscope lint --profile oauth-2.1",
            "The URL of another command, checked against a standard."),
        CommandExample(
            "authscope lint --lines --format json < urls.txt", "Each line of a file, as a line of JSON.", exitCode: 1),
        CommandExample(
            "authscope lint --kind response 'http://127.0.0.1:8765/callback?code=a1b2c3&state=x'",
            "The redirect that came back."),
        CommandExample("authscope lint --scan .", "The requests in the files of a folder.", exitCode: 1),
    ]

    package init() {}

    @Argument(
        help: ArgumentHelp(
            "The input to check; - or nothing reads standard input. With --scan: files and folders.",
            valueName: "input"),
        completion: .file())
    package var inputs: [String] = []

    @Flag(help: "Find requests in files and folders, and check them. The default is this folder.")
    package var scan = false

    @Option(help: ArgumentHelp("With --scan, leave out the findings of this rule; repeatable.", valueName: "rule"))
    package var ignore: [String] = []

    @Option(help: "The kind of input.")
    package var kind = LintKind.request

    @Option(
        help: ArgumentHelp("A JSON file with the expected values (authscope formats context).", valueName: "file"),
        completion: .file())
    package var context: String?

    @Option(help: ArgumentHelp("Also check against a standard; the stricter rule applies.", valueName: "name"))
    package var profile: ProfileName?

    @Option(help: ArgumentHelp("The output format; sarif and github only with --scan.", valueName: "form"))
    package var format = LintFormat.text

    @Flag(
        help: """
            Fix errors and warnings, but not notes (info), and print the URL or the head. The changes, a new verifier and \
            the remaining findings go to standard error.
            """)
    package var fix = false

    @Flag(help: "Check each line of the input separately as it arrives; --format json writes a line for each.")
    package var lines = false

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions

    /// The one input without `--scan`.
    package var input: String? { inputs.first }

    package func validate() throws {
        if fix, kind != .request { throw ValidationError("--fix only changes authorization requests.") }
        if scan {
            if fix || lines { throw ValidationError("--\(fix ? "fix" : "lines") cannot be used with --scan.") }
            return
        }
        if !ignore.isEmpty { throw ValidationError("--ignore needs --scan.") }
        if format == .sarif || format == .github {
            throw ValidationError("--format \(format.rawValue) needs --scan.")
        }
        if inputs.count > 1 {
            throw ValidationError("Give one input. --lines reads many from standard input, --scan reads files.")
        }
    }
}

/// The kind of input to check.
package enum LintKind: String, ExpressibleByArgument, CaseIterable {
    case request, response, token
}

/// The output format of findings.
package enum LintFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github
}

/// The output formats of `inspect` and `diff`.
package enum InspectFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// A standard, by its name.
package struct ProfileName: ExpressibleByArgument {
    package let profile: LintProfile

    package init?(argument: String) {
        guard let profile = LintProfile.named(argument) else { return nil }
        self.profile = profile
    }

    package static let allValueStrings = LintProfile.all.map(\.name)
    package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
