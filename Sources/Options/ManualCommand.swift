import ArgumentParser

/// `authscope manual`: writes the manual pages, for `make install`.
package struct ManualCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Write a manual page in the language of man(7).",
        discussion: "Without a name it lists the pages, such as authscope.1.",
        shouldDisplay: false)

    package static let examples = [
        CommandExample("authscope manual", "The names of the pages."),
        CommandExample("authscope manual authscope.1", "The page about the program."),
    ]

    package init() {}

    @Argument(help: ArgumentHelp("The page to write.", valueName: "page"))
    package var page: String?
}
