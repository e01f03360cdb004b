import ArgumentParser

/// `authscope providers`: lists the available providers.
package struct ProvidersCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "List the providers that can be used.",
        discussion: """
            There is one built in; the others are files of your folder of providers (authscope paths), written by you \
            (authscope formats provider) or by authscope import. What is wrong with a file goes to standard error, as \
            path:line:column: message, and the exit code is 4 then; the other providers are listed all the same. What \
            authscope does not use of a good file goes there too, as note: path: message.
            """)

    package static let examples = [
        CommandExample("authscope providers", "All providers, and where each comes from."),
        CommandExample("authscope providers --format json", "The same as JSON."),
    ]

    package init() {}

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = ListFormat.text

    @OptionGroup package var colors: ColorOptions
}
