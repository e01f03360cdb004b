import ArgumentParser

/// `authscope url`: builds an authorization URL.
package struct URLCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "url",
        abstract: "Build an authorization URL.",
        discussion: """
            The URL alone goes to standard output, findings to standard error. State and code verifier are drawn \
            anew each time; --format json shows both, since the redirect must be compared with the state and the \
            verifier is needed to redeem the code.
            """)

    package init() {}

    @OptionGroup package var request: RequestOptions

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    package var format = RequestFormat.text

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions
}

/// The output format of `authscope url`.
package enum RequestFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, http
}
