import ArgumentParser

/// `authscope formats`: explains the file formats.
package struct FormatsCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "Explain the format of a file.",
        discussion: """
            Without a name it lists the formats. A name shows one: its keys, with their types, defaults and examples.
            """)

    package static let examples = [
        CommandExample("authscope formats", "The names of all formats."),
        CommandExample("authscope formats provider", "How to write a provider file."),
    ]

    package init() {}

    @Argument(help: ArgumentHelp("The format to explain.", valueName: "name"))
    package var name: FormatName?

    @OptionGroup package var colors: ColorOptions
}

/// The name of a file format.
package enum FormatName: String, ExpressibleByArgument, CaseIterable {
    case provider, own, config, context
    case tokenRequest = "token-request"
}
