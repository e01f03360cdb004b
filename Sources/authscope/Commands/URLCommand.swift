import ArgumentParser
import OAuth

/// `authscope url`: builds an authorization URL.
struct URLCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "url",
        abstract: "Build an authorization URL.",
        discussion: """
            The URL alone goes to standard output, findings to standard error. State and code verifier are drawn \
            anew each time; --format json shows both, since the redirect must be compared with the state and the \
            verifier is needed to redeem the code.
            """)

    @OptionGroup var request: RequestOptions

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    var format = RequestFormat.text

    @OptionGroup var colors: ColorOptions
    @OptionGroup var options: ProviderOptions

    func run() throws {
        try CommandResult.of {
            let style = OutputStyle(color: colors.color, descriptor: 2)
            return try RequestBuilder(provider: try options.load(), choices: try request.choices(), style: style)
                .build(fresh: try drawFreshValues(), as: format)
        }.finish()
    }
}

/// How `authscope url` shows the request.
enum RequestFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, http
}
