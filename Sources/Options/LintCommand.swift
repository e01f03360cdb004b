import ArgumentParser
import OAuth

/// `authscope lint`: checks authorization requests, their answers, and token requests.
package struct LintCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check an authorization URL, its answer, or a token request.",
        discussion: """
            The input is a URL, a path with a query, or the head of an HTTP request. A URL of the provider's endpoint \
            is judged by that provider's scopes, clients and habits, any other by the standards alone. With --provider, \
            every input is judged as a request to that provider; --context says exactly what to expect.

            With --kind response the input is the redirect that came back: a URL, a path with a query, the head of the \
            request that brought it, or the head of a response with a Location. With --kind token it is a JSON object \
            of method, url, headers and body.

            With --scan the inputs are files and folders, in which requests, redirects and token requests are found and \
            judged as far as they are literal. Files that git ignores and binary files are skipped. Secrets are \
            redacted in every form of the output; docs/ci.md shows how to use it in CI.
            """)

    package init() {}

    @Argument(
        help: ArgumentHelp(
            "What to judge; - or nothing reads standard input. With --scan: files and folders.", valueName: "input"))
    package var inputs: [String] = []

    @Flag(help: "Find requests in files and folders (default: this folder), and judge them.")
    package var scan = false

    @Option(help: ArgumentHelp("With --scan, leave out the findings of this rule; repeatable.", valueName: "rule"))
    package var ignore: [String] = []

    @Option(help: "What the input is.")
    package var kind = LintKind.request

    @Option(help: ArgumentHelp("A JSON file that says what to expect (docs/rules.md).", valueName: "file"))
    package var context: String?

    @Option(help: ArgumentHelp("Check against a standard as well; the stricter rule counts.", valueName: "name"))
    package var profile: ProfileName?

    @Option(help: ArgumentHelp("The form of the output; sarif and github with --scan.", valueName: "form"))
    package var format = LintFormat.text

    @Flag(
        help: """
            Fix errors and warnings, leave notes (info) alone, and print the URL, or the head; what was done, a verifier \
            that was made for it, and what remains go to standard error.
            """)
    package var fix = false

    @Flag(help: "Check each line of the input by itself, while it arrives; with --format json, a line each.")
    package var lines = false

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions

    /// The one input without `--scan`.
    package var input: String? { inputs.first }

    package func validate() throws {
        if fix, kind != .request { throw ValidationError("--fix changes authorization requests only.") }
        if scan {
            if fix || lines { throw ValidationError("--\(fix ? "fix" : "lines") has no use with --scan.") }
            return
        }
        if !ignore.isEmpty { throw ValidationError("--ignore is for --scan.") }
        if format == .sarif || format == .github {
            throw ValidationError("--format \(format.rawValue) is for --scan.")
        }
        if inputs.count > 1 {
            throw ValidationError("Give one input; --lines reads many from standard input, --scan reads files.")
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

/// A standard, by its name.
package struct ProfileName: ExpressibleByArgument {
    package let profile: LintProfile

    package init?(argument: String) {
        guard let profile = LintProfile.named(argument) else { return nil }
        self.profile = profile
    }

    package static let allValueStrings = LintProfile.all.map(\.name)
}
