import ArgumentParser

/// `authscope url`: builds an authorization URL.
package struct URLCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "url",
        abstract: "Build an authorization URL.",
        discussion: """
            The URL goes to standard output, and findings go to standard error. State and code verifier are new each \
            time. --format json shows both: you need the state to check the redirect, and the verifier to exchange the \
            code.
            """)

    package static let examples = [
        CommandExample("authscope url", "A URL with the suggested scopes."),
        CommandExample(
            "authscope url --scope customer:read --format json",
            "The URL with its state, its verifier and all findings."),
        CommandExample(
            "authscope url --provider github --param client_id=my-app",
            "A provider that comes with authscope, and a parameter."),
    ]

    package init() {}

    @OptionGroup package var request: RequestOptions

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = RequestFormat.text

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions
}

/// The output format of `authscope url`.
package enum RequestFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, http, curl, markdown
}
