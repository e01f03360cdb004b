import ArgumentParser

/// `authscope providers`: lists the available providers.
package struct ProvidersCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "List the available providers.",
        discussion: """
            One is built in, some are installed with authscope, and the others are files in your provider folder \
            (authscope paths), written by you (authscope formats provider) or by authscope import. Errors in files go to \
            standard error, as path:line:column: message, and the exit code is then 4; the other providers are listed \
            anyway. Parts of a valid file that authscope does not use are reported there too, as note: path: message.
            """)

    package static let examples = [
        CommandExample("authscope providers", "All providers, with their sources."),
        CommandExample("authscope providers --format json", "The same as JSON."),
    ]

    package init() {}

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = ListFormat.text

    @OptionGroup package var colors: ColorOptions
}
